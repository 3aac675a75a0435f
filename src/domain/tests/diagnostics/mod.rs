//! The connection diagnostics: what it asks, in which order, and what it makes of the recorded answers
//! of running servers.

mod detection;
mod key;
mod reach;
mod save;

use Finding::{
    CorsGood, DialectTold, KeyGood, KindGlobal, LicenceNotNeeded, LocalNotNeeded, MixedNot,
    ReachGood, UrlGood, VersionGood,
};

use crate::domain::diagnostics::findings::{CheckStep, Finding, StepResult, StepStatus};
use crate::domain::diagnostics::{
    CheckAnswer, CheckQuestion, CheckTarget, ConnectionCheck, PageOrigin,
};
use crate::domain::http::place::Place;
use crate::domain::http::request::Method;
use crate::domain::http::secret::Secret;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::tests::recording;

const V1: Option<Dialect> = Some(Dialect::EvolutionV1);

const V2: Option<Dialect> = Some(Dialect::EvolutionV2);

const L2MSG: Option<Dialect> = Some(Dialect::L2msg);

const KEY: &str = "test-global-key";

/// An https page on the internet.
const PUBLIC: PageOrigin = PageOrigin { is_https: true, place: Place::Elsewhere };

fn target(dialect: Option<Dialect>) -> CheckTarget {
    CheckTarget {
        url: "https://api.example.com".to_owned(),
        dialect,
        key: Secret::new(KEY),
        names: Vec::new(),
        page: PUBLIC,
        is_brief: false,
        greeted: None,
    }
}

/// The recorded answer of this name.
fn heard(file: &str, name: &str) -> CheckAnswer {
    let (_, exchange) = recording(file, name);
    CheckAnswer::Reply(exchange.status, exchange.text())
}

fn json(status: u16, text: &str) -> CheckAnswer {
    CheckAnswer::Reply(status, text.to_owned())
}

/// A question as one line: what is asked, without the server's address.
fn asked(question: &CheckQuestion) -> String {
    match question {
        CheckQuestion::Permission => "permission".to_owned(),
        CheckQuestion::Opaque(_) => "opaque".to_owned(),
        CheckQuestion::Call(call) => {
            let path = call.url.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
            let key = if call.key.is_empty() { "" } else { " with key" };
            format!("{} /{}{key}", call.method.name(), path.map_or("", |(_, path)| path))
        }
    }
}

/// Climbs along the script and tells what was found; the questions must be those of the script.
#[track_caller]
fn advance(target: CheckTarget, script: Vec<(&str, CheckAnswer)>) -> Vec<StepResult> {
    let mut check = ConnectionCheck::new(target);
    for (question, answer) in script {
        let next = check.question().map(|question| asked(&question));
        assert_eq!(next.as_deref(), Some(question), "after {:?}", check.results);
        let step = check.step().expect("a question belongs to a step");
        assert_eq!(step, CheckStep::ALL[check.results.len()]);
        check.take(answer);
    }
    assert_eq!(check.question(), None, "the script ends too early: {:?}", check.results);
    assert_eq!(check.step(), None);
    for (told, step) in check.results.iter().zip(CheckStep::ALL) {
        assert_eq!(told.finding.step(), step, "one finding a step, in their order");
    }
    check.results
}

#[track_caller]
fn check_findings(
    target: CheckTarget,
    script: Vec<(&str, CheckAnswer)>,
    expected: &[Finding],
) -> Vec<StepResult> {
    let told = advance(target, script);
    let findings: Vec<Finding> = told.iter().map(|told| told.finding).collect();
    assert_eq!(findings, expected);
    told
}

/// The same for checks that run to their end: up to the switches, or to what breaks.
#[track_caller]
fn check(
    target: CheckTarget,
    script: Vec<(&str, CheckAnswer)>,
    expected: &[Finding],
) -> Vec<StepResult> {
    let told = check_findings(target, script, expected);
    let (last, before) = told.split_last().expect("something is always told");
    assert!(
        before.iter().all(|told| told.finding.status() != StepStatus::Bad),
        "it stops where it breaks"
    );
    assert!(last.finding.step() == CheckStep::Switches || last.finding.status() == StepStatus::Bad);
    told
}

/// What is found up to the dialect when nothing is wrong.
const GREETED: [Finding; 7] =
    [UrlGood, MixedNot, LocalNotNeeded, ReachGood, CorsGood, VersionGood, DialectTold];

