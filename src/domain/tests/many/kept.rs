//! What is written down of a batch and its run.

use crate::domain::http::secret::Secret;
use crate::domain::many::batch::{Batch, RunCommon};
use crate::domain::many::change::RowChange;
use crate::domain::many::kept::KeptRows;
use crate::domain::many::outcome::{NotCreated, RowDifference, RowOutcome};
use crate::domain::many::row::ManyRow;
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::input::RunInput;
use crate::domain::many::run::row::{RowState, RowWork, RunRow};
use crate::domain::many::server_list::ServerList;
use crate::domain::many::unkept::UnkeptBlocks;
use crate::domain::many::{kept, kept_run};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::domain::tests::creation::machine::server_of;
use crate::domain::tests::many::world::ManyWorld;
use crate::domain::tests::many::{batch_of, form, whole};
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
    let common = RunCommon::from(common);
    let written = kept::write_head(&server, &batch, &common) + &kept::write_block(&batch, 0);
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
    let read = kept_rows(&server, &batch, &common);
    let row = &read.batch.rows()[0];
    for field in [Field::Token, Field::WebhookUrl, Field::WebhookHeaders, Field::ProxyPassword] {
        assert!(row.forgotten.contains(&field), "{field:?}");
        assert_eq!(row.get(field), None);
    }
    assert_eq!(row.get(Field::InstanceName), Some(&text("sales-01")));
    assert_eq!(row.get(Field::GroupsIgnore), Some(&Draft::Flag(true)));
    assert!(read.common.forgotten.contains(&Field::ChatwootToken));
    assert!(read.is_of(&server));
    assert!(!read.is_of(&Server { base_url: "https://other.example.com".into(), ..server_of(V2) }));
    assert_eq!(kept_rows(&server, &read.batch, &read.common).batch, read.batch);
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
        RowState::Ended(RowOutcome::Unknown(error(), Some(1_750_000_000_456.0))),
        RowState::Ended(RowOutcome::NotCompared),
        RowState::Ended(RowOutcome::Changed(RowChange::default())),
        RowState::Ended(RowOutcome::Changed(RowChange {
            as_asked: vec![Section::Behaviour],
            different: vec![Section::Webhook],
            impossible: vec![Section::Nats],
            unknown: vec![Section::Proxy],
            failed: vec![Section::Chatwoot],
            failure: Some(error()),
            fixed: vec![Field::Number],
        })),
    ];
    let mut batch = Batch::default();
    let mut rows = Vec::new();
    for state in &states {
        let id = batch.add(ManyRow::named("a")).expect("room");
        let mut row = RunRow::kept(id, state.clone(), Vec::new());
        row.token = Some(Secret::new("A-TOKEN"));
        row.work = if id % 2 == 0 { RowWork::Create } else { RowWork::Change };
        rows.push(row);
    }
    let run = ManyRun::of_rows(rows, 3);
    assert!(!kept_run::write_block(&run, 0).contains("A-TOKEN"));
    let rows = kept_rows(&server_of(V2), &batch, &RunCommon::default());
    let read = kept_and_read(&run, &rows);
    let read_states: Vec<RowState> = read.rows().iter().map(|row| row.state.clone()).collect();
    assert_eq!(read_states, states);
    let works = |run: &ManyRun| run.rows().iter().map(|row| row.work).collect::<Vec<_>>();
    assert_eq!(works(&read), works(&run));
    assert_eq!((read.at_once(), read.is_paused()), (3, true));
    // A row that was about to leave had not left.
    let starting = ManyRun::of_rows(vec![RunRow::kept(1, RowState::Starting, Vec::new())], 2);
    let read = kept_and_read(&starting, &rows);
    assert_eq!(read.rows()[0].state, RowState::Waiting);
}

/// The rows as they are read after they were written.
fn kept_rows(server: &Server, batch: &Batch, common: &RunCommon) -> KeptRows {
    let block = |block| Some(kept::write_block(batch, block));
    kept::read_rows(&kept::write_head(server, batch, common), block).expect("rows")
}

fn taken(unkept: &mut UnkeptBlocks) -> Vec<usize> {
    std::iter::from_fn(|| unkept.take()).collect()
}

/// An edit, a new row and a removed one each write their block alone, whatever was removed before.
#[test]
fn rows_are_kept_in_blocks() {
    let mut batch = Batch::default();
    (0..401).for_each(|n| _ = batch.add(ManyRow::named(&format!("a-{n}"))));
    assert_eq!(taken(&mut batch.unkept), [0, 1, 2]);
    batch.change(201, |row| row.type_in(Field::Number, "5511900000001"));
    assert_eq!(taken(&mut batch.unkept), [1]);
    batch.remove(200);
    batch.remove(401);
    assert_eq!(taken(&mut batch.unkept), [0, 2]);
    let ids = |block: usize| batch.block(block).iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!((ids(0).len(), ids(1).first(), ids(2).len()), (199, Some(&201), 0));
    let read = kept_rows(&server_of(V2), &batch, &RunCommon::default());
    assert_eq!(read.batch.rows(), batch.rows());
    let head = kept::write_head(&server_of(V2), &batch, &RunCommon::default());
    let missing = |block| (block != 1).then(|| kept::write_block(&batch, block));
    assert_eq!(kept::read_rows(&head, missing), None);
    // A number that was given once is not given again.
    assert_eq!(batch.add(ManyRow::named("b")), Some(402));
    assert_eq!(taken(&mut batch.unkept), [2]);
    batch.unkept.put_back(1);
    assert_eq!(taken(&mut batch.unkept), [1]);
}

