//! What goes wrong on the way, and what must not be undone.

use crate::domain::pairing::call::{PairingReply, PairingRequest};
use crate::domain::pairing::phase::{ConnectionState, PairingPhase};
use crate::domain::pairing::schedule::{EMPTY_LIMIT, FAILURE_LIMIT};
use crate::domain::pairing::{Input, Pairing};
use crate::domain::reply::decode::QrCode;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::tests::pairing::{Simulation, empty, failure, image, pairing_code};

/// Whatever the panel last knew, a telephone that was paired meanwhile stays paired.
#[test]
fn what_is_open_meanwhile_is_never_logged_out() {
    let idle = |dialect| Simulation::new(dialect);
    let shown = |dialect| Simulation::showing(dialect, image(1));
    let paused = |dialect| {
        let mut run = Simulation::new(dialect);
        run.give(Input::Begin(None));
        for _ in 0..EMPTY_LIMIT {
            run.code(PairingRequest::Connect, empty());
        }
        assert_eq!(run.pairing.phase, PairingPhase::Paused);
        run
    };
    let failed = |dialect| {
        let mut run = Simulation::new(dialect);
        run.give(Input::Begin(None));
        run.answer(PairingRequest::Connect, failure(Case::InstanceNotFound));
        assert_eq!(run.pairing.phase, PairingPhase::Failed);
        run
    };
    let before: [fn(Dialect) -> Simulation; 4] = [idle, shown, paused, failed];
    for dialect in Dialect::ALL {
        for before in before {
            for press in [Input::Restart, Input::ByNumber("5511912345678".to_owned())] {
                let mut run = before(dialect);
                run.give(press);
                run.link(PairingRequest::State, ConnectionState::Open);
                run.rests(PairingPhase::Open);
            }
        }
        // The server sends the code that was used, so that another connection would be made.
        let mut run = shown(dialect);
        run.give(Input::Renew);
        run.code(PairingRequest::Connect, image(1));
        run.link(PairingRequest::State, ConnectionState::Open);
        run.rests(PairingPhase::Open);
    }
}

#[test]
fn an_instance_that_has_its_telephone_is_open_from_the_start() {
    for (status, phase) in [
        (Some("open"), PairingPhase::Open),
        (Some("connected"), PairingPhase::Open),
        (Some("connecting"), PairingPhase::Idle),
        (Some("created"), PairingPhase::Idle),
        (None, PairingPhase::Idle),
    ] {
        let pairing = Pairing::of_status(Dialect::EvolutionV1, status);
        assert_eq!(pairing.phase, phase, "{status:?}");
        assert_eq!(
            pairing.link == ConnectionState::Open,
            phase == PairingPhase::Open,
            "{status:?}"
        );
    }
}

#[test]
fn a_restart_of_what_has_closed_becomes_a_connect() {
    let mut run = Simulation::showing(Dialect::EvolutionV2, image(1));
    run.give(Input::Restart);
    run.link(PairingRequest::State, ConnectionState::Close);
    run.answer(PairingRequest::Restart, failure(Case::SoftFailure));
    assert_eq!(run.code(PairingRequest::Connect, image(1)), 0);
    assert_eq!((run.pairing.phase, run.pairing.error.clone()), (PairingPhase::Shown, None));
}

#[test]
fn a_failure_is_tried_again_and_then_told() {
    let mut run = Simulation::showing(Dialect::EvolutionV2, image(1));
    run.answer(PairingRequest::State, failure(Case::Unreachable));
    assert!(run.pairing.error.is_some());
    assert_eq!(run.pairing.failed, PairingRequest::State, "its report names the call that failed");
    run.link(PairingRequest::State, ConnectionState::Connecting);
    assert!(run.pairing.error.is_none());
    let mut run = Simulation::new(Dialect::EvolutionV1);
    run.give(Input::Begin(None));
    for _ in 0..FAILURE_LIMIT {
        run.answer(PairingRequest::Connect, failure(Case::ServerFailure));
    }
    run.rests(PairingPhase::Failed);
    run.give(Input::Renew);
    run.code(PairingRequest::Connect, image(1));
    assert_eq!(run.pairing.phase, PairingPhase::Shown);
}

/// A lost answer to a restart or a logout tells nothing of what was done.
#[test]
fn a_change_is_never_sent_a_second_time() {
    for dialect in Dialect::ALL {
        for case in [Case::Timeout, Case::Unreachable, Case::ServerFailure, Case::NotJson] {
            for press in [Input::Restart, Input::ByNumber("5511912345678".to_owned())] {
                let mut run = Simulation::showing(dialect, image(1));
                run.give(press);
                run.link(PairingRequest::State, ConnectionState::Connecting);
                let change = run.next().0;
                assert!(change.changes(), "{dialect:?}");
                run.answer(change, failure(case));
                assert!(run.pairing.error.is_some());
                run.link(PairingRequest::State, ConnectionState::Connecting);
                run.code(PairingRequest::Connect, pairing_code(1));
                assert_eq!(run.pairing.phase, PairingPhase::Shown);
                run.link(PairingRequest::State, ConnectionState::Open);
                run.rests(PairingPhase::Open);
            }
        }
    }
}

#[test]
fn some_failures_are_final() {
    for case in [Case::InstanceNotFound, Case::Licence, Case::WrongPath] {
        let mut run = Simulation::new(Dialect::EvolutionV2);
        run.give(Input::Begin(None));
        run.answer(PairingRequest::Connect, failure(case));
        run.rests(PairingPhase::Failed);
    }
}

#[test]
fn a_refused_token_gives_way_to_the_servers_key_once() {
    let mut run = Simulation::new(Dialect::EvolutionV1);
    run.give(Input::Begin(None));
    run.answer(PairingRequest::Connect, failure(Case::Unauthorized));
    assert!(run.pairing.needs_server_key);
    assert_eq!(run.answer(PairingRequest::Connect, failure(Case::Unauthorized)), 0);
    run.rests(PairingPhase::Failed);
}

#[test]
fn a_press_overtakes_the_call_on_its_way() {
    let mut run = Simulation::new(Dialect::EvolutionV2);
    run.give(Input::Begin(None));
    assert_eq!(run.asked, Some(PairingRequest::Connect));
    run.give(Input::ByNumber("5511912345678".to_owned()));
    run.code(PairingRequest::Connect, image(1));
    assert_eq!(run.pairing.code, QrCode::default(), "nobody waits for it any more");
    assert_eq!(run.link(PairingRequest::State, ConnectionState::Connecting), 0);
    assert_eq!(run.answer(PairingRequest::Logout, Ok(PairingReply::Done)), 0);
}
