//! Which dialect a body is written in.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Carrier;
use readers::literal::node::{Literal, Node};

/// Whether 1.x and 2.x read a name.
type NameReaders = BTreeMap<&'static str, (bool, bool)>;

/// The names at the top of the body of a call.
fn readers(carrier: Carrier) -> NameReaders {
    let mut readers = NameReaders::new();
    for spec in Field::ALL.iter().map(|field| field.spec()) {
        if let Some(path) = spec.path_in(carrier, Dialect::EvolutionV1) {
            readers.entry(path).or_default().0 = true;
        }
        if let Some(path) = spec.path_in(carrier, Dialect::EvolutionV2) {
            readers.entry(path).or_default().1 = true;
        }
    }
    readers
}

/// Those of a creation: a paste can have thousands.
fn readers_of_creation() -> &'static NameReaders {
    static READERS: OnceLock<NameReaders> = OnceLock::new();
    READERS.get_or_init(|| readers(Carrier::Create))
}

/// What speaks for 1.x and for 2.x.
#[derive(Clone, Copy, Debug, Default)]
pub struct Votes {
    v1: u32,
    v2: u32,
}

impl Votes {
    /// Counts the names of a body. Those that both versions read count for none.
    pub fn count(&mut self, body: &Node, carrier: Carrier) {
        let own;
        let readers = if carrier == Carrier::Create {
            readers_of_creation()
        } else {
            own = readers(carrier);
            &own
        };
        for member in body.members().iter().take(500) {
            let key = member.key.as_str();
            match &member.value.value {
                // 1.x has the webhook's address as a text, 2.x an object around it.
                Literal::Object(_) if Section::ALL.iter().any(|section| section.id() == key) => {
                    if key == "proxy" {
                        self.v1 += 1;
                    } else {
                        self.v2 += 2;
                    }
                }
                Literal::Text(text) if key == "webhook" && !text.text().is_empty() => self.v1 += 1,
                // Only 2.x needs it.
                _ if key == "integration" => self.v2 += 2,
                _ => match readers.get(key).copied().unwrap_or_default() {
                    (true, false) => self.v1 += 1,
                    (false, true) => self.v2 += 1,
                    _ => self.style(key),
                },
            }
        }
    }

    /// A name that no version reads still shows whose names its author knows.
    fn style(&mut self, key: &str) {
        let mut letters = key.chars();
        let starts_small = letters.next().is_some_and(char::is_lowercase);
        if key == "instanceName" || !starts_small {
        } else if key.contains('_') {
            self.v1 += 1;
        } else if letters.any(char::is_uppercase) {
            self.v2 += 1;
        }
    }

    /// What speaks for a version without naming a field of it.
    pub fn add(&mut self, dialect: Dialect, weight: u32) {
        match dialect {
            Dialect::EvolutionV1 => self.v1 += weight,
            Dialect::EvolutionV2 => self.v2 += weight,
            Dialect::L2msg => {}
        }
    }

    /// The newer version where nothing speaks for the older one.
    #[must_use]
    pub const fn dialect(self) -> Dialect {
        if self.v1 > self.v2 { Dialect::EvolutionV1 } else { Dialect::EvolutionV2 }
    }
}
