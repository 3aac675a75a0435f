//! What people paste into one field and mean for several: a proxy in one line, the address of a page
//! in Chatwoot, the public link of a Typebot.

mod address;
mod proxy;

use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;

pub use crate::domain::schema::paste::address::{chatwoot, typebot};
pub use crate::domain::schema::paste::proxy::proxy;

/// The drafts that a text pasted into this field stands for; empty if it is a value of the field
/// alone.
#[must_use]
pub fn split(field: Field, text: &str) -> Vec<(Field, Draft)> {
    if field == Field::ProxyHost {
        proxy(text)
    } else if field == Field::ChatwootUrl {
        chatwoot(text)
    } else if field == Field::TypebotUrl {
        typebot(text)
    } else {
        Vec::new()
    }
}
