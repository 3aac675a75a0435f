//! What l2msg validates.

use crate::servers::rules::schema::{Schema, ValueType};

static WEBHOOK: Schema = Schema {
    members: &[
        ("url", ValueType::Text),
        ("byEvents", ValueType::Bool),
        ("base64", ValueType::Bool),
        ("headers", ValueType::Anything),
        ("events", ValueType::Events),
    ],
    required: &[],
    not_empty: &[],
};

pub(crate) static CREATE: Schema = Schema {
    members: &[
        ("instanceName", ValueType::Text),
        ("qrcode", ValueType::Bool),
        ("number", ValueType::Number),
        ("rejectCall", ValueType::Bool),
        ("msgCall", ValueType::Text),
        ("groupsIgnore", ValueType::Bool),
        ("alwaysOnline", ValueType::Bool),
        ("readMessages", ValueType::Bool),
        ("readStatus", ValueType::Bool),
        ("syncFullHistory", ValueType::Bool),
        ("webhook", ValueType::Object(&WEBHOOK)),
    ],
    required: &["instanceName"],
    not_empty: &["instanceName"],
};
