//! One group on a screen: it runs the domain's machine with the browser's clock and sends its calls. It
//! belongs to the reactive owner that it was started under and ends with it, but for a save that is on its
//! way: that one goes on until it was read back.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::input::{GroupCall, GroupInput};
use crate::domain::instance::machine::state::GroupState;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::section::Section;
use crate::platform::clock::monotonic_whole_ms;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::state::instance::memory::{InstanceKey, InstanceMemory, PartMemory, UnsavedEdit};

/// The signals of one group. A handle: it lives as long as its owner.
#[derive(Clone, Copy, Debug)]
pub struct GroupRun {
    pub section: Section,
    pub state: RwSignal<GroupState>,
    /// Tells its elements from those of other groups and rows on the page
    id: StoredValue<String>,
    task: StoredValue<Rc<RefCell<GroupTask>>, LocalStorage>,
}

#[derive(Debug)]
struct GroupTask {
    machine: GroupMachine,
    memory: PartMemory,
    /// What was saved last
    sent: Option<Box<Drafts>>,
    cancel: Cancel,
    timer: Option<TimeoutHandle>,
}

impl GroupRun {
    /// Starts under the current owner and reads the group.
    #[must_use]
    pub fn start(machine: GroupMachine) -> Self {
        let id = machine.section.id().to_owned();
        let run = Self::new(machine, id);
        run.give(GroupInput::Read);
        run
    }

    /// Starts with what the machine knows, under the current owner.
    #[must_use]
    pub fn of_row(machine: GroupMachine) -> Self {
        let id = row_id(machine.section, machine.row());
        Self::new(machine, id)
    }

    fn new(machine: GroupMachine, id: String) -> Self {
        let instance = InstanceKey::of(machine.server(), machine.name());
        let memory = expect_context::<InstanceMemory>().open(instance, &id);
        let left = memory.edit().map(|edit| edit.opened);
        let machine = machine.with_kept(memory.values()).with_edit(left);
        let state = RwSignal::new(machine.state.clone());
        let section = machine.section;
        let task = GroupTask { machine, memory, sent: None, cancel: Cancel::new(), timer: None };
        let task = Rc::new(RefCell::new(task));
        let owned = StoredValue::new_local(task);
        let run = Self { section, state, id: StoredValue::new(id), task: owned };
        on_cleanup(move || {
            owned.try_with_value(end);
        });
        run
    }

    /// The id of one of its elements; empty where the run has ended, since its elements are gone.
    #[must_use]
    pub fn element_id(self, name: &str) -> String {
        self.id.try_with_value(|id| format!("{name}-{id}")).unwrap_or_default()
    }

    /// Passes an input to the machine and sends the call it asks for.
    pub fn give(self, input: GroupInput) {
        // Where the screen is gone, nobody asks for anything any more.
        if let Some(task) = self.task.try_get_value() {
            give(&task, self.state, input);
        }
    }

    /// The edit that was left before it was saved, if there is one.
    #[must_use]
    pub fn unsaved(self) -> Option<UnsavedEdit> {
        self.task.try_with_value(|task| task.borrow().memory.edit()).flatten()
    }

    /// The form goes, with this in it: it opens again with the group, unless it was saved or dropped.
    pub fn leave(self, drafts: Drafts) {
        self.task.try_with_value(|task| {
            let task = task.borrow();
            // What is on its way is kept by its end.
            if !task.machine.state.phase.is_saving() {
                keep_edit(&task, drafts);
            }
        });
    }

    /// The drafts that the form of an edit begins with.
    #[must_use]
    pub fn opening(self) -> Option<Drafts> {
        self.task.try_with_value(|task| task.borrow().machine.opening()).flatten()
    }

    /// Whether it is a row that the server does not have yet.
    #[must_use]
    pub fn is_new_row(self) -> bool {
        self.task.try_with_value(|task| task.borrow().machine.is_new_row()) == Some(true)
    }
}

type SharedTask = Rc<RefCell<GroupTask>>;

/// The id of a row among the parts of an instance.
pub(super) fn row_id(section: Section, row: Option<&str>) -> String {
    format!("{}-{}", section.id(), row.unwrap_or("new"))
}

/// Keeps the edit while there is one that changes something.
fn keep_edit(task: &GroupTask, drafts: Drafts) {
    let opened = task.machine.state.opened.clone();
    let opened = opened.filter(|_| task.machine.is_edited(&drafts));
    task.memory.keep_edit(opened.map(|opened| UnsavedEdit { opened, drafts: Box::new(drafts) }));
}

/// The screen is left.
fn end(task: &SharedTask) {
    let mut task = task.borrow_mut();
    if !task.machine.state.phase.is_saving() {
        task.cancel.cancel();
        if let Some(timer) = task.timer.take() {
            timer.clear();
        }
    }
}

fn give(task: &SharedTask, state: RwSignal<GroupState>, input: GroupInput) {
    let (call, now, due) = {
        let mut task = task.borrow_mut();
        if let GroupInput::Save(edited) = &input {
            task.sent = Some(edited.clone());
        }
        let was_open = task.machine.state.phase.is_open();
        let call = task.machine.advance(monotonic_whole_ms(), input);
        task.memory.keep_values(task.machine.state.kept.as_deref());
        let phase = &task.machine.state.phase;
        let (is_open, is_saving) = (phase.is_open(), phase.is_saving());
        if was_open && !is_open {
            task.memory.keep_edit(None);
        } else if is_open && !is_saving && state.is_disposed() {
            // The page is gone, and the save came to nothing.
            let sent = task.sent.take();
            sent.into_iter().for_each(|sent| keep_edit(&task, *sent));
        }
        (call, task.machine.state.clone(), task.machine.next_due())
    };
    if state.try_with_untracked(|known| *known != now) == Some(true) {
        state.set(now);
    }
    if let Some(call) = call {
        send(task.clone(), state, call);
    }
    set_timer(task, state, due);
}

fn send(
    task: SharedTask,
    state: RwSignal<GroupState>,
    GroupCall { id, call, limit_ms }: GroupCall,
) {
    let cancel = task.borrow().cancel.clone();
    spawn_local(async move {
        let answer = fetch::send(&call, limit_ms, &cancel).await;
        if cancel.is_cancelled() {
            return;
        }
        give(&task, state, GroupInput::Answered(id, answer));
    });
}

fn set_timer(task: &SharedTask, state: RwSignal<GroupState>, due: Option<u64>) {
    let timer = due.and_then(|due| {
        let pause = Duration::from_millis(due.saturating_sub(monotonic_whole_ms()).max(1));
        let ticking = task.clone();
        let tick = move || give(&ticking, state, GroupInput::Tick);
        set_timeout_with_handle(tick, pause).ok()
    });
    if let Some(timer) = std::mem::replace(&mut task.borrow_mut().timer, timer) {
        timer.clear();
    }
}
