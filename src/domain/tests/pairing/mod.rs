//! Pairing without a browser: what the recorded answers mean, the schedule, and each way from the
//! first call to an open connection.

mod calls;
mod failures;
mod schedule;
mod words;

use crate::domain::http::secret::Secret;
use crate::domain::pairing::call::{PairingReply, PairingRequest};
use crate::domain::pairing::phase::{ConnectionState, PairingPhase};
use crate::domain::pairing::{Input, Pairing};
use crate::domain::reply::decode::{Profile, QrCode};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;

fn empty() -> QrCode {
    QrCode { count: Some(0), ..QrCode::default() }
}

fn image(count: u64) -> QrCode {
    QrCode {
        count: Some(count),
        code: Some(Secret::new(format!("2@{count}"))),
        image: Some(format!("data:image/png;base64,{count}")),
        ..QrCode::default()
    }
}

fn pairing_code(count: u64) -> QrCode {
    QrCode { pairing_code: Some(format!("WZYEH1Y{count}")), ..image(count) }
}

fn failure(case: Case) -> Result<PairingReply, ApiError> {
    Err(ApiError::without_reply(case))
}

/// A pairing and its clock; each call is answered at the second it is made.
struct Simulation {
    pairing: Pairing,
    now: u32,
    asked: Option<PairingRequest>,
}

impl Simulation {
    fn new(dialect: Dialect) -> Self {
        Self { pairing: Pairing::new(dialect), now: 0, asked: None }
    }

    /// A run that shows this code.
    fn showing(dialect: Dialect, code: QrCode) -> Self {
        let mut run = Self::new(dialect);
        run.give(Input::Begin(Some(code)));
        assert_eq!(run.pairing.phase, PairingPhase::Shown);
        run
    }

    fn give(&mut self, input: Input) {
        let next = self.pairing.step(input, self.now);
        if next.is_some() {
            assert_eq!(self.asked, None, "one call at a time");
            self.asked = next;
        }
    }

    /// Lets time pass until the next call, and gives it with the seconds that it took.
    #[track_caller]
    fn next(&mut self) -> (PairingRequest, u32) {
        let start = self.now;
        while self.asked.is_none() {
            self.now += 1;
            assert!(self.now < start + 300, "no call comes: {:?}", self.pairing);
            self.give(Input::Tick);
        }
        (self.asked.expect("a call"), self.now - start)
    }

    /// The next call, which must be this one, is answered so.
    #[track_caller]
    fn answer(&mut self, ask: PairingRequest, outcome: Result<PairingReply, ApiError>) -> u32 {
        let (asked, after) = self.next();
        assert_eq!(asked, ask, "{:?}", self.pairing);
        self.asked = None;
        self.give(Input::Answered(ask, outcome));
        after
    }

    #[track_caller]
    fn code(&mut self, ask: PairingRequest, code: QrCode) -> u32 {
        self.answer(ask, Ok(PairingReply::Code(code)))
    }

    #[track_caller]
    fn link(&mut self, ask: PairingRequest, link: ConnectionState) -> u32 {
        self.answer(ask, Ok(PairingReply::State(link)))
    }

    /// Nothing is asked however long one waits.
    #[track_caller]
    fn rests(&mut self, phase: PairingPhase) {
        assert_eq!(self.pairing.phase, phase);
        if phase == PairingPhase::Open {
            // Whose telephone it is, is asked once.
            let profile = Profile { number: Some("5511987654321".to_owned()), name: None };
            self.answer(PairingRequest::Profile, Ok(PairingReply::Profile(profile)));
            assert!(self.pairing.profile.number.is_some());
        }
        for _ in 0..300 {
            self.now += 1;
            self.give(Input::Tick);
            assert_eq!(self.asked, None);
        }
        assert_eq!(self.pairing.phase, phase);
    }
}
