//! What happens to a creation, and what it asks for.

use crate::domain::creation::attempt::FindReason;
use crate::domain::creation::in_flight::InFlight;
use crate::domain::creation::machine::calls::CallId;
use crate::domain::http::answer::CallAnswer;
use crate::domain::http::request::HttpCall;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;

/// What happens to a creation.
#[derive(Clone, Debug, PartialEq)]
pub enum CreationInput {
    /// *Create* was pressed. `earlier` is the stored note of this name; `wall_ms` is the time of day,
    /// in milliseconds since 1970.
    Start {
        server: Server,
        drafts: Drafts,
        earlier: Option<InFlight>,
        wall_ms: f64,
        /// Whether what is stored is read back and compared
        is_proved: bool,
    },
    /// The page was reloaded; this is the note of a creation that an earlier page sent.
    Restore {
        server: Server,
        note: InFlight,
        wall_ms: f64,
    },
    /// Whether the lock that this attempt asked for is ours.
    LockAnswered {
        attempt: u32,
        is_ours: bool,
    },
    Answered(CallId, Result<CallAnswer, ApiError>),
    /// Another creation on this server, sent at this time, was answered with success.
    WriteAnswered {
        base_url: String,
        sent_at: u64,
    },
    /// Time has passed.
    Tick,
    Cancel,
    Look,
    StopLooking,
    Delete,
    /// Goes on with the instance that was found.
    ShowFound,
    /// Shows an instance that is on the server already, next to what these drafts ask for.
    Show {
        server: Server,
        drafts: Drafts,
        /// In milliseconds since 1970
        started_at: f64,
        found: FindReason,
    },
    /// Sends a section once more where that helps, and reads it back.
    Reapply(Section),
    /// The result, or the failure, leaves the screen.
    Dismiss,
    ForgetKeys,
    ForgetDevice,
}

/// What is to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum CreationEffect {
    Call {
        id: CallId,
        call: HttpCall,
        limit_ms: u32,
    },
    Abort(CallId),
    TakeLock {
        attempt: u32,
        base_url: String,
        name: String,
    },
    ReleaseLock {
        base_url: String,
        name: String,
    },
    /// Stores this note in the place of an older one of its name.
    KeepNote(Box<InFlight>),
    DropNote {
        server: Box<Server>,
        name: String,
    },
    /// The creation was answered with success: of notes that were made before `started_at`, none is
    /// still at work on that server. For other machines see [`CreationInput::WriteAnswered`].
    WriteAnswered {
        base_url: String,
        sent_at: u64,
        started_at: f64,
    },
    /// There is a result: an instance that a later page can show again.
    KeepResult(Box<InFlight>),
    /// The instance of the result is not there any more.
    DropResult,
    /// The creation itself ended; the rest of the plan, or a lookup, follows.
    Ended {
        is_created: bool,
    },
}
