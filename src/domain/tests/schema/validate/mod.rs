//! Every fault of a value by what causes it.

mod addresses;

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::dialect::Dialect::{EvolutionV1, EvolutionV2};
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::validate::{Fault, Problem, ValidationContext, problems};
use crate::domain::tests::events;
use crate::domain::tests::{drafts, headers, named, text};

/// The problems on a server that already has an instance `taken`.
pub(crate) fn found(drafts: &Drafts, dialect: Dialect) -> Vec<Problem> {
    problems(drafts, dialect, &ValidationContext { taken_names: vec!["taken".to_owned()] })
}

/// The fault of one field, in a form that holds nothing else but a name.
#[track_caller]
fn check(field: Field, draft: Draft, dialect: Dialect, expected: Option<Fault>) {
    let mut drafts = named("free");
    drafts.switch(field.spec().section, true);
    let said = format!("{draft:?} in {}", field.id());
    drafts.set(field, draft);
    let fault = found(&drafts, dialect).into_iter().find(|problem| problem.field == field);
    assert_eq!(fault.map(|problem| problem.fault), expected, "{said}");
}

#[test]
fn names() {
    #[track_caller]
    fn check_name(name: &str, expected: [Option<Fault>; 2]) {
        for (dialect, expected) in [EvolutionV1, EvolutionV2].into_iter().zip(expected) {
            check(Field::InstanceName, Draft::text(name), dialect, expected);
        }
    }
    let both = |fault: Fault| [Some(fault.clone()), Some(fault)];
    let strict = |loose: Option<Fault>| [Some(Fault::NameCharacters), loose];
    check_name("", both(Fault::Missing));
    check_name(" ", both(Fault::NameBlank));
    check_name("\t \u{a0}", both(Fault::NameBlank));
    // Spaces around a name are not sent.
    check_name(" a", [None, None]);
    check_name("a\n", [None, None]);
    check_name(" taken ", both(Fault::NameTaken));
    check_name("sales-01_A", [None, None]);
    check_name("taken", both(Fault::NameTaken));
    check_name("Taken", [None, None]);
    // 1.x passes the name to a shell when it deletes.
    check_name("a b", strict(None));
    check_name("a.b", [None, None]);
    check_name("São", strict(None));
    check_name("$(reboot)", strict(None));
    check_name("😀", strict(None));
    for path in ["a/b", "a\\b", "a..b", "..", "."] {
        check_name(path, both(Fault::NamePath));
    }
    // What nobody can see, nobody can type again.
    check_name("a\u{200b}b", both(Fault::NameCharacters));
    check_name("a\u{202e}b", both(Fault::NameCharacters));
    check_name("a\u{7}b", both(Fault::NameCharacters));
    let long = "a".repeat(201);
    check_name(&long, [Some(Fault::TooLong(200)), None]);
    check_name(&long[1..], [None, None]);
    check_name(&"a".repeat(256), [Some(Fault::TooLong(200)), Some(Fault::TooLong(255))]);
    // The limit counts characters, as the server's database does.
    check_name(&"é".repeat(255), strict(None));
}

#[test]
fn numbers() {
    let integer = |typed: &str, expected| {
        check(Field::ChatwootAccountId, text(typed), EvolutionV2, expected);
    };
    let range = || Some(Fault::OutOfRange(1, 2_147_483_647));
    integer("1", None);
    integer(" 42 ", None);
    integer("2147483647", None);
    integer("0", range());
    integer("-1", range());
    integer("2147483648", range());
    integer("1.5", Some(Fault::NotInteger));
    integer("1e3", Some(Fault::NotInteger));
    integer("x", Some(Fault::NotInteger));
    integer(" ", Some(Fault::NotInteger));
    integer("99999999999999999999", Some(Fault::NotInteger));
    check(Field::ProxyPort, text("65536"), EvolutionV1, Some(Fault::OutOfRange(1, 65_535)));
    check(Field::ProxyPort, text("65535"), EvolutionV1, None);
    let days = Field::ChatwootDaysLimitImportMessages;
    check(days, text("0"), EvolutionV2, None);
    let number = |typed: &str, expected| check(Field::Number, text(typed), EvolutionV1, expected);
    number("+55 (11) 91234-5678", None);
    number("11 91234-5678", Some(Fault::NumberWithoutCountry));
    number("1191234567", Some(Fault::NumberWithoutCountry));
    number("2125551234", Some(Fault::NumberWithoutCountry));
    number("34612345678", None);
    number("12125551234", None);
    number("005511912345678", Some(Fault::NumberStartsWithZeros));
    number("123456789012345", None);
    number("5511912345678", None);
    number("12", None);
    number("5", Some(Fault::Digits));
    number("+", Some(Fault::Digits));
    number("abc", Some(Fault::Digits));
    number("55x11", Some(Fault::Digits));
}