fn greeted(then: &[Finding]) -> Vec<Finding> {
    [GREETED.as_slice(), then].concat()
}

const HELLO: &str = "GET /";

const VERIFY: &str = "POST /verify-creds with key";

const LIST: &str = "GET /instance/fetchInstances with key";

const PROBE: &str =
    "GET /instance/fetchInstances?instanceName=no-instance-has-this-name-0000 with key";

#[test]
fn what_is_switched_off_is_asked_of_an_instance_that_is_there() {
    const GROUPS: [&str; 8] =
        ["websocket", "rabbitmq", "sqs", "nats", "kafka", "pusher", "chatwoot", "typebot"];
    let start = || vec![(HELLO, heard("v2", "root-banner")), (VERIFY, heard("v2", "verify-creds"))];
    let finds = |name: &str, answer: &dyn Fn(&str) -> CheckAnswer| -> Vec<(String, CheckAnswer)> {
        GROUPS.iter().map(|g| (format!("GET /{g}/find/{name} with key"), answer(g))).collect()
    };
    let run = |names: Vec<String>, more: &[(String, CheckAnswer)], expected: Finding| {
        let mut script = start();
        script.extend(more.iter().map(|(question, answer)| (question.as_str(), answer.clone())));
        let told = check(
            CheckTarget { names, ..target(V2) },
            script,
            &greeted(&[KeyGood, KindGlobal, LicenceNotNeeded, expected]),
        );
        told.last().map(|told| told.subject.clone()).unwrap_or_default()
    };
    let named = || vec!["a".to_owned()];
    let off = |group: &str| match group {
        "chatwoot" | "typebot" => {
            let text = format!(r#"{{"response":{{"message":["{group} is disabled"]}}}}"#);
            json(400, &text)
        }
        _ => json(200, ""),
    };
    let all: Vec<String> =
        GROUPS.iter().map(|g| format!("{}_ENABLED=true", g.to_ascii_uppercase())).collect();
    assert_eq!(run(named(), &finds("a", &off), Finding::SwitchesOff), all.join("\n"));
    run(named(), &finds("a", &|_| json(200, "null")), Finding::SwitchesAllOn);
    let some = |group: &str| if group == "nats" { json(200, "") } else { json(200, "[]") };
    assert_eq!(run(named(), &finds("a", &some), Finding::SwitchesOff), "NATS_ENABLED=true");

    // No name at hand, or one that is not there: the list of all instances is not asked for one.
    run(Vec::new(), &[], Finding::SwitchesNoInstance);
    let missing = || json(404, r#"{"response":{"message":["The \"a\" instance does not exist"]}}"#);
    let question = "GET /websocket/find/a with key".to_owned();
    run(named(), &[(question.clone(), missing())], Finding::SwitchesNoInstance);
    let two = || vec!["a".to_owned(), "b c".to_owned()];
    let second = [vec![(question.clone(), missing())], finds("b%20c", &off)].concat();
    run(two(), &second, Finding::SwitchesOff);
    run(named(), &[(question, CheckAnswer::NoReply(Case::Timeout))], Finding::SwitchesFailed);
}

#[test]
fn every_call_only_reads_and_carries_the_key_where_it_is_judged() {
    // The one POST has no body, and its route changes nothing.
    let mut check = ConnectionCheck::new(CheckTarget { names: vec!["a".to_owned()], ..target(V2) });
    let mut calls = 0;
    while let Some(question) = check.question() {
        if let CheckQuestion::Call(call) = &question {
            calls += 1;
            assert!(call.method == Method::Get || call.url.ends_with("/verify-creds"));
            assert_eq!(call.body, None);
            assert!(!call.url.contains(KEY));
        }
        check.take(json(200, r#"{"version":"2.4.1","status":"active"}"#));
    }
    assert_eq!(calls, 11);
}

#[test]
fn no_finding_tells_the_key() {
    let told = advance(
        target(V2),
        vec![
            (HELLO, heard("v2", "root-banner")),
            (VERIFY, json(401, &format!(r#"{{"response":{{"message":"{KEY}"}}}}"#))),
            (VERIFY, json(401, &format!(r#"{{"response":{{"message":"{KEY}"}}}}"#))),
            (LIST, json(401, &format!(r#"{{"response":{{"message":"{KEY}"}}}}"#))),
        ],
    );
    assert!(!format!("{told:?}").contains(KEY));
}
