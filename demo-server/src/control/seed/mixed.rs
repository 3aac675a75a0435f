//! What the instances of a server are like that has been used for a while. The number of an
//! instance alone decides, so that a test knows what it gets; every sixteenth is the same.

use serde_json::{Map, Value, json};

use crate::control::seed::description::Seed;
use crate::state::instance::ConnectionState::{self, Close, Connecting, Open};
use crate::state::instance::Counts;
use crate::state::kind::ServerKind;
use crate::values::clock;

const PROFILES: &[&str] = &[
    "Padaria São João",
    "Clínica Vida",
    "Auto Peças Silva",
    "Mercado Central",
    "Pizzaria Bella",
    "Advocacia Nunes",
    "Farmácia Popular",
    "Escola Aurora",
    "Pet Shop Amigo",
    "Ótica Visão",
    "Studio Café",
];
const AREA_CODES: &[u32] = &[11, 21, 31, 41, 51, 61, 71, 81, 85, 92, 48];
const MINUTE: u64 = 60_000;

pub(crate) fn state(kind: ServerKind, number: u32) -> Seed {
    let paired = |state| Seed {
        owner: Some(phone(number)),
        profile_name: Some(profile(number)),
        counts: Some(counts(number)),
        ..plain(state, number)
    };
    let lost = |code| Seed {
        disconnection_code: Some(code),
        disconnected_at: Some(ago(13, number)),
        ..paired(Close)
    };
    match number % 16 {
        1 => Seed {
            number: Some(phone(number)),
            profile_picture: Some("https://pps.whatsapp.net/v/t61/a.jpg".to_owned()),
            groups: groups(kind, &["webhook", "websocket"], number),
            ..paired(Open)
        },
        2 => plain(Close, number),
        3 => lost(401),
        4 => lost(403),
        5 => lost(440),
        6 => Seed { listed_state: Some(Close), ..plain(Connecting, number) },
        // Open without an owner: an instance that looks connected and is not.
        7 => plain(Open, number),
        8 if kind != ServerKind::Whatsapp => business(number),
        9 => Seed { groups: groups(kind, &["chatwoot"], number), ..paired(Open) },
        10 => lost(408),
        11 => lost(411),
        12 => lost(428),
        13 => lost(500),
        14 => lost(503),
        15 => Seed { groups: groups(kind, &["proxy", "rabbitmq"], number), ..lost(515) },
        0 if kind == ServerKind::V2 => {
            Seed { integration: Some("EVOLUTION".to_owned()), ..plain(Open, number) }
        }
        _ => paired(Open),
    }
}

fn plain(state: ConnectionState, number: u32) -> Seed {
    Seed { state: Some(state), created_at: Some(ago(37, number)), ..Seed::default() }
}

fn business(number: u32) -> Seed {
    Seed {
        integration: Some("WHATSAPP-BUSINESS".to_owned()),
        number: Some(format!("1065{number:011}")),
        business_id: Some(format!("1024{number:011}")),
        ..plain(Open, number)
    }
}

fn phone(number: u32) -> String {
    let area = AREA_CODES[number as usize % AREA_CODES.len()];
    format!("55{area}9{:08}", (u64::from(number) * 7_654_321) % 100_000_000)
}

fn profile(number: u32) -> String {
    format!("{} {number}", PROFILES[number as usize % PROFILES.len()])
}

fn counts(number: u32) -> Counts {
    let number = u64::from(number);
    Counts { messages: number * 131 % 9_973, contacts: number * 17 % 997, chats: number * 7 % 211 }
}

/// A date in the last weeks.
fn ago(minutes: u64, number: u32) -> String {
    let past = minutes * MINUTE * u64::from(number % 5_000);
    clock::iso(clock::now_ms().saturating_sub(past))
}

/// Those of the groups that the server has, as their `find` answers them.
fn groups(kind: ServerKind, names: &[&str], number: u32) -> Map<String, Value> {
    names.iter().filter_map(|name| Some(((*name).to_owned(), group(kind, name, number)?))).collect()
}

fn group(kind: ServerKind, name: &str, number: u32) -> Option<Value> {
    let url = format!("https://hooks.example.com/{number}");
    let events = json!(["MESSAGES_UPSERT", "CONNECTION_UPDATE"]);
    Some(match (kind, name) {
        (ServerKind::V2, "webhook") => json!({
            "url": url, "headers": null, "enabled": true, "events": events,
            "webhookByEvents": false, "webhookBase64": false,
        }),
        (_, "webhook") => json!({
            "enabled": true, "url": url, "events": events, "webhook_by_events": false,
            "webhook_base64": false,
        }),
        (ServerKind::Whatsapp, _) => return None,
        (_, "websocket" | "rabbitmq") => json!({"enabled": true, "events": events}),
        (ServerKind::V2, "chatwoot") => json!({
            "enabled": true, "accountId": "1", "token": format!("cw-{number}"),
            "url": "https://chat.example.com", "nameInbox": "WhatsApp", "signMsg": true,
            "signDelimiter": null, "number": null, "reopenConversation": true,
            "conversationPending": false, "mergeBrazilContacts": true, "importContacts": false,
            "importMessages": false, "daysLimitImportMessages": 7, "organization": null,
            "logo": null, "ignoreJids": [],
        }),
        (_, "chatwoot") => json!({
            "enabled": true, "account_id": "1", "token": format!("cw-{number}"),
            "url": "https://chat.example.com", "name_inbox": "WhatsApp", "sign_msg": true,
            "sign_delimiter": null, "reopen_conversation": true, "conversation_pending": false,
            "merge_brazil_contacts": true, "import_contacts": false, "import_messages": false,
            "days_limit_import_messages": 7,
        }),
        (ServerKind::V2, "proxy") => json!({
            "enabled": true, "host": "proxy.example.com", "port": "8080", "protocol": "http",
            "username": "", "password": "",
        }),
        (_, "proxy") => json!({
            "enabled": true,
            "proxy": {"host": "proxy.example.com", "port": "8080", "protocol": "http"},
        }),
        _ => return None,
    })
}
