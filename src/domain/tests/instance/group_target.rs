//! The same values for a group of many instances.

use serde_json::json;

use crate::domain::bulk::group_target::{GroupPreview, GroupSaved, GroupTarget};
use crate::domain::instance::machine::input::GroupInput;
use crate::domain::instance::stored_group::GroupReading;
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::instance::card::{Card, V1, V2, webhook};
use crate::domain::tests::instance::fake_group::GroupFault;
use crate::domain::tests::{drafts, events, text};

fn target(section: Section, fields: &[(Field, Draft)]) -> GroupTarget {
    GroupTarget { section, wanted: drafts(&[section], fields).into() }
}

fn new_url() -> GroupTarget {
    target(Section::Webhook, &[(Field::WebhookUrl, text("https://new.example.com/hook"))])
}

fn preview(card: &Card, target: &GroupTarget) -> GroupPreview {
    let reading = card.machine.state.reading.as_ref().expect("it was read");
    target.preview(reading, card.server.api)
}

/// As the list's run over many instances saves it.
fn save(card: &mut Card, target: &GroupTarget) -> GroupSaved {
    let stored = card.machine.state.stored().expect("it was read").clone();
    card.give(GroupInput::Edit);
    card.give(GroupInput::Save(Box::new(target.on(&stored, card.server.api))));
    target.saved(&card.machine)
}

#[test]
fn what_was_not_filled_in_stays_as_it_is_on_each_instance() {
    for dialect in [V1, V2] {
        let mut card = webhook(dialect);
        let before = card.machine.state.stored().expect("it is stored").drafts.clone();
        let GroupPreview::Changes { change, .. } = preview(&card, &new_url()) else {
            panic!("{dialect:?}")
        };
        assert_eq!((change.fields, change.is_switched), (vec![Field::WebhookUrl], false));
        assert_eq!(save(&mut card, &new_url()), GroupSaved::AsWanted, "{dialect:?}");
        let after = card.machine.state.stored().expect("it is stored").drafts.clone();
        assert_eq!(after.get(Field::WebhookUrl).as_text(), "https://new.example.com/hook");
        assert_eq!(after.get(Field::WebhookEvents), before.get(Field::WebhookEvents));
        assert_eq!(after.get(Field::WebhookBase64), before.get(Field::WebhookBase64));
        // A second run has nothing to do.
        assert_eq!(preview(&card, &new_url()), GroupPreview::Same);
    }
}

#[test]
fn an_instance_without_the_group_needs_what_the_group_needs() {
    let card = Card::new(V2, Section::Webhook, json!(null));
    let only_events =
        target(Section::Webhook, &[(Field::WebhookEvents, events(&["MESSAGES_UPSERT"]))]);
    assert_eq!(preview(&card, &only_events), GroupPreview::Incomplete(vec![Field::WebhookUrl]));
    let GroupPreview::Changes { change, .. } = preview(&card, &new_url()) else {
        panic!("it is new")
    };
    assert!(change.is_switched);
}

#[test]
fn a_group_goes_off_everywhere_and_stays_off_where_it_was() {
    let off = target_off();
    let mut card = webhook(V2);
    let GroupPreview::Changes { change, lost } = preview(&card, &off) else { panic!("it is on") };
    assert!(change.is_switched && change.fields.is_empty());
    // 2.x forgets the events with it, and keeps the rest.
    assert_eq!(lost, [Field::WebhookEvents]);
    assert_eq!(save(&mut card, &off), GroupSaved::AsWanted);
    assert_eq!(preview(&card, &off), GroupPreview::Same);
}

#[test]
fn a_server_that_accepts_and_stores_nothing_is_told() {
    let mut card = webhook(V2);
    card.server.fault = GroupFault::Ignored;
    assert_eq!(save(&mut card, &new_url()), GroupSaved::Different);
    let mut card = webhook(V2);
    card.server.fault = GroupFault::Refused;
    assert!(matches!(save(&mut card, &new_url()), GroupSaved::Failed(_)));
    // The answer was lost, and the group is stored.
    let mut card = webhook(V2);
    card.server.fault = GroupFault::LostAnswer;
    assert_eq!(save(&mut card, &new_url()), GroupSaved::AsWanted);
}

/// What was sent and could not be read back is neither stored nor refused, as far as anybody knows.
#[test]
fn a_group_that_cannot_be_read_after_the_save_is_unknown() {
    for (fault, is_answered) in [(GroupFault::Unreadable, true), (GroupFault::Gone, false)] {
        for target in [new_url(), target_off()] {
            let mut card = webhook(V2);
            card.server.fault = fault;
            let saved = save(&mut card, &target);
            let GroupSaved::Unread(error) = &saved else { panic!("{fault:?}: {saved:?}") };
            assert_eq!(error.case == Case::Timeout, !is_answered, "{fault:?}: {error:?}");
        }
    }
}

fn target_off() -> GroupTarget {
    GroupTarget { section: Section::Webhook, wanted: drafts(&[], &[]).into() }
}

#[test]
fn what_somebody_else_changed_meanwhile_is_not_overwritten() {
    let mut card = webhook(V2);
    card.server.stored["url"] = "https://theirs.example.com".into();
    assert_eq!(save(&mut card, &new_url()), GroupSaved::Conflict);
    assert_eq!(card.server.sets(), 0);
}

#[test]
fn a_group_that_cannot_be_set_here_is_told_before() {
    let typebot = target(Section::Typebot, &[(Field::TypebotUrl, text("https://bot"))]);
    let nats = target(Section::Nats, &[]);
    let empty = GroupReading::of(Section::Nats, V2.into(), Ok(FindReply::EmptyBody), None);
    assert_eq!(nats.preview(&empty, V2.into()), GroupPreview::SwitchedOff);
    // 1.x has no NATS, and 2.x keeps a list of bots.
    assert_eq!(nats.preview(&empty, V1.into()), GroupPreview::Unavailable);
    assert_eq!(typebot.preview(&empty, V2.into()), GroupPreview::Unavailable);
    assert!(typebot.is_available(V1.into()));
    let unread = GroupReading::of(
        Section::Webhook,
        V2.into(),
        Err(ApiError::without_reply(Case::Timeout)),
        None,
    );
    assert!(matches!(new_url().preview(&unread, V2.into()), GroupPreview::Unreadable(_)));
}
