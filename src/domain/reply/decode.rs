//! Decodes replies. One tolerant reader reads every dialect: a hash may be an object or a string, a
//! setting in snake or camel case, a row wrapped or flat. Unknown members stay in [`Created::raw`].
//! Nothing here panics, whatever a server sends.

use serde_json::Value;

use crate::domain::http::secret::Secret;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::reply::error_parser;
pub use crate::domain::reply::find_reply::{
    FindReply, accepted, answered_row_id, find_reply, row_id,
};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::BUSINESS;
use crate::domain::schema::read_back::plain;

/// The longest name, token or state that is accepted. These servers store a few hundred characters; a
/// longer text would only fill memory, screen and addresses.
const LONGEST: usize = 4_096;
/// The largest picture of a QR code that is accepted.
const LONGEST_IMAGE: usize = 1_000_000;

/// What a creation answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Created {
    pub instance_name: Option<String>,
    pub instance_id: Option<String>,
    pub integration: Option<String>,
    pub status: Option<String>,
    /// The instance's own key
    pub hash: Option<Secret>,
    /// Where Meta is to call, for the Business engine
    pub business_webhook: Option<String>,
    /// The token Meta must quote there
    pub verify_token: Option<Secret>,
    /// Where Chatwoot is to call
    pub chatwoot_webhook: Option<String>,
    pub settings: Option<Value>,
    pub qrcode: Option<QrCode>,
    /// The whole answer
    pub raw: Value,
}

/// A QR code as the server sends it. A count without an image means *not yet*.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QrCode {
    pub count: Option<u64>,
    /// Eight characters to type on the telephone
    pub pairing_code: Option<String>,
    /// The text that the image holds
    pub code: Option<Secret>,
    /// `data:image/png;base64,…`
    pub image: Option<String>,
}

impl QrCode {
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.image.is_some() || self.code.is_some() || self.pairing_code.is_some()
    }
}

/// Parses an answer that should be JSON of success.
///
/// # Errors
/// Any other status, HTML, an empty body, broken JSON, and a 200 that says `error: true`.
pub fn json(status: u16, text: &str, dialect: Dialect) -> Result<Value, ApiError> {
    if !(200..300).contains(&status) {
        return Err(error_parser::read(status, text, dialect));
    }
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return Err(error_parser::read(status, text, dialect));
    };
    if value.get("error") == Some(&Value::Bool(true)) {
        return Err(error_parser::read(status, text, dialect));
    }
    Ok(value)
}

/// Reads the answer to `POST /instance/create`.
///
/// # Errors
/// As [`json`], and JSON that tells of no instance.
pub fn created(status: u16, text: &str, dialect: Dialect) -> Result<Created, ApiError> {
    let raw = json(status, text, dialect)?;
    let instance = inner_of(&raw);
    let hash = ["hash", "apikey", "token"].iter().find_map(|key| secret_in(raw.get(key)?));
    let name = text_of(instance, NAMES);
    if name.is_none() && hash.is_none() {
        let mut error = error_parser::read(status, text, dialect);
        error.case = Case::Unrecognised;
        return Err(error);
    }
    Ok(Created {
        instance_name: name,
        instance_id: text_of(instance, &["instanceId", "instance_id", "id"]),
        integration: text_of(instance, &["integration"]),
        status: text_of(instance, &["status", "connectionStatus", "state"]),
        hash,
        business_webhook: text_of(instance, &["webhookWaBusiness", "webhook_wa_business"]),
        verify_token: text_of(instance, &["accessTokenWaBusiness", "access_token_wa_business"])
            .map(Secret::new),
        chatwoot_webhook: raw
            .get("chatwoot")
            .and_then(|chatwoot| text_of(chatwoot, &["webhookUrl", "webhook_url"])),
        settings: raw.get("settings").filter(|settings| settings.is_object()).cloned(),
        qrcode: raw.get("qrcode").and_then(qr_code),
        raw,
    })
}

/// Finds the instance of this name in what `fetchInstances` answers: one row, or a list of them, each
/// flat or wrapped in `instance`. `None` when the server lists none of this name.
///
/// # Errors
/// As [`json`], but *no such instance* is an answer here.
pub fn listed(
    status: u16,
    text: &str,
    dialect: Dialect,
    name: &str,
) -> Result<Option<Created>, ApiError> {
    let rows = match json(status, text, dialect) {
        Ok(Value::Array(rows)) => rows,
        Ok(row) => vec![row],
        Err(error) if error.case == Case::InstanceNotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let is_named = |row: &Value| text_of(inner_of(row), NAMES).as_deref() == Some(name);
    Ok(rows.into_iter().find(is_named).map(of_row))
}

/// The names of the instances in what `fetchInstances` answers.
///
/// # Errors
/// As [`json`].
pub fn listed_names(status: u16, text: &str, dialect: Dialect) -> Result<Vec<String>, ApiError> {
    Ok(match json(status, text, dialect)? {
        Value::Array(rows) => rows.iter().filter_map(listed_name).collect(),
        row => listed_name(&row).into_iter().collect(),
    })
}

/// Whose telephone is connected, as far as the row of an instance tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// In digits
    pub number: Option<String>,
    pub name: Option<String>,
}

