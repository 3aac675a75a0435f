//! Where rows come from, and what their cells hold.

use crate::domain::import::read_with;
use crate::domain::import::report::LeftOutReason;
use crate::domain::many::batch::{Batch, common_of};
use crate::domain::many::cell;
use crate::domain::many::pattern::{NamePattern, PatternFault};
use crate::domain::many::row::ManyRow;
use crate::domain::many::template::template;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::event::{Event, EventSet};
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::many::{API, batch_of, form};
use crate::domain::tests::{repository_file, text};

#[test]
fn a_spreadsheet_becomes_rows_with_what_they_cannot_take() {
    let batch = batch_of(&repository_file("fixtures/import/csv-01-excel-semicolon.txt"));
    let names: Vec<&str> = batch.rows().iter().map(ManyRow::name).collect();
    assert_eq!(names, ["loja-01", "loja-01", "loja-03", "loja-04"]);
    let columns =
        [Field::InstanceName, Field::Number, Field::GroupsIgnore, Field::WebhookUrl].to_vec();
    assert_eq!(batch.columns(&[]), columns);
    let third = &batch.rows()[2];
    assert_eq!(third.get(Field::Number), None);
    assert_eq!(third.refused.len(), 1);
    assert_eq!(
        (third.refused[0].field, &third.refused[0].reason),
        (Field::Number, &LeftOutReason::Rounded)
    );
    assert!(batch.rows()[0].own_drafts().is_on(Section::Webhook));
    assert!(!batch.rows()[3].own_drafts().is_on(Section::Webhook));
    assert_eq!((batch.unknown.len(), batch.left_out), (0, 0));
}

#[test]
fn columns_that_no_field_has_are_listed_once() {
    let table = "nome;numero;cidade\na;5511900000001;SP\n;5511900000003;MG\nb;5511900000002;RJ\n";
    let batch = batch_of(table);
    assert_eq!(batch.nameless, 1);
    assert_eq!(batch.unknown, ["cidade"]);
    assert_eq!(batch.left_out, 0);
    assert_eq!(batch.rows().len(), 2);
}

#[test]
fn what_a_deployment_has_fixed_is_in_no_row() {
    let text = "nome;numero;webhook_url\na;5511900000001;https://hook.example.com\n";
    let import = read_with(text, &[]).expect("a table");
    let mut batch = Batch::default();
    batch.add_import(&import, 0..import.creations.len(), API.into(), |field| {
        field != Field::WebhookUrl
    });
    assert_eq!(batch.columns(&[]), [Field::InstanceName, Field::Number]);
    assert_eq!(batch.left_out, 1);
    assert!(!batch.rows()[0].own_drafts().is_on(Section::Webhook));
}

#[test]
fn several_requests_of_a_paste_are_rows_too() {
    let batch = batch_of(&repository_file("fixtures/import/several-instances.txt"));
    assert!(batch.rows().len() > 1);
    assert!(batch.rows().iter().all(|row| !row.name().is_empty()));
}

#[test]
fn ids_rise_and_are_not_given_again() {
    let mut batch = Batch::default();
    let ids: Vec<u32> =
        ["a", "b", "c"].into_iter().filter_map(|name| batch.add(ManyRow::named(name))).collect();
    batch.remove(ids[2]);
    let next = batch.add(ManyRow::named("d")).expect("room");
    assert!(next > ids[2]);
    assert_eq!(
        (batch.place(ids[1]), batch.place(ids[2]), batch.place(next)),
        (Some(1), None, Some(2))
    );
    assert_eq!(batch.row(next).map(ManyRow::name), Some("d"));
}

#[test]
fn what_a_cell_shows_is_read_back_as_the_same() {
    let events: EventSet =
        ["MESSAGES_UPSERT", "CONNECTION_UPDATE"].into_iter().filter_map(Event::named).collect();
    let cases = [
        (Field::Number, text("5511900000001")),
        (Field::GroupsIgnore, Draft::Flag(true)),
        (Field::GroupsIgnore, Draft::Flag(false)),
        (Field::WebhookEvents, Draft::Events(events)),
        (
            Field::WebhookHeaders,
            Draft::Headers(vec![("A".into(), "b\"c,;".into()), ("D".into(), "{x".into())]),
        ),
        (Field::ChatwootUrl, text("https://chat.exemplo.test")),
        (Field::Integration, text("WHATSAPP-BUSINESS")),
        (Field::Token, text("<b>=1+1")),
        (Field::Number, Draft::NotSent),
    ];
    for (field, draft) in cases {
        assert_eq!(cell::read(field, &cell::text(&draft)), Ok(draft), "{field:?}");
    }
}

#[test]
fn what_a_field_cannot_take_stays_in_its_cell() {
    let cases = [
        (Field::Number, "5,5119E+12", LeftOutReason::Rounded),
        (Field::GroupsIgnore, "talvez", LeftOutReason::WrongValue),
        (Field::WebhookEvents, "NO_SUCH", LeftOutReason::UnknownEvent("NO_SUCH".into())),
        (Field::WebhookHeaders, "not an object", LeftOutReason::WrongValue),
    ];
    for (field, typed, reason) in cases {
        let mut row = ManyRow::named("a");
        row.type_in(field, typed);
        assert_eq!(row.cell(field), typed);
        assert_eq!(row.refused.iter().map(|one| &one.reason).collect::<Vec<_>>(), [&reason]);
        row.type_in(field, "");
        assert!(row.refused.is_empty());
        assert!(!row.own_drafts().is_on(Section::Webhook), "an emptied group is off");
    }
    let mut row = ManyRow::named("a");
    row.type_in(Field::GroupsIgnore, "não");
    assert_eq!(row.get(Field::GroupsIgnore), Some(&Draft::Flag(false)));
}

