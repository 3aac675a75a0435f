//! Asked beside stored, against what running servers really read back.

use serde_json::{Value, json};

use super::{drafts, events, recording, text};
use crate::domain::decode::{self, Found};
use crate::domain::dialect::Dialect;
use crate::domain::drafts::Drafts;
use crate::domain::error::{ApiError, Case};
use crate::domain::field::Draft;
use crate::domain::fields::Field;
use crate::domain::proof::{
    Outcome, Reason, Remedy, Row, SectionProof, Verdict, of_reply, section,
};
use crate::domain::read_back;
use crate::domain::section::Section;

/// The proof of a section from two recordings: the creation and the `find` after it.
fn prove(file: &str, created: &str, found: &str, of: Section) -> SectionProof {
    let (dialect, create) = recording(file, created);
    let (_, find) = recording(file, found);
    let mut asked = read_back::drafts(&create.body, dialect);
    asked.switch(of, true);
    let found = decode::read_back(find.status, &find.text(), dialect);
    section(&asked, dialect, of, found, Some(&create.reply))
}

fn verdict(proof: &SectionProof, field: Field) -> Option<Verdict> {
    proof.rows.iter().find(|row| row.field == field).map(|row| row.verdict)
}

#[test]
fn what_was_stored_as_asked_is_said_to_be() {
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
fn what_the_server_never_returns_is_not_held_against_it() {
    let proof = prove("v2", "golden-full-create", "golden-full--find-chatwoot", Section::Chatwoot);
    assert_eq!(verdict(&proof, Field::ChatwootAutoCreate), Some(Verdict::NotTold));
    // Sent as text to one server and stored as text: the same account all the same.
    assert_eq!(verdict(&proof, Field::ChatwootAccountId), Some(Verdict::Same));
    let days = prove(
        "v1",
        "create-chatwoot-days-0",
        "create-chatwoot-days-0--find-chatwoot",
        Section::Chatwoot,
    );
    let row = days.rows.iter().find(|row| row.field == Field::ChatwootDaysLimitImportMessages);
    let row = row.expect("the days are told");
    assert_eq!(row.verdict, Verdict::Same, "0 is stored, though the answer says 60");
    assert_eq!(row.stored, Some(json!(0)));
}

#[test]
fn a_section_that_was_dropped_says_why() {
    #[track_caller]
    fn check(file: &str, created: &str, found: &str, of: Section, expected: Reason) {
        let proof = prove(file, created, found, of);
        assert_eq!(proof.outcome, Outcome::Dropped(expected), "{file} {found}");
        assert!(!proof.is_as_asked());
    }
    let full = "golden-full-create";
    for (of, switch) in [
        (Section::Rabbitmq, "RABBITMQ_ENABLED"),
        (Section::Sqs, "SQS_ENABLED"),
        (Section::Nats, "NATS_ENABLED"),
        (Section::Kafka, "KAFKA_ENABLED"),
        (Section::Pusher, "PUSHER_ENABLED"),
    ] {
        let found = format!("golden-full--find-{}", of.id());
        check("v2", full, &found, of, Reason::SwitchedOff(switch));
    }
    let chatwoot = Reason::SwitchedOff("CHATWOOT_ENABLED");
    check("v2", full, "find-chatwoot-after-minimal", Section::Chatwoot, chatwoot);
    let typebot = Reason::SwitchedOff("TYPEBOT_ENABLED");
    check("v2", full, "find-typebot-after-minimal", Section::Typebot, typebot);
    check(
        "v2",
        "create-proxy-v1-object",
        "create-proxy-v1-object--find-proxy",
        Section::Proxy,
        Reason::ProxyNotKept,
    );
    check("v1", full, "golden-full--find-proxy", Section::Proxy, Reason::ProxyNotKept);
    check("v2", full, "create-flat-webhookUrl--find-webhook", Section::Webhook, Reason::Missing);
    // An empty list comes from a server that has Typebot switched on.
    let bots = "enabled-typebot-v1-fields--find-typebot";
    check("v2", full, bots, Section::Typebot, Reason::Missing);
    // 1.x stores groups whether or not it has them on: no variable would help.
    let hook = "create-webhook-no-events";
    check("v1", hook, &format!("{hook}--find-webhook"), Section::Webhook, Reason::Missing);
    let bot = "create-typebot-bad-url";
    check("v1", bot, &format!("{bot}--find-typebot"), Section::Typebot, Reason::Missing);
    // All or nothing of id, token and URL: one missing, and all of it is dropped with a 201. The
    // answer of 1.x does not even hold `enabled` then.
    let account = "create-chatwoot-without-chatwoot_account_id";
    check("v1", account, &format!("{account}--find-chatwoot"), Section::Chatwoot, Reason::Missing);
}

#[test]
fn what_differs_says_why() {
    let settings = prove(
        "v1",
        "create-settings-all-false",
        "create-settings-all-false--find-settings",
        Section::Behaviour,
    );
    let forced = Verdict::Different(Reason::GroupsIgnoreForced);
    assert_eq!(verdict(&settings, Field::GroupsIgnore), Some(forced));
    assert_eq!(verdict(&settings, Field::RejectCall), Some(Verdict::Same));
    assert!(!settings.is_as_asked());
    let second = prove(
        "v2",
        "create-settings-all-false",
        "create-settings-all-false--find-settings",
        Section::Behaviour,
    );
    assert_eq!(verdict(&second, Field::GroupsIgnore), Some(Verdict::Same));
    assert!(second.is_as_asked());
}

#[test]
fn none_means_all() {
    let name = "enabled-websocket-empty-events";
    let proof = prove("v2", name, &format!("{name}--find-websocket"), Section::Websocket);
    let expected = Verdict::SameInEffect(Reason::NoneMeansAll);
    assert_eq!(verdict(&proof, Field::WebsocketEvents), Some(expected));
    assert!(proof.is_as_asked());
}

/// The verdict on one field of a section that the server stores like this.
#[track_caller]
fn check(field: Field, asked: Draft, stored: &Value, dialect: Dialect, expected: Option<Verdict>) {
    let of = field.spec().section;
    let asked = drafts(&[of], &[(field, asked)]);
    let proof = section(&asked, dialect, of, Ok(Found::Stored(stored.clone())), None);
    assert_eq!(verdict(&proof, field), expected, "{stored}");
}

#[test]
fn one_field_is_compared_by_what_it_means() {
    let v1 = Dialect::EvolutionV1;
    let v2 = Dialect::EvolutionV2;
    let same = Some(Verdict::Same);
    let changed = Some(Verdict::Different(Reason::Changed));
    let missing = Some(Verdict::Different(Reason::Missing));
    let on = || Draft::Flag(true);
    let flag = Field::WebhookByEvents;
    check(flag, on(), &json!({"webhookByEvents": true}), v2, same);
    check(flag, on(), &json!({"webhookByEvents": false}), v2, changed);
    // The name in the creation body is not the name in the answer.
    check(flag, on(), &json!({"byEvents": true}), v2, missing);
    check(flag, on(), &json!({"webhook_by_events": true}), v1, same);
    check(flag, Draft::NotSent, &json!({"webhookByEvents": false}), v2, Some(Verdict::ServersOwn));
    check(flag, Draft::NotSent, &json!({"webhookByEvents": null}), v2, None);
    // A flag stored as the text "false" is on.
    check(flag, Draft::Flag(false), &json!({"webhook_by_events": "false"}), v1, changed);
    let chosen = || events(&["CALL", "MESSAGES_UPSERT"]);
    let list = Field::WebhookEvents;
    check(list, chosen(), &json!({"events": ["MESSAGES_UPSERT", "CALL"]}), v2, same);
    check(list, chosen(), &json!({"events": ["MESSAGES_UPSERT"]}), v2, changed);
    check(list, chosen(), &json!({"events": ["MESSAGES_UPSERT", "CALL", "NEW_ONE"]}), v2, changed);
    check(list, chosen(), &json!({"events": []}), v2, changed);
    check(list, Draft::NotSent, &json!({"events": []}), v2, same);
    check(list, Draft::NotSent, &json!({"enabled": true}), v2, same);
    let pairs = || super::headers(&[("a", "1"), ("b", "2")]);
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

#[test]
fn a_section_that_cannot_be_read_back_proves_nothing() {
    let error = ApiError::without_reply(Case::Timeout);
    let asked = drafts(&[Section::Sqs], &[]);
    let proof = section(&asked, Dialect::EvolutionV2, Section::Sqs, Err(error.clone()), None);
    assert_eq!(proof.outcome, Outcome::Unreadable(Box::new(error)));
    assert!(proof.rows.is_empty() && !proof.is_as_asked());
}

#[test]
fn a_dropped_section_still_lists_what_was_asked() {
    let asked = drafts(&[Section::Sqs], &[(Field::SqsEvents, events(&["CALL"]))]);
    let proof = section(&asked, Dialect::EvolutionV2, Section::Sqs, Ok(Found::Silence), None);
    let expected = Row {
        field: Field::SqsEvents,
        asked: Some(json!(["CALL"])),
        stored: None,
        verdict: Verdict::Different(Reason::Missing),
    };
    assert_eq!(proof.rows, [expected]);
}

#[test]
fn the_settings_in_the_answer_are_compared_alike() {
    let mut asked = Drafts::default();
    asked.set(Field::GroupsIgnore, Draft::Flag(false));
    asked.set(Field::MsgCall, text("no"));
    let reply =
        json!({"settings": {"msg_call": "no", "groups_ignore": true, "read_status": false}});
    let proofs = of_reply(&asked, Dialect::EvolutionV1, &reply);
    let of: Vec<Section> = proofs.iter().map(|proof| proof.section).collect();
    assert_eq!(of, [Section::Instance, Section::Behaviour]);
    let verdicts: Vec<(Field, Verdict)> =
        proofs[1].rows.iter().map(|row| (row.field, row.verdict)).collect();
    assert_eq!(
        verdicts,
        [
            (Field::MsgCall, Verdict::Same),
            (Field::GroupsIgnore, Verdict::Different(Reason::GroupsIgnoreForced)),
            (Field::ReadStatus, Verdict::ServersOwn),
        ]
    );
    assert_eq!(of_reply(&asked, Dialect::L2msg, &json!({"settings": []})).len(), 1);
}

#[test]
fn the_instance_is_compared_with_what_the_answer_tells_of_it() {
    #[track_caller]
    fn check(file: &str, name: &str, expected: &[(Field, Verdict)]) {
        let (dialect, create) = recording(file, name);
        let asked = read_back::drafts(&create.body, dialect);
        let proofs = of_reply(&asked, dialect, &create.reply);
        let rows: Vec<(Field, Verdict)> =
            proofs[0].rows.iter().map(|row| (row.field, row.verdict)).collect();
        assert_eq!(rows, expected, "{file} {name}");
        assert!(proofs[0].is_as_asked() && proofs[0].remedy().is_none());
    }
    use Verdict::{NotTold, Same};
    let name = (Field::InstanceName, Same);
    let told = [name, (Field::Integration, Same), (Field::Token, Same)];
    check("v1", "golden-full-create", &[&told[..], &[(Field::Number, Same)]].concat());
    check("v2", "golden-full-create", &[&told[..], &[(Field::Number, Same)]].concat());
    // Only the Chatwoot branch tells the number; nothing tells the business id.
    check(
        "v1",
        "golden-full-without-chatwoot-create",
        &[&told[..], &[(Field::Number, NotTold)]].concat(),
    );
    let silent = [(Field::Number, NotTold), (Field::BusinessId, NotTold)];
    check("v2", "create-business-ok", &[&told[..], &silent].concat());
    // With this kind of key the token is not in the answer.
    check("v1", "auth-jwt--create-with-token", &[name, (Field::Token, NotTold)]);
    let (_, create) = recording("v2", "create-business-ok");
    let mut asked = read_back::drafts(&create.body, Dialect::EvolutionV2);
    asked.set(Field::Integration, text("EVOLUTION"));
    asked.set(Field::Token, text("another"));
    let proofs = of_reply(&asked, Dialect::EvolutionV2, &create.reply);
    assert_eq!(proofs[0].differences(), 2);
    assert_eq!(verdict(&proofs[0], Field::Token), Some(Verdict::Different(Reason::Changed)));
}

/// Every recorded creation that was answered with success, beside every `find` recorded after it:
/// where the server stored what was asked, nothing may differ.
#[test]
fn no_recording_of_what_was_stored_is_an_alarm() {
    let of_route = |path: &str| {
        let route = path.trim_matches('/').split('/').next().unwrap_or_default().to_owned();
        Section::ALL.into_iter().find(|section| section.is_found() && section.id() == route)
    };
    // The one that is stored otherwise than asked.
    let differing = [("v1", "create-settings-all-false", Section::Behaviour)];
    // By the bare reply: `enabled` is told wherever a group is stored, and settings always are.
    let is_stored = |section: Section, reply: &Value| {
        !section.is_group() || reply.get("enabled") == Some(&Value::Bool(true))
    };
    let (mut compared, mut seen) = (0, Vec::new());
    let all = super::recordings();
    for (dialect, find) in &all {
        let (Some((of_create, _)), Some(section)) =
            (find.name.split_once("--find"), of_route(&find.path))
        else {
            continue;
        };
        let named = |name: &str| name == of_create || name == format!("{of_create}-create");
        let create = all.iter().find(|(own, one)| {
            own == dialect && one.file == find.file && named(&one.name) && one.status == 201
        });
        let Some((_, create)) = create.filter(|(_, one)| one.path == "/instance/create") else {
            continue;
        };
        let asked = read_back::drafts(&create.body, *dialect);
        if !asked.is_on(section) || !is_stored(section, &find.reply) {
            continue;
        }
        // What is not of the type that the panel sends is no test of the panel.
        let sent =
            crate::domain::encode::body(&asked, *dialect, crate::domain::wire::Carrier::Create);
        let is_ours = |path: &str| {
            read_back::lookup(&create.body, path)
                == sent.as_ref().and_then(|sent| read_back::lookup(sent, path))
        };
        let is_typed = Field::of(section, *dialect)
            .filter_map(|field| field.spec().wire(*dialect))
            .filter(|wire| read_back::lookup(&create.body, wire.path).is_some())
            .all(|wire| is_ours(wire.path) || wire.is_text);
        if !is_typed {
            continue;
        }
        let found = decode::read_back(find.status, &find.text(), *dialect);
        let proof = proof_of(&asked, *dialect, section, found, &create.reply);
        compared += 1;
        if !proof.is_as_asked() {
            seen.push((find.file, of_create.to_owned(), section, proof.outcome));
        }
    }
    let unknown: Vec<_> = seen
        .iter()
        .filter(|(file, name, section, _)| !differing.contains(&(*file, name.as_str(), *section)))
        .collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
    assert!(compared > 30, "{compared} were compared");
}

fn proof_of(
    asked: &Drafts,
    dialect: Dialect,
    of: Section,
    found: Result<Found, ApiError>,
    reply: &Value,
) -> SectionProof {
    section(asked, dialect, of, found, Some(reply))
}

#[test]
fn silence_and_null_are_told_apart() {
    #[track_caller]
    fn check(file: &str, found: &str, of: Section, expected: Reason, remedy: Remedy) {
        let (dialect, find) = recording(file, found);
        let found = decode::read_back(find.status, &find.text(), dialect);
        let proof = section(&drafts(&[of], &[]), dialect, of, found, None);
        assert_eq!(proof.outcome, Outcome::Dropped(expected), "{file}");
        assert_eq!(proof.remedy(), Some(remedy));
    }
    let off = |variable| Reason::SwitchedOff(variable);
    let read = Remedy::ReadAgain;
    let set = Remedy::SetAgain;
    for (of, variable) in [
        (Section::Websocket, "WEBSOCKET_ENABLED"),
        (Section::Rabbitmq, "RABBITMQ_ENABLED"),
        (Section::Sqs, "SQS_ENABLED"),
        (Section::Nats, "NATS_ENABLED"),
        (Section::Kafka, "KAFKA_ENABLED"),
        (Section::Pusher, "PUSHER_ENABLED"),
    ] {
        check("v2-after", &format!("{}-find-empty", of.id()), of, off(variable), read);
    }
    for of in [Section::Kafka, Section::Pusher] {
        let on = format!("enabled-{}-find-empty", of.id());
        check("v2-after", &on, of, Reason::Missing, set);
    }
    check("v2-after", "websocket-find-after-recreate", Section::Websocket, Reason::Missing, set);
    check("v2-after", "webhook-find-empty", Section::Webhook, Reason::Missing, set);
    check("v2-after", "proxy-find-after-recreate", Section::Proxy, Reason::ProxyNotKept, set);
    check("v2-after", "chatwoot-find-empty", Section::Chatwoot, off("CHATWOOT_ENABLED"), read);
    check("v2-after", "chatwoot-find-empty-enabled", Section::Chatwoot, Reason::Missing, set);
    check("v2-after", "typebot-disabled-find", Section::Typebot, off("TYPEBOT_ENABLED"), read);
    check("v2-after", "typebot-find-empty", Section::Typebot, Reason::Missing, set);
    for of in [Section::Webhook, Section::Websocket, Section::Rabbitmq, Section::Sqs] {
        check("v1", &format!("find-{}-after-minimal", of.id()), of, Reason::Missing, set);
    }
    check("v1", "find-chatwoot-after-minimal", Section::Chatwoot, Reason::Missing, set);
    check("v1", "find-typebot-after-minimal", Section::Typebot, Reason::Missing, set);
    check("v1", "find-proxy-after-minimal", Section::Proxy, Reason::ProxyNotKept, set);
    // The values are there, the switch is not.
    check("v1-after", "websocket-find-off", Section::Websocket, Reason::NotEnabled, set);
    check("v2-after", "enabled-websocket-find-off", Section::Websocket, Reason::NotEnabled, set);
    check("v2-after", "webhook-find-off-empty-url", Section::Webhook, Reason::NotEnabled, set);
    check(
        "v2-after",
        "chatwoot-find-off-empty-strings",
        Section::Chatwoot,
        Reason::NotEnabled,
        set,
    );
    check("v2-after", "proxy-find-off", Section::Proxy, Reason::NotEnabled, set);
}

#[test]
fn what_1x_stores_although_it_is_switched_off_is_remarked_upon() {
    #[track_caller]
    fn check(created: &str, of: Section, expected: Option<Reason>) {
        let found = match created.strip_suffix("-create") {
            Some(stem) => format!("{stem}--find-{}", of.id()),
            None => format!("{created}--find-{}", of.id()),
        };
        let proof = prove("v1", created, &found, of);
        assert_eq!(proof.remark, expected, "{of:?}");
        assert!(proof.is_as_asked(), "it is stored");
        assert_eq!(proof.remedy(), None, "sending it again would not help");
        assert_eq!(proof.is_well(), expected.is_none());
    }
    let full = "golden-full-create";
    check(full, Section::Rabbitmq, Some(Reason::StoredButOff("RABBITMQ_ENABLED")));
    check(full, Section::Sqs, Some(Reason::StoredButOff("SQS_ENABLED")));
    check(full, Section::Websocket, None);
    check(full, Section::Webhook, None);
    check("create-websocket-enabled-empty-events", Section::Websocket, None);
    // A set call says the same by failing after the write.
    let (_, set) = recording("v1-after", "rabbitmq-set-full");
    let error = decode::found(set.status, &set.text(), Dialect::EvolutionV1).expect_err("a 500");
    let (_, find) = recording("v1-after", "sqs-find-after-recreate");
    let asked = drafts(&[Section::Rabbitmq], &[(Field::RabbitmqEvents, events(&["CALL"]))]);
    let found = decode::read_back(find.status, &find.text(), Dialect::EvolutionV1);
    let mut proof = section(&asked, Dialect::EvolutionV1, Section::Rabbitmq, found, None);
    assert!(proof.is_well());
    proof.note_set(Some(&error));
    assert_eq!(proof.remark, Some(Reason::StoredButOff("RABBITMQ_ENABLED")));
}

#[test]
fn a_call_back_that_leads_nowhere_is_remarked_upon() {
    #[track_caller]
    fn check(dialect: Dialect, url: &str, expected: Option<Reason>) {
        let stored =
            json!({"enabled": true, "url": "https://chat.example.com", "webhook_url": url});
        let asked = drafts(&[Section::Chatwoot], &[]);
        let proof = section(&asked, dialect, Section::Chatwoot, Ok(Found::Stored(stored)), None);
        assert_eq!(proof.remark, expected, "{url}");
        assert_eq!(proof.callback.as_deref(), Some(url));
    }
    for dialect in [Dialect::EvolutionV1, Dialect::EvolutionV2] {
        let localhost = Some(Reason::CallbackLocalhost);
        check(dialect, "http://localhost:8080/chatwoot/webhook/a", localhost);
        check(dialect, "http://127.0.0.1:8080/chatwoot/webhook/a", localhost);
        check(dialect, "http://[::1]/chatwoot/webhook/a", localhost);
        let unset = Some(Reason::CallbackUnset);
        check(dialect, "/chatwoot/webhook/a", unset);
        check(dialect, "undefined/chatwoot/webhook/a", unset);
        check(dialect, "https://evo.example.com/chatwoot/webhook/a", None);
        check(dialect, "https://localhost.example.com/chatwoot/webhook/a", None);
    }
    let found = "golden-full--find-chatwoot";
    for file in ["v1", "v2"] {
        let proof = prove(file, "golden-full-create", found, Section::Chatwoot);
        assert_eq!(proof.remark, Some(Reason::CallbackLocalhost), "{file}: it was recorded there");
        assert!(proof.is_as_asked());
    }
}

#[test]
fn a_soft_failure_is_no_proof() {
    let soft = r#"{"error": true, "message": "[object Object]"}"#;
    let found = decode::read_back(200, soft, Dialect::EvolutionV2);
    let asked = drafts(&[Section::Webhook], &[]);
    let proof = section(&asked, Dialect::EvolutionV2, Section::Webhook, found, None);
    let Outcome::Unreadable(error) = &proof.outcome else { panic!("{proof:?}") };
    assert_eq!(error.case, Case::SoftFailure);
    assert_eq!(proof.remedy(), Some(Remedy::ReadAgain));
}

#[test]
fn an_address_stored_empty_is_missing() {
    let stored = json!({"id": "c1", "enabled": true, "url": "", "events": ["CALL"]});
    let asked = drafts(
        &[Section::Webhook],
        &[
            (Field::WebhookUrl, text("https://a.example")),
            (Field::WebhookEvents, events(&["CALL"])),
        ],
    );
    let found = Ok(Found::Stored(stored));
    let proof = section(&asked, Dialect::EvolutionV2, Section::Webhook, found, None);
    let missing = Some(Verdict::Different(Reason::Missing));
    assert_eq!(verdict(&proof, Field::WebhookUrl), missing);
    assert_eq!(verdict(&proof, Field::WebhookEvents), Some(Verdict::Same));
    assert_eq!(proof.remedy(), Some(Remedy::SetAgain));
}

#[test]
fn setting_again_keeps_what_was_left_to_the_server() {
    let asked = drafts(
        &[Section::Chatwoot],
        &[(Field::ChatwootUrl, text("https://b.example")), (Field::ChatwootToken, text("t"))],
    );
    let stored = json!({"enabled": true, "accountId": "1", "token": "t", "url": "https://a.example",
        "nameInbox": "box", "importContacts": false, "daysLimitImportMessages": 3});
    let found = Ok(Found::Stored(stored));
    let proof = section(&asked, Dialect::EvolutionV2, Section::Chatwoot, found, None);
    let completed = proof.completed(&asked);
    assert_eq!(completed.get(Field::ChatwootUrl), &text("https://b.example"), "asked for");
    assert_eq!(completed.get(Field::ChatwootNameInbox), &text("box"), "it would fall back");
    assert_eq!(completed.get(Field::ChatwootImportContacts), &Draft::Flag(false));
    assert_eq!(completed.get(Field::ChatwootDaysLimitImportMessages), &text("3"));
    assert_eq!(completed.get(Field::ChatwootLogo), &Draft::NotSent);
}
