//! Restart, disconnect and delete, against what the servers were seen to answer.

use crate::domain::http::request::Method;
use crate::domain::http::secret::Secret;
use crate::domain::instances::action::{
    ActionCall, ActionOutcome, ActionRun, ActionStep, RowAction, Told,
};
use crate::domain::pairing::phase::ConnectionState::{self, Close, Connecting, Open};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::tests::recording;

type Answer = Result<Told, ApiError>;

fn state(state: ConnectionState) -> Answer {
    Ok(Told::State(state))
}

fn error(case: Case) -> Answer {
    Err(ApiError::without_reply(case))
}

/// What a recorded answer says to a call.
fn recorded(call: ActionCall, file: &str, name: &str) -> Answer {
    let (dialect, exchange) = recording(file, name);
    call.read(exchange.status, &exchange.text(), dialect)
}

/// Runs an action against these answers. The last one is repeated.
fn run(action: RowAction, answers: &[Answer]) -> (Vec<ActionCall>, ActionOutcome) {
    let (mut run, first) = ActionRun::start(action);
    let mut calls = vec![first];
    for at in 0.. {
        let answer = answers.get(at).or(answers.last()).expect("an answer").clone();
        match run.answered(answer) {
            ActionStep::Call { call, .. } => calls.push(call),
            ActionStep::Done(outcome) => return (calls, outcome),
        }
        assert!(calls.len() < 50, "{action:?} never ends");
    }
    unreachable!()
}

#[test]
fn the_calls_are_those_of_each_dialect() {
    let key = Secret::new("key");
    let call = |call: ActionCall, dialect| call.call("https://x", dialect, "São 50%/2", &key);
    let restart = call(ActionCall::Restart, Dialect::EvolutionV1);
    assert_eq!((restart.method, restart.body.as_deref()), (Method::Put, Some("{}")));
    assert_eq!(restart.url, "https://x/instance/restart/S%C3%A3o%2050%25%2F2");
    assert_eq!(call(ActionCall::Restart, Dialect::EvolutionV2).method, Method::Post);
    assert_eq!(call(ActionCall::LogOut, Dialect::EvolutionV2).method, Method::Delete);
    assert_eq!(call(ActionCall::Delete, Dialect::L2msg).method, Method::Delete);
    assert_eq!(call(ActionCall::State, Dialect::L2msg).method, Method::Get);
}

#[test]
fn a_restart_is_verified_by_an_open_connection() {
    let accepted = recorded(ActionCall::Restart, "v2-list", "five-evo-restart");
    let answers = [accepted, state(Connecting), state(Open)];
    let (calls, outcome) = run(RowAction::Restart, &answers);
    assert_eq!(outcome, ActionOutcome::Verified(Some(Open)));
    assert_eq!(calls, [ActionCall::Restart, ActionCall::State, ActionCall::State]);
    // An empty body is an answer of 1.x.
    let empty = recorded(ActionCall::Restart, "v1-after", "life-business-restart");
    assert!(run(RowAction::Restart, &[empty, state(Open)]).1.is_verified());
}

#[test]
fn a_restart_that_does_nothing_is_told() {
    let does_nothing = recorded(ActionCall::Restart, "v1-after", "life-close-restart");
    let (_, outcome) = run(RowAction::Restart, &[does_nothing, state(Close)]);
    assert_eq!(outcome, ActionOutcome::Unchanged(Close));
    // 2.x answers 200 with `error: true`.
    let refused = recorded(ActionCall::Restart, "v2-list", "five-alpha-restart");
    let (calls, outcome) = run(RowAction::Restart, &[refused]);
    assert!(matches!(outcome, ActionOutcome::Failed(error) if error.case == Case::SoftFailure));
    assert_eq!(calls, [ActionCall::Restart]);
}

#[test]
fn a_disconnection_is_verified_by_a_closed_connection() {
    let accepted = recorded(ActionCall::LogOut, "v2-list", "mixed-logout-qr");
    let (_, outcome) = run(RowAction::Disconnect, &[accepted.clone(), state(Open), state(Close)]);
    assert_eq!(outcome, ActionOutcome::Verified(Some(Close)));
    let (calls, outcome) = run(RowAction::Disconnect, &[accepted, state(Open)]);
    assert_eq!(outcome, ActionOutcome::Unchanged(Open));
    assert!(calls.len() > 5, "{calls:?}");
    // Who is not connected is disconnected.
    let already = recorded(ActionCall::LogOut, "v2-list", "five-alpha-logout");
    assert!(run(RowAction::Disconnect, &[already, state(Close)]).1.is_verified());
}