fn kept_and_read(run: &ManyRun, rows: &KeptRows) -> ManyRun {
    let block = |block| Some(kept_run::write_block(run, block));
    kept_run::read_run(&kept_run::write_head(run), block, rows).expect("a run")
}

/// A step of one row writes its block alone; a run with a block that is missing is none.
#[test]
fn a_run_is_kept_in_blocks() {
    let mut batch = Batch::default();
    (0..450).for_each(|n| _ = batch.add(ManyRow::named(&format!("a-{n}"))));
    let ids = batch.rows().iter().map(|row| (row.id, RowWork::Change));
    let mut run = ManyRun::new(ids, 2);
    assert_eq!(taken(&mut run.unkept), [0, 1, 2]);
    run.advance(0, RunInput::GoOn);
    run.advance(0, RunInput::PutOff(1));
    assert_eq!(taken(&mut run.unkept), [0]);
    run.advance(0, RunInput::Stop);
    assert_eq!(taken(&mut run.unkept), [0, 1, 2]);
    let rows = kept_rows(&server_of(V2), &batch, &RunCommon::default());
    assert_eq!(kept_and_read(&run, &rows).rows().len(), 450);
    let head = kept_run::write_head(&run);
    let missing = |block| (block != 1).then(|| kept_run::write_block(&run, block));
    assert_eq!(kept_run::read_run(&head, missing, &rows), None);
}

#[test]
fn odd_texts_are_no_rows_and_no_run() {
    let rows = kept_rows(&server_of(V2), &Batch::default(), &RunCommon::default());
    for odd in ["", "null", "[]", "{", "{\"rows\":1}", "{\"atOnce\":-1,\"blocks\":0}"] {
        assert_eq!(kept::read_rows(odd, |_| None), None, "{odd}");
        assert_eq!(kept_run::read_run(odd, |_| None, &rows), None, "{odd}");
        let head = "{\"atOnce\":2,\"blocks\":1}";
        let block = |_| Some(odd.to_owned());
        let run = kept_run::read_run(head, block, &rows);
        assert_eq!(run.is_some(), odd == "[]", "{odd}");
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

/// A secret of the form that was forgotten is missing in every row that has no value of its own, whatever
/// else of the row is typed.
#[test]
fn a_secret_of_the_form_is_asked_for_in_each_row() {
    let mut batch = Batch::default();
    for n in 1..=2 {
        batch.add(ManyRow::named(&format!("loja-{n}")));
    }
    let common = form(&[(Field::ProxyHost, "proxy.example.com"), (Field::ProxyPassword, "secret")]);
    let mut world = ManyWorld::new(V2, batch, common);
    world.reload();
    world.go_to_the_end_or_lack();
    assert_eq!(world.run.counts().lacking, 2);
    assert!(world.run.only_lacks() && world.sent.is_empty());
    let check = whole(&world.batch, &world.common, V2.into(), &ServerList::default());
    assert_eq!(check.counts().wrong, 2);
    assert!(world.batch.columns(&world.common.forgotten).contains(&Field::ProxyPassword));
    // Another cell changes nothing; the missing one does.
    for (field, text, missing) in
        [(Field::Number, "5511900000001", 1), (Field::ProxyPassword, "secret", 0)]
    {
        world.batch.change(1, |row| row.type_in(field, text));
        let row = world.batch.row(1).expect("it is there");
        assert_eq!(world.common.missing(row, RowWork::Create).len(), missing, "{field:?}");
    }
    world.give(RunInput::Filled(1, Vec::new()));
    world.go_to_the_end_or_lack();
    assert_eq!((world.run.counts().lacking, world.sent.len()), (1, 1));
}

/// What a field could not take is still wrong after a reload, and what was left out is still told.
#[test]
fn a_reload_makes_no_row_right() {
    let table =
        "nome;numero;grupos;webhook_events;cidade\na;5,5119E+12;talvez;CALL|NOPE;SP\n;1;;;\n";
    let mut batch = batch_of(table);
    taken(&mut batch.unkept);
    let wrong = |batch: &Batch| {
        let check = whole(batch, &RunCommon::default(), V2.into(), &ServerList::default());
        check.problems(0).cloned().collect::<Vec<_>>()
    };
    assert!(wrong(&batch).len() >= 2, "{:?}", wrong(&batch));
    let read = kept_rows(&server_of(V2), &batch, &RunCommon::default()).batch;
    assert_eq!(wrong(&read), wrong(&batch));
    assert_eq!(read, batch);
}

/// A row whose end is unknown is looked up before it is sent again.
#[test]
fn what_is_unknown_is_looked_up_and_not_sent_blindly() {
    let mut batch = Batch::default();
    let id = batch.add(ManyRow::named("loja-1")).expect("room");
    let mut world = ManyWorld::new(V2, batch, Drafts::default());
    let error = || ApiError::without_reply(Case::Timeout).into();
    let unknown = RowState::Ended(RowOutcome::Unknown(error(), Some(1_750_000_000_000.0)));
    assert!(!unknown.can_change());
    for (is_there, sent) in [(false, 1), (true, 0)] {
        world.server.rows.clear();
        world.sent.clear();
        if is_there {
            world.run = ManyRun::new([(id, RowWork::Create)], 2);
            world.give(RunInput::GoOn);
            world.go_to_the_end();
            world.sent.clear();
        }
        world.run = ManyRun::of_rows(vec![RunRow::kept(id, unknown.clone(), Vec::new())], 2);
        world.give(RunInput::Retry);
        world.go_to_the_end();
        assert_eq!(world.sent.values().sum::<usize>(), sent, "there: {is_there}");
        assert!(world.is_on_server("loja-1"));
    }
}
