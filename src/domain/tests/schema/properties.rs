//! Properties: what must hold for any form and for any answer, however odd.

use proptest::collection::{hash_map, vec};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, proptest,
};
use proptest::sample::{select, subsequence};
use proptest::{option, prop_oneof};
use serde_json::{Map, Value};

use crate::domain::http::json_print;
use crate::domain::http::secret::masked_body;
use crate::domain::proof;
use crate::domain::proof::Asked;
use crate::domain::reply::{decode, error_parser};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::event::Event;
use crate::domain::schema::field::{Draft, Kind, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::{ValidationContext, problems};
use crate::domain::schema::wire::Carrier;
use crate::domain::schema::{encode, read_back};

const CARRIERS: [Carrier; 3] =
    [Carrier::Create, Carrier::Set(Section::Behaviour), Carrier::CreateRow(Section::Typebot)];

fn config() -> ProptestConfig {
    // Nothing is written into the sources: a failing case is printed, and becomes a named test.
    ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }
}

fn dialect() -> impl Strategy<Value = Dialect> {
    select(Dialect::ALL.to_vec())
}

/// A valid draft of a field, as this dialect takes it.
fn valid(field: Field, dialect: Dialect) -> impl Strategy<Value = Draft> {
    let text = match field.spec().kind {
        Kind::Flag => return any::<bool>().prop_map(Draft::Flag).boxed(),
        Kind::Events => {
            let known: Vec<Event> = Event::of(dialect).collect();
            let count = known.len();
            return subsequence(known, 0..=count)
                .prop_map(|events| Draft::Events(events.into_iter().collect()))
                .boxed();
        }
        Kind::Headers => {
            return hash_map("[A-Za-z][A-Za-z-]{0,9}", "[ -~]{0,20}", 1..4)
                .prop_map(|headers| Draft::Headers(headers.into_iter().collect()))
                .boxed();
        }
        Kind::Integer { min, max } => (min..=max).prop_map(|number| number.to_string()).boxed(),
        Kind::Choice(_) => select(field.spec().choices(dialect)).prop_map(str::to_owned).boxed(),
        Kind::List => vec("[a-z0-9@.]{1,12}", 1..4).prop_map(|lines| lines.join("\n")).boxed(),
        Kind::Text(Rule::Name) => "[A-Za-z0-9_-]{1,20}".boxed(),
        Kind::Text(Rule::Url) => "https://[a-z]{1,9}\\.example(:[1-9]{4})?/[a-z]{0,9}".boxed(),
        Kind::Text(Rule::Digits) => "[0-9]{2,15}".boxed(),
        Kind::Text(Rule::Any) => "\\PC{1,20}".boxed(),
        Kind::Secret => "[!-~]{1,40}".boxed(),
    };
    text.prop_map(Draft::Text).boxed()
}

/// A form with any fields filled in; a group is on when something was typed into it.
fn filled(dialect: Dialect) -> impl Strategy<Value = Drafts> {
    let of_dialect = |field: &&Field| field.spec().wire(dialect).is_some();
    let fields: Vec<_> = Field::ALL
        .iter()
        .filter(of_dialect)
        .map(|field| option::of(valid(*field, dialect)).prop_map(move |draft| (*field, draft)))
        .collect();
    fields.prop_map(|fields| {
        let mut drafts = Drafts::default();
        "FRESH".clone_into(&mut drafts.fresh_token);
        for (field, draft) in fields {
            if let Some(draft) = draft {
                drafts.switch(field.spec().section, true);
                drafts.set(field, draft);
            }
        }
        drafts
    })
}

fn form() -> impl Strategy<Value = (Dialect, Drafts)> {
    dialect().prop_flat_map(|dialect| (Just(dialect), filled(dialect)))
}

