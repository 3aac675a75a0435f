//! One group on a screen: it runs the domain's machine with the browser's clock and sends its calls. It
//! belongs to the reactive owner that it was started under and ends with it.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::machine::calls::CallAnswer;
use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::input::{GroupCall, GroupInput};
use crate::domain::instance::machine::state::GroupState;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::section::Section;
use crate::platform::clock::monotonic_ms;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::state::instance::kept_values::KeptValues;

/// The signals of one group. A handle: it lives as long as its owner.
#[derive(Clone, Copy, Debug)]
pub struct GroupRun {
    pub section: Section,
    pub state: RwSignal<GroupState>,
    /// Tells its elements from those of other groups and rows on the page
    id: StoredValue<String>,
    task: StoredValue<GroupTask, LocalStorage>,
}

#[derive(Debug)]
struct GroupTask {
    machine: GroupMachine,
    /// Under what its values are kept when it is switched off; rows keep their own
    kept: Option<KeptValues>,
    cancel: Cancel,
    timer: Option<TimeoutHandle>,
}

impl GroupRun {
    /// Starts under the current owner and reads the group.
    #[must_use]
    pub fn start(machine: GroupMachine, kept: KeptValues) -> Self {
        let id = machine.section.id().to_owned();
        let machine = machine.with_kept(kept.get());
        let run = Self::new(machine, id, Some(kept));
        run.give(GroupInput::Read);
        run
    }

    /// Starts with what the machine knows, under the current owner.
    #[must_use]
    pub fn of_row(machine: GroupMachine) -> Self {
        let id = format!("{}-{}", machine.section.id(), machine.row().unwrap_or("new"));
        Self::new(machine, id, None)
    }

    fn new(machine: GroupMachine, id: String, kept: Option<KeptValues>) -> Self {
        let run = Self {
            section: machine.section,
            state: RwSignal::new(machine.state.clone()),
            id: StoredValue::new(id),
            task: StoredValue::new_local(GroupTask {
                machine,
                kept,
                cancel: Cancel::new(),
                timer: None,
            }),
        };
        on_cleanup(move || {
            run.task.try_update_value(|task| {
                task.cancel.cancel();
                if let Some(timer) = task.timer.take() {
                    timer.clear();
                }
            });
        });
        run
    }

    /// The id of one of its elements.
    #[must_use]
    pub fn element_id(self, name: &str) -> String {
        self.id.with_value(|id| format!("{name}-{id}"))
    }

    /// Hands an input to the machine and sends the call it asks for.
    pub fn give(self, input: GroupInput) {
        let advanced = self.task.try_update_value(|task| {
            let call = task.machine.advance(now_ms(), input);
            if let Some(kept) = &task.kept {
                kept.keep(task.machine.state.kept.as_deref());
            }
            (call, task.machine.state.clone(), task.machine.next_due(), task.cancel.clone())
        });
        // The screen is gone, and nobody waits.
        let Some((call, state, due, cancel)) = advanced else { return };
        if self.state.with_untracked(|known| *known != state) {
            self.state.set(state);
        }
        if let Some(call) = call {
            self.send(call, cancel);
        }
        self.set_timer(due);
    }

    /// The drafts that the form of an edit begins with.
    #[must_use]
    pub fn opening(self) -> Option<Drafts> {
        self.task.try_with_value(|task| task.machine.opening()).flatten()
    }

    /// Whether it is a row that the server does not have yet.
    #[must_use]
    pub fn is_new_row(self) -> bool {
        self.task.try_with_value(|task| task.machine.is_new_row()) == Some(true)
    }

    fn send(self, GroupCall { id, call, limit_ms }: GroupCall, cancel: Cancel) {
        spawn_local(async move {
            let reply = fetch::send(&call, limit_ms, &cancel).await;
            if cancel.is_cancelled() {
                return;
            }
            let answer = reply.map(|reply| CallAnswer {
                status: reply.status,
                text: reply.text,
                elapsed_ms: reply.elapsed_ms,
                retry_after_s: reply.retry_after_s,
            });
            self.give(GroupInput::Answered(id, answer));
        });
    }

    fn set_timer(self, due: Option<u64>) {
        self.task.try_update_value(|task| {
            if let Some(timer) = task.timer.take() {
                timer.clear();
            }
            if let Some(due) = due {
                let pause = Duration::from_millis(due.saturating_sub(now_ms()).max(1));
                let tick = move || self.give(GroupInput::Tick);
                task.timer = set_timeout_with_handle(tick, pause).ok();
            }
        });
    }
}

/// By the clock that never goes back.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn now_ms() -> u64 {
    monotonic_ms() as u64
}
