//! A page that is reloaded in the middle of a creation.

use serde_json::json;

use crate::domain::creation::in_flight::InFlight;
use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::creation::patience::MAY_STILL_WORK_MS;
use crate::domain::creation::plan::Step;
use crate::domain::creation::progress::Progress;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::dialect::Dialect::{EvolutionV1, EvolutionV2};
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::creation::machine::server::ServerFault;
use crate::domain::tests::creation::machine::{NAME, World};
use crate::domain::tests::everything;

#[test]
fn what_lands_after_the_reload_is_found() {
    for dialect in Dialect::ALL {
        let mut world = World::new(dialect);
        world.server.fault = ServerFault::LateBy(75_000);
        world.press();
        world.wait(10_000);
        world.reload();
        assert_eq!(world.failure(), Case::Interrupted);
        assert_eq!(*world.lookup(), InstanceLookup::NotYet, "{dialect:?}");
        assert!(world.locks.contains(NAME));
        world.wait(80_000);
        assert!(matches!(world.lookup(), InstanceLookup::Exists { .. }), "{dialect:?}");
        assert_eq!(world.creations(), 1);
    }
}

#[test]
fn the_time_before_the_reload_counts() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::Silence;
    world.press();
    world.wait(50_000);
    world.reload();
    world.wait(MAY_STILL_WORK_MS - 50_000 - 1);
    assert_eq!(*world.lookup(), InstanceLookup::NotYet);
    world.wait(1);
    assert_eq!(*world.lookup(), InstanceLookup::Absent);
    assert!(world.notes.is_empty() && world.locks.is_empty());
}

#[test]
fn a_time_of_day_that_was_set_back_means_the_whole_time_is_waited_for_and_no_more() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::Silence;
    world.press();
    world.wall -= 86_400_000.0;
    world.reload();
    world.wait(MAY_STILL_WORK_MS - 1);
    assert_eq!(*world.lookup(), InstanceLookup::NotYet);
    world.wait(1);
    assert_eq!(*world.lookup(), InstanceLookup::Absent);
}

#[test]
fn where_another_tab_has_the_lock_there_is_only_the_looking_left() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::CutAfter;
    world.press();
    world.is_locked_elsewhere = true;
    world.reload();
    assert!(matches!(world.lookup(), InstanceLookup::Exists { .. }));
    assert!(world.locks.is_empty());
}

#[test]
fn every_group_that_was_asked_for_is_read_back_after_a_reload() {
    for dialect in Dialect::ALL {
        let drafts = everything();
        let mut world = World::new(dialect);
        world.server.fault = ServerFault::CutAfter;
        world.press_with(drafts.clone());
        let asked: Vec<Step> = reads(&world);
        assert!(asked.len() > 1, "{dialect:?}");
        // The storage holds text.
        let stored = InFlight::write_list(&world.notes);
        world.notes = InFlight::read_list(stored.as_deref());
        world.reload();
        assert_eq!(reads(&world), asked, "{dialect:?}");
        world.give(CreationInput::ShowFound);
        assert_eq!(*world.first(), Progress::Found);
        assert_eq!(reads(&world), asked, "{dialect:?}");
        for step in asked {
            let Step::ReadBack(section) = step else { continue };
            let call = match section.is_read_by_find() {
                true => format!("GET /{}/find/sales-01", section.id()),
                false => "GET /instance/fetchInstances?instanceName=sales-01".to_owned(),
            };
            assert!(world.sent.contains(&call), "{call} on {dialect:?}");
        }
        let posts = world.sent.iter().filter(|call| call.starts_with("POST")).count();
        assert_eq!(posts, 1, "what may be another's is only read: {:?}", world.sent);
    }
}

fn reads(world: &World) -> Vec<Step> {
    let attempt = world.machine.state.attempt.as_ref().expect("an attempt is shown");
    attempt.steps.iter().copied().filter(|step| matches!(step, Step::ReadBack(_))).collect()
}

#[test]
fn the_note_holds_what_was_asked_for_and_no_secret() {
    for dialect in Dialect::ALL {
        let mut drafts = everything();
        let with_login = "https://user:login-pw@hooks.example.com/?key=query-key";
        drafts.set(Field::WebhookUrl, Draft::text(with_login));
        let mut world = World::new(dialect);
        world.server.fault = ServerFault::Silence;
        world.press_with(drafts.clone());
        let stored = InFlight::write_list(&world.notes).expect("a note");
        for secret in drafts.secrets().iter().map(String::as_str).chain(["login-pw", "query-key"]) {
            assert!(!stored.contains(secret), "{secret} in {stored}");
        }
        let read = InFlight::read_list(Some(&stored));
        assert_eq!(read, world.notes);
        let restored = read[0].drafts();
        for field in Field::ALL.iter().copied().filter(|field| *field != Field::WebhookUrl) {
            let expected = match field.spec().is_secret() {
                true => &Draft::NotSent,
                false => drafts.get(field),
            };
            let (restored, expected) = (restored.get(field), trimmed(expected));
            assert_eq!(trimmed(restored), expected, "{field:?}");
        }
        for section in Section::ALL.iter().copied() {
            assert_eq!(restored.is_on(section), drafts.is_on(section), "{section:?}");
        }
    }
}

