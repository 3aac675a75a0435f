//! Whether a message reaches a number: the state of the instance decides, and the number.

use serde_json::json;

use crate::http::reply::{self, ApiResult};
use crate::state::instance::{ConnectionState, Instance};
use crate::values::ids;

/// Numbers with this end are not on WhatsApp, and neither is a text without digits.
const NOBODY: &str = "0000";

/// The address of the recipient, or why nothing is sent.
pub(crate) fn find(instance: &Instance, number: &str) -> ApiResult<String> {
    if instance.pairing.state != ConnectionState::Open {
        return Err(reply::crashed("Connection Closed"));
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let jid =
        if number.contains('@') { number.to_owned() } else { format!("{digits}@s.whatsapp.net") };
    if digits.is_empty() || digits.ends_with(NOBODY) {
        return Err(reply::refused(json!({"jid": jid, "exists": false, "number": number})));
    }
    Ok(jid)
}

/// The id that WhatsApp's library gives a message.
pub(crate) fn message_id() -> String {
    let letters: String = ids::token().chars().filter(|letter| *letter != '-').take(18).collect();
    format!("3EB0{letters}")
}
