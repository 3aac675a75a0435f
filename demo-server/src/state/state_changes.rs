//! States that change by themselves: connections that drop, come back, or wait for a phone. Which
//! instance changes, and into what, follows from a counter alone, so that a test can foresee it.

use crate::state::disconnection;
use crate::state::instance::{ConnectionState, Instance};
use crate::state::mount::Mount;
use crate::values::clock;

/// More than this is not made up for after a pause.
const MOST_AT_ONCE: u64 = 1_000;

/// Finishes what time alone has done since the last call: deletions, and changes of states when
/// the options order them.
pub fn catch_up(mount: &mut Mount) {
    mount.finish_deletions();
    let now = clock::now_ms();
    let pause = mount.options.state_change_ms;
    let due = now.saturating_sub(mount.changed_at_ms).checked_div(pause).unwrap_or(0);
    if due > 0 {
        // The first call only starts the clock.
        if mount.changed_at_ms > 0 {
            change(mount, due.min(MOST_AT_ONCE));
        }
        mount.changed_at_ms = now;
    }
}

/// Changes the state of this many instances, one after the other, and returns their names.
/// Business and Evolution instances never drop.
pub fn change(mount: &mut Mount, count: u64) -> Vec<String> {
    let can_change = |one: &Instance| one.deletion.is_none() && !one.is_always_open();
    let indexes: Vec<usize> =
        (0..mount.instances.len()).filter(|at| can_change(&mount.instances[*at])).collect();
    let mut names = Vec::new();
    if indexes.is_empty() {
        return names;
    }
    for _ in 0..count {
        let number = mount.state_changes;
        mount.state_changes = number.wrapping_add(1);
        // A step that has no factor with most list lengths visits every instance.
        let at = usize::try_from(number.wrapping_mul(7919)).unwrap_or(0) % indexes.len();
        let instance = &mut mount.instances[indexes[at]];
        change_one(instance, number);
        names.push(instance.name.clone());
    }
    names
}

fn change_one(instance: &mut Instance, number: u64) {
    let now = clock::now_iso();
    let next = match instance.pairing.state {
        ConnectionState::Open => {
            let at = usize::try_from(number).unwrap_or(0) % disconnection::CODES.len();
            disconnection::store(&mut instance.columns, disconnection::CODES[at], &now);
            ConnectionState::Close
        }
        ConnectionState::Close if instance.columns.contains_key("ownerJid") => {
            ConnectionState::Open
        }
        ConnectionState::Close => ConnectionState::Connecting,
        ConnectionState::Connecting => {
            instance.connect_phone(&format!("55119{:08}", number % 100_000_000), "Demo Phone");
            ConnectionState::Open
        }
    };
    instance.pairing.state = next;
    instance.pairing.listed_state = next;
    instance.pairing.ever_connected = true;
    instance.updated_at = now;
}
