//! Turns request bodies and stored values back into drafts, with the same table. A creation body gives
//! the drafts that it was made of.

use serde_json::Value;

use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::event::{Event, EventSet};
use crate::domain::schema::field::{Draft, Kind};
use crate::domain::schema::fields::Field;
use crate::domain::schema::wire::Carrier;

/// The value at a dotted path.
#[must_use]
pub fn lookup<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, key| value.get(key))
}

/// Reads a creation body. Fields that the dialect does not have are left alone.
#[must_use]
pub fn drafts(body: &Value, api: impl Into<Api>) -> Drafts {
    let mut drafts = Drafts::default();
    read_into(&mut drafts, body, api, Carrier::Create);
    drafts
}

/// Adds the values of one call's body to the drafts.
pub fn read_into(drafts: &mut Drafts, body: &Value, api: impl Into<Api>, carrier: Carrier) {
    let api = api.into();
    for field in Field::ALL.iter().copied() {
        let spec = field.spec();
        let Some(path) = spec.path_in(carrier, api) else { continue };
        if spec.carrier(api) != Some(carrier) {
            continue;
        }
        let section = field.spec().section;
        let switch = section.spec().create_switch(api.dialect).and_then(|path| lookup(body, path));
        if switch == Some(&Value::Bool(true)) {
            drafts.switch(section, true);
        }
        if let Some(value) = lookup(body, path) {
            drafts.switch(section, true);
            drafts.set(field, draft(value, field.spec().kind));
        }
    }
}

/// The draft for a value of a body.
#[must_use]
pub fn draft(value: &Value, kind: Kind) -> Draft {
    match (kind, value) {
        (_, Value::Null) => Draft::NotSent,
        (Kind::Flag, Value::Bool(flag)) => Draft::Flag(*flag),
        (Kind::Flag, Value::String(text)) if text == "true" || text == "false" => {
            Draft::Flag(text == "true")
        }
        (Kind::Events, Value::Array(names)) => Draft::Events(
            names.iter().filter_map(Value::as_str).filter_map(Event::named).collect::<EventSet>(),
        ),
        (Kind::List, Value::Array(entries)) => {
            let lines: Vec<&str> = entries.iter().filter_map(Value::as_str).collect();
            Draft::text(lines.join("\n"))
        }
        (Kind::Headers, Value::Object(headers)) => Draft::Headers(
            headers.iter().map(|(name, value)| (name.clone(), plain(value))).collect(),
        ),
        (_, value) => Draft::text(plain(value)),
    }
}

/// A value as text, without quotation marks around a string.
#[must_use]
pub fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
