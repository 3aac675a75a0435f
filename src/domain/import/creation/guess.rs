//! Which dialect a body is written in.

use crate::domain::import::literal::node::{Literal, Node};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Carrier;

/// What speaks for 1.x and for 2.x.
#[derive(Clone, Copy, Debug, Default)]
pub struct Votes {
    v1: u32,
    v2: u32,
}

impl Votes {
    /// Counts the names of a body. Those that both versions read count for none.
    pub fn count(&mut self, body: &Node, carrier: Carrier) {
        for member in body.members().iter().take(500) {
            let key = member.key.as_str();
            let reads = |dialect: Dialect| {
                let known =
                    Field::ALL.iter().filter_map(|field| field.spec().path_in(carrier, dialect));
                known.into_iter().any(|path| path == key)
            };
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
                _ => match (reads(Dialect::EvolutionV1), reads(Dialect::EvolutionV2)) {
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
