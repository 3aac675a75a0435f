//! The way to WhatsApp: closed, connecting with a QR code that is renewed, open. The control API
//! plays the phone; the servers only ask for the next code.

use serde_json::{Map, Value, json};

use crate::instance::{Instance, State};
use crate::options::{Options, QrPlan};
use crate::{clock, qr};

/// What the phone does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phone {
    Scan,
    Expire,
    Close,
}

/// Leaves "close" behind. A number given now counts for the pairing code only.
pub fn start(instance: &mut Instance, number: Option<&str>) {
    let link = &mut instance.link;
    link.state = State::Connecting;
    link.ever_connected = true;
    link.starts = link.starts.saturating_add(1);
    link.qr_count = 0;
    link.polls = 0;
    link.number = number.filter(|text| !text.is_empty()).map(str::to_owned);
}

/// One look at the code. `{"count":0}` means: none yet.
pub fn poll(instance: &mut Instance, options: &Options) -> Value {
    let link = &mut instance.link;
    link.polls = link.polls.saturating_add(1);
    let ready = match options.qr {
        QrPlan::None => false,
        QrPlan::AtOnce => true,
        QrPlan::AfterPolls(polls) => link.polls > polls,
    };
    if !ready {
        return json!({"count": 0});
    }
    link.qr_count = link.qr_count.max(1);
    let count = link.qr_count;
    let seed = format!("{}/{}", instance.id, link.starts);
    let text = qr::text(&seed, count);
    let pairing = link.number.is_some().then(|| qr::pairing_code(&seed, count));
    if !options.qr_image {
        return json!({"pairingCode": pairing, "code": text, "count": count});
    }
    json!({"pairingCode": pairing, "code": text, "base64": qr::data_url(&text), "count": count})
}

/// Forgets the code and the state, as a logout does.
pub fn close(instance: &mut Instance) {
    instance.link.state = State::Close;
    instance.link.qr_count = 0;
    instance.link.polls = 0;
}

/// Plays the phone. Says why not, when the instance is not in a state for it.
pub fn phone(instance: &mut Instance, action: Phone) -> Result<(), String> {
    match (action, instance.link.state) {
        (Phone::Scan, State::Connecting) => {
            instance.link.state = State::Open;
            instance.link.listed = State::Open;
            let number = instance.link.number.clone().or_else(|| instance.number.clone());
            let digits: String =
                number.unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
            let owner = if digits.is_empty() { "5511987654321".to_owned() } else { digits };
            instance.columns = owner_columns(&format!("{owner}@s.whatsapp.net"));
        }
        (Phone::Expire, State::Connecting) => {
            instance.link.qr_count = instance.link.qr_count.max(1).saturating_add(1);
        }
        (Phone::Close, _) => {
            close(instance);
            instance.link.listed = State::Close;
        }
        (_, state) => return Err(format!("the instance is {}, not connecting", state.text())),
    }
    instance.updated_at = clock::now_iso();
    Ok(())
}

fn owner_columns(jid: &str) -> Map<String, Value> {
    let mut columns = Map::new();
    columns.insert("ownerJid".to_owned(), jid.into());
    columns.insert("profileName".to_owned(), "Demo Phone".into());
    columns
}
