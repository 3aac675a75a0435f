//! What 2.3.6 checks about request bodies, except bots. Its create checks many flat fields that
//! nothing reads, and none of the nested objects that count.

use crate::events;
use crate::schema::{Kind, Schema};

const INTEGRATIONS: &[&str] = &["WHATSAPP-BUSINESS", "WHATSAPP-BAILEYS", "EVOLUTION"];

pub(super) static CREATE: Schema = Schema {
    members: &[
        ("instanceName", Kind::Text),
        ("token", Kind::Text),
        ("number", Kind::Number),
        ("businessId", Kind::Text),
        ("qrcode", Kind::Bool),
        ("Integration", Kind::Choice(INTEGRATIONS)),
        ("rejectCall", Kind::Bool),
        ("msgCall", Kind::Text),
        ("groupsIgnore", Kind::Bool),
        ("alwaysOnline", Kind::Bool),
        ("readMessages", Kind::Bool),
        ("readStatus", Kind::Bool),
        ("syncFullHistory", Kind::Bool),
        ("wavoipToken", Kind::Text),
        ("proxyHost", Kind::Text),
        ("proxyPort", Kind::Text),
        ("proxyProtocol", Kind::Text),
        ("proxyUsername", Kind::Text),
        ("proxyPassword", Kind::Text),
        ("webhookUrl", Kind::Text),
        ("webhookByEvents", Kind::Bool),
        ("webhookBase64", Kind::Bool),
        ("webhookEvents", Kind::Names(events::V2_FLAT)),
        ("rabbitmqEnabled", Kind::Bool),
        ("rabbitmqEvents", Kind::Names(events::V2_FLAT)),
        ("natsEnabled", Kind::Bool),
        ("natsEvents", Kind::Names(events::V2_FLAT)),
        ("sqsEnabled", Kind::Bool),
        ("sqsEvents", Kind::Names(events::V2_FLAT)),
        ("chatwootAccountId", Kind::Text),
        ("chatwootToken", Kind::Text),
        ("chatwootUrl", Kind::Text),
        ("chatwootSignMsg", Kind::Bool),
        ("chatwootReopenConversation", Kind::Bool),
        ("chatwootConversationPending", Kind::Bool),
        ("chatwootImportContacts", Kind::Bool),
        ("chatwootNameInbox", Kind::Text),
        ("chatwootMergeBrazilContacts", Kind::Bool),
        ("chatwootImportMessages", Kind::Bool),
        ("chatwootDaysLimitImportMessages", Kind::Float),
    ],
    required: &[],
    filled: &["instanceName"],
};

pub(super) static SETTINGS: Schema = Schema {
    members: &[
        ("rejectCall", Kind::Bool),
        ("msgCall", Kind::Text),
        ("groupsIgnore", Kind::Bool),
        ("alwaysOnline", Kind::Bool),
        ("readMessages", Kind::Bool),
        ("readStatus", Kind::Bool),
        ("syncFullHistory", Kind::Bool),
        ("wavoipToken", Kind::Text),
    ],
    required: &[
        "rejectCall",
        "groupsIgnore",
        "alwaysOnline",
        "readMessages",
        "readStatus",
        "syncFullHistory",
    ],
    filled: &[],
};

static WEBHOOK_INNER: Schema = Schema {
    members: &[
        ("enabled", Kind::Switch),
        ("url", Kind::Text),
        ("headers", Kind::Anything),
        ("byEvents", Kind::Bool),
        ("base64", Kind::Bool),
        ("events", Kind::Names(events::V2)),
    ],
    required: &["enabled", "url"],
    filled: &["enabled", "url"],
};

pub(super) static WEBHOOK: Schema = Schema {
    members: &[("webhook", Kind::Object(&WEBHOOK_INNER))],
    required: &["webhook"],
    filled: &[],
};

static QUEUE_INNER: Schema = Schema {
    members: &[("enabled", Kind::Switch), ("events", Kind::Names(events::V2))],
    required: &["enabled"],
    filled: &[],
};

static WEBSOCKET: Schema =
    Schema { members: &[("websocket", Kind::Object(&QUEUE_INNER))], required: &[], filled: &[] };
static RABBITMQ: Schema =
    Schema { members: &[("rabbitmq", Kind::Object(&QUEUE_INNER))], required: &[], filled: &[] };
static SQS: Schema =
    Schema { members: &[("sqs", Kind::Object(&QUEUE_INNER))], required: &[], filled: &[] };
static NATS: Schema =
    Schema { members: &[("nats", Kind::Object(&QUEUE_INNER))], required: &[], filled: &[] };
static KAFKA: Schema =
    Schema { members: &[("kafka", Kind::Object(&QUEUE_INNER))], required: &[], filled: &[] };

static PUSHER_INNER: Schema = Schema {
    members: &[
        ("enabled", Kind::Switch),
        ("appId", Kind::Text),
        ("key", Kind::Text),
        ("secret", Kind::Text),
        ("cluster", Kind::Text),
        ("useTLS", Kind::Switch),
        ("events", Kind::Names(events::V2)),
    ],
    required: &["enabled", "appId", "key", "secret", "cluster", "useTLS"],
    filled: &["enabled", "appId", "key", "secret", "cluster", "useTLS"],
};

static PUSHER: Schema = Schema {
    members: &[("pusher", Kind::Object(&PUSHER_INNER))],
    required: &["pusher"],
    filled: &[],
};

/// The schema of an event group by its name.
pub(super) fn queue(group: &str) -> &'static Schema {
    match group {
        "websocket" => &WEBSOCKET,
        "rabbitmq" => &RABBITMQ,
        "sqs" => &SQS,
        "nats" => &NATS,
        "kafka" => &KAFKA,
        _ => &PUSHER,
    }
}

const CHATWOOT_REQUIRED: &[&str] = &[
    "enabled",
    "accountId",
    "token",
    "url",
    "signMsg",
    "reopenConversation",
    "conversationPending",
];

pub(super) static CHATWOOT: Schema = Schema {
    members: &[
        ("enabled", Kind::Switch),
        ("accountId", Kind::Text),
        ("token", Kind::Text),
        ("url", Kind::Text),
        ("signMsg", Kind::Switch),
        ("signDelimiter", Kind::Text),
        ("nameInbox", Kind::Text),
        ("reopenConversation", Kind::Switch),
        ("conversationPending", Kind::Switch),
        ("autoCreate", Kind::Switch),
        ("importContacts", Kind::Bool),
        ("mergeBrazilContacts", Kind::Bool),
        ("importMessages", Kind::Bool),
        ("daysLimitImportMessages", Kind::Float),
        ("ignoreJids", Kind::Texts),
    ],
    required: CHATWOOT_REQUIRED,
    filled: CHATWOOT_REQUIRED,
};

pub(super) static PROXY: Schema = Schema {
    members: &[
        ("enabled", Kind::Switch),
        ("host", Kind::Text),
        ("port", Kind::Text),
        ("protocol", Kind::Text),
        ("username", Kind::Text),
        ("password", Kind::Text),
    ],
    required: &["enabled", "host", "port", "protocol"],
    filled: &["enabled", "host", "port", "protocol"],
};
