//! What an answer changes in a pairing: a code, no code yet, or a state of the connection.

use crate::domain::pairing::Pairing;
use crate::domain::pairing::call::{PairingReply, PairingRequest};
use crate::domain::pairing::phase::{ConnectionState, PairingPhase};
use crate::domain::pairing::schedule::{
    CLOSES_BELIEVED, CLOSING_LOOKS, CODE_LIFE, EMPTY_BEFORE_DIAGNOSIS, EMPTY_LIMIT, LOOK, pause,
};
use crate::domain::reply::decode::QrCode;

impl Pairing {
    pub(super) fn hear(&mut self, ask: PairingRequest, heard: PairingReply, now: u32) {
        self.failures = 0;
        self.error = None;
        match heard {
            PairingReply::Code(code) => {
                self.link = ConnectionState::Connecting;
                self.hear_code(code, now);
            }
            PairingReply::State(link) => self.hear_link(ask, link, now),
            PairingReply::Done => self.wait(1, now),
            PairingReply::Profile(profile) => self.profile = profile,
        }
    }

    fn hear_link(&mut self, ask: PairingRequest, link: ConnectionState, now: u32) {
        self.link = link;
        if link == ConnectionState::Open {
            return self.open();
        }
        if ask == PairingRequest::CloseSeen
            && link != ConnectionState::Close
            && self.closing < CLOSING_LOOKS
        {
            self.closing += 1;
            self.queue.insert(0, PairingRequest::CloseSeen);
            return self.wait(1, now);
        }
        if !self.queue.is_empty() {
            self.due = now;
            return;
        }
        if link == ConnectionState::Connecting {
            self.closes = 0;
        } else {
            self.closes += 1;
            if self.closes >= CLOSES_BELIEVED && self.phase == PairingPhase::Shown {
                self.phase = PairingPhase::Expired;
                self.closes = 0;
            }
        }
        match self.phase {
            PairingPhase::Shown => self.wait(LOOK, now),
            // `connect` and `restart` told a state in place of a code.
            _ => self.hear_code(QrCode::default(), now),
        }
    }

    pub(super) fn hear_code(&mut self, code: QrCode, now: u32) {
        if !self.has_wanted(&code) {
            self.empties += 1;
            if self.phase == PairingPhase::Shown {
                self.phase = PairingPhase::Waiting;
                self.code = QrCode::default();
            }
            // A code of the other kind is worth keeping: the operator may go back to it.
            if code.is_ready() {
                self.code = code;
            }
            if self.empties >= EMPTY_LIMIT {
                self.phase = PairingPhase::Paused;
            }
            return self.wait(pause(self.empties), now);
        }
        self.empties = 0;
        if self.code != code || self.phase == PairingPhase::Waiting {
            self.code = code;
            self.codes += 1;
            self.stale = 0;
            self.wants_other = false;
            self.phase = PairingPhase::Shown;
            self.expires = now + CODE_LIFE;
            return self.wait(LOOK, now);
        }
        if self.wants_other {
            self.wants_other = false;
            self.start_over();
            self.due = now;
        } else if self.phase == PairingPhase::Expired {
            self.stale += 1;
            if self.stale >= EMPTY_BEFORE_DIAGNOSIS {
                self.phase = PairingPhase::Paused;
            }
            self.wait(pause(self.stale), now);
        } else {
            self.wait(LOOK, now);
        }
    }

    pub(super) fn has_wanted(&self, code: &QrCode) -> bool {
        match self.is_by_number {
            true => code.pairing_code.is_some(),
            false => code.image.is_some() || code.code.is_some(),
        }
    }
}