#[test]
fn a_deletion_disconnects_first_and_ends_when_the_instance_is_gone() {
    let gone = error(Case::InstanceNotFound);
    let accepted = recorded(ActionCall::Delete, "v1-list", "mixed-delete-mx-biz");
    let answers = [
        state(Open),
        Ok(Told::Accepted),
        state(Close),
        accepted.clone(),
        state(Close),
        gone.clone(),
    ];
    let (calls, outcome) = run(RowAction::Delete, &answers);
    assert_eq!(outcome, ActionOutcome::Verified(None));
    let expected = [
        ActionCall::State,
        ActionCall::LogOut,
        ActionCall::State,
        ActionCall::Delete,
        ActionCall::State,
        ActionCall::State,
    ];
    assert_eq!(calls, expected);
    let (calls, outcome) = run(RowAction::Delete, &[state(Close), accepted, gone.clone()]);
    assert_eq!((calls.len(), outcome), (3, ActionOutcome::Verified(None)));
    // Somebody else was faster.
    assert_eq!(run(RowAction::Delete, &[gone]).0, [ActionCall::State]);
}

#[test]
fn a_deletion_that_the_server_never_makes_is_told() {
    let accepted = recorded(ActionCall::Delete, "v2-list", "delete-dead-webhook");
    let still = recorded(ActionCall::State, "v2-list", "delete-dead-webhook--40s-state");
    let (_, outcome) = run(RowAction::Delete, &[state(Close), accepted, still]);
    assert_eq!(outcome, ActionOutcome::StillThere);
}

#[test]
fn a_refused_deletion_is_looked_at_once() {
    let answers = [state(Connecting), error(Case::StillConnected), state(Open)];
    let (calls, outcome) = run(RowAction::Delete, &answers);
    assert!(matches!(outcome, ActionOutcome::Failed(error) if error.case == Case::StillConnected));
    assert_eq!(calls.len(), 3);
}

#[test]
fn a_lost_answer_leaves_it_to_the_state() {
    let lost = error(Case::Timeout);
    assert!(run(RowAction::Disconnect, &[lost.clone(), state(Close)]).1.is_verified());
    // The connection may have been open all the time.
    let (calls, outcome) = run(RowAction::Restart, &[lost.clone(), state(Open)]);
    assert!(matches!(outcome, ActionOutcome::Failed(error) if error.case == Case::Timeout));
    assert_eq!(calls.len(), 1);
    let answers = [state(Close), lost.clone(), error(Case::InstanceNotFound)];
    assert!(run(RowAction::Delete, &answers).1.is_verified());
    // And where the state does not tell either, the first failure is what is said.
    let (_, outcome) = run(RowAction::Disconnect, &[lost, error(Case::Unreachable)]);
    assert!(matches!(outcome, ActionOutcome::Failed(error) if error.case == Case::Timeout));
}

#[test]
fn a_name_that_a_server_passes_to_a_shell_is_not_deleted_there() {
    let may = |dialect, name| RowAction::Delete.may_be_done(dialect, name);
    for name in [" ", "Loja Centro", "a;b", "a/b", "", "..", "$(x)", "São"] {
        assert!(!may(Dialect::EvolutionV1, name), "{name:?}");
        assert_eq!(may(Dialect::EvolutionV2, name), !name.is_empty(), "{name:?}");
        assert!(RowAction::Restart.may_be_done(Dialect::EvolutionV1, name), "{name:?}");
    }
    assert!(may(Dialect::EvolutionV1, "loja-1_a.b"));
}

#[test]
fn a_key_that_is_refused_ends_every_action_at_once() {
    for action in [RowAction::Restart, RowAction::Disconnect, RowAction::Delete] {
        let (calls, outcome) = run(action, &[error(Case::Unauthorized)]);
        assert!(matches!(outcome, ActionOutcome::Failed(_)), "{action:?}");
        assert_eq!(calls.len(), 1, "{action:?}");
    }
}
