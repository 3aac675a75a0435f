//! The calls that one press makes, in order.

use super::{drafts, everything, named, text};
use crate::domain::dialect::Dialect;
use crate::domain::drafts::Drafts;
use crate::domain::field::Draft;
use crate::domain::fields::Field;
use crate::domain::plan::{Step, Target, steps};
use crate::domain::secret::Secret;
use crate::domain::section::Section;

/// The plan as method and path, one call a line.
#[track_caller]
fn check(drafts: &Drafts, dialect: Dialect, expected: &[&str]) {
    let key = Secret::new("k");
    let target = Target { base_url: "", key: &key, dialect };
    let calls: Vec<String> = steps(drafts, dialect)
        .into_iter()
        .map(|step| {
            let call = step.call(drafts, &target);
            let is_read = matches!(step, Step::ReadBack(_));
            assert_eq!(call.body.is_none(), is_read, "only a reading call has no body");
            format!("{} {}", call.method.name(), call.url)
        })
        .collect();
    assert_eq!(calls, expected);
}

#[test]
fn a_name_alone_is_created_and_its_settings_read_back() {
    for dialect in Dialect::ALL {
        check(&named("a b"), dialect, &["POST /instance/create", "GET /settings/find/a%20b"]);
    }
}

#[test]
fn every_group_is_read_back_where_the_dialect_has_it() {
    let drafts = everything();
    check(
        &drafts,
        Dialect::EvolutionV1,
        &[
            "POST /instance/create",
            "GET /settings/find/sales-01",
            "GET /webhook/find/sales-01",
            "GET /websocket/find/sales-01",
            "GET /rabbitmq/find/sales-01",
            "GET /sqs/find/sales-01",
            "GET /chatwoot/find/sales-01",
            "GET /typebot/find/sales-01",
            "GET /proxy/find/sales-01",
        ],
    );
    check(
        &drafts,
        Dialect::EvolutionV2,
        &[
            "POST /instance/create",
            "POST /settings/set/sales-01",
            "POST /typebot/create/sales-01",
            "GET /settings/find/sales-01",
            "GET /webhook/find/sales-01",
            "GET /websocket/find/sales-01",
            "GET /rabbitmq/find/sales-01",
            "GET /sqs/find/sales-01",
            "GET /nats/find/sales-01",
            "GET /kafka/find/sales-01",
            "GET /pusher/find/sales-01",
            "GET /chatwoot/find/sales-01",
            "GET /typebot/find/sales-01",
            "GET /proxy/find/sales-01",
        ],
    );
    check(
        &drafts,
        Dialect::L2msg,
        &["POST /instance/create", "GET /settings/find/sales-01", "GET /webhook/find/sales-01"],
    );
}

#[test]
fn a_second_step_is_made_only_when_it_is_needed() {
    let wavoip = drafts(&[], &[(Field::InstanceName, text("a")), (Field::WavoipToken, text("w"))]);
    check(
        &wavoip,
        Dialect::EvolutionV2,
        &["POST /instance/create", "POST /settings/set/a", "GET /settings/find/a"],
    );
    check(&wavoip, Dialect::EvolutionV1, &["POST /instance/create", "GET /settings/find/a"]);
    let mut typebot = named("a");
    typebot.switch(Section::Typebot, true);
    check(
        &typebot,
        Dialect::EvolutionV2,
        &[
            "POST /instance/create",
            "POST /typebot/create/a",
            "GET /settings/find/a",
            "GET /typebot/find/a",
        ],
    );
}

#[test]
fn the_qr_code_gives_the_server_time() {
    let mut drafts = named("a");
    let limit = |drafts: &Drafts| Step::Create.time_limit_ms(drafts);
    let without = limit(&drafts);
    drafts.set(Field::Qrcode, Draft::Flag(true));
    assert!(limit(&drafts) > without);
    drafts.set(Field::Qrcode, Draft::Flag(false));
    assert_eq!(limit(&drafts), without);
    // The servers themselves hold an answer for more than five seconds, so no limit may be near.
    for step in [Step::Create, Step::SetSettings, Step::ReadBack(Section::Webhook)] {
        assert!(step.time_limit_ms(&drafts) >= 20_000);
    }
}

#[test]
fn a_failed_step_leads_back_into_the_form() {
    assert_eq!(Step::Create.section(), None);
    assert_eq!(Step::SetSettings.section(), Some(Section::Behaviour));
    assert_eq!(Step::CreateTypebot.section(), Some(Section::Typebot));
    assert_eq!(Step::ReadBack(Section::Sqs).section(), Some(Section::Sqs));
}
