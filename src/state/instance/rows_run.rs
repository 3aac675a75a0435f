//! The rows of a section of which the server keeps a list. Each row has a run of its own.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::plan::Step;
use crate::domain::instance::row_list::RowList;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::reply::decode;
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;

/// The rows as signals. A handle: it lives as long as its owner.
#[derive(Clone, Copy, Debug)]
pub struct RowsRun {
    pub section: Section,
    /// It tells of every reading, also of one that changes nothing
    pub list: RwSignal<RowList>,
    pub rows: Memo<Vec<Arc<StoredGroup>>>,
    /// Why there are none to be seen, or nothing where they were read
    pub state: Memo<Option<GroupReading>>,
    task: StoredValue<(Server, String, Cancel), LocalStorage>,
}

impl RowsRun {
    /// Makes the signals under the current owner; nothing is read yet.
    #[must_use]
    pub fn new(server: &Server, name: &str, section: Section) -> Self {
        let task = (server.clone(), name.to_owned(), Cancel::new());
        let list = RwSignal::new(RowList::default());
        let run = Self {
            section,
            list,
            rows: Memo::new(move |_| list.with(|list| list.rows.clone())),
            state: Memo::new(move |_| list.with(|list| list.reading.clone())),
            task: StoredValue::new_local(task),
        };
        on_cleanup(move || {
            run.task.try_with_value(|(_, _, cancel)| cancel.cancel());
        });
        run
    }

    /// Reads the rows again.
    pub fn read(self) {
        spawn_local(self.read_through());
    }

    /// The same, to be waited for.
    pub(super) async fn read_through(self) {
        let Some((server, name, cancel)) = self.task.try_get_value() else { return };
        let found = find(&server, &name, self.section, &cancel).await;
        if !cancel.is_cancelled() {
            self.list.update(|list| list.take(self.section, server.api(), found));
        }
    }
}

/// Asks once what the server has of this section.
pub(in crate::state) async fn find(
    server: &Server,
    name: &str,
    section: Section,
    cancel: &Cancel,
) -> Result<FindReply, ApiError> {
    let mut named = Drafts::default();
    named.set_instance(name);
    let step = Step::ReadBack(section);
    let (call, limit_ms) = (step.call(&named, &server.target()), step.time_limit_ms(&named));
    let reply = fetch::read(&call, limit_ms, cancel).await;
    reply
        .and_then(|it| decode::find_reply(it.status, &it.text, server.dialect))
        .map_err(|error| error.without(&[server.key.reveal().to_owned()]))
}
