//! Pairing with a telephone as a state machine: (state, input) -> (state, the next call and when).
//! It has no clock; every input carries the second it came at, counted from the run's beginning. One
//! call is on its way at a time, since `connect` from a closed connection holds its answer for 2 to 7
//! seconds. `{"count":0}` means *not yet*.

pub mod call;
pub mod diagnosis;
pub mod input;
pub mod number;
pub mod on_error;
pub mod on_reply;
pub mod phase;
pub mod schedule;

use std::sync::Arc;

use crate::domain::reply::decode::{Profile, QrCode};
use crate::domain::reply::error::ApiError;
use crate::domain::schema::dialect::Dialect;

use call::{PairingReply, PairingRequest};
pub use input::Input;
use number::grouped;
use phase::{ConnectionState, PairingPhase};
use schedule::{CODE_LIMIT, EMPTY_BEFORE_DIAGNOSIS, HIDDEN_PAUSE};

/// One pairing.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairing {
    pub dialect: Dialect,
    pub phase: PairingPhase,
    pub link: ConnectionState,
    pub code: QrCode,
    /// The second at which the code is over
    pub expires: u32,
    /// Asks for a pairing code in place of the picture
    pub is_by_number: bool,
    pub number: Option<String>,
    /// Answers without a code, in a row
    pub empties: u32,
    /// Why the last call failed; it may still be tried again
    pub error: Option<Arc<ApiError>>,
    /// Which call that was
    pub failed: PairingRequest,
    /// Whose telephone is connected, once that is known
    pub profile: Profile,
    /// A call is on its way
    pub is_asking: bool,
    /// The instance's own token was refused, so the server's key is used
    pub needs_server_key: bool,
    /// The second of the next call
    pub due: u32,
    queue: Vec<PairingRequest>,
    /// The code was asked to be another one
    wants_other: bool,
    codes: u32,
    /// Answers with a code that is over
    stale: u32,
    failures: u32,
    looks: u32,
    closes: u32,
    closing: u32,
    is_hidden: bool,
    /// The operator wanted something else since the call went out: its answer counts no more
    is_overtaken: bool,
}

