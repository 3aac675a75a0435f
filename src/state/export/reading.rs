//! Reads the instances of an export, two at a time.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::export::definitions::Definition;
use crate::domain::instances::listed_row::RowKey;
use crate::domain::servers::server::Server;
use crate::platform::fetch::Cancel;
use crate::state::export::{ExportDesk, ExportItem, ExportState, ReadExport};
use crate::state::instance::read_instance;

/// As many instances as are read at a time.
const AT_A_TIME: usize = 2;

/// The instances that are still to be read, and what became of the others.
#[derive(Default)]
struct ExportReading {
    next: usize,
    keys: Vec<RowKey>,
    /// In the order of the keys; `None` where it could not be read
    items: Vec<Option<ExportItem>>,
    done: usize,
}

impl ExportDesk {
    pub(super) fn read(self, keys: Vec<RowKey>) {
        if keys.is_empty() {
            return self.state.set(ExportState::Ready(Arc::default()));
        }
        let all = keys.len();
        self.state.set(ExportState::Reading { done: 0, all });
        let cancel = self.running.try_get_value().unwrap_or_default();
        let items = vec![None; all];
        let reading =
            Rc::new(RefCell::new(ExportReading { keys, items, ..ExportReading::default() }));
        for _ in 0..AT_A_TIME.min(all) {
            let (reading, cancel) = (reading.clone(), cancel.clone());
            spawn_local(async move { self.read_next(&reading, &cancel).await });
        }
    }

    /// Reads one after the other, as long as there are any.
    async fn read_next(self, reading: &RefCell<ExportReading>, cancel: &Cancel) {
        loop {
            let (place, key) = {
                let mut reading = reading.borrow_mut();
                let Some(key) = reading.keys.get(reading.next).cloned() else { return };
                reading.next += 1;
                (reading.next - 1, key)
            };
            let server = self.server(key.server);
            let item = match &server {
                Some(server) => read_one(server, &key.name, cancel).await,
                None => None,
            };
            if cancel.is_cancelled() {
                return;
            }
            let state = {
                let mut reading = reading.borrow_mut();
                reading.items[place] = item;
                reading.done += 1;
                reading.state(|id| self.server(id))
            };
            // The sheet may be gone.
            let _ = self.state.try_set(state);
        }
    }

    fn server(self, id: u32) -> Option<Server> {
        self.servers
            .list
            .try_with_untracked(|list| list.iter().find(|one| one.id == id).cloned())?
    }
}

impl ExportReading {
    fn state(&mut self, server: impl Fn(u32) -> Option<Server>) -> ExportState {
        let all = self.keys.len();
        if self.done < all {
            return ExportState::Reading { done: self.done, all };
        }
        let mut read = ReadExport {
            server: self.keys.first().and_then(|key| server(key.server)),
            ..ReadExport::default()
        };
        for (key, item) in self.keys.iter().zip(std::mem::take(&mut self.items)) {
            match item {
                Some(item) => read.items.push(item),
                None => read.unread.push(key.clone()),
            }
        }
        ExportState::Ready(Arc::new(read))
    }
}

async fn read_one(server: &Server, name: &str, cancel: &Cancel) -> Option<ExportItem> {
    if name.is_empty() {
        // No route leads to it.
        return None;
    }
    let copy = read_instance(server, name, cancel).await?;
    let api = server.api();
    let mut left = copy.left_behind();
    left.retain(|one| !one.is_of_any_copy());
    Some(ExportItem {
        api,
        drafts: copy.drafts_to_recreate(api),
        definition: Some(Definition::of(server, &copy)),
        left,
    })
}
