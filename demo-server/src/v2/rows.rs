//! What a database row has beyond its values: a key, two dates, and whose it is.

use serde_json::Value;

use crate::js::Object;
use crate::{clock, ids};

/// A row with these values, keeping the key and the birthday of the one it replaces.
pub(super) fn stamped(old: Option<&Value>, values: Object, instance: &str) -> Value {
    let kept = |name: &str| old.and_then(|row| row.get(name)).cloned();
    let now: Value = clock::now_iso().into();
    let mut row = Object::new();
    row.insert("id".to_owned(), kept("id").unwrap_or_else(|| ids::cuid().into()));
    row.extend(values);
    row.insert("createdAt".to_owned(), kept("createdAt").unwrap_or_else(|| now.clone()));
    row.insert("updatedAt".to_owned(), now);
    row.insert("instanceId".to_owned(), instance.into());
    row.into()
}

/// The values of a row without what `stamped` adds.
pub(super) fn bare(row: Option<&Value>) -> Object {
    let mut values = row.and_then(Value::as_object).cloned().unwrap_or_default();
    for name in ["id", "createdAt", "updatedAt", "instanceId"] {
        values.shift_remove(name);
    }
    values
}

/// Lays what was sent over what is stored: what is left out stays.
pub(super) fn laid_over(values: &mut Object, sent: &Object, names: &[(&str, &str)]) {
    for (from, to) in names {
        if let Some(value) = sent.get(*from) {
            values.insert((*to).to_owned(), value.clone());
        }
    }
}