/// Any JSON, with the keys that answers have among its own.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        select(vec!["Unauthorized", "C", "is required", "The \"", "Argument `", "Invalid `"])
            .prop_map(Value::from),
    ];
    let key = prop_oneof![
        select(vec![
            "instance",
            "instanceName",
            "hash",
            "apikey",
            "response",
            "message",
            "error",
            "status",
            "qrcode",
            "base64",
            "count",
            "settings",
            "chatwoot",
            "webhook",
            "events",
            "headers",
            "enabled",
            "version",
            "token",
            "url",
            "proxy",
            "groups_ignore",
            "",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    leaf.prop_recursive(4, 48, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::Array),
            vec((key.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Runs everything that reads an answer. Whatever it says, it must say it without a panic.
fn read_all(status: u16, text: &str, dialect: Dialect) {
    let _ = decode::json(status, text, dialect);
    let _ = decode::created(status, text, dialect).map(|created| format!("{created:?}"));
    let _ = decode::state(status, text, dialect);
    let _ = decode::greeting(status, text);
    let _ = error_parser::shortened(text);
    for section in Section::of(dialect) {
        let found = decode::find_reply(status, text, dialect);
        let drafts = Drafts::default();
        let _ = proof::section(&Asked::new(&drafts, dialect), section, found);
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_was_encoded_reads_back((dialect, drafts) in form()) {
        let bodies = CARRIERS.map(|carrier| encode::body(&drafts, dialect, carrier));
        let mut back = Drafts::default();
        for (carrier, body) in CARRIERS.into_iter().zip(&bodies) {
            if let Some(body) = body {
                read_back::read_into(&mut back, body, dialect, carrier);
            }
        }
        for field in drafts.active(dialect).filter(|field| drafts.get(*field).is_sent()) {
            prop_assert_eq!(back.get(field), drafts.get(field), "{}", field.id());
            prop_assert!(back.is_on(field.spec().section));
        }
        let again = CARRIERS.map(|carrier| encode::body(&back, dialect, carrier));
        prop_assert_eq!(again, bodies);
    }

    #[test]
    fn a_group_that_is_off_is_not_in_the_body((dialect, drafts) in form(), off in any::<u16>()) {
        let mut drafts = drafts;
        let groups = Section::ALL.iter().copied().filter(|section| section.is_group());
        for section in groups.filter(|section| off & (1 << section.place()) != 0) {
            drafts.switch(section, false);
        }
        for carrier in CARRIERS {
            let body = encode::body(&drafts, dialect, carrier).unwrap_or_default();
            let is_off = |field: &&Field| !drafts.is_on(field.spec().section);
            for field in Field::ALL.iter().filter(is_off) {
                let spec = field.spec();
                if let Some(path) = spec.path_in(carrier, dialect) {
                    prop_assert_eq!(read_back::lookup(&body, path), None);
                }
                let switch = spec.section.spec().create_switch(dialect);
                let switch = switch.filter(|_| spec.carrier(dialect) == Some(carrier));
                prop_assert!(switch.is_none_or(|path| read_back::lookup(&body, path).is_none()));
            }
        }
    }

    #[test]
    fn a_shown_body_tells_no_secret((dialect, drafts) in form(), tail in "[a-z]{4,30}") {
        // Of a kind that occurs in nothing else, so that finding it is finding the secret.
        let secret = format!("🔑{tail}");
        let mut drafts = drafts;
        for field in Field::ALL.iter().filter(|field| field.spec().is_secret()) {
            let draft = match field.spec().kind {
                Kind::Headers => Draft::Headers(vec![("X-Any".to_owned(), secret.clone())]),
                _ => Draft::Text(secret.clone()),
            };
            drafts.switch(field.spec().section, true);
            drafts.set(*field, draft);
        }
        for carrier in CARRIERS {
            if let Some(body) = encode::body(&drafts, dialect, carrier) {
                prop_assert!(!masked_body(&body).to_string().contains(&secret));
            }
        }
    }

    #[test]
    fn a_form_of_any_texts_is_encoded_and_checked(typed in "\\PC{0,30}", dialect in dialect()) {
        let mut drafts = Drafts::default();
        for field in Field::ALL {
            drafts.switch(field.spec().section, true);
            drafts.set(*field, Draft::Text(typed.clone()));
        }
        let _ = problems(&drafts, dialect, &ValidationContext::default());
        for carrier in CARRIERS {
            let body = encode::body(&drafts, dialect, carrier).unwrap_or_default();
            prop_assert_eq!(serde_json::from_str::<Value>(&json_print::text(&body)).ok(), Some(body));
        }
    }

    #[test]
    fn the_printer_prints_as_serde_does(value in json()) {
        let text = json_print::text(&value);
        prop_assert_eq!(&text, &serde_json::to_string_pretty(&value).expect("JSON is printed"));
        let texts = json_print::lines(&value).into_iter().map(|line| {
            let tokens: String = line.tokens.into_iter().map(|(_, token)| token).collect();
            format!("{}{tokens}", "  ".repeat(line.indent))
        });
        prop_assert_eq!(texts.collect::<Vec<_>>().join("\n"), text);
    }

    #[test]
    fn any_json_is_read(value in json(), status in any::<u16>(), dialect in dialect()) {
        for status in [status, 200, 201, 400, 500] {
            read_all(status, &value.to_string(), dialect);
        }
        let drafts = read_back::drafts(&value, dialect);
        let _ = encode::body(&drafts, dialect, Carrier::Create);
        let _ = masked_body(&value);
        for section in Section::of(dialect) {
            let found = Ok(decode::FindReply::One(value.clone()));
            let _ = proof::section(&Asked::new(&drafts, dialect), section, found);
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in vec(any::<u8>(), 0..200), status in any::<u16>()) {
        let text = String::from_utf8_lossy(&bytes);
        for dialect in Dialect::ALL {
            read_all(status, &text, dialect);
            read_all(200, &text, dialect);
        }
    }

    #[test]
    fn a_failure_keeps_what_the_server_said(text in "\\PC{0,60}", status in 300u16..600) {
        let error = error_parser::read(status, &text, Dialect::EvolutionV2);
        prop_assert_eq!(error.status, Some(status));
        prop_assert_eq!(error.body, text);
    }
}
