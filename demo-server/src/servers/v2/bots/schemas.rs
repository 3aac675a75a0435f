//! What is validated of calls that are the same for all kinds.

use crate::servers::rules::schema::{Schema, ValueType};

pub(crate) static CHANGE_STATUS: Schema = Schema {
    members: &[
        ("remoteJid", ValueType::Text),
        ("status", ValueType::Choice(&["opened", "closed", "paused", "delete"])),
    ],
    required: &["remoteJid", "status"],
    not_empty: &["remoteJid", "status"],
};

pub(crate) static IGNORE_JID: Schema = Schema {
    members: &[("remoteJid", ValueType::Text), ("action", ValueType::Choice(&["add", "remove"]))],
    required: &["remoteJid", "action"],
    not_empty: &["remoteJid", "action"],
};

pub(crate) static START: Schema = Schema {
    members: &[
        ("remoteJid", ValueType::Text),
        ("url", ValueType::Text),
        ("typebot", ValueType::Text),
    ],
    required: &["remoteJid", "url", "typebot"],
    not_empty: &["remoteJid", "url", "typebot"],
};

pub(crate) static CREDS: Schema = Schema {
    members: &[("name", ValueType::Text), ("apiKey", ValueType::Text)],
    required: &["name", "apiKey"],
    not_empty: &["name", "apiKey"],
};
