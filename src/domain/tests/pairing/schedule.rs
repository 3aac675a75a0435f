//! When the next call is made.

use crate::domain::pairing::Input;
use crate::domain::pairing::call::{PairingReply, PairingRequest};
use crate::domain::pairing::phase::{ConnectionState, PairingPhase};
use crate::domain::pairing::schedule::{
    CODE_LIFE, CODE_LIMIT, EMPTY_BEFORE_DIAGNOSIS, EMPTY_LIMIT, HIDDEN_PAUSE, pause,
};
use crate::domain::reply::decode::QrCode;
use crate::domain::schema::dialect::Dialect;
use crate::domain::tests::pairing::{Simulation, empty, image, pairing_code};

/// The whole schedule: the call, the seconds before it, and what it brings.
#[test]
fn the_schedule_up_to_an_open_connection() {
    for dialect in Dialect::ALL {
        let mut run = Simulation::new(dialect);
        run.give(Input::Begin(None));
        assert_eq!(run.code(PairingRequest::Connect, empty()), 0);
        assert_eq!(run.code(PairingRequest::Connect, empty()), 2);
        assert_eq!(run.code(PairingRequest::Connect, empty()), 3);
        assert_eq!(run.code(PairingRequest::Connect, image(1)), 5);
        assert_eq!(
            (run.pairing.phase, run.pairing.seconds_left(run.now)),
            (PairingPhase::Shown, 45)
        );
        // Two looks at the state, then one at the code.
        assert_eq!(run.link(PairingRequest::State, ConnectionState::Connecting), 3);
        assert_eq!(run.pairing.seconds_left(run.now), 42);
        for _ in 0..4 {
            let (ask, _) = run.next();
            match ask {
                PairingRequest::Connect => run.code(PairingRequest::Connect, image(1)),
                ask => run.link(ask, ConnectionState::Connecting),
            };
        }
        assert_eq!(run.pairing.seconds_left(run.now), 30, "the same code keeps its end");
        loop {
            let (ask, _) = run.next();
            if run.pairing.phase == PairingPhase::Expired {
                break;
            }
            match ask {
                PairingRequest::Connect => run.code(PairingRequest::Connect, image(1)),
                ask => run.link(ask, ConnectionState::Connecting),
            };
        }
        assert_eq!(run.pairing.expires, run.now, "it ends to the second");
        assert_eq!(run.link(PairingRequest::State, ConnectionState::Connecting), 0);
        assert_eq!(run.code(PairingRequest::Connect, image(1)), 0);
        assert_eq!(run.pairing.phase, PairingPhase::Expired, "the same code again is no new one");
        assert_eq!(run.code(PairingRequest::Connect, image(2)), 2);
        assert_eq!(
            (run.pairing.phase, run.pairing.seconds_left(run.now)),
            (PairingPhase::Shown, 45)
        );
        run.link(PairingRequest::State, ConnectionState::Open);
        assert_eq!(run.pairing.code, QrCode::default(), "the code is gone");
        run.rests(PairingPhase::Open);
    }
}

#[test]
fn the_pause_grows() {
    let pauses: Vec<u32> = (0..8).map(pause).collect();
    assert_eq!(pauses, [2, 2, 3, 5, 8, 15, 15, 15]);
}

#[test]
fn the_code_of_the_creation_is_the_first() {
    let mut run = Simulation::showing(Dialect::EvolutionV2, image(1));
    assert_eq!(run.link(PairingRequest::State, ConnectionState::Connecting), 3);
    // None yet is an answer as well.
    let mut run = Simulation::new(Dialect::EvolutionV1);
    run.give(Input::Begin(Some(empty())));
    assert_eq!((run.pairing.phase, run.pairing.empties), (PairingPhase::Waiting, 1));
    assert_eq!(run.code(PairingRequest::Connect, image(1)), 2);
}

