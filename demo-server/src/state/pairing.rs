//! How an instance connects to WhatsApp: closed, connecting with a QR code that changes, open. The
//! servers ask for the next code; the control API plays the phone.

use serde_json::{Value, json};

use crate::state::instance::{ConnectionState, Instance};
use crate::state::options::{QrTiming, ServerOptions};
use crate::values::{clock, qr};

/// What a phone does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PhoneAction {
    Scan,
    Expire,
    Close,
}

/// Starts a connection. A number that is given here is used for the pairing code only.
pub fn start(instance: &mut Instance, number: Option<&str>) {
    let pairing = &mut instance.pairing;
    pairing.state = ConnectionState::Connecting;
    pairing.ever_connected = true;
    pairing.starts = pairing.starts.saturating_add(1);
    pairing.qr_count = 0;
    pairing.polls = 0;
    pairing.number = number.filter(|text| !text.is_empty()).map(str::to_owned);
}

/// Asks for the current code. `{"count":0}` means that there is none yet.
pub fn poll(instance: &mut Instance, options: &ServerOptions) -> Value {
    let pairing = &mut instance.pairing;
    pairing.polls = pairing.polls.saturating_add(1);
    let is_ready = match options.qr {
        QrTiming::None => false,
        QrTiming::AtOnce => true,
        QrTiming::AfterPolls(polls) => pairing.polls > polls,
    };
    if !is_ready {
        return json!({"count": 0});
    }
    pairing.qr_count = pairing.qr_count.max(1);
    pairing.listed_state = ConnectionState::Connecting;
    let count = pairing.qr_count;
    let seed = format!("{}/{}", instance.id, pairing.starts);
    let text = qr::text(&seed, count);
    let pairing = pairing.number.is_some().then(|| qr::pairing_code(&seed, count));
    if !options.qr_image {
        return json!({"pairingCode": pairing, "code": text, "count": count});
    }
    json!({"pairingCode": pairing, "code": text, "base64": qr::data_url(&text), "count": count})
}

/// Closes the connection and drops the code, as a logout does.
pub fn close(instance: &mut Instance) {
    instance.pairing.state = ConnectionState::Close;
    instance.pairing.qr_count = 0;
    instance.pairing.polls = 0;
}

/// Plays the phone. Fails with the reason when the instance is in another state.
pub fn apply_phone(instance: &mut Instance, action: PhoneAction) -> Result<(), String> {
    match (action, instance.pairing.state) {
        (PhoneAction::Scan, ConnectionState::Connecting) => {
            instance.pairing.state = ConnectionState::Open;
            instance.pairing.listed_state = ConnectionState::Open;
            let number = instance.pairing.number.clone().or_else(|| instance.number.clone());
            let digits: String =
                number.unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
            let owner = if digits.is_empty() { "5511987654321".to_owned() } else { digits };
            instance.connect_phone(&owner, "Demo Phone");
        }
        (PhoneAction::Expire, ConnectionState::Connecting) => {
            instance.pairing.qr_count = instance.pairing.qr_count.max(1).saturating_add(1);
        }
        (PhoneAction::Close, _) => {
            // A connection that never opened stays in the list as it was.
            if instance.pairing.state == ConnectionState::Open {
                instance.pairing.listed_state = ConnectionState::Close;
            }
            close(instance);
        }
        (_, state) => return Err(format!("the instance is {}, not connecting", state.text())),
    }
    instance.updated_at = clock::now_iso();
    Ok(())
}
