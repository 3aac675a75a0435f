//! What is written down of a batch and its run.

use crate::domain::http::secret::Secret;
use crate::domain::many::batch::Batch;
use crate::domain::many::kept;
use crate::domain::many::outcome::{NotCreated, RowDifference, RowOutcome};
use crate::domain::many::row::ManyRow;
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::input::RunInput;
use crate::domain::many::run::row::{RowState, RunRow};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::domain::tests::creation::machine::server_of;
use crate::domain::tests::many::form;
use crate::domain::tests::many::world::ManyWorld;
use crate::domain::tests::{everything, headers, text};

const V2: Dialect = Dialect::EvolutionV2;

#[test]
fn no_secret_is_written_down_and_each_is_named() {
    let mut row = ManyRow::of_drafts(&everything());
    row.set(Field::WebhookUrl, text("https://user:PASSWORD@hook.example.com?key=QUERY"));
    let mut batch = Batch::default();
    batch.add(row);
    let mut common = form(&[(Field::ChatwootToken, "COMMON-SECRET")]);
    common.set(Field::WebhookHeaders, headers(&[("Authorization", "HEADER-SECRET")]));
    let server = server_of(V2);
    let written = kept::write_rows(&server, &batch, &common, &[]);
    for secret in everything().secrets().iter().map(String::as_str).chain([
        "PASSWORD",
        "QUERY",
        "COMMON-SECRET",
        "HEADER-SECRET",
        server.key.reveal(),
    ]) {
        // Everybody may know which type of content a webhook gets.
        if !secret.is_empty() && secret != "application/json" {
            assert!(!written.contains(secret), "{secret} is written down");
        }
    }
    let read = kept::read_rows(&written).expect("it is read back");
    let row = &read.batch.rows()[0];
    for field in [Field::Token, Field::WebhookUrl, Field::WebhookHeaders, Field::ProxyPassword] {
        assert!(row.forgotten.contains(&field), "{field:?}");
        assert_eq!(row.get(field), None);
    }
    assert_eq!(row.get(Field::InstanceName), Some(&text("sales-01")));
    assert_eq!(row.get(Field::GroupsIgnore), Some(&Draft::Flag(true)));
    assert!(read.forgotten_common.contains(&Field::ChatwootToken));
    assert!(read.is_of(&server));
    assert!(!read.is_of(&Server { base_url: "https://other.example.com".into(), ..server_of(V2) }));
    let again = kept::write_rows(&server, &read.batch, &read.common, &[]);
    assert_eq!(kept::read_rows(&again).expect("again").batch, read.batch);
}

#[test]
fn every_state_is_read_back() {
    let error = || ApiError::without_reply(Case::NameInUse).into();
    let states = [
        RowState::Waiting,
        RowState::Sent { at: 1_750_000_000_123.0 },
        RowState::Skipped,
        RowState::Ended(RowOutcome::AsAsked),
        RowState::Ended(RowOutcome::NotAsAsked(RowDifference {
            different: vec![Section::Webhook],
            unread: vec![Section::Proxy],
            failure: Some(error()),
        })),
        RowState::Ended(RowOutcome::NotAsAsked(RowDifference {
            unread: vec![Section::Proxy],
            ..RowDifference::default()
        })),
        RowState::Ended(RowOutcome::NotCreated(NotCreated::Gone)),
        RowState::Ended(RowOutcome::NotCreated(NotCreated::Foreign)),
        RowState::Ended(RowOutcome::NotCreated(NotCreated::Failed(error()))),
        RowState::Ended(RowOutcome::Unknown(error())),
    ];
    let mut batch = Batch::default();
    let mut rows = Vec::new();
    for state in &states {
        let id = batch.add(ManyRow::named("a")).expect("room");
        let mut row = RunRow::kept(id, state.clone(), Vec::new());
        row.token = Some(Secret::new("A-TOKEN"));
        rows.push(row);
    }
    let run = ManyRun::of_rows(rows, 3);
    let written = kept::write_run(&run);
    assert!(!written.contains("A-TOKEN"));
    let rows = kept::write_rows(&server_of(V2), &batch, &Drafts::default(), &[]);
    let rows = kept::read_rows(&rows).expect("rows");
    let read = kept::read_run(&written, &rows).expect("a run");
    let read_states: Vec<RowState> = read.rows().iter().map(|row| row.state.clone()).collect();
    assert_eq!(read_states, states);
    assert_eq!((read.at_once(), read.is_paused()), (3, true));
    // A row that was about to leave had not left.
    let starting = ManyRun::of_rows(vec![RunRow::kept(1, RowState::Starting, Vec::new())], 2);
    let read = kept::read_run(&kept::write_run(&starting), &rows).expect("a run");
    assert_eq!(read.rows()[0].state, RowState::Waiting);
}

#[test]
fn odd_texts_are_no_rows_and_no_run() {
    let rows = kept::read_rows(&kept::write_rows(
        &server_of(V2),
        &Batch::default(),
        &Drafts::default(),
        &[],
    ));
    let rows = rows.expect("an empty batch");
    for odd in [
        "",
        "null",
        "[]",
        "{",
        "{\"rows\":1}",
        "{\"atOnce\":2,\"rows\":[1]}",
        "{\"atOnce\":-1,\"rows\":[]}",
    ] {
        assert_eq!(kept::read_rows(odd), None, "{odd}");
        assert_eq!(kept::read_run(odd, &rows), None, "{odd}");
    }
}

#[test]
fn a_row_whose_secret_is_gone_waits_and_the_others_go_on() {
    let mut batch = Batch::default();
    for n in 1..=4 {
        let mut row = ManyRow::named(&format!("loja-{n}"));
        if n == 3 {
            row.set(Field::Token, text("A-TOKEN-OF-ITS-OWN"));
        }
        batch.add(row);
    }
    let mut world = ManyWorld::new(V2, batch, Drafts::default());
    world.reload();
    world.go_to_the_end_or_lack();
    let counts = world.run.counts();
    assert_eq!((counts.as_asked, counts.waiting, counts.lacking), (3, 1, 1));
    assert!(!world.sent.contains_key("loja-3"));
    world.give(RunInput::Filled(3, Vec::new()));
    world.go_to_the_end();
    assert_eq!(world.run.counts().as_asked, 4);
}