impl Pairing {
    #[must_use]
    pub fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            phase: PairingPhase::Idle,
            link: ConnectionState::Unknown,
            code: QrCode::default(),
            expires: 0,
            is_by_number: false,
            number: None,
            empties: 0,
            error: None,
            failed: PairingRequest::Connect,
            profile: Profile::default(),
            is_asking: false,
            needs_server_key: false,
            due: 0,
            queue: Vec::new(),
            wants_other: false,
            codes: 0,
            stale: 0,
            failures: 0,
            looks: 0,
            closes: 0,
            closing: 0,
            is_hidden: false,
            is_overtaken: false,
        }
    }

    /// Of an instance whose server tells this state of it: one with a telephone needs no pairing.
    #[must_use]
    pub fn of_status(dialect: Dialect, status: Option<&str>) -> Self {
        let mut pairing = Self::new(dialect);
        if status.is_some_and(|status| ConnectionState::of(status) == ConnectionState::Open) {
            pairing.open();
        }
        pairing
    }

    #[must_use]
    pub const fn seconds_left(&self, now: u32) -> u32 {
        match self.phase {
            PairingPhase::Shown => self.expires.saturating_sub(now),
            _ => 0,
        }
    }

    /// Which code of its connection this is: the server counts, or else the panel does.
    #[must_use]
    pub fn attempt(&self) -> u64 {
        self.code.count.filter(|count| *count > 0).unwrap_or(u64::from(self.codes.max(1)))
    }

    /// The code as it is typed, where that is what was asked for or all there is.
    #[must_use]
    pub fn typed_code(&self) -> Option<String> {
        self.code.pairing_code.as_deref().map(grouped)
    }

    /// Whether the likely causes are to be named.
    #[must_use]
    pub const fn needs_diagnosis(&self) -> bool {
        self.empties >= EMPTY_BEFORE_DIAGNOSIS
            && matches!(
                self.phase,
                PairingPhase::Waiting | PairingPhase::Expired | PairingPhase::Paused
            )
    }

    /// Takes an input in and tells the call to be made now, if any.
    pub fn step(&mut self, input: Input, now: u32) -> Option<PairingRequest> {
        match input {
            Input::Tick => {}
            Input::Begin(first) => {
                self.resume(now);
                if let Some(first) = first {
                    self.hear_code(first, now);
                }
            }
            Input::Renew => {
                self.resume(now);
                self.wants_other = self.code.is_ready();
                self.queue = vec![PairingRequest::Connect];
            }
            Input::Restart => {
                self.resume(now);
                self.start_over();
            }
            Input::ByNumber(number) => {
                self.is_by_number = true;
                let is_there =
                    self.phase == PairingPhase::Shown && self.number.as_ref() == Some(&number);
                self.number = Some(number);
                if !(is_there && self.has_wanted(&self.code)) {
                    self.resume(now);
                    // A connection that is being made ignores the number: the next one takes it.
                    self.start_over();
                }
            }
            Input::ByQr => {
                self.is_by_number = false;
                if self.phase != PairingPhase::Shown {
                    self.resume(now);
                }
            }
            Input::Hidden(is_hidden) => {
                self.is_hidden = is_hidden;
                if !is_hidden {
                    self.due = self.due.min(now);
                }
            }
            Input::Halt => {
                if self.phase != PairingPhase::Open {
                    self.phase = PairingPhase::Idle;
                }
                self.code = QrCode::default();
                (self.is_asking, self.is_overtaken) = (false, false);
                self.queue.clear();
            }
            Input::Answered(ask, outcome) => {
                self.is_asking = false;
                let is_overtaken = std::mem::take(&mut self.is_overtaken);
                match outcome {
                    Ok(heard)
                        if is_overtaken
                            && !matches!(heard, PairingReply::State(ConnectionState::Open)) => {}
                    Err(_) if is_overtaken => {}
                    Ok(heard) => self.hear(ask, heard, now),
                    Err(error) => self.fail(ask, error, now),
                }
            }
        }
        self.next(now)
    }

    /// Everything that counts begins again; what is shown stays until something newer comes.
    fn resume(&mut self, now: u32) {
        if self.phase == PairingPhase::Open {
            return;
        }
        if self.phase != PairingPhase::Shown {
            // What was shown may be over; that it comes again makes it no newer.
            let is_old = self.phase != PairingPhase::Idle && self.has_wanted(&self.code);
            self.phase = if is_old { PairingPhase::Expired } else { PairingPhase::Waiting };
        }
        self.is_overtaken = self.is_asking;
        (self.empties, self.stale, self.failures, self.codes, self.closes) = (0, 0, 0, 0, 0);
        self.error = None;
        self.wants_other = false;
        self.due = now;
    }

    /// The telephone is paired. All that is left to ask is whose it is.
    fn open(&mut self) {
        (self.phase, self.link) = (PairingPhase::Open, ConnectionState::Open);
        self.code = QrCode::default();
        self.queue = vec![PairingRequest::Profile];
    }

    /// Ends the connection for another one. The telephone may have been paired since the last look,
    /// and is not to be logged out: the state is asked first.
    fn start_over(&mut self) {
        if self.phase == PairingPhase::Open {
            return;
        }
        self.phase = PairingPhase::Waiting;
        self.code = QrCode::default();
        self.closing = 0;
        self.queue = vec![PairingRequest::State];
        self.queue.extend_from_slice(self.dialect.fresh_start(self.number.is_some()));
    }

    fn next(&mut self, now: u32) -> Option<PairingRequest> {
        if self.is_asking {
            return None;
        }
        if self.phase == PairingPhase::Open {
            let last = self.queue.pop();
            self.is_asking = last.is_some();
            return last;
        }
        if !self.phase.is_running() {
            return None;
        }
        if self.phase == PairingPhase::Shown && now >= self.expires {
            self.phase = PairingPhase::Expired;
            if self.codes >= CODE_LIMIT {
                self.phase = PairingPhase::Paused;
                return None;
            }
            // Whoever scanned in the last second is not to be disturbed.
            self.queue = vec![PairingRequest::State, PairingRequest::Connect];
            self.due = now;
        }
        if now < self.due {
            return None;
        }
        self.is_asking = true;
        if !self.queue.is_empty() {
            return Some(self.queue.remove(0));
        }
        self.looks += 1;
        // The server renews its code when it sees fit: now and then a look at the code, too.
        let is_look = self.phase == PairingPhase::Shown && !self.looks.is_multiple_of(3);
        Some(if is_look { PairingRequest::State } else { PairingRequest::Connect })
    }

    fn wait(&mut self, seconds: u32, now: u32) {
        let least = if self.is_hidden { HIDDEN_PAUSE } else { 0 };
        self.due = now + seconds.max(least);
        // The end of a code is noticed in time by whoever looks.
        if self.phase == PairingPhase::Shown && !self.is_hidden {
            self.due = self.due.min(self.expires.max(now + 1));
        }
    }
}
