//! Rows whose instance is on the server already.

use serde_json::{Value, json};

use crate::domain::export::ExportedSecrets;
use crate::domain::export::definitions::{self, Definition};
use crate::domain::http::secret::Secret;
use crate::domain::instance::copy::InstanceCopy;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::instances::row::{Engine, InstanceRow};
use crate::domain::many::batch::{Batch, RunCommon};
use crate::domain::many::check::{CheckContext, DryCheck, RowFault};
use crate::domain::many::existing::{ExistingGroups, RowComparison, RowPlan};
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::row::RowWork;
use crate::domain::many::server_list::ServerList;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::Fault;
use crate::domain::tests::creation::machine::server_of;
use crate::domain::tests::instance::{finds, reading_of};
use crate::domain::tests::many::{batch_of, context, form, list};

const V2: Dialect = Dialect::EvolutionV2;

fn stored(section: Section, raw: Value) -> GroupReading {
    GroupReading::Stored(StoredGroup::read(section, V2.into(), raw).into())
}

/// The first row's plan, where the server has `loja-1` with these groups.
fn plan_of(text: &str, row: InstanceRow, groups: &[(Section, GroupReading)]) -> RowPlan {
    let mut batch = batch_of(text);
    batch.changes_existing = true;
    plan_in(&batch, row, groups, V2)
}

fn plan_in(
    batch: &Batch,
    row: InstanceRow,
    groups: &[(Section, GroupReading)],
    dialect: Dialect,
) -> RowPlan {
    let mut existing = ExistingGroups::default();
    for (section, reading) in groups {
        existing.insert(&row.name, *section, reading.clone());
    }
    let (common, list) = (RunCommon::default(), ServerList::new([row]));
    let context = CheckContext {
        batch,
        common: &common,
        api: dialect.into(),
        list: &list,
        existing: &existing,
        run: None,
    };
    DryCheck::whole(&context).plan(0).clone()
}

fn loja() -> InstanceRow {
    InstanceRow { name: "loja-1".to_owned(), ..InstanceRow::default() }
}

fn comparison(plan: &RowPlan) -> &RowComparison {
    match plan {
        RowPlan::Compared(comparison) => comparison,
        other => panic!("not compared: {other:?}"),
    }
}

/// A comparison by ids.
#[derive(Debug, Default, PartialEq)]
struct ComparedWith<'a> {
    changes: Vec<(&'a str, Vec<&'a str>)>,
    obstacles: Vec<&'a str>,
    unread: Vec<&'a str>,
    fixed: Vec<&'a str>,
}

fn told(plan: &RowPlan) -> ComparedWith<'_> {
    let RowComparison { changes, obstacles, unread, fixed } = comparison(plan);
    let obstacles = obstacles.iter().map(|(section, _)| section.id());
    let unread = unread.iter().map(|(section, _)| section.id());
    let fields = |fields: &[Field]| fields.iter().map(|field| field.id()).collect();
    let changes = changes.iter().map(|it| (it.section.id(), fields(&it.change.fields))).collect();
    ComparedWith {
        changes,
        obstacles: obstacles.collect(),
        unread: unread.collect(),
        fixed: fields(fixed),
    }
}

#[test]
fn a_row_is_compared_with_what_is_stored() {
    let hook = json!({"enabled": true, "url": "https://a.test/x", "events": ["MESSAGES_UPSERT"]});
    let webhook = [(Section::Webhook, stored(Section::Webhook, hook))];
    let off = GroupReading::SwitchedOff { variable: None, is_hidden: false };
    let unreadable = GroupReading::Unreadable(ApiError::without_reply(Case::Timeout).into());
    let table = "name;webhook url;webhook events\nloja-1;https://a.test/x;MESSAGES_UPSERT\n";
    let same = ComparedWith::default;
    let changes = vec![("webhook", vec!["webhook_url"])];
    let stuck = ComparedWith { obstacles: vec!["webhook"], ..same() };
    let unread = ComparedWith { unread: vec!["webhook"], ..same() };
    type ComparedCase<'a> = (&'a str, &'a [(Section, GroupReading)], ComparedWith<'a>);
    let cases: [ComparedCase<'_>; 5] = [
        (table, &webhook, same()),
        (&table.replace("/x", "/y"), &webhook, ComparedWith { changes, ..same() }),
        // A column that is not there changes nothing, and one without a value neither.
        ("name;webhook url\nloja-1;\n", &webhook, same()),
        (table, &[(Section::Webhook, off)], stuck),
        (table, &[(Section::Webhook, unreadable)], unread),
    ];
    for (text, groups, expected) in cases {
        let plan = plan_of(text, loja(), groups);
        assert_eq!(told(&plan), expected, "{text}");
    }
    assert_eq!(plan_of(table, loja(), &[]), RowPlan::Unread(vec![Section::Webhook]));
    let other = InstanceRow { name: "loja-2".to_owned(), ..InstanceRow::default() };
    assert_eq!(plan_of(table, other, &[]), RowPlan::Create);
    let batch = batch_of(table);
    assert_eq!(plan_in(&batch, loja(), &webhook, V2), RowPlan::Create, "rows only create");
}

