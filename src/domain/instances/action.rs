//! Restarting, disconnecting and deleting an instance. What the routes answer proves nothing, so each
//! ends by reading the state: 1.x answers a restart that does nothing with success, and 2.x a deletion
//! that it has yet to make.

use crate::domain::http::request::{HttpCall, Method, path};
use crate::domain::http::secret::Secret;
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::reply::decode;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;

/// What an operator does to an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowAction {
    Restart,
    Disconnect,
    Delete,
}

impl RowAction {
    /// Whether it may be done to an instance of this name.
    #[must_use]
    pub fn may_be_done(self, dialect: Dialect, name: &str) -> bool {
        self != Self::Delete || dialect.may_delete(name)
    }

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Restart => "restart",
            Self::Disconnect => "disconnect",
            Self::Delete => "delete",
        }
    }
}

/// A call of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionCall {
    State,
    Restart,
    LogOut,
    Delete,
}

impl ActionCall {
    /// The call, for an instance of this name.
    #[must_use]
    pub fn call(self, base_url: &str, dialect: Dialect, name: &str, key: &Secret) -> HttpCall {
        let (method, route) = match self {
            Self::State => (Method::Get, "/instance/connectionState"),
            Self::Restart if dialect.restarts_by_put() => (Method::Put, "/instance/restart"),
            Self::Restart => (Method::Post, "/instance/restart"),
            Self::LogOut => (Method::Delete, "/instance/logout"),
            Self::Delete => (Method::Delete, "/instance/delete"),
        };
        let call = HttpCall::new(method, base_url, &path(route, name), key);
        match self {
            Self::Restart => call.with_body("{}".to_owned()),
            _ => call,
        }
    }

    /// A restart and a deletion may wait for WhatsApp and for a webhook.
    #[must_use]
    pub const fn time_limit_ms(self) -> u32 {
        match self {
            Self::State => 20_000,
            Self::Restart | Self::LogOut | Self::Delete => 45_000,
        }
    }

    /// Reads an answer.
    ///
    /// # Errors
    /// Whatever the server refused, and a 200 with `error: true`.
    pub fn read(self, status: u16, text: &str, dialect: Dialect) -> Result<Told, ApiError> {
        if self == Self::State {
            let state = decode::state(status, text, dialect)?;
            return Ok(Told::State(ConnectionState::of(&state)));
        }
        decode::accepted(status, text, dialect).map(|()| Told::Accepted)
    }
}

/// What an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Accepted,
    State(ConnectionState),
}

/// How an action ended.
#[derive(Clone, Debug, PartialEq)]
pub enum ActionOutcome {
    /// The state that was read afterwards is the one that was wanted
    Verified(Option<ConnectionState>),
    /// The server answered with success, and the state is another one all the same
    Unchanged(ConnectionState),
    /// The server answered the deletion with success, and the instance is still there
    StillThere,
    /// Nothing was sent: the server would pass this name to a shell
    NameUnsafe,
    /// Nothing was sent: something else is being done with the instance
    Busy,
    Failed(Box<ApiError>),
}

impl ActionOutcome {
    #[must_use]
    pub const fn is_verified(&self) -> bool {
        matches!(self, Self::Verified(_))
    }
}

/// What an action wants next.
#[derive(Clone, Debug, PartialEq)]
pub enum ActionStep {
    /// To be sent after this pause
    Call {
        after_ms: u32,
        call: ActionCall,
    },
    Done(ActionOutcome),
}

/// One action on one instance.
#[derive(Clone, Debug)]
pub struct ActionRun {
    action: RowAction,
    sent: ActionCall,
    /// How often the state was read since the last change
    looks: u32,
    is_changed: bool,
    is_logged_out: bool,
    /// What a change was refused with; the state decides whether that matters
    refusal: Option<ApiError>,
}

/// The pause before a state is read, which follows a change that takes a moment.
const LOOK_MS: u32 = 1_000;
/// How often the state is read until it has to be the one that is wanted.
const LOOKS: u32 = 8;

impl ActionRun {
    /// The action with its first call. A deletion begins with the state: one that is connected is
    /// disconnected before.
    #[must_use]
    pub fn start(action: RowAction) -> (Self, ActionCall) {
        let first = match action {
            RowAction::Restart => ActionCall::Restart,
            RowAction::Disconnect => ActionCall::LogOut,
            RowAction::Delete => ActionCall::State,
        };
        let run = Self {
            action,
            sent: first,
            looks: 0,
            is_changed: false,
            is_logged_out: false,
            refusal: None,
        };
        (run, first)
    }

