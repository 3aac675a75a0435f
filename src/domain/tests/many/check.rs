//! The dry check.

use std::fmt::Write as _;

use crate::domain::import::report::LeftOutReason;
use crate::domain::many::batch::{Batch, RunCommon, common_of};
use crate::domain::many::check::{DryCheck, RowFault, RowProblem};
use crate::domain::many::row::ManyRow;
use crate::domain::many::server_list::ServerList;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::validate::Fault;
use crate::domain::tests::many::{API, batch_of, context, form, list, whole};
use crate::domain::tests::{repository_file, text};

fn check(batch: &Batch, list: &ServerList) -> DryCheck {
    whole(batch, &RunCommon::default(), API.into(), list)
}

fn faults(check: &DryCheck, place: usize) -> Vec<(Field, RowFault)> {
    check.problems(place).map(|problem| (problem.field, problem.fault.clone())).collect()
}

#[test]
fn the_spreadsheet_of_the_cases_has_a_double_and_a_rounded_number() {
    let batch = batch_of(&repository_file("fixtures/import/csv-01-excel-semicolon.txt"));
    let check = check(&batch, &ServerList::default());
    assert_eq!(faults(&check, 0), []);
    assert_eq!(faults(&check, 1), [(Field::InstanceName, RowFault::NameTwice(1))]);
    let rounded = RowFault::Refused { reason: LeftOutReason::Rounded, is_warning: false };
    assert_eq!(faults(&check, 2), [(Field::Number, rounded)]);
    let warned = RowFault::Form(Fault::NumberWithoutCountry);
    assert_eq!(faults(&check, 3), [(Field::Number, warned)]);
    let wrong: Vec<bool> = (0..4).map(|place| check.is_wrong(place)).collect();
    assert_eq!(wrong, [false, true, true, false]);
    assert_eq!((check.counts().wrong, check.counts().with_warning), (2, 1));
}

/// Rows by name and token, what the server has, and which fault each row has.
#[test]
fn names_and_tokens_are_compared_as_the_server_does() {
    let name = Field::InstanceName;
    let taken = || RowFault::Form(Fault::NameTaken);
    type NamedRows<'a> = (&'a [(&'a str, &'a str)], &'a [Option<(Field, RowFault)>]);
    let cases: [NamedRows<'_>; 6] = [
        (&[("loja", ""), (" loja ", "")], &[None, Some((name, RowFault::NameTwice(1)))]),
        (&[("loja", ""), ("Loja", "")], &[None, None]),
        (&[(" old", ""), ("OLD", "")], &[Some((name, taken())), None]),
        (&[("a", "T1"), ("b", "T1")], &[None, Some((Field::Token, RowFault::TokenTwice(1)))]),
        (&[("a", "OLD-TOKEN"), ("b", "")], &[Some((Field::Token, RowFault::TokenTaken)), None]),
        (
            &[("a", ""), ("a", ""), ("a", "")],
            &[None, Some((name, RowFault::NameTwice(1))), Some((name, RowFault::NameTwice(1)))],
        ),
    ];
    let list = list(&[("old ", "OLD-TOKEN"), ("other", "")]);
    for (rows, expected) in cases {
        let mut batch = Batch::default();
        for (name, token) in rows {
            let mut row = ManyRow::named(name);
            row.set(Field::Token, text(token));
            batch.add(row);
        }
        let check = check(&batch, &list);
        for (place, expected) in expected.iter().enumerate() {
            assert_eq!(
                faults(&check, place),
                expected.iter().cloned().collect::<Vec<_>>(),
                "{rows:?}"
            );
        }
    }
}

#[test]
fn what_is_done_is_in_the_list_and_no_problem() {
    let mut batch = Batch::default();
    let first = batch.add(ManyRow::named("a")).expect("room");
    batch.add(ManyRow::named("a"));
    let mut check = DryCheck::default();
    let (list, common) = (list(&[("a", "")]), RunCommon::default());
    check.compare(&context(&batch, &common, API.into(), &list), |id| id == first);
    assert_eq!(faults(&check, 0), []);
    assert_eq!(faults(&check, 1), [(Field::InstanceName, RowFault::NameTwice(1))]);
}

#[test]
fn the_form_checks_each_row_with_what_all_have() {
    let common = common_of(&form(&[(Field::ProxyHost, "proxy.exemplo.test")]));
    let mut batch = Batch::default();
    batch.add(ManyRow::default());
    let mut row = ManyRow::named("a/b");
    row.set(Field::WebhookUrl, text("hook"));
    batch.add(row);
    let check = whole(&batch, &common.clone().into(), API.into(), &ServerList::default());
    let port = (Field::ProxyPort, RowFault::Form(Fault::MissingInGroup));
    let first = faults(&check, 0);
    assert!(first.contains(&(Field::InstanceName, RowFault::Form(Fault::Missing))), "{first:?}");
    assert!(first.contains(&port), "{first:?}");
    let second = faults(&check, 1);
    assert!(second.contains(&(Field::InstanceName, RowFault::Form(Fault::NamePath))), "{second:?}");
    assert!(second.contains(&(Field::WebhookUrl, RowFault::Form(Fault::UrlScheme))), "{second:?}");
    assert!(second.contains(&port));
}

#[test]
fn a_field_that_the_server_does_not_have_is_a_warning() {
    let mut row = ManyRow::named("a");
    row.set(Field::Token, text("MY-TOKEN"));
    let mut batch = Batch::default();
    batch.add(row);
    let api = Dialect::L2msg.into();
    let check = whole(&batch, &RunCommon::default(), api, &ServerList::default());
    let problem = RowProblem { field: Field::Token, fault: RowFault::NoSuchField };
    assert_eq!(check.problems(0).collect::<Vec<_>>(), [&problem]);
    assert!(!check.is_wrong(0));
}

#[test]
fn a_mended_row_is_looked_at_alone() {
    let mut batch = batch_of("nome;numero\na;1E+12\nb;5511900000001\na;\n");
    let list = ServerList::default();
    let mut check = check(&batch, &list);
    assert_eq!(check.counts().wrong, 2);
    let id = batch.rows()[0].id;
    let place = batch.change(id, |row| row.type_in(Field::Number, "5511900000009")).expect("there");
    let common = RunCommon::default();
    check.look_at(&context(&batch, &common, API.into(), &list), place..place + 1);
    let id = batch.rows()[2].id;
    batch.change(id, |row| row.type_in(Field::InstanceName, "c"));
    check.compare(&context(&batch, &common, API.into(), &list), |_| false);
    assert_eq!(check.counts().wrong, 0);
}

/// As many rows as an agency has; each has values in several groups.
#[test]
fn five_thousand_rows_are_read_and_checked() {
    let mut table = "nome;numero;webhook_url;webhook_events;ignorar grupos;proxy\n".to_owned();
    for n in 0..5_000 {
        let _ = writeln!(
            table,
            "loja-{n};55119{n:08};https://hook.exemplo.test/{n};MESSAGES_UPSERT|CONNECTION_UPDATE;sim;http://u:p{n}@px.exemplo.test:8000"
        );
    }
    let batch = batch_of(&table);
    let list = list(&[("loja-4999", "")]);
    let check = whole(&batch, &RunCommon::default(), API.into(), &list);
    assert_eq!((batch.rows().len(), check.counts().wrong), (5_000, 1));
}
