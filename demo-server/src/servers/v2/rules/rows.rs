//! Database rows: the values of a group with a key, two dates and the id of the instance.

use serde_json::Value;

use crate::values::js::Object;
use crate::values::{clock, ids};

/// A row with these values. It keeps the key and the creation date of the row that it replaces.
pub(crate) fn to_row(old: Option<&Value>, values: Object, instance: &str) -> Value {
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

/// The values of a row, without what [`to_row`] adds.
pub(crate) fn row_values(row: Option<&Value>) -> Object {
    let mut values = row.and_then(Value::as_object).cloned().unwrap_or_default();
    for name in ["id", "createdAt", "updatedAt", "instanceId"] {
        values.shift_remove(name);
    }
    values
}

/// Copies what was sent over what is stored, under other names (`(sent, stored)`). What is left
/// out stays as it is.
pub(crate) fn copy_renamed(values: &mut Object, sent: &Object, names: &[(&str, &str)]) {
    for (from, to) in names {
        if let Some(value) = sent.get(*from) {
            values.insert((*to).to_owned(), value.clone());
        }
    }
}

/// The same for members that keep their names.
pub(crate) fn copy(values: &mut Object, sent: &Object, names: &[&str]) {
    for name in names {
        if let Some(value) = sent.get(*name) {
            values.insert((*name).to_owned(), value.clone());
        }
    }
}

/// The members of a row.
pub(crate) fn as_object(row: Value) -> Object {
    match row {
        Value::Object(members) => members,
        _ => Object::new(),
    }
}
