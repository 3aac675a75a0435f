//! What a page around the panel may have done.

use serde_json::{Value, json};

use crate::domain::deployment::Deployment;
use crate::domain::deployment::config::read;
use crate::domain::deployment::parent_rules::{
    ChosenServer, FormReset, PanelStatus, chosen_server, key_target, may_prefill, may_reset,
    may_submit,
};
use crate::domain::embed::protocol::{RefusalReason, ServerChoice};
use crate::domain::route::Route;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::preconfigured_id;

fn deployment(file: &Value) -> Deployment {
    read(&file.to_string())
}

fn one_server() -> Value {
    json!({"servers": [{"id": "main", "label": "Main", "baseUrl": "https://a.example", "dialect": "evolution-v2"}], "addServers": ["https://b.example"]})
}

#[test]
fn a_key_is_for_a_listed_server_or_the_one_that_is_meant() {
    let setup = deployment(&one_server());
    let target =
        |named, meant| key_target(&setup.servers, named, meant).map_err(|refusal| refusal.reason);
    assert_eq!(target(Some("main"), None), Ok(preconfigured_id("main")));
    assert_eq!(target(Some("other"), Some(1)), Err(RefusalReason::UnknownServer));
    assert_eq!(target(None, Some(7)), Ok(7));
    assert_eq!(target(None, None), Err(RefusalReason::NoServer));
}

#[test]
fn a_server_is_listed_known_lent_or_refused() {
    let setup = deployment(&one_server());
    let choose = |choice: &ServerChoice| chosen_server(&setup, &setup.servers, choice);
    let whole = |base_url: &str, dialect| ServerChoice::Whole {
        label: "Own".to_owned(),
        base_url: base_url.to_owned(),
        dialect,
    };
    let main = ChosenServer::Known(preconfigured_id("main"));
    assert_eq!(choose(&ServerChoice::Listed("main".to_owned())), Ok(main.clone()));
    assert_eq!(choose(&whole("https://a.example", Dialect::EvolutionV2)), Ok(main));
    // The same address in another dialect is another server, which may not be added.
    for refused in [
        ServerChoice::Listed("other".to_owned()),
        whole("https://a.example", Dialect::EvolutionV1),
        whole("https://b.example.evil", Dialect::EvolutionV2),
    ] {
        let refusal = choose(&refused).expect_err("a refusal");
        assert_eq!(refusal.reason, RefusalReason::UnknownServer, "{refused:?}");
    }
    let Ok(ChosenServer::Lent(server)) =
        choose(&whole("https://b.example/v2", Dialect::EvolutionV2))
    else {
        panic!("it may be added")
    };
    assert!(server.is_preconfigured() && server.key.is_empty(), "neither edited nor stored");
    assert_eq!(server.label, "Own");
}

#[test]
fn what_the_deployment_decides_is_not_filled_in() {
    let setup = deployment(&json!({
        "groups": ["webhook"],
        "fields": {"msg_call": {"value": "x", "fixed": true}, "reject_call": {"hidden": true}},
    }));
    let text = |text: &str| Draft::Text(text.to_owned());
    let told = |fields: &[(Field, Draft)], groups: &[(Section, bool)]| {
        may_prefill(&setup, fields, groups).map_err(|refusal| {
            assert_eq!(refusal.reason, RefusalReason::Fixed);
            refusal.what
        })
    };
    assert_eq!(told(&[(Field::InstanceName, text("a"))], &[(Section::Webhook, true)]), Ok(()));
    let fixed = told(
        &[
            (Field::InstanceName, text("a")),
            (Field::MsgCall, text("b")),
            (Field::RejectCall, Draft::Flag(true)),
        ],
        &[(Section::Proxy, true), (Section::Webhook, false)],
    );
    assert_eq!(fixed, Err(["msg_call", "reject_call", "proxy"].map(str::to_owned).to_vec()));
}

fn status(route: Route) -> PanelStatus {
    PanelStatus { route, is_busy: false, has_server: true }
}

#[test]
fn a_press_needs_the_form_a_server_and_nothing_on_its_way() {
    assert_eq!(may_submit(&status(Route::Create)), Ok(()));
    for route in [Route::Result, Route::Servers, Route::instances(Some(1))] {
        assert_eq!(may_submit(&status(route)), Err(RefusalReason::Elsewhere));
    }
    let without = PanelStatus { has_server: false, ..status(Route::Create) };
    assert_eq!(may_submit(&without), Err(RefusalReason::NoServer));
    let busy = PanelStatus { is_busy: true, ..status(Route::Servers) };
    assert_eq!(may_submit(&busy), Err(RefusalReason::Busy));
}

#[test]
fn a_reset_leaves_the_result_and_nothing_else() {
    assert_eq!(may_reset(&status(Route::Create)), Ok(FormReset::Form));
    assert_eq!(may_reset(&status(Route::Result)), Ok(FormReset::LeaveResult));
    assert_eq!(may_reset(&status(Route::Servers)), Err(RefusalReason::Elsewhere));
    let busy = PanelStatus { is_busy: true, ..status(Route::Create) };
    assert_eq!(may_reset(&busy), Err(RefusalReason::Busy));
}