/// Blanks around, and empty lines, are not sent.
fn trimmed(draft: &Draft) -> Draft {
    match draft {
        Draft::Text(text) => Draft::text(
            text.lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
                .join("\n"),
        ),
        other => other.clone(),
    }
}

/// A parameter can be a secret under any name.
#[test]
fn an_address_with_a_parameter_is_not_in_the_note() {
    let addresses = [
        ("https://hooks.example.com/x", true),
        ("https://hooks.example.com/?x=1", false),
        ("https://hooks.example.com/#part", false),
    ];
    for (address, is_kept) in addresses {
        let mut drafts = everything();
        drafts.set(Field::WebhookUrl, Draft::text(address));
        let mut world = World::new(EvolutionV2);
        world.server.fault = ServerFault::Silence;
        world.press_with(drafts);
        let stored = InFlight::write_list(&world.notes).expect("a note");
        assert_eq!(stored.contains("hooks.example.com"), is_kept, "{address} in {stored}");
    }
}

#[test]
fn notes_that_nobody_can_read_are_as_if_they_were_not_there() {
    for stored in ["", "{", "{}", "[1]", "[{}]", r#"[{"name":1}]"#] {
        assert_eq!(InFlight::read_list(Some(stored)), [], "{stored}");
    }
    // A note of an earlier version knows the name alone.
    let old = json!([{ "name": NAME, "server": 1, "baseUrl": "https://evo.example.com",
        "dialect": "evolution-v2", "startedAt": 1.0, "outcome": "unknown" }]);
    let old = InFlight::read_list(Some(&old.to_string()));
    assert!(old.iter().all(|note| note.drafts().get(Field::InstanceName).as_text() == NAME));
}

#[test]
fn the_oldest_note_goes_first() {
    let mut world = World::new(EvolutionV2);
    world.server.fault = ServerFault::Silence;
    world.press();
    let note = world.notes[0].clone();
    let many: Vec<InFlight> = (0..150)
        .map(|at| {
            let mut note = note.clone();
            note.name = format!("loja-{at}");
            note
        })
        .collect();
    let kept = InFlight::read_list(InFlight::write_list(&many).as_deref());
    assert_eq!(kept.len(), 100);
    assert_eq!(kept.last().map(|note| note.name.as_str()), Some("loja-149"));
    assert_eq!(InFlight::write_list(&[]), None);
}

/// 1.x left it half-made; that stays known, whatever is pressed or reloaded.
#[test]
fn what_a_failure_left_stays_known_over_presses_and_reloads() {
    let mut world = World::new(EvolutionV1);
    world.server.fault = ServerFault::Proxy;
    world.press();
    let outcome = |world: &World| {
        let state = &world.machine.state;
        let attempt = state.attempt.as_ref().expect("an attempt is shown");
        attempt.outcome(state.failure().expect("it failed"))
    };
    assert_eq!(outcome(&world), CreationOutcome::PartiallyCreated);
    world.press();
    assert_eq!(world.failure(), Case::Unsettled);
    assert_eq!(outcome(&world), CreationOutcome::PartiallyCreated);
    world.reload();
    assert_eq!(world.failure(), Case::Interrupted);
    assert_eq!(outcome(&world), CreationOutcome::PartiallyCreated);
    assert!(matches!(world.lookup(), InstanceLookup::Exists { .. }));
    assert_eq!(world.creations(), 1);
}

#[test]
fn what_was_dismissed_is_not_asked_about_after_a_reload() {
    for fault in [ServerFault::CutAfter, ServerFault::CutBefore] {
        let mut world = World::new(EvolutionV2);
        world.server.fault = fault;
        world.press();
        world.give(CreationInput::Dismiss);
        let sent = world.sent.len();
        world.reload();
        assert!(world.machine.state.attempt.is_none(), "{fault:?}");
        assert_eq!(world.sent.len(), sent, "{fault:?}");
        // What may still arrive is asked about when its name is used again.
        world.press();
        let is_sent = world.creations() == 2;
        assert_eq!(is_sent, fault == ServerFault::CutAfter, "{fault:?}");
    }
}
