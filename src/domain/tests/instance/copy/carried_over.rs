//! What goes along to a new instance, and what stays behind.

use std::sync::Arc;

use serde_json::json;

use crate::domain::http::secret::Secret;
use crate::domain::instance::copy::left_behind::{LeftBehind, left_behind};
use crate::domain::instance::copy::{duplicate, export};
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::instances::row::{Counts, Engine, InstanceRow};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::instance::card::server;
use crate::domain::tests::instance::stored;
use crate::domain::tests::text;

fn row() -> InstanceRow {
    InstanceRow {
        name: "loja-1".to_owned(),
        number: Some("5511999999999".to_owned()),
        token: Some(Secret::new("own-token")),
        counts: Some(Counts { messages: 3, contacts: 0, chats: 1 }),
        ..InstanceRow::default()
    }
}

#[test]
fn what_stays_behind_is_named() {
    let (_, chatwoot) = stored("v2-after", "chatwoot-find-after-unreachable", Section::Chatwoot);
    let (_, off) = stored("v2-after", "chatwoot-find-off-empty-strings", Section::Chatwoot);
    let unread = GroupReading::Unreadable(Arc::new(ApiError::without_reply(Case::Timeout)));
    let hidden = GroupReading::SwitchedOff { variable: Some("PUSHER_ENABLED"), is_hidden: true };
    let silent = GroupReading::SwitchedOff { variable: Some("SQS_ENABLED"), is_hidden: false };
    let groups = [
        (Section::Webhook, Some(&unread)),
        (Section::Proxy, None),
        (Section::Sqs, Some(&silent)),
        (Section::Pusher, Some(&hidden)),
        (Section::Chatwoot, Some(&GroupReading::Stored(chatwoot))),
    ];
    let left = left_behind(&row(), groups, [Section::Typebot]);
    let unseen = vec!["signDelimiter".to_owned(), "ignoreJids".to_owned()];
    assert_eq!(
        left,
        [
            LeftBehind::Connection,
            LeftBehind::Messages,
            LeftBehind::Unread(Section::Webhook),
            LeftBehind::Unread(Section::Proxy),
            LeftBehind::Hidden(Section::Pusher),
            LeftBehind::Unseen(Section::Chatwoot, unseen),
            LeftBehind::Rows(Section::Typebot),
        ]
    );
    let meta = InstanceRow { engine: Engine::Business, counts: None, ..row() };
    let off = GroupReading::Stored(off);
    let left = left_behind(&meta, [(Section::Chatwoot, Some(&off))], []);
    assert_eq!(left, [LeftBehind::Off(Section::Chatwoot)]);
}

#[test]
fn the_same_instance_again_keeps_name_token_and_number() {
    let (dialect, webhook) = stored("v1-after", "webhook-find-full", Section::Webhook);
    let drafts = duplicate::drafts(&row(), [(Section::Webhook, &*webhook)], dialect.into());
    let again = duplicate::recreate(&row(), drafts);
    assert_eq!(again.name(), "loja-1");
    assert_eq!(again.get(Field::Token), &text("own-token"));
    assert_eq!(again.get(Field::Number), &text("5511999999999"));
    assert!(again.is_on(Section::Webhook));
    let alone = duplicate::recreate(&InstanceRow::default(), Drafts::default());
    assert!(!alone.get(Field::Token).is_sent() && !alone.get(Field::Number).is_sent());
}

#[test]
fn a_copy_has_every_group_as_it_was_read() {
    let (dialect, webhook) = stored("v2-after", "webhook-find-full", Section::Webhook);
    let empty = StoredGroup::empty();
    let groups = [(Section::Webhook, &*webhook), (Section::Proxy, &empty)];
    let copy = export::json(&server(dialect), &row(), groups);
    assert_eq!(copy["groups"]["webhook"], webhook.raw);
    assert_eq!(copy["groups"]["proxy"], json!(null));
    assert_eq!(copy["token"], json!("own-token"));
    // The key of the server belongs to nobody's instance.
    assert!(!copy.to_string().contains("global-key"));
}

#[test]
fn what_is_stored_and_off_stays_behind() {
    let mut group = StoredGroup::empty();
    group.drafts.set(Field::WebhookUrl, text("https://a.example"));
    let off = GroupReading::Stored(Arc::new(group));
    let left = left_behind(&row(), [(Section::Webhook, Some(&off))], []);
    assert_eq!(left[2..], [LeftBehind::Off(Section::Webhook)]);
    let is_of_any_copy: Vec<bool> = left.iter().map(LeftBehind::is_of_any_copy).collect();
    assert_eq!(is_of_any_copy, [true, true, false]);
    let nothing = GroupReading::Stored(Arc::new(StoredGroup::empty()));
    let left = left_behind(&row(), [(Section::Webhook, Some(&nothing))], []);
    assert_eq!(left.len(), 2, "{left:?}");
    // The list knows more than the server shows.
    let silent = GroupReading::SwitchedOff { variable: None, is_hidden: false };
    let mut listed = row();
    listed.groups_on.insert(Section::Sqs);
    let left = left_behind(&listed, [(Section::Sqs, Some(&silent))], []);
    assert_eq!(left[2..], [LeftBehind::Hidden(Section::Sqs)]);
}
