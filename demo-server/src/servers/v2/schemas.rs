//! What 2.x validates, except for bots. The create validates many flat fields that nothing reads,
//! and none of the nested objects that are used.

use crate::servers::rules::events;
use crate::servers::rules::schema::{Schema, ValueType};

const INTEGRATIONS: &[&str] = &["WHATSAPP-BUSINESS", "WHATSAPP-BAILEYS", "EVOLUTION"];

pub(crate) static CREATE: Schema = Schema {
    members: &[
        ("instanceName", ValueType::Text),
        ("token", ValueType::Text),
        ("number", ValueType::Number),
        ("businessId", ValueType::Text),
        ("qrcode", ValueType::Bool),
        ("Integration", ValueType::Choice(INTEGRATIONS)),
        ("rejectCall", ValueType::Bool),
        ("msgCall", ValueType::Text),
        ("groupsIgnore", ValueType::Bool),
        ("alwaysOnline", ValueType::Bool),
        ("readMessages", ValueType::Bool),
        ("readStatus", ValueType::Bool),
        ("syncFullHistory", ValueType::Bool),
        ("wavoipToken", ValueType::Text),
        ("proxyHost", ValueType::Text),
        ("proxyPort", ValueType::Text),
        ("proxyProtocol", ValueType::Text),
        ("proxyUsername", ValueType::Text),
        ("proxyPassword", ValueType::Text),
        ("webhookUrl", ValueType::Text),
        ("webhookByEvents", ValueType::Bool),
        ("webhookBase64", ValueType::Bool),
        ("webhookEvents", ValueType::Names(events::V2_FLAT)),
        ("rabbitmqEnabled", ValueType::Bool),
        ("rabbitmqEvents", ValueType::Names(events::V2_FLAT)),
        ("natsEnabled", ValueType::Bool),
        ("natsEvents", ValueType::Names(events::V2_FLAT)),
        ("sqsEnabled", ValueType::Bool),
        ("sqsEvents", ValueType::Names(events::V2_FLAT)),
        ("chatwootAccountId", ValueType::Text),
        ("chatwootToken", ValueType::Text),
        ("chatwootUrl", ValueType::Text),
        ("chatwootSignMsg", ValueType::Bool),
        ("chatwootReopenConversation", ValueType::Bool),
        ("chatwootConversationPending", ValueType::Bool),
        ("chatwootImportContacts", ValueType::Bool),
        ("chatwootNameInbox", ValueType::Text),
        ("chatwootMergeBrazilContacts", ValueType::Bool),
        ("chatwootImportMessages", ValueType::Bool),
        ("chatwootDaysLimitImportMessages", ValueType::Float),
    ],
    required: &[],
    not_empty: &["instanceName"],
};

pub(crate) static SETTINGS: Schema = Schema {
    members: &[
        ("rejectCall", ValueType::Bool),
        ("msgCall", ValueType::Text),
        ("groupsIgnore", ValueType::Bool),
        ("alwaysOnline", ValueType::Bool),
        ("readMessages", ValueType::Bool),
        ("readStatus", ValueType::Bool),
        ("syncFullHistory", ValueType::Bool),
        ("wavoipToken", ValueType::Text),
    ],
    required: &[
        "rejectCall",
        "groupsIgnore",
        "alwaysOnline",
        "readMessages",
        "readStatus",
        "syncFullHistory",
    ],
    not_empty: &[],
};

static WEBHOOK_INNER: Schema = Schema {
    members: &[
        ("enabled", ValueType::Switch),
        ("url", ValueType::Text),
        ("headers", ValueType::Anything),
        ("byEvents", ValueType::Bool),
        ("base64", ValueType::Bool),
        ("events", ValueType::Events),
    ],
    required: &["enabled", "url"],
    not_empty: &["enabled", "url"],
};

pub(crate) static WEBHOOK: Schema = Schema {
    members: &[("webhook", ValueType::Object(&WEBHOOK_INNER))],
    required: &["webhook"],
    not_empty: &[],
};

static QUEUE_INNER: Schema = Schema {
    members: &[("enabled", ValueType::Switch), ("events", ValueType::Events)],
    required: &["enabled"],
    not_empty: &[],
};

static WEBSOCKET: Schema = Schema {
    members: &[("websocket", ValueType::Object(&QUEUE_INNER))],
    required: &[],
    not_empty: &[],
};
static RABBITMQ: Schema = Schema {
    members: &[("rabbitmq", ValueType::Object(&QUEUE_INNER))],
    required: &[],
    not_empty: &[],
};
static SQS: Schema =
    Schema { members: &[("sqs", ValueType::Object(&QUEUE_INNER))], required: &[], not_empty: &[] };
static NATS: Schema =
    Schema { members: &[("nats", ValueType::Object(&QUEUE_INNER))], required: &[], not_empty: &[] };
static KAFKA: Schema = Schema {
    members: &[("kafka", ValueType::Object(&QUEUE_INNER))],
    required: &[],
    not_empty: &[],
};

static PUSHER_INNER: Schema = Schema {
    members: &[
        ("enabled", ValueType::Switch),
        ("appId", ValueType::Text),
        ("key", ValueType::Text),
        ("secret", ValueType::Text),
        ("cluster", ValueType::Text),
        ("useTLS", ValueType::Switch),
        ("events", ValueType::Events),
    ],
    required: &["enabled", "appId", "key", "secret", "cluster", "useTLS"],
    not_empty: &["enabled", "appId", "key", "secret", "cluster", "useTLS"],
};

static PUSHER: Schema = Schema {
    members: &[("pusher", ValueType::Object(&PUSHER_INNER))],
    required: &["pusher"],
    not_empty: &[],
};

/// The schema of an event group by its name.
pub(crate) fn queue(group: &str) -> &'static Schema {
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

pub(crate) static CHATWOOT: Schema = Schema {
    members: &[
        ("enabled", ValueType::Switch),
        ("accountId", ValueType::Text),
        ("token", ValueType::Text),
        ("url", ValueType::Text),
        ("signMsg", ValueType::Switch),
        ("signDelimiter", ValueType::Text),
        ("nameInbox", ValueType::Text),
        ("reopenConversation", ValueType::Switch),
        ("conversationPending", ValueType::Switch),
        ("autoCreate", ValueType::Switch),
        ("importContacts", ValueType::Bool),
        ("mergeBrazilContacts", ValueType::Bool),
        ("importMessages", ValueType::Bool),
        ("daysLimitImportMessages", ValueType::Float),
        ("ignoreJids", ValueType::Texts),
    ],
    required: CHATWOOT_REQUIRED,
    not_empty: CHATWOOT_REQUIRED,
};

pub(crate) static PROXY: Schema = Schema {
    members: &[
        ("enabled", ValueType::Switch),
        ("host", ValueType::Text),
        ("port", ValueType::Text),
        ("protocol", ValueType::Text),
        ("username", ValueType::Text),
        ("password", ValueType::Text),
    ],
    required: &["enabled", "host", "port", "protocol"],
    not_empty: &["enabled", "host", "port", "protocol"],
};

pub(crate) static TEXT_MESSAGE: Schema = Schema {
    members: &[
        ("number", ValueType::Text),
        ("text", ValueType::Text),
        ("linkPreview", ValueType::Bool),
        ("delay", ValueType::Integer),
    ],
    required: &["number", "text"],
    not_empty: &[],
};
