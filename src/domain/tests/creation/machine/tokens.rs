//! Who else has the token of a new instance, and whether the server tells it again.

use serde_json::json;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::token_use::TokenUse;
use crate::domain::reply::decode;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::dialect::Dialect::EvolutionV2;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::creation::machine::{NOON, TOKEN, World, form};
use crate::domain::tests::{drafts, recording, text};

const HOLDERS: &str = "GET /instance/fetchInstances";

fn asked(world: &World) -> usize {
    world.sent.iter().filter(|call| *call == HOLDERS).count()
}

#[test]
fn a_token_that_another_instance_has_is_told_of() {
    let mut world = World::new(EvolutionV2);
    world.server.add("other", TOKEN, NOON);
    world.server.add("stranger", "ANOTHER-TOKEN", NOON);
    world.press();
    let shared = TokenUse::Shared(vec!["other".to_owned()]);
    assert_eq!(world.machine.state.token_use, shared);
    assert_eq!(shared.others(), ["other"]);
    assert_eq!(asked(&world), 1);
}

#[test]
fn a_token_of_its_own_is_said_to_be_alone() {
    let mut world = World::new(EvolutionV2);
    world.press();
    assert_eq!(world.machine.state.token_use, TokenUse::Alone);
    assert!(TokenUse::Alone.others().is_empty());
}

/// 1.x refuses a token that is there already, and one that was made for this instance is nobody else's.
#[test]
fn what_cannot_be_shared_is_not_asked_about() {
    for dialect in Dialect::ALL {
        let mut world = World::new(dialect);
        let mut drafts = drafts(&[], &[(Field::InstanceName, text("loja-1"))]);
        if dialect != EvolutionV2 {
            drafts = form("loja-1");
        }
        drafts.fresh_token = "FRESH".to_owned();
        world.press_with(drafts);
        assert_eq!(world.machine.state.token_use, TokenUse::NotAsked, "{dialect:?}");
        assert_eq!(asked(&world), 0, "{dialect:?}");
    }
}

#[test]
fn a_server_that_does_not_tell_leaves_it_open() {
    let mut world = World::new(EvolutionV2);
    world.server.silent = vec!["/instance/fetchInstances"];
    world.press();
    world.server.silent.clear();
    // The row of the instance, and after it the list for the token.
    world.answer("?instanceName=", Err(ApiError::without_reply(Case::Timeout)));
    assert_eq!(world.machine.state.token_use, TokenUse::Alone);
    world.server.rows[0].token = "CHANGED-BY-SOMEBODY".to_owned();
    world.give(CreationInput::Reapply(Section::Instance));
    assert_eq!(world.machine.state.token_use, TokenUse::Unchecked);
}

#[test]
fn a_list_without_the_instance_itself_proves_nothing() {
    let names = |names: &[&str]| Ok(names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(TokenUse::of(names(&[]), "a"), TokenUse::Unchecked);
    assert_eq!(TokenUse::of(names(&["b"]), "a"), TokenUse::Unchecked);
    assert_eq!(TokenUse::of(names(&["a"]), "a"), TokenUse::Alone);
    let many: Vec<String> = (0..50).map(|count| format!("i{count}")).collect();
    assert_eq!(TokenUse::of(Ok(many), "i0").others().len(), 20);
}

#[test]
fn the_recorded_list_for_a_token_names_both_instances() {
    let (dialect, list) = recording("v2", "fetchInstances-duplicate-token-with-that-token");
    let names = decode::listed_names(list.status, &list.text(), dialect);
    assert_eq!(TokenUse::of(names, "tok2"), TokenUse::Shared(vec!["tok1".to_owned()]));
}

#[test]
fn whether_the_server_tells_the_token_again_is_read_off_its_list() {
    for dialect in Dialect::ALL {
        let mut world = World::new(dialect);
        world.press();
        assert_eq!(world.machine.state.is_token_listed, Some(true), "{dialect:?}");
        let mut world = World::new(dialect);
        world.server.hides_tokens = true;
        world.press();
        assert_eq!(world.machine.state.is_token_listed, Some(false), "{dialect:?}");
    }
}

#[test]
fn forgetting_the_keys_ends_the_question() {
    let mut world = World::new(EvolutionV2);
    world.press();
    world.give(CreationInput::ForgetKeys);
    let before = asked(&world);
    world.give(CreationInput::Reapply(Section::Instance));
    assert_eq!(asked(&world), before);
    assert_eq!(world.server.found, json!({ "rejectCall": false, "groupsIgnore": true }));
}
