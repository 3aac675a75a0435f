//! What 1.8.2 validates. Its create validates seven fields only; all others are stored in any type.

use crate::servers::rules::schema::{Schema, ValueType};

pub(crate) static CREATE: Schema = Schema {
    members: &[
        ("instanceName", ValueType::Text),
        ("webhook", ValueType::Text),
        ("webhook_by_events", ValueType::Bool),
        ("events", ValueType::Events),
        ("qrcode", ValueType::Switch),
        ("number", ValueType::Number),
        ("token", ValueType::Text),
    ],
    required: &[],
    not_empty: &[],
};

pub(crate) static SETTINGS: Schema = Schema {
    members: &[
        ("reject_call", ValueType::Switch),
        ("msg_call", ValueType::Text),
        ("groups_ignore", ValueType::Switch),
        ("always_online", ValueType::Switch),
        ("read_messages", ValueType::Switch),
        ("read_status", ValueType::Switch),
        ("sync_full_history", ValueType::Switch),
    ],
    required: &[
        "reject_call",
        "groups_ignore",
        "always_online",
        "read_messages",
        "read_status",
        "sync_full_history",
    ],
    not_empty: &[],
};

pub(crate) static WEBHOOK: Schema = Schema {
    members: &[("url", ValueType::Text), ("events", ValueType::Events)],
    required: &["url"],
    not_empty: &["url"],
};

/// websocket, rabbitmq and sqs.
pub(crate) static EVENTS: Schema = Schema {
    members: &[("enabled", ValueType::Switch), ("events", ValueType::Events)],
    required: &["enabled"],
    not_empty: &[],
};

pub(crate) static TYPEBOT: Schema = Schema {
    members: &[
        ("enabled", ValueType::Switch),
        ("url", ValueType::Text),
        ("typebot", ValueType::Text),
        ("expire", ValueType::Integer),
        ("delay_message", ValueType::Integer),
        ("unknown_message", ValueType::Text),
        ("listening_from_me", ValueType::Switch),
    ],
    required: &[
        "enabled",
        "url",
        "typebot",
        "expire",
        "delay_message",
        "unknown_message",
        "listening_from_me",
    ],
    not_empty: &[],
};

pub(crate) static CHATWOOT: Schema = Schema {
    members: &[
        ("enabled", ValueType::Switch),
        ("account_id", ValueType::Text),
        ("token", ValueType::Text),
        ("url", ValueType::Text),
        ("sign_msg", ValueType::Switch),
        ("sign_delimiter", ValueType::Text),
        ("name_inbox", ValueType::Text),
        ("reopen_conversation", ValueType::Switch),
        ("conversation_pending", ValueType::Switch),
        ("auto_create", ValueType::Switch),
    ],
    required: &[
        "enabled",
        "account_id",
        "token",
        "url",
        "sign_msg",
        "reopen_conversation",
        "conversation_pending",
    ],
    not_empty: &[],
};

static TEXT: Schema =
    Schema { members: &[("text", ValueType::Text)], required: &["text"], not_empty: &["text"] };

pub(crate) static TEXT_MESSAGE: Schema = Schema {
    members: &[("number", ValueType::Text), ("textMessage", ValueType::Object(&TEXT))],
    required: &["textMessage", "number"],
    not_empty: &[],
};

static PROXY_INNER: Schema = Schema {
    members: &[
        ("host", ValueType::Text),
        ("port", ValueType::Text),
        ("protocol", ValueType::Text),
        ("username", ValueType::Text),
        ("password", ValueType::Text),
    ],
    required: &["host", "port", "protocol"],
    not_empty: &["host", "port", "protocol"],
};

pub(crate) static PROXY: Schema = Schema {
    members: &[("enabled", ValueType::Switch), ("proxy", ValueType::Object(&PROXY_INNER))],
    required: &["enabled", "proxy"],
    not_empty: &[],
};
