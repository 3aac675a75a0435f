//! Routes and the hashes that lead to them.

use proptest::prelude::*;

use crate::domain::deployment::BootInput;
use crate::domain::embed::options::cleaned;
use crate::domain::instances::query::ListQuery;
use crate::domain::route::Route;

fn instance(name: &str) -> Route {
    Route::Instance { server: 3, name: name.to_owned() }
}

fn list(server: Option<u32>, query: &str) -> Route {
    Route::Instances { server, query: query.to_owned() }
}

#[test]
fn each_route_has_its_hash() {
    for (hash, route) in [
        ("#/", Route::Create),
        ("#/result", Route::Result),
        ("#/servers", Route::Servers),
        ("#/requests", Route::Requests),
        ("#/servers/7/many", Route::Many { server: 7 }),
        ("#/servers/3/instances", Route::instances(Some(3))),
        ("#/instances", Route::instances(None)),
        ("#/servers/3/instances?q=a%20b&sort=-name", list(Some(3), "q=a%20b&sort=-name")),
        ("#/instances?state=open", list(None, "state=open")),
        ("#/servers/3/instances/shop", instance("shop")),
        ("#/servers/3/instances/a%2Fb%20%C3%A7", instance("a/b ç")),
    ] {
        assert_eq!(Route::parse(hash), Some(route.clone()), "{hash}");
        assert_eq!(route.to_hash(), hash);
    }
    assert_eq!(Route::parse(""), Some(Route::Create));
}

#[test]
fn other_hashes_are_no_route() {
    for hash in [
        "#",
        "#main",
        "/servers",
        "#/server",
        "#/servers/",
        "#/result/",
        "#/result?token=x",
        "#/requests?token=x",
        "#/servers/7/many/",
        "#/servers/7/many?x=y",
        "#/servers/07/many",
        "#/many",
        "#/requests/",
        "#/servers/3",
        "#/servers/3/",
        "#/servers/3/instances/",
        "#/servers/3/instances/a/b",
        "#/servers/3/instances/a?key=x",
        "#/servers/3/instances/key=x",
        "#/servers/3/instances/%FF",
        "#/servers/03/instances",
        "#/servers/+3/instances",
        "#/servers/4294967296/instances",
        "#/servers/main/instances",
        "#/servers/3/instances?",
        "#/servers/3/instances?apikey=x",
        "#/servers/3/instances?q=a&token=x",
        "#/instances?x",
        "#/instances/shop",
        "#/instancesq=a",
    ] {
        assert_eq!(Route::parse(hash), None, "{hash}");
    }
}

#[test]
fn a_route_needs_no_boot_input_and_no_cleaning() {
    for name in ["shop", "429683C4-C977-415C-AAFC-CE10F7D57E11", "AbC1dEf2GhI3jKl4MnO5pQr6"] {
        let hash = instance(name).to_hash().into_owned();
        assert_eq!(cleaned("", &hash), None, "{hash}");
        assert!(BootInput { hash, ..BootInput::default() }.is_plain());
    }
    assert!(!BootInput { hash: "#main".to_owned(), ..BootInput::default() }.is_plain());
}

#[test]
fn a_query_behind_a_route_is_cleaned_and_the_route_is_kept() {
    for route in ["#/servers", "#/result", "#/servers/3/instances/shop"] {
        let clean = cleaned("", &format!("{route}?apikey=x")).expect("it names a key");
        assert_eq!(clean.hash, route);
    }
}

#[test]
fn a_search_that_looks_like_a_secret_is_cleaned() {
    let clean = cleaned("", "#/instances?q=429683C4-C977-415C-AAFC-CE10F7D57E11&sort=name");
    assert_eq!(clean.expect("it looks like a token").hash, "#/instances");
    assert_eq!(cleaned("", "#/instances?q=loja%20centro&state=open"), None);
}

fn any_route() -> impl Strategy<Value = Route> {
    let name = prop_oneof![
        "\\PC{1,40}",
        any::<String>().prop_filter("a name is not empty", |name| !name.is_empty()),
    ];
    prop_oneof![
        Just(Route::Create),
        Just(Route::Result),
        Just(Route::Servers),
        prop::option::of(1..=u32::MAX).prop_map(Route::instances),
        (1..=u32::MAX, "\\PC{1,20}").prop_map(|(server, search)| {
            let query = ListQuery { search, ..ListQuery::default() };
            list(Some(server), &query.to_text())
        }),
        (1..=u32::MAX, name).prop_map(|(server, name)| Route::Instance { server, name }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_route_comes_back_from_its_hash(route in any_route()) {
        prop_assert_eq!(Route::parse(&route.to_hash()), Some(route));
    }

    #[test]
    fn any_hash_is_parsed_without_a_panic(hash in "\\PC{0,40}") {
        if let Some(route) = Route::parse(&hash) {
            prop_assert_eq!(Route::parse(&route.to_hash()), Some(route));
        }
    }
}
