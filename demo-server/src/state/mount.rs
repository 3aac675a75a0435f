//! One of the three servers: its kind, its options, its instances, and what tests ordered.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::state::creations::Creations;
use crate::state::faults::Fault;
use crate::state::held::HeldCall;
use crate::state::instance::{Deletion, Instance};
use crate::state::kind::ServerKind;
use crate::state::options::ServerOptions;
use crate::state::request_log::RequestLog;
use crate::values::clock;

#[derive(Debug)]
pub struct Mount {
    pub kind: ServerKind,
    pub options: ServerOptions,
    pub instances: Vec<Instance>,
    /// 1.x does not delete the SQS settings of an instance: the next instance of that name gets
    /// them.
    pub leftover_sqs: BTreeMap<String, Value>,
    pub faults: Vec<Fault>,
    pub held: Vec<HeldCall>,
    pub log: RequestLog,
    pub creations: Creations,
    /// How many calls have arrived. Two creations collide when one arrives before the other is
    /// stored, and this tells the order without a clock.
    pub arrivals: u64,
    /// How many states have changed by themselves, and when the last one did.
    pub state_changes: u64,
    pub changed_at_ms: u64,
}

impl Mount {
    #[must_use]
    pub fn new(kind: ServerKind, options: ServerOptions) -> Self {
        Self {
            kind,
            options,
            instances: Vec::new(),
            leftover_sqs: BTreeMap::new(),
            faults: Vec::new(),
            held: Vec::new(),
            log: RequestLog::default(),
            creations: Creations::default(),
            arrivals: 0,
            state_changes: 0,
            changed_at_ms: 0,
        }
    }

    /// Removes the instances whose deletion is complete.
    pub fn finish_deletions(&mut self) {
        let now = clock::now_ms();
        self.instances.retain(|one| one.deletion.is_none_or(|deletion| now < deletion.gone_at));
    }

    /// The instance that answers to a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Instance> {
        let now = clock::now_ms();
        self.instances.iter().find(|one| one.name == name && one.answers(now))
    }

    pub fn find_mut(&mut self, name: &str) -> Option<&mut Instance> {
        let now = clock::now_ms();
        self.instances.iter_mut().find(|one| one.name == name && one.answers(now))
    }

    /// Whether a name is in use. After a deletion it is for a moment longer than it answers.
    #[must_use]
    pub fn is_taken(&self, name: &str) -> bool {
        self.instances.iter().any(|one| one.name == name)
    }

    /// Stores an instance that a request created.
    pub fn create(&mut self, instance: Instance) {
        self.creations.count_stored(&instance.name);
        self.add(instance);
    }

    /// Stores an instance.
    pub fn add(&mut self, mut instance: Instance) {
        instance.stored_at_arrival = self.arrivals;
        self.instances.push(instance);
    }

    /// Lets an instance disappear after `ms`, as if it had never been stored.
    pub fn vanish(&mut self, name: &str, ms: u64) {
        let at = clock::now_ms().saturating_add(ms);
        for one in self.instances.iter_mut().filter(|one| one.name == name) {
            one.deletion = Some(Deletion { hidden_at: at, gone_at: at });
        }
    }

    pub fn remove(&mut self, name: &str) {
        self.instances.retain(|one| one.name != name);
    }
}
