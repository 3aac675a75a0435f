//! Asked next to stored, against what running servers really read back.

mod callbacks;
mod instance;
mod reasons;
mod recorded;
mod report;
mod switched_off;

use serde_json::{Value, json};

use crate::domain::proof::{Asked, DifferenceReason, FieldVerdict, SectionProof, section};
use crate::domain::reply::decode;
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::event::Event;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back;
use crate::domain::schema::section::Section;
use crate::domain::tests::events;
use crate::domain::tests::{drafts, recording, text};

/// The proof of a section from two recordings: the creation and the `find` after it.
fn prove(file: &str, created: &str, found: &str, of: Section) -> SectionProof {
    let (dialect, create) = recording(file, created);
    let (_, find) = recording(file, found);
    let mut asked = read_back::drafts(&create.body, dialect);
    asked.switch(of, true);
    let found = decode::find_reply(find.status, &find.text(), dialect);
    proof_of(&asked, dialect, of, found, Some(&create.reply))
}

/// The proof of a section from what `find` answers.
pub(super) fn proof_of(
    drafts: &Drafts,
    dialect: Dialect,
    of: Section,
    found: Result<FindReply, ApiError>,
    reply: Option<&Value>,
) -> SectionProof {
    section(&Asked::new(drafts, dialect).with_reply(reply), of, found)
}

fn verdict(proof: &SectionProof, field: Field) -> Option<FieldVerdict> {
    proof.rows.iter().find(|row| row.field == field).map(|row| row.verdict)
}

#[test]
fn a_section_that_is_stored_as_requested_is_as_asked() {
    #[track_caller]
    fn check(file: &str, of: Section, rows: usize) {
        let found = format!("golden-full--find-{}", of.id());
        let proof = prove(file, "golden-full-create", &found, of);
        assert!(proof.is_as_asked(), "{file}: {proof:#?}");
        assert_eq!(proof.rows.len(), rows, "{proof:#?}");
    }
    check("v1", Section::Behaviour, 7);
    check("v1", Section::Webhook, 4);
    check("v1", Section::Websocket, 1);
    check("v1", Section::Rabbitmq, 1);
    check("v1", Section::Sqs, 1);
    check("v1", Section::Chatwoot, 11);
    check("v1", Section::Typebot, 7);
    // The token of Wavoip was not asked for; the server answers an empty one.
    check("v2", Section::Behaviour, 8);
    check("v2", Section::Webhook, 5);
    check("v2", Section::Websocket, 1);
    check("v2", Section::Chatwoot, 14);
}

#[test]
fn a_field_that_is_never_returned_is_no_difference() {
    let proof = prove("v2", "golden-full-create", "golden-full--find-chatwoot", Section::Chatwoot);
    assert_eq!(verdict(&proof, Field::ChatwootAutoCreate), Some(FieldVerdict::NotTold));
    // Sent as text to one server and stored as text: the same account all the same.
    assert_eq!(verdict(&proof, Field::ChatwootAccountId), Some(FieldVerdict::Same));
    let days = prove(
        "v1",
        "create-chatwoot-days-0",
        "create-chatwoot-days-0--find-chatwoot",
        Section::Chatwoot,
    );
    let row = days.rows.iter().find(|row| row.field == Field::ChatwootDaysLimitImportMessages);
    let row = row.expect("the days are told");
    assert_eq!(row.verdict, FieldVerdict::Same, "0 is stored, though the answer says 60");
    assert_eq!(row.stored, Some(json!(0)));
}

#[test]
fn a_difference_has_its_reason() {
    let settings = prove(
        "v1",
        "create-settings-all-false",
        "create-settings-all-false--find-settings",
        Section::Behaviour,
    );
    let forced = FieldVerdict::Different(DifferenceReason::GroupsIgnoreForced);
    assert_eq!(verdict(&settings, Field::GroupsIgnore), Some(forced));
    assert_eq!(verdict(&settings, Field::RejectCall), Some(FieldVerdict::Same));
    assert!(!settings.is_as_asked());
    let second = prove(
        "v2",
        "create-settings-all-false",
        "create-settings-all-false--find-settings",
        Section::Behaviour,
    );
    assert_eq!(verdict(&second, Field::GroupsIgnore), Some(FieldVerdict::Same));
    assert!(second.is_as_asked());
}

#[test]
fn an_empty_event_list_counts_as_all_events() {
    let name = "enabled-websocket-empty-events";
    let proof = prove("v2", name, &format!("{name}--find-websocket"), Section::Websocket);
    let expected = FieldVerdict::SameInEffect(DifferenceReason::NoneMeansAll);
    assert_eq!(verdict(&proof, Field::WebsocketEvents), Some(expected));
    assert!(proof.is_as_asked());
}

