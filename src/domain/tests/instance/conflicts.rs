//! A group that is changed elsewhere while it is edited.

use serde_json::json;

use crate::domain::instance::conflict::Resolution;
use crate::domain::instance::machine::input::GroupInput;
use crate::domain::instance::machine::state::GroupPhase;
use crate::domain::schema::fields::Field;
use crate::domain::tests::instance::card::{V1, V2, url, webhook};
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