#[test]
fn secrets_choices_and_texts() {
    check(Field::Token, text("abc"), EvolutionV1, None);
    check(Field::Token, text(" abc"), EvolutionV1, Some(Fault::Edges));
    check(Field::Token, text("abc\n"), EvolutionV1, Some(Fault::Edges));
    // It is the key of later calls.
    check(Field::Token, text("\u{201c}abc\u{201d}"), EvolutionV2, Some(Fault::Edges));
    check(Field::Token, text("a\u{200b}bc"), EvolutionV2, Some(Fault::Edges));
    check(Field::Token, text("\u{ab}abc\u{bb}"), EvolutionV2, Some(Fault::Edges));
    check(Field::Token, text("\"abc"), EvolutionV2, None);
    check(Field::Token, text("tok\u{20ac}n"), EvolutionV2, Some(Fault::TokenCharacter('\u{20ac}')));
    check(Field::Token, text("a \u{e7}"), EvolutionV2, None);
    // A password may have quotes around it.
    check(Field::ProxyPassword, text("\"abc\""), EvolutionV2, None);
    check(Field::Token, text(&"a".repeat(256)), EvolutionV2, Some(Fault::TooLong(255)));
    check(Field::Token, text(&"a".repeat(256)), EvolutionV1, None);
    check(Field::MsgCall, text(&"a".repeat(101)), EvolutionV2, Some(Fault::TooLong(100)));
    check(Field::ProxyHost, text("  "), EvolutionV2, Some(Fault::Edges));
    check(Field::ChatwootNameInbox, text(" "), EvolutionV2, None);
    // Chosen for one server, the form now stands before another: 1.x would take it for Baileys.
    check(Field::Integration, text("EVOLUTION"), EvolutionV2, None);
    check(
        Field::Integration,
        text("EVOLUTION"),
        EvolutionV1,
        Some(Fault::NotAChoice("EVOLUTION".to_owned())),
    );
    check(
        Field::Integration,
        text("NONE"),
        EvolutionV2,
        Some(Fault::NotAChoice("NONE".to_owned())),
    );
    check(Field::ProxyProtocol, text("socks"), EvolutionV2, None);
    check(
        Field::ProxyProtocol,
        text("socks5"),
        EvolutionV1,
        Some(Fault::NotAChoice("socks5".to_owned())),
    );
}

#[test]
fn header_rows() {
    let check_headers = |pairs: &[(&str, &str)], expected| {
        check(Field::WebhookHeaders, headers(pairs), EvolutionV2, expected);
    };
    check_headers(&[("Authorization", "Bearer é"), ("X-Key-1", "")], None);
    check_headers(&[("", "")], None);
    check_headers(&[(" X-Key ", "a")], None);
    check_headers(&[("", "a")], Some(Fault::HeaderName));
    check_headers(&[("X Key", "a")], Some(Fault::HeaderName));
    check_headers(&[("X:", "a")], Some(Fault::HeaderName));
    check_headers(&[("Chave-é", "a")], Some(Fault::HeaderName));
    check_headers(&[("X", "a\r\nY: b")], Some(Fault::HeaderValue));
    check_headers(&[("X-Key", "a"), ("x-key ", "b")], Some(Fault::HeaderTwice));
}

