//! The same values for a group of many instances.

use serde_json::json;

use crate::domain::bulk::group_target::{GroupPreview, GroupSaved, GroupTarget};
use crate::domain::http::secret::Secret;
use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::input::{GroupCall, GroupInput};
use crate::domain::instance::stored_group::GroupReading;
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::domain::tests::instance::fake_group::{FakeGroup, GroupFault};
use crate::domain::tests::{drafts, events, recording, text};

const V1: Dialect = Dialect::EvolutionV1;
const V2: Dialect = Dialect::EvolutionV2;

fn target(section: Section, fields: &[(Field, Draft)]) -> GroupTarget {
    GroupTarget { section, wanted: drafts(&[section], fields) }
}

fn new_url() -> GroupTarget {
    target(Section::Webhook, &[(Field::WebhookUrl, text("https://new.example.com/hook"))])
}

/// An instance, as the list's run over many works on it.
struct TargetRow {
    machine: GroupMachine,
    server: FakeGroup,
}

impl TargetRow {
    fn new(dialect: Dialect, section: Section, stored: serde_json::Value) -> Self {
        let server = Server {
            id: 1,
            label: "Main".to_owned(),
            base_url: "https://api.example.com".to_owned(),
            dialect,
            version: None,
            key: Secret::new("global-key"),
            is_remembered: false,
        };
        let machine = GroupMachine::new(server, "loja-1", section, None);
        let mut row = Self { machine, server: FakeGroup::new(dialect, section, stored) };
        row.give(GroupInput::Read);
        row
    }

    fn with_webhook(dialect: Dialect) -> Self {
        let file = if dialect == V1 { "v1-after" } else { "v2-after" };
        Self::new(dialect, Section::Webhook, recording(file, "webhook-find-full").1.reply)
    }

    fn give(&mut self, input: GroupInput) {
        let mut next = self.machine.advance(0, input);
        while let Some(GroupCall { id, call, .. }) = next.take() {
            let answer = self.server.answer(&call);
            next = self.machine.advance(0, GroupInput::Answered(id, answer));
        }
    }

    fn preview(&self, target: &GroupTarget) -> GroupPreview {
        let reading = self.machine.state.reading.as_ref().expect("it was read");
        target.preview(reading, self.server.api)
    }

    fn save(&mut self, target: &GroupTarget) -> GroupSaved {
        let stored = self.machine.state.stored().expect("it was read").clone();
        self.give(GroupInput::Edit);
        self.give(GroupInput::Save(Box::new(target.on(&stored, self.server.api))));
        target.saved(&self.machine)
    }
}

#[test]
fn what_was_not_filled_in_stays_as_it_is_on_each_instance() {
    for dialect in [V1, V2] {
        let mut row = TargetRow::with_webhook(dialect);
        let before = row.machine.state.stored().expect("it is stored").drafts.clone();
        let GroupPreview::Changes { change, .. } = row.preview(&new_url()) else {
            panic!("{dialect:?}")
        };
        assert_eq!((change.fields, change.is_switched), (vec![Field::WebhookUrl], false));
        assert_eq!(row.save(&new_url()), GroupSaved::AsWanted, "{dialect:?}");
        let after = row.machine.state.stored().expect("it is stored").drafts.clone();
        assert_eq!(after.get(Field::WebhookUrl).as_text(), "https://new.example.com/hook");
        assert_eq!(after.get(Field::WebhookEvents), before.get(Field::WebhookEvents));
        assert_eq!(after.get(Field::WebhookBase64), before.get(Field::WebhookBase64));
        // A second run has nothing to do.
        assert_eq!(row.preview(&new_url()), GroupPreview::Same);
    }
}

#[test]
fn an_instance_without_the_group_needs_what_the_group_needs() {
    let row = TargetRow::new(V2, Section::Webhook, json!(null));
    let only_events =
        target(Section::Webhook, &[(Field::WebhookEvents, events(&["MESSAGES_UPSERT"]))]);
    assert_eq!(row.preview(&only_events), GroupPreview::Incomplete(vec![Field::WebhookUrl]));
    let GroupPreview::Changes { change, .. } = row.preview(&new_url()) else { panic!("it is new") };
    assert!(change.is_switched);
}

#[test]
fn a_group_goes_off_everywhere_and_stays_off_where_it_was() {
    let off = GroupTarget { section: Section::Webhook, wanted: drafts(&[], &[]) };
    let mut row = TargetRow::with_webhook(V2);
    let GroupPreview::Changes { change, lost } = row.preview(&off) else { panic!("it is on") };
    assert!(change.is_switched && change.fields.is_empty());
    // 2.x forgets the events with it, and keeps the rest.
    assert_eq!(lost, [Field::WebhookEvents]);
    assert_eq!(row.save(&off), GroupSaved::AsWanted);
    assert_eq!(row.preview(&off), GroupPreview::Same);
}

#[test]
fn a_server_that_accepts_and_stores_nothing_is_told() {
    let mut row = TargetRow::with_webhook(V2);
    row.server.fault = GroupFault::Ignored;
    assert_eq!(row.save(&new_url()), GroupSaved::Different);
    let mut row = TargetRow::with_webhook(V2);
    row.server.fault = GroupFault::Refused;
    assert!(matches!(row.save(&new_url()), GroupSaved::Failed(_)));
    // The answer was lost, and the group is stored.
    let mut row = TargetRow::with_webhook(V2);
    row.server.fault = GroupFault::LostAnswer;
    assert_eq!(row.save(&new_url()), GroupSaved::AsWanted);
}

#[test]
fn what_somebody_else_changed_meanwhile_is_not_overwritten() {
    let mut row = TargetRow::with_webhook(V2);
    row.server.stored["url"] = "https://theirs.example.com".into();
    assert_eq!(row.save(&new_url()), GroupSaved::Conflict);
    assert_eq!(row.server.sets(), 0);
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
