//! Reads and sets one group of an instance that no screen shows, for a run over many.

use std::sync::Arc;

use crate::domain::bulk::group_target::{GroupPreview, GroupSaved, GroupTarget};
use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::input::{GroupCall, GroupInput};
use crate::domain::instance::stored_group::GroupReading;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::platform::clock::monotonic_whole_ms;
use crate::platform::fetch;
use crate::platform::fetch::{Cancel, pause};

/// Reads a group.
pub async fn read_group(
    server: &Server,
    name: &str,
    section: Section,
    cancel: &Cancel,
) -> GroupReading {
    let machine = read(server, name, section, cancel).await;
    machine.state.reading.unwrap_or_else(unread)
}

/// What setting the group would change.
pub async fn preview_group(
    server: &Server,
    name: &str,
    target: &GroupTarget,
    cancel: &Cancel,
) -> GroupPreview {
    let api = server.api();
    if !target.is_available(api) {
        return GroupPreview::Unavailable;
    }
    target.preview(&read_group(server, name, target.section, cancel).await, api)
}

/// Reads the group, sets what differs and reads it back.
pub async fn set_group(
    server: &Server,
    name: &str,
    target: &GroupTarget,
    cancel: &Cancel,
) -> GroupSaved {
    let api = server.api();
    if !target.is_available(api) {
        return GroupSaved::NotSent(GroupPreview::Unavailable);
    }
    let mut machine = read(server, name, target.section, cancel).await;
    let reading = machine.state.reading.clone().unwrap_or_else(unread);
    let preview = target.preview(&reading, api);
    let edited = match (&preview, machine.state.stored()) {
        (GroupPreview::Same, _) => return GroupSaved::AsWanted,
        (GroupPreview::Changes { .. }, Some(stored)) => target.on(stored, api),
        _ => return GroupSaved::NotSent(preview),
    };
    drive(&mut machine, GroupInput::Edit, cancel).await;
    drive(&mut machine, GroupInput::Save(Box::new(edited)), cancel).await;
    target.saved(&machine)
}

async fn read(server: &Server, name: &str, section: Section, cancel: &Cancel) -> GroupMachine {
    let mut machine = GroupMachine::new(server.clone(), name, section, None);
    drive(&mut machine, GroupInput::Read, cancel).await;
    machine
}

fn unread() -> GroupReading {
    GroupReading::Unreadable(Arc::new(ApiError::without_reply(Case::Cancelled)))
}

/// Passes an input in and makes every call that follows, until the machine rests.
async fn drive(machine: &mut GroupMachine, input: GroupInput, cancel: &Cancel) {
    let mut next = machine.advance(monotonic_whole_ms(), input);
    loop {
        if let Some(GroupCall { id, call, limit_ms }) = next.take() {
            let answer = fetch::send(&call, limit_ms, cancel).await;
            next = machine.advance(monotonic_whole_ms(), GroupInput::Answered(id, answer));
        } else if let Some(due) = machine.next_due() {
            let ms = due.saturating_sub(monotonic_whole_ms()).max(1);
            pause(u32::try_from(ms).unwrap_or(u32::MAX)).await;
            next = machine.advance(monotonic_whole_ms(), GroupInput::Tick);
        } else {
            return;
        }
    }
}