#[test]
fn what_only_a_creation_sets_is_told_where_it_differs() {
    let text = "name;number;token;integration\nloja-1;+55 11 90000-0001;T-1;EVOLUTION\n";
    let row = |number: &str, token: &str, engine| InstanceRow {
        number: Some(number.to_owned()),
        token: Some(Secret::new(token)),
        engine,
        ..loja()
    };
    let same = plan_of(text, row("5511900000001", "T-1", Engine::Evolution), &[]);
    assert!(comparison(&same).is_same());
    let other = plan_of(text, row("5511900000002", "T-2", Engine::Baileys), &[]);
    assert_eq!(told(&other).fixed, ["integration", "token", "number"]);
    assert!(!other.has_changes() && other.is_lacking());
    // What a list does not tell is not known to be the same.
    let unknown = plan_of(text, InstanceRow { engine: Engine::Evolution, ..loja() }, &[]);
    assert_eq!(told(&unknown).fixed, ["token", "number"]);
    let business = "name;integration;business id\nloja-1;WHATSAPP-BUSINESS;12345\n";
    let row = InstanceRow { engine: Engine::Business, ..loja() };
    assert_eq!(told(&plan_of(business, row, &[])).fixed, ["business_id"]);
}

#[test]
fn an_older_number_of_brazil_is_the_same_without_its_nine() {
    let text = |number: &str| format!("name;number\nloja-1;{number}\n");
    let row = |number: &str| InstanceRow { number: Some(number.to_owned()), ..loja() };
    for (asked, owner, is_same) in [
        ("5511912345678", "551112345678", true),
        ("551112345678", "5511912345678", true),
        ("5511912345678", "551122345678", false),
        ("4915123456789", "4915123456789", true),
        ("491512345678", "49151912345678", false),
    ] {
        let plan = plan_of(&text(asked), row(owner), &[]);
        assert_eq!(comparison(&plan).is_same(), is_same, "{asked} {owner}");
    }
}

/// What all rows have is about new instances.
#[test]
fn only_what_the_row_itself_says_is_compared() {
    let mut batch = batch_of("name\nloja-1\n");
    batch.changes_existing = true;
    let common = RunCommon::from(form(&[
        (Field::WebhookUrl, "https://of-the-form.test"),
        (Field::Integration, "WHATSAPP-BAILEYS"),
    ]));
    let list = ServerList::new([InstanceRow { engine: Engine::Business, ..loja() }]);
    let check = DryCheck::whole(&context(&batch, &common, V2.into(), &list));
    assert!(check.plan(0).is_same(), "{:?}", check.plan(0));
    assert_eq!(check.counts().same, 1);
}

/// In a run it is settled what a row does, whatever the list says by now.
#[test]
fn a_run_settles_whether_a_row_changes_its_instance() {
    let mut batch = batch_of("name;proxy host\nloja-1;q.test\nloja-2;\n");
    batch.changes_existing = true;
    let common = RunCommon::default();
    let run = ManyRun::new([(1, RowWork::Change), (2, RowWork::Create)], 2);
    let (none, both) = (ServerList::default(), list(&[("loja-1", ""), ("loja-2", "")]));
    for (list, taken) in [(&none, false), (&both, true)] {
        let context = CheckContext { run: Some(&run), ..context(&batch, &common, V2.into(), list) };
        let check = DryCheck::whole(&context);
        assert!(!check.is_wrong(0), "its port is on the server");
        let faults: Vec<&RowFault> = check.problems(1).map(|problem| &problem.fault).collect();
        let name_taken = RowFault::Form(Fault::NameTaken);
        assert_eq!(faults, if taken { vec![&name_taken] } else { Vec::new() });
    }
}

