//! What 1.8.2 checks about request bodies. Its create checks seven fields only; everything else
//! is taken in whatever type it comes.

use crate::events;
use crate::schema::{Kind, Schema};

pub(super) static CREATE: Schema = Schema {
    members: &[
        ("instanceName", Kind::Text),
        ("webhook", Kind::Text),
        ("webhook_by_events", Kind::Bool),
        ("events", Kind::Names(events::V1)),
        ("qrcode", Kind::Switch),
        ("number", Kind::Number),
        ("token", Kind::Text),
    ],
    required: &[],
    filled: &[],
};

pub(super) static SETTINGS: Schema = Schema {
    members: &[
        ("reject_call", Kind::Switch),
        ("msg_call", Kind::Text),
        ("groups_ignore", Kind::Switch),
        ("always_online", Kind::Switch),
        ("read_messages", Kind::Switch),
        ("read_status", Kind::Switch),
        ("sync_full_history", Kind::Switch),
    ],
    required: &[
        "reject_call",
        "groups_ignore",
        "always_online",
        "read_messages",
        "read_status",
        "sync_full_history",
    ],
    filled: &[],
};

pub(super) static WEBHOOK: Schema = Schema {
    members: &[("url", Kind::Text), ("events", Kind::Names(events::V1))],
    required: &["url"],
    filled: &["url"],
};

/// websocket, rabbitmq and sqs.
pub(super) static EVENTS: Schema = Schema {
    members: &[("enabled", Kind::Switch), ("events", Kind::Names(events::V1))],
    required: &["enabled"],
    filled: &[],
};

pub(super) static TYPEBOT: Schema = Schema {
    members: &[
        ("enabled", Kind::Switch),
        ("url", Kind::Text),
        ("typebot", Kind::Text),
        ("expire", Kind::Integer),
        ("delay_message", Kind::Integer),
        ("unknown_message", Kind::Text),
        ("listening_from_me", Kind::Switch),
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
    filled: &[],
};

pub(super) static CHATWOOT: Schema = Schema {
    members: &[
        ("enabled", Kind::Switch),
        ("account_id", Kind::Text),
        ("token", Kind::Text),
        ("url", Kind::Text),
        ("sign_msg", Kind::Switch),
        ("sign_delimiter", Kind::Text),
        ("name_inbox", Kind::Text),
        ("reopen_conversation", Kind::Switch),
        ("conversation_pending", Kind::Switch),
        ("auto_create", Kind::Switch),
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
    filled: &[],
};

static PROXY_INNER: Schema = Schema {
    members: &[
        ("host", Kind::Text),
        ("port", Kind::Text),
        ("protocol", Kind::Text),
        ("username", Kind::Text),
        ("password", Kind::Text),
    ],
    required: &["host", "port", "protocol"],
    filled: &["host", "port", "protocol"],
};

pub(super) static PROXY: Schema = Schema {
    members: &[("enabled", Kind::Switch), ("proxy", Kind::Object(&PROXY_INNER))],
    required: &["enabled", "proxy"],
    filled: &[],
};
