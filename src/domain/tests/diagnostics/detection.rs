//! What a check without a key tells of a server's dialect.

use super::{json, target};
use crate::domain::diagnostics::detection::DialectDetection;
use crate::domain::diagnostics::findings::Finding;
use crate::domain::diagnostics::{CheckAnswer, CheckTarget, ConnectionCheck};
use crate::domain::http::secret::Secret;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;

fn detected(answers: Vec<CheckAnswer>) -> DialectDetection {
    let check_target = CheckTarget { key: Secret::default(), is_brief: true, ..target(None) };
    let mut check = ConnectionCheck::new(check_target);
    for answer in answers {
        check.take(answer);
    }
    assert_eq!(check.question(), None, "the check has ended");
    DialectDetection::of(&check)
}

#[test]
fn the_version_tells_the_dialect() {
    for (version, dialect) in [("1.8.2", Dialect::EvolutionV1), ("2.3.6", Dialect::EvolutionV2)] {
        let greeting = format!(r#"{{"status":200,"message":"Welcome","version":"{version}"}}"#);
        assert_eq!(
            detected(vec![json(200, &greeting)]),
            DialectDetection::Found { dialect, version: version.to_owned() }
        );
    }
}

#[test]
fn a_server_without_a_version_leaves_the_choice_to_the_operator() {
    assert_eq!(detected(vec![json(200, "{}")]), DialectDetection::Unknown);
}

#[test]
fn a_server_that_cannot_be_asked_says_why() {
    let detection =
        detected(vec![CheckAnswer::NoReply(Case::Unreachable), CheckAnswer::Opaque(false)]);
    let DialectDetection::Failed(step) = detection else { panic!("{detection:?}") };
    assert_eq!(step.finding, Finding::ReachNone);
}