/// A group that the text says is off goes off, and one that it only does not complete stays.
#[test]
fn only_a_group_that_is_off_in_words_goes_off() {
    let host = json!({"enabled": true, "host": "p.test", "port": "80", "protocol": "http",
        "username": "", "password": ""});
    let proxy = [(Section::Proxy, stored(Section::Proxy, host))];
    let off = r#"{"instanceName": "loja-1", "proxy": {"enabled": false}}"#;
    let plan = plan_of(off, loja(), &proxy);
    let [change] = comparison(&plan).changes.as_slice() else { panic!("{plan:?}") };
    assert!(change.change.is_switched && change.lost.contains(&Field::ProxyHost), "{change:?}");
    let half = r#"{"instanceName": "loja-1", "proxyPort": "81"}"#;
    assert_eq!(told(&plan_of(half, loja(), &proxy)), ComparedWith::default());
    // Whoever types a value into the row wants the group.
    let mut batch = batch_of(off);
    batch.changes_existing = true;
    let id = batch.rows()[0].id;
    batch.change(id, |row| row.type_in(Field::ProxyHost, "q.test"));
    let typed = plan_in(&batch, loja(), &proxy, V2);
    assert_eq!(told(&typed).changes, [("proxy", vec!["proxy_host"])]);
}

/// What a row lacks, its instance may have; a name that is there is no mistake then.
#[test]
fn rows_that_change_need_not_be_complete() {
    let mut batch = batch_of("name;token;chatwoot url\nloja-1;T-1;https://c.test\n");
    let list = list(&[("loja-1", "T-1")]);
    let check =
        |batch: &Batch| DryCheck::whole(&context(batch, &RunCommon::default(), V2.into(), &list));
    let before = check(&batch);
    let has = |fault: &RowFault| before.problems(0).any(|problem| problem.fault == *fault);
    assert!(has(&RowFault::Form(Fault::NameTaken)) && has(&RowFault::TokenTaken));
    assert!(has(&RowFault::Form(Fault::MissingInGroup)));
    batch.changes_existing = true;
    let after = check(&batch);
    assert_eq!(after.problems(0).collect::<Vec<_>>(), Vec::<&_>::new());
    assert_eq!((after.counts().unread, after.counts().to_create), (1, 0));
}

/// Whatever a server stores, its own definitions have nothing to do on it.
#[test]
fn every_recorded_group_has_nothing_to_do_with_its_own_definition() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for (dialect, section, exchange) in finds() {
        let reading = reading_of(dialect, section, &exchange);
        // An import takes the text "false" for what was meant; 1.x takes it for true.
        let has_texts_for_flags = exchange.name.starts_with("create-settings-strings");
        if reading.stored().is_none() || section.spec().keeps_rows(dialect) || has_texts_for_flags {
            continue;
        }
        let server = server_of(dialect);
        let copy = InstanceCopy {
            row: loja(),
            groups: vec![(section, Some(reading.clone()))],
            ..InstanceCopy::default()
        };
        for secrets in [ExportedSecrets::Variables, ExportedSecrets::InClear] {
            let text = definitions::text(&[Definition::of(&server, &copy)], secrets);
            let mut batch = batch_of(&text);
            batch.changes_existing = true;
            let plan = plan_in(&batch, loja(), &[(section, reading.clone())], dialect);
            let comparison = comparison(&plan);
            if !comparison.is_same() {
                let RowComparison { changes, obstacles, unread, fixed } = comparison;
                let changes: Vec<_> = changes.iter().map(|it| (it.section, &it.change)).collect();
                wrong.push(format!(
                    "{} {changes:?} {obstacles:?} {unread:?} {fixed:?}\n{text}",
                    exchange.name
                ));
            }
            compared += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 100, "{compared}");
}

#[test]
fn what_a_row_switches_off_wins_over_what_all_rows_have() {
    let batch = batch_of(r#"{"instanceName": "loja-1", "proxy": {"enabled": false}}"#);
    let common = form(&[(Field::ProxyHost, "p.test")]);
    let drafts: Drafts = batch.drafts(&batch.rows()[0], &common, V2.into());
    assert!(!drafts.is_on(Section::Proxy));
}