#[test]
fn a_row_goes_on_top_of_what_all_have() {
    let mut all = form(&[
        (Field::InstanceName, "form"),
        (Field::Token, "T".repeat(20).as_str()),
        (Field::Number, "5511900000000"),
        (Field::WebhookUrl, "https://hook.exemplo.test"),
        (Field::ProxyHost, "proxy.exemplo.test"),
    ]);
    all.set(Field::Qrcode, Draft::Flag(true));
    all.fresh_token = "FRESH".to_owned();
    let common = common_of(&all);
    let mut row = ManyRow::named("loja-1");
    row.set(Field::WebhookUrl, text("https://hook.exemplo.test/1"));
    let batch = Batch::default();
    let drafts = batch.drafts(&row, &common, API.into());
    assert_eq!(drafts.name(), "loja-1");
    assert_eq!(drafts.get(Field::WebhookUrl), &text("https://hook.exemplo.test/1"));
    assert_eq!(drafts.get(Field::ProxyHost), &text("proxy.exemplo.test"));
    assert_eq!(drafts.get(Field::Qrcode), &Draft::Flag(false));
    assert_eq!(
        (drafts.get(Field::Token), drafts.get(Field::Number)),
        (&Draft::NotSent, &Draft::NotSent)
    );
    assert!(drafts.fresh_token.is_empty(), "each row gets one of its own");
}

#[test]
fn names_are_counted() {
    let names = |pattern: &str, start, count| {
        NamePattern::parse(pattern).expect("a pattern").names(start, count).collect::<Vec<_>>()
    };
    assert_eq!(names("loja-{n:02}", 9, 3), ["loja-09", "loja-10", "loja-11"]);
    assert_eq!(names(" {n}-{n:03}x ", 1, 2), ["1-001x", "2-002x"]);
    assert_eq!(names("a{n}", u32::MAX, 1), [format!("a{}", u32::MAX)]);
    let fault = |pattern: &str| NamePattern::parse(pattern).expect_err("no pattern");
    assert_eq!(fault("  "), PatternFault::Empty);
    assert_eq!(fault("loja"), PatternFault::NoNumber);
    assert_eq!(fault("loja-{n"), PatternFault::NoNumber);
    for odd in ["{name}", "{n:2}", "{n:00}", "{n:0999}", "{}", "{n:0é}"] {
        assert_eq!(fault(odd), PatternFault::Unknown(odd.to_owned()));
    }
}

#[test]
fn the_template_is_read_back_with_all_its_columns() {
    let file = template(API.into(), ';');
    let head = file.trim_start_matches('\u{feff}').trim_end();
    assert!(head.starts_with("instance_name;integration;token;number;"), "{head}");
    assert!(!head.contains("qrcode"));
    let row = head.split(';').map(|id| if id == "instance_name" { "a" } else { "" });
    let batch = batch_of(&format!("{head}\n{}", row.collect::<Vec<_>>().join(";")));
    assert_eq!(batch.rows().len(), 1);
    assert!(batch.unknown.is_empty(), "{:?}", batch.unknown);
}

#[test]
fn forgotten_secrets_are_named_until_they_are_typed_again() {
    let mut row =
        ManyRow::of_drafts(&form(&[(Field::InstanceName, "a"), (Field::Token, "SECRET-TOKEN")]));
    row.forget_secrets();
    assert_eq!((row.get(Field::Token), row.forgotten.as_slice()), (None, &[Field::Token][..]));
    assert!(!format!("{row:?}").contains("SECRET-TOKEN"));
    row.type_in(Field::Token, "OTHER");
    assert!(row.forgotten.is_empty());
    assert_eq!(Drafts::default().name(), "");
}

/// What all rows have is written once, with variables for what each has of its own.
#[test]
fn variables_stand_for_the_name_the_number_and_the_count_of_each_row() {
    let batch = batch_of(
        "nome;numero;msg_call\nloja-a;5511900000001;\nloja {n};5511900000002;I am {name}\n",
    );
    let mut common = Drafts::default();
    common.switch(Section::Webhook, true);
    common.set(Field::WebhookUrl, Draft::text("https://hook.example.test/{name}/{number}/{n:02}"));
    let drafts: Vec<Drafts> =
        batch.rows().iter().map(|row| batch.drafts(row, &common, API.into())).collect();
    let urls = drafts.iter().map(|drafts| drafts.get(Field::WebhookUrl).as_text());
    assert_eq!(
        urls.collect::<Vec<_>>(),
        [
            "https://hook.example.test/loja-a/5511900000001/01",
            "https://hook.example.test/loja {n}/5511900000002/02"
        ]
    );
    // A name is what it is: the row is known by it.
    assert_eq!(drafts[1].name(), "loja {n}");
    assert_eq!(drafts[1].get(Field::MsgCall).as_text(), "I am loja {n}");
}
