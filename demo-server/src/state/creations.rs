//! The creations that arrived, name by name. Unlike the request log, this count forgets none of them.

use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CreationCount {
    /// How many requests asked for the name, whatever became of them.
    pub requests: u32,
    /// How many of them stored an instance, also one that was removed again.
    pub stored: u32,
}

#[derive(Debug, Default)]
pub struct Creations {
    by_name: BTreeMap<String, CreationCount>,
}

impl Creations {
    pub fn count_request(&mut self, name: &str) {
        self.by_name.entry(name.to_owned()).or_default().requests += 1;
    }

    pub fn count_stored(&mut self, name: &str) {
        self.by_name.entry(name.to_owned()).or_default().stored += 1;
    }

    #[must_use]
    pub const fn by_name(&self) -> &BTreeMap<String, CreationCount> {
        &self.by_name
    }
}
