//! The definitions of a server: every instance with its settings and groups, in one file that the import
//! reads again.

use serde_json::{Map, Value};

use crate::domain::export::ExportedSecrets;
use crate::domain::export::body::is_secret_address;
use crate::domain::http::json_print;
use crate::domain::http::secret::masked_body;
use crate::domain::instance::copy::InstanceCopy;
use crate::domain::servers::server::Server;

/// What a server stores of one instance.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition(Value);

impl Definition {
    #[must_use]
    pub fn of(server: &Server, copy: &InstanceCopy) -> Self {
        Self(copy.json(server))
    }
}

/// The file. Without its secrets, each of them is left out.
#[must_use]
pub fn text<'a>(
    definitions: impl IntoIterator<Item = &'a Definition>,
    secrets: ExportedSecrets,
) -> String {
    let written = |definition: &Definition| match secrets {
        ExportedSecrets::InClear => definition.0.clone(),
        ExportedSecrets::Variables => without_secrets(&definition.0, &masked_body(&definition.0)),
    };
    let all: Value = definitions.into_iter().map(written).collect();
    json_print::text(&all) + "\n"
}

/// The member with the headers of a webhook.
const HEADERS: &str = "headers";

/// A value without the members that masking changes.
fn without_secrets(plain: &Value, masked: &Value) -> Value {
    match (plain, masked) {
        (Value::Object(members), Value::Object(masked)) => {
            let kept = members.iter().filter_map(|(name, value)| {
                let masked = masked.get(name)?;
                let is_text_secret =
                    value.as_str().is_some_and(|text| is_secret_address(name, text));
                // Headers are set as a whole: a part of them would take the others away.
                let is_whole =
                    !matches!(value, Value::Object(_) | Value::Array(_)) || name == HEADERS;
                let is_secret = is_whole && (value != masked || is_text_secret);
                (!is_secret).then(|| (name.clone(), without_secrets(value, masked)))
            });
            Value::Object(kept.collect::<Map<_, _>>())
        }
        (Value::Array(items), Value::Array(masked)) => {
            let kept = items.iter().zip(masked);
            // An item that is a secret itself
            let kept = kept.filter(|(item, masked)| {
                matches!(item, Value::Object(_) | Value::Array(_)) || item == masked
            });
            kept.map(|(item, masked)| without_secrets(item, masked)).collect()
        }
        (plain, _) => plain.clone(),
    }
}