    /// Takes the answer to the call that was sent last.
    pub fn answered(&mut self, answer: Result<Told, ApiError>) -> ActionStep {
        match (self.action, self.sent) {
            (RowAction::Delete, ActionCall::State) if !self.is_changed => {
                self.before_deletion(answer)
            }
            (_, ActionCall::State) => self.look(answer),
            (_, sent) => self.changed(sent, answer),
        }
    }

    fn call(&mut self, call: ActionCall, after_ms: u32) -> ActionStep {
        self.sent = call;
        ActionStep::Call { after_ms, call }
    }

    fn before_deletion(&mut self, answer: Result<Told, ApiError>) -> ActionStep {
        match answer {
            Ok(Told::State(ConnectionState::Open)) if !self.is_logged_out => {
                self.call(ActionCall::LogOut, 0)
            }
            Err(error) if error.case == Case::InstanceNotFound => {
                ActionStep::Done(ActionOutcome::Verified(None))
            }
            Err(error) if is_lost(&error) => failed(error),
            // A state that cannot be told keeps nobody from deleting.
            _ => {
                self.is_changed = true;
                self.call(ActionCall::Delete, 0)
            }
        }
    }

    fn changed(&mut self, sent: ActionCall, answer: Result<Told, ApiError>) -> ActionStep {
        let refusal = answer.err();
        if sent == ActionCall::LogOut && self.action == RowAction::Delete {
            self.is_logged_out = true;
            return self.call(ActionCall::State, 0);
        }
        match refusal {
            Some(error) if error.case == Case::InstanceNotFound => {
                return match self.action {
                    RowAction::Delete => ActionStep::Done(ActionOutcome::Verified(None)),
                    _ => failed(error),
                };
            }
            // To be disconnected already is what was wanted.
            Some(error) if sent == ActionCall::LogOut && error.case == Case::NotConnected => {}
            // The connection may have been open all the time: its state tells nothing of a restart.
            Some(error) if sent == ActionCall::Restart => return failed(error),
            // An answer that never came leaves open what was done; the state tells.
            Some(error) if is_refusal(&error) && sent != ActionCall::Delete => {
                return failed(error);
            }
            Some(error) => {
                if is_refusal(&error) {
                    // One look is enough to know whether it was done all the same.
                    self.looks = LOOKS - 1;
                }
                self.refusal = Some(error);
            }
            None => {}
        }
        self.is_changed = true;
        self.call(ActionCall::State, LOOK_MS)
    }

    /// Reads the state after a change, until it is the wanted one or was read often enough.
    fn look(&mut self, answer: Result<Told, ApiError>) -> ActionStep {
        self.looks += 1;
        let is_last = self.looks >= LOOKS;
        let state = match answer {
            Ok(Told::State(state)) => state,
            Ok(Told::Accepted) => ConnectionState::Unknown,
            Err(error) if error.case == Case::InstanceNotFound => {
                return match self.action {
                    RowAction::Delete => ActionStep::Done(ActionOutcome::Verified(None)),
                    _ => failed(error),
                };
            }
            Err(error) if is_last => return failed(self.refusal.take().unwrap_or(error)),
            Err(_) => return self.call(ActionCall::State, LOOK_MS),
        };
        let is_wanted = match self.action {
            RowAction::Restart => state == ConnectionState::Open,
            RowAction::Disconnect => state == ConnectionState::Close,
            RowAction::Delete => false,
        };
        match self.refusal.take() {
            _ if is_wanted => ActionStep::Done(ActionOutcome::Verified(Some(state))),
            Some(error) if is_last => failed(error),
            refusal if !is_last => {
                self.refusal = refusal;
                self.call(ActionCall::State, LOOK_MS)
            }
            _ => ActionStep::Done(match self.action {
                RowAction::Delete => ActionOutcome::StillThere,
                _ => ActionOutcome::Unchanged(state),
            }),
        }
    }
}

fn failed(error: ApiError) -> ActionStep {
    ActionStep::Done(ActionOutcome::Failed(Box::new(error)))
}

/// No call came through, so that the next one would not either.
const fn is_lost(error: &ApiError) -> bool {
    matches!(
        error.case,
        Case::Unreachable
            | Case::Offline
            | Case::MixedContent
            | Case::KeyUnsendable
            | Case::NameUnreachable
            | Case::Cancelled
            | Case::Unauthorized
            | Case::Forbidden
            | Case::MissingGlobalKey
    )
}

/// The server said no, or nothing was sent.
const fn is_refusal(error: &ApiError) -> bool {
    !matches!(
        error.case,
        Case::Unreachable | Case::Timeout | Case::NotJson | Case::EmptyReply | Case::Interrupted
    )
}