#[test]
fn an_empty_event_list_is_not_fulfilled_by_a_part_of_the_events() {
    let names = |dialect| -> Vec<&'static str> { Event::of(dialect).map(Event::name).collect() };
    let partial = |stored, all| {
        let reason = DifferenceReason::EventsIncomplete { stored, all };
        Some(FieldVerdict::Different(reason))
    };
    let all_but_one = |dialect: Dialect| names(dialect)[1..].to_vec();
    for (dialect, all) in
        [(Dialect::EvolutionV1, 26), (Dialect::EvolutionV2, 31), (Dialect::L2msg, 23)]
    {
        let list = Field::WebhookEvents;
        let asked = || Draft::NotSent;
        let complete = json!({"events": names(dialect)});
        let same = FieldVerdict::SameInEffect(DifferenceReason::NoneMeansAll);
        check(list, asked(), &complete, dialect, Some(same));
        check(
            list,
            asked(),
            &json!({"events": all_but_one(dialect)}),
            dialect,
            partial(all - 1, all),
        );
        check(list, asked(), &json!({"events": ["CALL"]}), dialect, partial(1, all));
        check(
            list,
            asked(),
            &json!({"events": ["CALL", "CALL", "NOPE"]}),
            dialect,
            partial(1, all),
        );
        check(list, asked(), &json!({"events": []}), dialect, partial(0, all));
        // A newer server may know more than the table does.
        let mut more = names(dialect);
        more.push("NEW_ONE");
        check(list, asked(), &json!({"events": more}), dialect, Some(same));
    }
}

/// The verdict on one field of a section that the server stores like this.
#[track_caller]
fn check(
    field: Field,
    asked: Draft,
    stored: &Value,
    dialect: Dialect,
    expected: Option<FieldVerdict>,
) {
    let of = field.spec().section;
    let asked = drafts(&[of], &[(field, asked)]);
    let proof = proof_of(&asked, dialect, of, Ok(FindReply::One(stored.clone())), None);
    assert_eq!(verdict(&proof, field), expected, "{stored}");
}

#[test]
fn values_are_compared_by_meaning() {
    let v1 = Dialect::EvolutionV1;
    let v2 = Dialect::EvolutionV2;
    let same = Some(FieldVerdict::Same);
    let changed = Some(FieldVerdict::Different(DifferenceReason::Changed));
    let missing = Some(FieldVerdict::Different(DifferenceReason::Missing));
    let on = || Draft::Flag(true);
    let flag = Field::WebhookByEvents;
    check(flag, on(), &json!({"webhookByEvents": true}), v2, same);
    check(flag, on(), &json!({"webhookByEvents": false}), v2, changed);
    // The name in the creation body is not the name in the answer.
    check(flag, on(), &json!({"byEvents": true}), v2, missing);
    check(flag, on(), &json!({"webhook_by_events": true}), v1, same);
    check(
        flag,
        Draft::NotSent,
        &json!({"webhookByEvents": false}),
        v2,
        Some(FieldVerdict::ServersOwn),
    );
    check(flag, Draft::NotSent, &json!({"webhookByEvents": null}), v2, None);
    // A flag stored as the text "false" is on.
    check(flag, Draft::Flag(false), &json!({"webhook_by_events": "false"}), v1, changed);
    let chosen = || events(&["CALL", "MESSAGES_UPSERT"]);
    let list = Field::WebhookEvents;
    check(list, chosen(), &json!({"events": ["MESSAGES_UPSERT", "CALL"]}), v2, same);
    check(list, chosen(), &json!({"events": ["MESSAGES_UPSERT"]}), v2, changed);
    check(list, chosen(), &json!({"events": ["MESSAGES_UPSERT", "CALL", "NEW_ONE"]}), v2, changed);
    check(list, chosen(), &json!({"events": []}), v2, changed);
    check(list, Draft::NotSent, &json!({"enabled": true}), v2, missing);
    let pairs = || crate::domain::tests::headers(&[("a", "1"), ("b", "2")]);
    let rows = Field::WebhookHeaders;
    check(rows, pairs(), &json!({"headers": {"b": "2", "a": "1"}}), v2, same);
    check(rows, pairs(), &json!({"headers": {"a": "1"}}), v2, changed);
    check(rows, pairs(), &json!({"headers": {"a": "1", "b": "x"}}), v2, changed);
    check(rows, pairs(), &json!({"headers": null}), v2, missing);
    check(Field::ProxyPort, text("3128"), &json!({"port": "3128"}), v2, same);
    check(Field::ProxyPort, text("3128"), &json!({"proxy": {"port": "3128"}}), v1, same);
    check(Field::ProxyUsername, Draft::NotSent, &json!({"username": ""}), v2, same);
    check(Field::ProxyUsername, Draft::NotSent, &json!({"enabled": true}), v2, same);
    let urls = json!({"url": "https://a.example"});
    check(Field::WebhookUrl, text(" https://a.example "), &urls, v2, same);
    let jids = json!({"ignoreJids": ["b", "a"]});
    check(Field::TypebotIgnoreJids, text("b\na"), &jids, v2, same);
    check(Field::TypebotIgnoreJids, text("a\nb"), &jids, v2, changed);
    // The page of l2msg answers settings in snake case.
    check(Field::ReadStatus, on(), &json!({"read_status": true}), Dialect::L2msg, same);
}
