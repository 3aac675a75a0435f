//! Reads and sets one group of one row, for a run over many.

use std::sync::Arc;

use crate::domain::bulk::group_target::{GroupPreview, GroupSaved, GroupTarget};
use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::input::{GroupCall, GroupInput};
use crate::domain::instances::listed_row::RowKey;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::api::Api;
use crate::platform::clock::monotonic_whole_ms;
use crate::platform::fetch;
use crate::platform::fetch::{Cancel, pause};
use crate::state::instances::Instances;

impl Instances {
    pub(super) async fn preview_group(self, key: &RowKey, target: &GroupTarget) -> GroupPreview {
        match self.read_group(key, target).await {
            Some((machine, api)) => match &machine.state.reading {
                Some(reading) => target.preview(reading, api),
                None => unread(),
            },
            None => self.without_reading(key, target),
        }
    }

    pub(super) async fn set_group(self, key: &RowKey, target: &GroupTarget) -> GroupSaved {
        let Some((mut machine, api)) = self.read_group(key, target).await else {
            return GroupSaved::NotSent(self.without_reading(key, target));
        };
        let preview = match &machine.state.reading {
            Some(reading) => target.preview(reading, api),
            None => unread(),
        };
        let edited = match (&preview, machine.state.stored()) {
            (GroupPreview::Same, _) => return GroupSaved::AsWanted,
            (GroupPreview::Changes { .. }, Some(stored)) => target.on(stored, api),
            _ => return GroupSaved::NotSent(preview),
        };
        let cancel = self.cancel();
        drive(&mut machine, GroupInput::Edit, &cancel).await;
        drive(&mut machine, GroupInput::Save(Box::new(edited)), &cancel).await;
        target.saved(&machine)
    }

    /// `None` where nothing can be read: the server is gone, or its API has no such group.
    async fn read_group(self, key: &RowKey, target: &GroupTarget) -> Option<(GroupMachine, Api)> {
        let server = self.server(key.server)?;
        let api = server.api();
        if !target.is_available(api) {
            return None;
        }
        let mut machine = GroupMachine::new(server, &key.name, target.section, None);
        drive(&mut machine, GroupInput::Read, &self.cancel()).await;
        Some((machine, api))
    }

    fn without_reading(self, key: &RowKey, target: &GroupTarget) -> GroupPreview {
        let api = self.server(key.server).map(|server| server.api());
        match api {
            Some(api) if !target.is_available(api) => GroupPreview::Unavailable,
            _ => unread(),
        }
    }
}

fn unread() -> GroupPreview {
    GroupPreview::Unreadable(Arc::new(ApiError::without_reply(Case::Cancelled)))
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
