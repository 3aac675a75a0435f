//! Secrets stay out of everything that prints, in every spelling of every dialect.

use serde_json::{Value, json};

use crate::domain::http::secret::{
    Secret, SecretFault, is_secret_key, masked, masked_body, without,
};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::encode;
use crate::domain::schema::field::{Draft, Kind};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Carrier;
use crate::domain::tests::everything;
use crate::domain::tests::recordings;

#[test]
fn a_secret_is_not_printed() {
    let secret = Secret::new("s3cr3t");
    assert_eq!(format!("{secret:?}"), "***");
    assert_eq!(format!("{:?}", Some(&secret)), "Some(***)");
    assert_eq!(secret.reveal(), "s3cr3t");
    assert!(!secret.is_empty() && Secret::default().is_empty());
}

#[test]
fn a_mask_tells_only_the_end_of_a_long_secret() {
    #[track_caller]
    fn check(secret: &str, expected: &str) {
        assert_eq!(masked(secret), expected);
    }
    check("", "••••••••");
    check("a", "••••••••");
    check("123456789012345", "••••••••");
    check("1234567890123456", "••••••••3456");
    check("ééééééééééééééééé", "••••••••éééé");
    check("••••••••3456", "••••••••3456");
}

/// The names a field goes by: in the creation, in `set` and in `find`.
fn names(field: Field) -> Vec<&'static str> {
    let last = |path: &'static str| path.rsplit('.').next().unwrap_or(path);
    Dialect::ALL
        .into_iter()
        .filter_map(|dialect| field.spec().wire(dialect))
        .flat_map(|wire| [Some(wire.path), Some(wire.set()), wire.find()])
        .flatten()
        .map(last)
        .collect()
}

#[test]
fn every_name_of_every_secret_is_known_and_no_other() {
    for field in Field::ALL {
        let is_secret = field.spec().kind == Kind::Secret;
        for name in names(*field) {
            assert_eq!(is_secret_key(name), is_secret, "{name} of {}", field.id());
        }
    }
    // What replies call them.
    let others = [
        "hash",
        "apikey",
        "jwt",
        "accessTokenWaBusiness",
        "access_token_wa_business",
        "autorization",
    ];
    for name in others {
        assert!(is_secret_key(name), "{name}");
    }
}

#[test]
fn a_masked_body_keeps_its_shape() {
    #[track_caller]
    fn check(body: &Value, expected: &Value) {
        assert_eq!(masked_body(body), *expected);
    }
    let dots = "••••••••";
    check(&json!({"token": "a", "number": "1"}), &json!({"token": dots, "number": "1"}));
    check(&json!({"token": "", "qrcode": true}), &json!({"token": "", "qrcode": true}));
    check(&json!({"hash": {"apikey": "a"}}), &json!({"hash": {"apikey": dots}}));
    check(&json!([{"Chatwoot": {"token": "a"}}]), &json!([{"Chatwoot": {"token": dots}}]));
    check(
        &json!({"webhook": {"headers": {"X": "a", "Content-Type": "b", "Y": 1}}}),
        &json!({"webhook": {"headers": {"X": dots, "Content-Type": "b", "Y": 1}}}),
    );
    check(&json!({"webhookHeaders": {"x": "a"}}), &json!({"webhookHeaders": {"x": dots}}));
    check(
        &json!({"token": 12, "maxTokens": 12, "apikeys": ["a", "", {"name": "b", "key": "c"}]}),
        &json!({"token": dots, "maxTokens": 12, "apikeys": [dots, "", {"name": "b", "key": dots}]}),
    );
    check(
        &json!({"body": "{\"token\": \"a\"}", "text": "{\"name\": 1}"}),
        &json!({"body": format!("{{\"token\":\"{dots}\"}}"), "text": "{\"name\": 1}"}),
    );
    check(&json!({"keywordFinish": "bye"}), &json!({"keywordFinish": "bye"}));
}

#[test]
fn a_masked_request_of_every_field_tells_no_secret() {
    let drafts = everything();
    for (dialect, carrier) in [
        (Dialect::EvolutionV1, Carrier::Create),
        (Dialect::EvolutionV2, Carrier::Create),
        (Dialect::EvolutionV2, Carrier::Set(Section::Behaviour)),
        (Dialect::L2msg, Carrier::Create),
    ] {
        let body = encode::body(&drafts, dialect, carrier).expect("a body");
        let shown = masked_body(&body).to_string();
        let of_call = |field: &&Field| {
            field.spec().is_secret() && field.spec().carrier(dialect) == Some(carrier)
        };
        for field in Field::ALL.iter().filter(of_call) {
            let secret = match drafts.get(*field) {
                Draft::Headers(_) => "Bearer abc",
                draft => draft.as_text(),
            };
            assert!(body.to_string().contains(secret), "{} was sent", field.id());
            assert!(!shown.contains(secret), "{} is shown", field.id());
        }
    }
}

#[test]
fn a_form_knows_all_its_secrets() {
    let secrets = everything().secrets();
    for field in Field::ALL.iter().filter(|field| field.spec().kind == Kind::Secret) {
        let typed = everything().get(*field).as_text().to_owned();
        assert!(secrets.contains(&typed), "{}", field.id());
    }
    assert!(
        secrets.contains(&"Bearer abc".to_owned()) && secrets.contains(&"FRESH-TOKEN".to_owned())
    );
}

