//! Exports: what is written for another tool comes back as the same form.

mod programs;

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::domain::export::definitions::{self, Definition};
use crate::domain::export::format::ExportFormat;
use crate::domain::export::{Exported, ExportedSecrets, KEY_VARIABLE, export};
use crate::domain::http::secret::Secret;
use crate::domain::import::report::LeftOutReason;
use crate::domain::import::{self, Import};
use crate::domain::instance::copy::InstanceCopy;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::instances::row::InstanceRow;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::{Draft, Kind, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::domain::servers::target::Target;
use crate::domain::tests::full_drafts;

const BASE_URL: &str = "https://wa.example.test/evo";

fn exported(
    instances: &[Drafts],
    dialect: Dialect,
    format: ExportFormat,
    secrets: ExportedSecrets,
) -> Exported {
    let key = Secret::new("the-key-of-the-server");
    let target = Target { base_url: BASE_URL, api: dialect.into(), key: &key };
    let exported = export(instances, &target, format, secrets);
    assert!(!exported.text.contains(key.reveal()), "{format:?}");
    exported
}

fn imported(text: &str) -> Import {
    import::read(text).unwrap_or_else(|fault| panic!("{fault:?}: {text}"))
}

/// The fields and groups in which a form differs from another.
fn differences(one: &Drafts, other: &Drafts) -> Vec<String> {
    let fields = Field::ALL
        .iter()
        .filter(|field| one.get(**field) != other.get(**field))
        .map(|field| format!("{}: {:?} / {:?}", field.id(), one.get(*field), other.get(*field)));
    let groups = Section::ALL
        .iter()
        .filter(|section| one.is_on(**section) != other.is_on(**section))
        .map(|section| section.id().to_owned());
    fields.chain(groups).collect()
}

#[track_caller]
fn comes_back(instances: &[Drafts], dialect: Dialect, format: ExportFormat) {
    let Exported { text, variables } =
        exported(instances, dialect, format, ExportedSecrets::InClear);
    let import = imported(&text);
    let kind = import.kind;
    assert_eq!(import.creations.len(), instances.len(), "{format:?} as {kind:?}: {text}");
    for (creation, drafts) in import.creations.iter().zip(instances) {
        let outcome = creation.outcome(dialect, dialect.into());
        let lost = differences(drafts, &outcome.drafts);
        assert!(lost.is_empty(), "{format:?} {dialect:?}: {lost:#?}\n{text}");
        assert!(outcome.left_out.is_empty(), "{format:?}: {:?}\n{text}", outcome.left_out);
    }
    let only_key =
        if format == ExportFormat::Json { vec![] } else { vec![KEY_VARIABLE.to_owned()] };
    assert_eq!(variables, only_key, "{format:?}");
}

/// A form whose texts are this one.
fn with_text(dialect: Dialect, text: &str) -> Drafts {
    let mut drafts = full_drafts(dialect);
    for field in Field::ALL.iter().copied() {
        if !drafts.get(field).is_sent() {
            continue;
        }
        match field.spec().kind {
            Kind::Text(Rule::Any) | Kind::Secret => drafts.set(field, Draft::text(text)),
            Kind::Headers => {
                drafts.set(field, Draft::Headers(vec![("X-Key".to_owned(), text.to_owned())]));
            }
            _ => {}
        }
    }
    drafts.set(Field::InstanceName, Draft::text(format!("loja {text}")));
    drafts
}

#[test]
fn every_field_of_every_dialect_comes_back_from_every_format() {
    for dialect in Dialect::ALL {
        let mut second = full_drafts(dialect);
        second.set(Field::InstanceName, Draft::text("shop-2"));
        let instances = [full_drafts(dialect), second];
        for format in ExportFormat::ALL {
            comes_back(&instances[..1], dialect, format);
            comes_back(&instances, dialect, format);
        }
    }
}

/// Marks that a shell, a language or a template reads as something else than text.
#[test]
fn every_special_character_comes_back() {
    let texts = [
        "it's \"quoted\" \\ and \\\" more",
        "100% of %PATH% ^ & | < > !x!",
        "a $b `c` $(d) #{e}",
        "line one\nline two\ttab\r\nend",
        "ação – 日本 🙂 \u{2028}x",
        "\\u0041 \\n <?php ?> */ -- EOF \"@ '@",
        "ends with \\",
        "volto ^^",
        "fale @",
        "x `",
    ];
    for text in texts {
        for format in ExportFormat::ALL {
            comes_back(&[with_text(Dialect::EvolutionV2, text)], Dialect::EvolutionV2, format);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_comes_back_from_any_format(
        inner in "[ -~à-üµ\u{4e00}-\u{4e20}\n\t]{0,24}",
        format in prop::sample::select(ExportFormat::ALL.to_vec()),
        dialect in prop::sample::select(Dialect::ALL.to_vec()),
    ) {
        // What looks like the variable of a template is one to an import, whatever it was exported from.
        prop_assume!(!inner.contains("{{") && !inner.contains("${"));
        let text = format!("a{inner}");
        comes_back(&[with_text(dialect, text.trim_end())], dialect, format);
    }
}

/// Without being asked for, an export holds no secret: the import of it says which values are missing.
#[test]
fn secrets_are_variables_unless_asked_for() {
    for dialect in Dialect::ALL {
        let mut drafts = full_drafts(dialect);
        let is_secret = |field: &Field| {
            let spec = field.spec();
            spec.is_secret() && !matches!(spec.kind, Kind::Headers) && spec.wire(dialect).is_some()
        };
        let secrets: Vec<Field> = Field::ALL.iter().copied().filter(is_secret).collect();
        for field in &secrets {
            drafts.set(*field, Draft::text(format!("SECRET.{}", field.id())));
        }
        for format in ExportFormat::ALL {
            let Exported { text, variables } =
                exported(&[drafts.clone()], dialect, format, ExportedSecrets::Variables);
            assert!(!text.contains("SECRET."), "{format:?}: {text}");
            assert!(!text.contains("v alue"), "{format:?}: a header is a secret");
            assert!(variables.iter().all(|name| text.contains(name)), "{format:?}: {variables:?}");
            let import = imported(&text);
            let outcome = import.creations[0].outcome(dialect, dialect.into());
            for field in &secrets {
                assert!(!outcome.drafts.get(*field).is_sent(), "{format:?} {}", field.id());
            }
            let placeholders = outcome
                .left_out
                .iter()
                .filter(|left| matches!(left.reason, LeftOutReason::Placeholder(_)));
            assert!(placeholders.count() >= secrets.len(), "{format:?}: {:?}", outcome.left_out);
            assert!(import.keys.is_empty(), "{format:?}");
        }
    }
}

#[test]
fn a_secret_that_instances_share_is_one_variable() {
    let dialect = Dialect::EvolutionV2;
    let instance = |name: &str, token: &str| {
        let mut drafts = Drafts::default();
        drafts.set(Field::InstanceName, Draft::text(name));
        drafts.set(Field::Token, Draft::text(token));
        drafts.switch(Section::Proxy, true);
        drafts.set(Field::ProxyHost, Draft::text("proxy.example.test"));
        drafts.set(Field::ProxyPassword, Draft::text("the-same-password"));
        drafts
    };
    let instances = [instance("a", "token-of-a"), instance("b", "token-of-b")];
    let Exported { variables, .. } =
        exported(&instances, dialect, ExportFormat::Bash, ExportedSecrets::Variables);
    assert_eq!(
        variables,
        ["EVOLUTION_API_KEY", "INSTANCE_TOKEN", "PROXY_PASSWORD", "INSTANCE_TOKEN_2"]
    );
}

/// The file of definitions has no secret unless asked for, and comes back as the same instance.
#[test]
fn definitions_come_back_without_their_secrets() {
    let server = Server {
        dialect: Dialect::EvolutionV2,
        base_url: BASE_URL.to_owned(),
        id: 1,
        label: "main".to_owned(),
        version: None,
        key: Secret::default(),
        is_remembered: false,
    };
    let copy = InstanceCopy {
        row: InstanceRow {
            name: "loja-1".to_owned(),
            number: Some("5511900000001".to_owned()),
            token: Some(Secret::new("SECRET.token")),
            ..InstanceRow::default()
        },
        groups: vec![
            group(
                Section::Behaviour,
                json!({"rejectCall": true, "msgCall": "later", "wavoipToken": "SECRET.wavoip"}),
            ),
            group(
                Section::Webhook,
                json!({"enabled": true, "url": "https://hook.example.test/a",
                    "headers": {"X-Key": "SECRET.header"}, "events": ["MESSAGES_UPSERT"]}),
            ),
            group(
                Section::Proxy,
                json!({"enabled": true, "host": "proxy.example.test", "port": "80",
                    "protocol": "http", "username": "u", "password": "SECRET.password"}),
            ),
        ],
        ..InstanceCopy::default()
    };
    let definitions = [Definition::of(&server, &copy)];
    let drafts = copy.drafts_to_recreate(server.api());
    for (secrets, is_clear) in
        [(ExportedSecrets::Variables, false), (ExportedSecrets::InClear, true)]
    {
        let text = definitions::text(&definitions, secrets);
        assert_eq!(text.matches("SECRET.").count(), if is_clear { 4 } else { 0 }, "{text}");
        let import = imported(&text);
        assert_eq!(import.creations.len(), 1);
        let read = import.creations[0].outcome(Dialect::EvolutionV2, server.api()).drafts;
        let lost =
            Field::ALL.iter().copied().filter(|field| drafts.get(*field) != read.get(*field));
        let lost: Vec<&str> = lost.map(Field::id).collect();
        let secret = ["token", "wavoip_token", "webhook_headers", "proxy_password"];
        // The token belongs to the instance that exists: an import tells of it and leaves it there.
        let expected = if is_clear { &secret[..1] } else { &secret };
        assert_eq!(lost, expected, "{text}");
    }
}

fn group(section: Section, stored: Value) -> (Section, Option<GroupReading>) {
    let stored = StoredGroup::read(section, Dialect::EvolutionV2.into(), stored);
    (section, Some(GroupReading::Stored(Arc::new(stored))))
}

/// A login or a key in an address is a secret as well; a token that must be sent and that nobody knows is
/// a variable in any case.
#[test]
fn addresses_with_a_login_are_variables() {
    let mut drafts = Drafts::default();
    drafts.set(Field::InstanceName, Draft::text("a"));
    drafts.switch(Section::Webhook, true);
    drafts
        .set(Field::WebhookUrl, Draft::text("https://u:pass-1@hook.example.test/in?token=pass-2"));
    for dialect in Dialect::ALL {
        for format in ExportFormat::ALL {
            let Exported { text, variables } =
                exported(&[drafts.clone()], dialect, format, ExportedSecrets::Variables);
            assert!(!text.contains("pass-"), "{format:?}: {text}");
            assert!(variables.iter().any(|name| name.contains("WEBHOOK")), "{variables:?}");
        }
    }
    let Exported { text, variables } =
        exported(&[drafts], Dialect::EvolutionV1, ExportFormat::Bash, ExportedSecrets::InClear);
    assert!(text.contains("pass-1") && variables.contains(&"INSTANCE_TOKEN".to_owned()), "{text}");
}
