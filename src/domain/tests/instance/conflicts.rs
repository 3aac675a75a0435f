//! A group that is changed elsewhere while it is edited.

use serde_json::json;

use crate::domain::instance::conflict::{Resolution, masked_values};
use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::input::GroupInput;
use crate::domain::instance::machine::state::GroupPhase;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::instance::card::{V1, V2, server, url, webhook};
use crate::domain::tests::instance::fake_group::GroupFault;
use crate::domain::tests::text;

#[test]
fn a_change_made_elsewhere_is_a_conflict() {
    for resolution in [Resolution::Mine, Resolution::Theirs] {
        let mut card = webhook(V2);
        let mine = card.edit(&url("https://mine.example"));
        card.server.stored["url"] = json!("https://theirs.example");
        card.server.stored["webhookBase64"] = json!(false);
        card.give(GroupInput::Save(Box::new(mine)));
        assert_eq!(card.server.sets(), 0, "nothing is sent before the choice");
        let GroupPhase::Conflict(conflict) = &card.machine.state.phase else {
            panic!("{:?}", card.machine.state.phase)
        };
        let of: Vec<Field> = conflict.rows.iter().map(|row| row.field).collect();
        assert_eq!(of, [Field::WebhookUrl, Field::WebhookBase64]);
        assert_eq!(conflict.rows[0].before, Some(json!("http://127.0.0.1:9/hook")));
        assert_eq!(conflict.rows[0].now, Some(json!("https://theirs.example")));
        assert_eq!(conflict.rows[0].mine, Some(json!("https://mine.example")));
        assert_eq!(conflict.switch, None);
        card.give(GroupInput::Resolve(resolution));
        assert_eq!(card.phase(), "resting");
        let kept = match resolution {
            Resolution::Mine => "https://mine.example",
            Resolution::Theirs => "https://theirs.example",
        };
        assert_eq!(card.server.stored["url"], json!(kept));
        assert_eq!(card.stored(Field::WebhookUrl), text(kept));
        // What only the other one changed stays either way.
        assert_eq!(card.server.stored["webhookBase64"], json!(false));
        assert_eq!(card.server.sets(), usize::from(resolution == Resolution::Mine));
    }
}

#[test]
fn an_edit_that_was_left_opens_again_with_what_it_began_with() {
    let mut before = webhook(V2);
    let mine = before.edit(&url("https://mine.example"));
    let opened = before.machine.state.opened.clone();
    let mut card = webhook(V2);
    // The page is opened again, after somebody else changed the group.
    card.server.stored["url"] = json!("https://theirs.example");
    card.machine =
        GroupMachine::new(server(V2), "loja-1", Section::Webhook, None).with_edit(opened);
    assert_eq!(card.phase(), "resting");
    card.give(GroupInput::Read);
    assert_eq!(card.phase(), "editing");
    assert_eq!(card.machine.change(&mine).fields, [Field::WebhookUrl]);
    card.give(GroupInput::Save(Box::new(mine)));
    assert_eq!((card.phase(), card.server.sets()), ("conflict", 0));
    card.give(GroupInput::Resolve(Resolution::Mine));
    assert_eq!(card.server.stored["url"], json!("https://mine.example"));
    // It opens once.
    card.give(GroupInput::Read);
    assert_eq!(card.phase(), "resting");
}

#[test]
fn an_edit_that_was_left_waits_while_its_group_cannot_be_read() {
    let mut before = webhook(V2);
    before.edit(&[]);
    let opened = before.machine.state.opened.clone();
    let mut card = webhook(V2);
    card.server.find_status = Some(500);
    card.machine =
        GroupMachine::new(server(V2), "loja-1", Section::Webhook, None).with_edit(opened);
    card.give(GroupInput::Read);
    assert_eq!(card.phase(), "resting");
    card.server.find_status = None;
    card.give(GroupInput::Read);
    assert_eq!(card.phase(), "editing");
}

#[test]
fn a_group_that_was_switched_off_elsewhere_is_a_conflict() {
    let mut card = webhook(V1);
    let mine = card.edit(&url("https://mine.example"));
    card.server.stored = json!({"enabled": false, "url": "", "events": []});
    card.give(GroupInput::Save(Box::new(mine.clone())));
    let GroupPhase::Conflict(conflict) = &card.machine.state.phase else {
        panic!("{:?}", card.machine.state.phase)
    };
    assert_eq!(conflict.switch, Some((true, false)));
    card.give(GroupInput::Cancel);
    assert_eq!((card.phase(), card.server.sets()), ("resting", 0));
}

#[test]
fn dates_and_ids_are_no_change_made_elsewhere() {
    let mut card = webhook(V2);
    let mine = card.edit(&url("https://mine.example"));
    card.server.stored["updatedAt"] = json!("2026-11-26T00:00:00.000Z");
    card.give(GroupInput::Save(Box::new(mine)));
    assert!(card.proof().is_as_wanted());
}

#[test]
fn a_refused_save_does_not_take_back_what_others_changed() {
    let mut card = webhook(V2);
    let mine = card.edit(&url("https://mine.example"));
    card.server.stored["webhookBase64"] = json!(false);
    card.give(GroupInput::Save(Box::new(mine.clone())));
    assert_eq!(card.phase(), "conflict");
    card.server.fault = GroupFault::Refused;
    card.give(GroupInput::Resolve(Resolution::Mine));
    assert_eq!((card.phase(), card.server.sets()), ("editing", 1));
    let change = card.machine.change(&mine);
    assert_eq!((change.fields, change.is_switched), (vec![Field::WebhookUrl], false));
    // The form is as it was, with the flag as it began.
    card.give(GroupInput::Save(Box::new(mine)));
    assert_eq!((card.phase(), card.server.sets()), ("resting", 2));
    assert_eq!(card.server.stored["url"], json!("https://mine.example"));
    assert_eq!(card.server.stored["webhookBase64"], json!(false));
}

#[test]
fn what_changes_after_a_refused_save_is_a_conflict_again() {
    let mut card = webhook(V2);
    let mine = card.edit(&url("https://mine.example"));
    card.server.fault = GroupFault::Refused;
    card.give(GroupInput::Save(Box::new(mine.clone())));
    card.server.stored["webhookBase64"] = json!(false);
    card.give(GroupInput::Save(Box::new(mine)));
    assert_eq!((card.phase(), card.server.sets()), ("conflict", 1));
}

#[test]
fn hidden_values_can_be_compared() {
    let before = json!({"authorization": "Bearer first-secret", "x-shop": "shop-secret"});
    let now = json!({"authorization": "Bearer other-secret", "x-shop": "shop-secret"});
    let lines = masked_values(Field::WebhookHeaders, Some(&before), &now).expect("headers");
    let told: Vec<_> = lines.iter().map(|line| (line.name.as_deref(), line.is_changed)).collect();
    assert_eq!(told, [(Some("authorization"), true), (Some("x-shop"), false)]);
    assert!(lines.iter().all(|line| !line.masked.contains("secret")), "{lines:?}");
    let secret = masked_values(Field::ProxyPassword, Some(&json!("a-password")), &json!("other"));
    assert!(secret.expect("a secret")[0].is_changed);
    assert_eq!(masked_values(Field::WebhookUrl, None, &json!("https://a.example")), None);
}
