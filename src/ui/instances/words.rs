//! What the list says: states, reasons, outcomes, ages.

use leptos::prelude::*;

use crate::domain::instances::action::{ActionOutcome, RowAction};
use crate::domain::instances::disconnect::{Disconnect, DisconnectReason};
use crate::domain::instances::row::{Engine, InstanceRow};
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::servers::age::Age;
use crate::domain::servers::server::Server;
use crate::platform::clock::{Stopwatch, local_short};
use crate::state::preferences::Preferences;
use crate::ui::instances::common::failed_call::failure;
use crate::ui::kit::i18n::{fill, key, t, tf};

#[must_use]
pub fn state(state: ConnectionState) -> String {
    t(&format!("instances.state.{}", state.id()))
}

#[must_use]
pub fn engine(engine: Engine) -> String {
    t(&format!("instances.engine.{}", engine.id()))
}

#[must_use]
pub fn action(action: RowAction) -> String {
    t(&format!("instances.action.{}", action.id()))
}

/// Why the connection was closed, in a few words.
#[must_use]
pub fn reason(disconnect: Disconnect) -> String {
    let code = disconnect.code.to_string();
    let id = DisconnectReason::of(disconnect.code).id();
    fill(&format!("instances.reason.{id}"), &[("code", &code)])
}

/// What helps against it.
#[must_use]
pub fn remedy(disconnect: Disconnect) -> String {
    t(&format!("instances.remedy.{}", DisconnectReason::of(disconnect.code).id()))
}

/// A stamp where there is little room.
#[must_use]
pub fn when(at: f64, has_time: bool) -> String {
    let language = expect_context::<Preferences>().language.get_untracked();
    local_short(at, language.tag(), has_time)
}

/// A row that says *open* and cannot send.
#[must_use]
pub fn warning(row: &InstanceRow) -> Option<String> {
    row.is_open_without_number().then(|| t(key!("instances.open_without_number")))
}

/// How an action ended.
#[must_use]
pub fn outcome(action: RowAction, outcome: &ActionOutcome, server: Option<&Server>) -> String {
    match outcome {
        ActionOutcome::Verified(_) => t(&format!("instances.done.{}", action.id())),
        ActionOutcome::Unchanged(state) => {
            let id = action.id();
            fill(&format!("instances.unchanged.{id}"), &[("state", &self::state(*state))])
        }
        ActionOutcome::StillThere => t(key!("instances.still_there")),
        ActionOutcome::NameUnsafe => t(key!("instances.name_unsafe")),
        ActionOutcome::Busy => t(key!("instances.busy")),
        ActionOutcome::Failed(error) => failure(error, server),
    }
}

/// How long ago a list came.
#[must_use]
pub fn updated(at: Stopwatch) -> String {
    let time = match Age::of_ms(at.elapsed_with_sleep_ms()) {
        Age::Now => return t(key!("instances.updated_now")),
        Age::Seconds(count) => tf!("unit.s", count = &count.to_string()),
        Age::Minutes(count) => tf!("seen.minutes", count = &count.to_string()),
        Age::Hours(count) => tf!("seen.hours", count = &count.to_string()),
    };
    tf!("instances.updated", time = &time)
}