#[test]
fn a_value_without_effect_is_a_warning() {
    let chosen = events(&["CHAMA_AI_ACTION", "CALL"]);
    check(Field::WebhookEvents, chosen.clone(), EvolutionV2, Some(Fault::EventsLeftOut));
    check(Field::WebhookEvents, chosen, EvolutionV1, None);
    let call = |rejects: Draft, expected| {
        let drafts = drafts(
            &[],
            &[
                (Field::InstanceName, text("a")),
                (Field::RejectCall, rejects),
                (Field::MsgCall, text("no")),
            ],
        );
        let faults: Vec<Fault> =
            found(&drafts, EvolutionV2).into_iter().map(|problem| problem.fault).collect();
        assert_eq!(faults, expected);
    };
    call(Draft::NotSent, vec![Fault::NoEffect(Field::RejectCall)]);
    call(Draft::Flag(false), vec![Fault::NoEffect(Field::RejectCall)]);
    call(Draft::Flag(true), vec![]);
    check(Field::BusinessId, text("1"), EvolutionV2, Some(Fault::NoEffect(Field::Integration)));
    check(Field::Qrcode, Draft::Flag(true), EvolutionV2, None);
    check(Field::Qrcode, Draft::Flag(false), EvolutionV2, None);
    for warning in [
        Fault::UrlLocalhost,
        Fault::UrlTestHook,
        Fault::NoEffect(Field::Token),
        Fault::EventsLeftOut,
        Fault::QrIgnored,
    ] {
        assert!(warning.is_warning() && !warning.is_missing());
    }
    for problem in [Fault::Missing, Fault::MissingInGroup, Fault::MissingBecause(Field::Token)] {
        assert!(problem.is_missing() && !problem.is_warning());
    }
    assert!(!Fault::NameTaken.is_warning() && !Fault::TooLong(1).is_missing());
}

#[test]
fn an_id_of_the_cloud_api_is_no_telephone_number() {
    for id in ["1022901293", "11912345678", "0012345", "102290129340398"] {
        let mut business = named("free");
        business.set(Field::Integration, text("WHATSAPP-BUSINESS"));
        business.set(Field::Token, text("meta"));
        business.set(Field::Number, text(id));
        assert_eq!(found(&business, EvolutionV2), [], "{id}");
    }
}

#[test]
fn a_proxy_login_that_breaks_its_url_is_warned_of() {
    for (dialect, field) in [
        (EvolutionV1, Field::ProxyUsername),
        (EvolutionV2, Field::ProxyUsername),
        (EvolutionV1, Field::ProxyPassword),
        (EvolutionV2, Field::ProxyPassword),
    ] {
        for character in ['/', '?', '#', '\\', '%'] {
            let login = text(&format!("a{character}b"));
            check(field, login, dialect, Some(Fault::ProxyLogin(character)));
        }
        check(field, text("a:b@c d!"), dialect, None);
    }
}

#[test]
fn a_header_name_with_an_underscore_is_warned_of() {
    let rows = headers(&[("api_key", "x"), ("Authorization", "y")]);
    check(Field::WebhookHeaders, rows, EvolutionV2, Some(Fault::HeaderUnderscore));
    let wrong = headers(&[("api_key", "x"), ("a b", "y")]);
    check(Field::WebhookHeaders, wrong, EvolutionV2, Some(Fault::HeaderName));
}

#[test]
fn what_a_shell_reads_as_more_than_a_name_is_not_deleted() {
    for dialect in Dialect::ALL {
        let is_strict = dialect.has_strict_names();
        assert!(dialect.may_delete("loja_1.a-b") && dialect.may_delete("..a"));
        assert!(!dialect.may_delete(""));
        for name in ["a b", " ", "São", "a;b", "$(reboot)", "a/b", "*", ".", "..", "a\n"] {
            assert_eq!(dialect.may_delete(name), !is_strict, "{name}");
        }
    }
}