/// Reads the profile off what `fetchInstances` answers for one name: of several rows, nobody knows
/// which one is meant.
///
/// # Errors
/// As [`json`].
pub fn profile(status: u16, text: &str, dialect: Dialect) -> Result<Profile, ApiError> {
    let row = match json(status, text, dialect)? {
        Value::Array(rows) => <[Value; 1]>::try_from(rows).map(|[row]| row).unwrap_or_default(),
        row => row,
    };
    let row = inner(row);
    // `5511987654321:12@s.whatsapp.net`: number, device, server.
    let number = text_of(&row, &["ownerJid", "owner"]).map(|jid| {
        let number = jid.split(['@', ':']).next().unwrap_or_default();
        number.chars().filter(char::is_ascii_digit).collect::<String>()
    });
    let number = number.filter(|digits| !digits.is_empty());
    // What 1.x says until it knows one.
    let name = text_of(&row, &["profileName"]).filter(|name| name != "not loaded");
    Ok(Profile { number, name })
}

const NAMES: &[&str] = &["instanceName", "instance_name", "name"];

/// The name of a row of the list of instances, flat or wrapped in `instance`.
#[must_use]
pub fn listed_name(row: &Value) -> Option<String> {
    text_of(inner_of(row), NAMES)
}

/// A row of the list of instances without its wrapping.
#[must_use]
pub fn inner(mut row: Value) -> Value {
    match row.get_mut("instance") {
        Some(inner) => inner.take(),
        None => row,
    }
}

fn inner_of(raw: &Value) -> &Value {
    raw.get("instance").unwrap_or(raw)
}

/// What a row of the list tells of an instance: less than its creation would have.
fn of_row(raw: Value) -> Created {
    let row = inner_of(&raw);
    // 1.x lists an object under `integration`, with the engine inside it if one was named.
    let channel = row.get("integration").filter(|value| value.is_object()).unwrap_or(row);
    let integration = text_of(channel, &["integration"]);
    let is_business = integration.as_deref() == Some(BUSINESS);
    let hash = ["apikey", "token"].iter().find_map(|key| secret_in(row.get(key)?));
    let webhook = text_of(channel, &["webhook_wa_business"]).filter(|_| is_business);
    Created {
        instance_name: text_of(row, NAMES),
        instance_id: text_of(row, &["instanceId", "id"]),
        status: text_of(row, &["status", "connectionStatus", "state"]),
        hash,
        business_webhook: webhook,
        verify_token: None,
        chatwoot_webhook: None,
        settings: None,
        qrcode: None,
        integration,
        raw,
    }
}

/// What a server says of itself at `GET /`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Greeting {
    pub version: String,
}

/// Reads the greeting.
///
/// # Errors
/// As [`json`], and JSON without a version.
pub fn greeting(status: u16, text: &str) -> Result<Greeting, ApiError> {
    // The dialect is not known yet; errors read alike in all of them.
    let dialect = Dialect::EvolutionV2;
    let value = json(status, text, dialect)?;
    match text_of(&value, &["version"]) {
        Some(version) => Ok(Greeting { version }),
        None => {
            let mut error = error_parser::read(status, text, dialect);
            error.case = Case::Unrecognised;
            Err(error)
        }
    }
}

/// The connection state, from `GET /instance/connectionState/{name}`.
///
/// # Errors
/// As [`json`], and JSON without a state.
pub fn state(status: u16, text: &str, dialect: Dialect) -> Result<String, ApiError> {
    let value = json(status, text, dialect)?;
    let instance = value.get("instance").unwrap_or(&value);
    // A state is a word. A number of that name is the status of an error in the wrong place.
    let word = |key: &&str| instance.get(key)?.as_str().filter(|word| word.len() <= LONGEST);
    let state = ["state", "status", "connectionStatus"].iter().find_map(word);
    state.map(str::to_owned).ok_or_else(|| {
        let mut error = error_parser::read(status, text, dialect);
        error.case = Case::Unrecognised;
        error
    })
}

/// A QR code inside a reply: under `qrcode`, or the reply itself.
#[must_use]
pub fn qr_code(value: &Value) -> Option<QrCode> {
    let object = value.as_object()?;
    let of_length = |key: &str, longest: usize| {
        let text = object.get(key).and_then(Value::as_str);
        text.filter(|text| (1..=longest).contains(&text.len()))
    };
    let text = |key: &str| of_length(key, LONGEST);
    let qr = QrCode {
        count: object.get("count").and_then(Value::as_u64),
        pairing_code: text("pairingCode").map(str::to_owned),
        code: text("code").map(Secret::new),
        // Only an image the panel can show without asking anyone; anything else is no QR code.
        image: of_length("base64", LONGEST_IMAGE)
            .filter(|image| image.starts_with("data:image/png;base64,"))
            .map(str::to_owned),
    };
    (qr.count.is_some() || qr.is_ready()).then_some(qr)
}

/// A hash in any of its shapes: a text, `{"apikey"}` or `{"jwt"}`.
fn secret_in(value: &Value) -> Option<Secret> {
    let text = match value {
        Value::String(text) => Some(text.as_str()),
        Value::Object(_) => {
            ["apikey", "jwt", "token"].iter().find_map(|key| value.get(key)?.as_str())
        }
        _ => None,
    };
    text.filter(|text| (1..=LONGEST).contains(&text.len())).map(Secret::new)
}

/// The first of these members that is a text, or a number as text; an empty text is none.
pub(super) fn text_of(value: &Value, keys: &[&str]) -> Option<String> {
    keys.iter()
        .filter_map(|key| value.get(key))
        .find(|value| value.is_string() || value.is_number())
        .map(plain)
        .filter(|text| (1..=LONGEST).contains(&text.len()))
}