#[test]
fn empty_answers_lead_to_the_diagnosis_and_then_to_rest() {
    let mut run = Simulation::new(Dialect::EvolutionV2);
    run.give(Input::Begin(None));
    for count in 1..=EMPTY_LIMIT {
        run.code(PairingRequest::Connect, empty());
        assert_eq!(run.pairing.needs_diagnosis(), count >= EMPTY_BEFORE_DIAGNOSIS, "{count}");
    }
    run.rests(PairingPhase::Paused);
    assert!(run.pairing.needs_diagnosis());
    run.give(Input::Renew);
    assert!(!run.pairing.needs_diagnosis());
    run.code(PairingRequest::Connect, image(1));
    assert_eq!(run.pairing.phase, PairingPhase::Shown);
}

#[test]
fn codes_that_nobody_scans_come_to_an_end() {
    let mut run = Simulation::showing(Dialect::EvolutionV2, image(1));
    let mut count = 1;
    while run.pairing.phase != PairingPhase::Paused {
        run.now = run.pairing.expires;
        run.give(Input::Tick);
        if run.asked.is_some() {
            run.link(PairingRequest::State, ConnectionState::Connecting);
            count += 1;
            run.code(PairingRequest::Connect, image(count));
        }
        assert!(count <= u64::from(CODE_LIMIT));
    }
    assert_eq!(count, u64::from(CODE_LIMIT));
    assert!(!run.pairing.needs_diagnosis(), "codes did come");
    run.rests(PairingPhase::Paused);
    // The old code in answer to a press is not taken for a new one.
    run.give(Input::Renew);
    run.code(PairingRequest::Connect, image(count));
    run.link(PairingRequest::State, ConnectionState::Connecting);
    run.code(PairingRequest::Restart, image(1));
    assert_eq!((run.pairing.phase, run.pairing.code.clone()), (PairingPhase::Shown, image(1)));
}

#[test]
fn renewing_ends_with_another_code() {
    // The server has one.
    let mut run = Simulation::showing(Dialect::EvolutionV2, image(1));
    run.give(Input::Renew);
    assert_eq!(run.code(PairingRequest::Connect, image(2)), 0);
    assert_eq!((run.pairing.phase, run.pairing.code.clone()), (PairingPhase::Shown, image(2)));
    // It has none: the connection is made again.
    for dialect in Dialect::ALL {
        let mut run = Simulation::showing(dialect, image(1));
        run.give(Input::Renew);
        run.code(PairingRequest::Connect, image(1));
        assert_eq!(run.pairing.phase, PairingPhase::Waiting);
        assert!(run.asked.is_some(), "at once");
        run.link(PairingRequest::State, ConnectionState::Connecting);
        if dialect == Dialect::EvolutionV2 {
            run.code(PairingRequest::Restart, empty());
            assert_eq!(run.code(PairingRequest::Connect, image(1)), 2);
        } else {
            run.answer(PairingRequest::Logout, Ok(PairingReply::Done));
            assert_eq!(
                run.link(PairingRequest::CloseSeen, ConnectionState::Connecting),
                1,
                "not closed yet"
            );
            assert_eq!(run.link(PairingRequest::CloseSeen, ConnectionState::Close), 1);
            assert_eq!(run.code(PairingRequest::Connect, image(1)), 0);
        }
        assert_eq!(run.pairing.phase, PairingPhase::Shown);
    }
}

