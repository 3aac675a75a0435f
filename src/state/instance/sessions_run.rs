//! The conversations of one bot: read, changed, and read again, which alone tells what became of them.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::bots::BotKind;
use crate::domain::bots::sessions::{
    SessionAction, SessionList, SessionOutcome, TIME_LIMIT_MS, change_call, list_call, read,
};
use crate::domain::http::request::HttpCall;
use crate::domain::reply::decode;
use crate::domain::reply::error::ApiError;
use crate::domain::servers::server::Server;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::state::instance::InstanceScreen;

/// What is known of the conversations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SessionsState {
    /// `None` before they were read
    pub list: Option<SessionList>,
    pub failure: Option<SessionFailure>,
    /// Something is on its way
    pub is_busy: bool,
    /// The last action, with the number, and what the list shows of it
    pub done: Option<(SessionAction, String, SessionOutcome)>,
}

/// The call that failed, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionFailure {
    pub call: HttpCall,
    pub error: Arc<ApiError>,
}

/// The conversations of one bot as a signal. A handle: it lives as long as its owner.
#[derive(Clone, Copy, Debug)]
pub struct SessionsRun {
    pub state: RwSignal<SessionsState>,
    task: StoredValue<SessionsTask, LocalStorage>,
}

#[derive(Clone, Debug)]
struct SessionsTask {
    server: Server,
    name: String,
    kind: &'static BotKind,
    bot: String,
    cancel: Cancel,
}

impl SessionsRun {
    /// Starts under the current owner and reads the conversations.
    #[must_use]
    pub fn start(screen: InstanceScreen, kind: &'static BotKind, bot: String) -> Self {
        let (server, name) = (screen.server(), screen.name());
        let task = SessionsTask { server, name, kind, bot, cancel: Cancel::new() };
        let run = Self {
            state: RwSignal::new(SessionsState::default()),
            task: StoredValue::new_local(task),
        };
        on_cleanup(move || {
            run.task.try_with_value(|task| task.cancel.cancel());
        });
        run.read();
        run
    }

    pub fn read(self) {
        self.run(None);
    }

    /// Does something to the conversations with a number.
    pub fn act(self, action: SessionAction, jid: String) {
        self.run(Some((action, jid)));
    }

    fn run(self, action: Option<(SessionAction, String)>) {
        let Some(task) = self.task.try_get_value() else { return };
        if self.state.with_untracked(|state| state.is_busy) {
            return;
        }
        self.state.update(|state| {
            state.is_busy = true;
            (state.failure, state.done) = (None, None);
        });
        spawn_local(async move {
            let refused = match &action {
                Some((action, jid)) => task.change(*action, jid).await.err(),
                None => None,
            };
            let found = task.read().await;
            if task.cancel.is_cancelled() {
                return;
            }
            self.state.update(|state| {
                state.is_busy = false;
                match found {
                    Ok(list) => {
                        state.done = action.map(|(action, jid)| {
                            let outcome = action.outcome(&jid, &list);
                            (action, jid, outcome)
                        });
                        let is_done = matches!(state.done, None | Some((.., SessionOutcome::Done)));
                        state.failure = refused.filter(|_| !is_done);
                        state.list = Some(list);
                    }
                    Err(failure) => state.failure = Some(refused.unwrap_or(failure)),
                }
            });
        });
    }
}

impl SessionsTask {
    async fn read(&self) -> Result<SessionList, SessionFailure> {
        let call = list_call(&self.server, self.kind, &self.bot, &self.name);
        let answer = fetch::read(&call, TIME_LIMIT_MS, &self.cancel).await;
        answer
            .and_then(|it| read(it.status, &it.text, self.server.dialect))
            .map_err(|error| self.failure(call, error))
    }

    async fn change(&self, action: SessionAction, jid: &str) -> Result<(), SessionFailure> {
        let call = change_call(&self.server, self.kind, &self.name, jid, action);
        let answer = fetch::send(&call, TIME_LIMIT_MS, &self.cancel).await;
        answer
            .and_then(|it| decode::accepted(it.status, &it.text, self.server.dialect))
            .map_err(|error| self.failure(call, error))
    }

    /// An answer may repeat what was sent, the key among it.
    fn failure(&self, call: HttpCall, error: ApiError) -> SessionFailure {
        let error = Arc::new(error.without(&[self.server.key.reveal().to_owned()]));
        SessionFailure { call, error }
    }
}
