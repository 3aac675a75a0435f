//! Two tabs edit the list of servers.

use crate::domain::http::secret::Secret;
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::merge::merged;
use crate::domain::servers::server::Server;

fn server(id: u32, label: &str) -> Server {
    Server {
        id,
        label: label.to_owned(),
        base_url: "https://a.example".to_owned(),
        dialect: Dialect::EvolutionV2,
        version: None,
        key: Secret::default(),
        is_remembered: false,
    }
}

#[track_caller]
fn check(
    base: &[(u32, &str)],
    ours: &[(u32, &str)],
    theirs: &[(u32, &str)],
    expected: &[(u32, &str)],
) {
    let list = |entries: &[(u32, &str)]| -> Vec<Server> {
        entries.iter().map(|(id, label)| server(*id, label)).collect()
    };
    let found = merged(&list(base), &list(ours), &list(theirs));
    let found: Vec<(u32, &str)> = found.iter().map(|one| (one.id, one.label.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_nobody_else_changed_is_ours() {
    check(&[], &[(1, "a")], &[], &[(1, "a")]);
    check(
        &[(1, "a"), (2, "b")],
        &[(2, "b"), (1, "a")],
        &[(1, "a"), (2, "b")],
        &[(2, "b"), (1, "a")],
    );
    check(&[(1, "a")], &[], &[(1, "a")], &[]);
    check(&[(1, "a")], &[(1, "x")], &[(1, "a")], &[(1, "x")]);
}

#[test]
fn what_the_other_tab_did_stays() {
    check(
        &[(1, "a")],
        &[(1, "a"), (3, "ours")],
        &[(1, "a"), (2, "theirs")],
        &[(1, "a"), (3, "ours"), (2, "theirs")],
    );
    check(
        &[(1, "a"), (2, "b")],
        &[(1, "x"), (2, "b")],
        &[(1, "a"), (2, "y")],
        &[(1, "x"), (2, "y")],
    );
    check(&[(1, "a"), (2, "b")], &[(1, "x"), (2, "b")], &[(1, "a")], &[(1, "x")]);
}

#[test]
fn where_both_changed_one_server_ours_counts() {
    check(&[(1, "a")], &[(1, "ours")], &[(1, "theirs")], &[(1, "ours")]);
    check(&[(1, "a")], &[(1, "ours")], &[], &[(1, "ours")]);
    check(&[(1, "a")], &[], &[(1, "theirs")], &[]);
}

#[test]
fn two_servers_added_under_one_id_are_both_there() {
    check(&[], &[(1, "ours")], &[(1, "theirs")], &[(1, "theirs"), (2, "ours")]);
    check(&[], &[(1, "same")], &[(1, "same")], &[(1, "same")]);
}

#[test]
fn a_server_keeps_its_key_when_the_other_tab_edits_it() {
    let key = Secret::new("key");
    let ours = Server { key: key.clone(), ..server(1, "a") };
    let found = merged(&[server(1, "a")], &[ours], &[server(1, "theirs")]);
    assert_eq!((found[0].label.as_str(), &found[0].key), ("theirs", &key));
}