#[test]
fn a_number_closes_first_and_then_connects() {
    for dialect in Dialect::ALL {
        let mut run = Simulation::showing(dialect, image(1));
        run.give(Input::ByNumber("5511912345678".to_owned()));
        run.link(PairingRequest::State, ConnectionState::Connecting);
        run.answer(PairingRequest::Logout, Ok(PairingReply::Done));
        run.link(PairingRequest::CloseSeen, ConnectionState::Close);
        // A picture alone is not what is wanted, but it is kept.
        run.code(PairingRequest::Connect, image(1));
        assert_eq!((run.pairing.phase, run.pairing.empties), (PairingPhase::Waiting, 1));
        run.code(PairingRequest::Connect, pairing_code(1));
        assert_eq!(run.pairing.phase, PairingPhase::Shown);
        run.give(Input::ByQr);
        assert_eq!(run.pairing.phase, PairingPhase::Shown, "both came along");
        run.give(Input::ByNumber("5511912345678".to_owned()));
        assert_eq!(run.pairing.phase, PairingPhase::Shown, "the code for this number is there");
        run.give(Input::ByNumber("5521912345678".to_owned()));
        assert_eq!(run.pairing.phase, PairingPhase::Waiting, "another number wants another code");
        run.link(PairingRequest::State, ConnectionState::Connecting);
        run.answer(PairingRequest::Logout, Ok(PairingReply::Done));
    }
}

#[test]
fn a_connection_that_never_closes_does_not_hold_the_number_up_for_ever() {
    let mut run = Simulation::showing(Dialect::EvolutionV2, image(1));
    run.give(Input::ByNumber("5511912345678".to_owned()));
    run.link(PairingRequest::State, ConnectionState::Connecting);
    run.answer(PairingRequest::Logout, Ok(PairingReply::Done));
    let mut looks = 0;
    while run.next().0 == PairingRequest::CloseSeen {
        run.link(PairingRequest::CloseSeen, ConnectionState::Connecting);
        looks += 1;
    }
    assert_eq!(looks, 7);
    run.code(PairingRequest::Connect, pairing_code(1));
}

#[test]
fn a_short_close_after_the_scan_is_left_alone() {
    let mut run = Simulation::showing(Dialect::EvolutionV2, image(1));
    run.link(PairingRequest::State, ConnectionState::Close);
    run.link(PairingRequest::State, ConnectionState::Connecting);
    assert_eq!(run.pairing.phase, PairingPhase::Shown);
    run.code(PairingRequest::Connect, image(1));
    // What stays closed is believed, and connected again.
    run.link(PairingRequest::State, ConnectionState::Close);
    run.link(PairingRequest::State, ConnectionState::Close);
    run.code(PairingRequest::Connect, image(1));
    run.link(PairingRequest::State, ConnectionState::Close);
    assert_eq!(run.pairing.phase, PairingPhase::Expired);
    run.code(PairingRequest::Connect, image(2));
    assert_eq!(run.pairing.phase, PairingPhase::Shown);
}

#[test]
fn hidden_asks_less_often_and_at_once_when_seen_again() {
    let mut run = Simulation::showing(Dialect::EvolutionV2, image(1));
    run.give(Input::Hidden(true));
    run.link(PairingRequest::State, ConnectionState::Connecting);
    assert_eq!(run.link(PairingRequest::State, ConnectionState::Connecting), HIDDEN_PAUSE);
    run.now += 1;
    run.give(Input::Hidden(false));
    assert_eq!(run.code(PairingRequest::Connect, image(1)), 0);
    assert_eq!(run.link(PairingRequest::State, ConnectionState::Connecting), 3);
}

#[test]
fn leaving_ends_it_and_coming_back_begins_again() {
    let mut run = Simulation::showing(Dialect::EvolutionV2, image(1));
    run.give(Input::Halt);
    assert_eq!(run.pairing.code, QrCode::default());
    run.rests(PairingPhase::Idle);
    run.give(Input::Begin(None));
    run.code(PairingRequest::Connect, image(1));
    run.link(PairingRequest::State, ConnectionState::Open);
    run.give(Input::Halt);
    run.give(Input::Begin(None));
    run.rests(PairingPhase::Open);
}

#[test]
fn a_code_lives_as_long_as_the_server_lets_it() {
    let mut run = Simulation::showing(Dialect::EvolutionV2, image(1));
    run.now = CODE_LIFE - 1;
    assert_eq!(run.pairing.seconds_left(run.now), 1);
    assert_eq!(run.pairing.seconds_left(CODE_LIFE + 9), 0);
}