/// The token that each recorded creation sent, wherever the reply repeats it.
#[test]
fn no_recorded_reply_tells_its_token_once_masked() {
    let mut count = 0;
    for (_, exchange) in recordings() {
        let Some(token) = exchange.body.get("token").and_then(Value::as_str) else { continue };
        // Short ones occur in other words of the answer, and one is its instance's name, too.
        let is_name = exchange.body["instanceName"] == token;
        if token.len() < 6 || is_name || !exchange.text().contains(token) {
            continue;
        }
        count += 1;
        let shown = masked_body(&exchange.reply).to_string();
        assert!(!shown.contains(token), "{}: {shown}", exchange.name);
    }
    assert!(count > 5, "{count} replies repeat a token");
}

#[test]
fn a_text_of_any_shape_loses_its_secrets() {
    #[track_caller]
    fn check(text: &str, secrets: &[&str], expected: &str) {
        assert_eq!(without(text, secrets), expected);
    }
    let dots = "••••••••";
    check("key abcd, abcd", &["abcd"], &format!("key {dots}, {dots}"));
    check("nothing", &["abcd"], "nothing");
    // One secret may begin with another.
    check("abcdefgh", &["abcd", "abcdefgh"], dots);
    check(r#"{"t":"a\"bcd"}"#, &["a\"bcd"], &format!("{{\"t\":\"{dots}\"}}"));
    check(r#"a"bc" "a\"bc\"""#, &["a\"bc\""], &format!("{dots} \"{dots}\""));
    // Three letters occur in any text: masking them would garble it.
    check("the cat", &["cat", ""], "the cat");
}

#[test]
fn a_failure_keeps_no_secret() {
    let error = |body: &str| ApiError {
        messages: vec!["boom global-key-1".to_owned()],
        body: body.to_owned(),
        subject: Some("global-key-1".to_owned()),
        ..ApiError::without_reply(Case::ServerFailure)
    };
    let secrets = ["global-key-1".to_owned(), "a\"b\"c".to_owned()];
    for body in [
        r#"{"message":"boom global-key-1","token":"0123456789abcdefgh"}"#,
        r#"<p>global-key-1 {\"a\\\"b\\\"c\"}</p>"#,
        r#"{"said":"a\"b\"c"}"#,
    ] {
        let cleaned = error(body).without(&secrets);
        let text = format!("{cleaned:?}");
        for secret in ["global-key-1", "0123456789abcdefgh", r#"a\"b"#, r#"a"b"#] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        // Cleaning it once more takes nothing else away.
        assert_eq!(cleaned.clone().without(&secrets), cleaned);
    }
}

#[test]
fn forgotten_drafts_hold_no_secret_and_all_the_rest() {
    let mut drafts = everything();
    drafts.forget_secrets();
    assert!(drafts.secrets().iter().all(String::is_empty), "{:?}", drafts.secrets());
    let told = |field: &Field| *drafts.get(*field) == *everything().get(*field);
    assert!(Field::ALL.iter().filter(|field| !field.spec().is_secret()).all(told));
}

#[test]
fn a_pasted_secret_loses_what_is_never_meant() {
    #[track_caller]
    fn check(pasted: &str, expected: &str, is_other: bool) {
        let (secret, was_cleaned) = Secret::clean(pasted).expect("a secret");
        assert_eq!((secret.reveal(), was_cleaned.is_other()), (expected, is_other), "{pasted:?}");
        assert!(secret.fits_header());
    }
    check("", "", false);
    check("k3y-1_A.b+/=", "k3y-1_A.b+/=", false);
    // Somebody may have chosen a sentence.
    check("my secret key", "my secret key", false);
    check("clé", "clé", false);
    for pasted in [
        " key ",
        "key\n",
        "key\r\n",
        "\tkey",
        "\u{a0}key\u{3000}",
        "\"key\"",
        "'key'",
        "`key`",
        "\u{201c}key\u{201d}",
        "\u{201e}key\u{201c}",
        "\u{2018}key\u{2019}",
        "\u{ab}key\u{bb}",
        "\"'key'\"",
        " \u{201c} key \u{201d} ",
        "key\u{200b}",
        "\u{feff}key",
        "k\u{200b}e\u{ad}y",
        "ke\ny",
        "\u{2066}key\u{2069}",
    ] {
        check(pasted, "key", true);
    }
    // One quotation mark may be part of it.
    check("\"key", "\"key", false);
    check("\"", "\"", false);
}

#[test]
fn a_secret_that_no_header_can_carry_is_refused() {
    for (pasted, odd) in [
        ("tok\u{20ac}n", '\u{20ac}'),
        ("tok-日本", '日'),
        ("key\u{2014}1", '\u{2014}'),
        ("a\u{201c}b", '\u{201c}'),
        ("key\u{0}", '\u{0}'),
        ("a\tb", '\t'),
        ("a\u{7f}", '\u{7f}'),
        ("a\u{85}b", '\u{85}'),
        ("😀", '😀'),
    ] {
        assert_eq!(Secret::clean(pasted), Err(SecretFault::Character(odd)), "{pasted:?}");
        assert!(!Secret::new(pasted).fits_header(), "{pasted:?}");
    }
}
