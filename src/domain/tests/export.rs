//! Exports: what is written for another tool comes back as the same form.

use proptest::prelude::*;

use crate::domain::export::format::ExportFormat;
use crate::domain::export::{Exported, ExportedSecrets, KEY_VARIABLE, export};
use crate::domain::http::secret::Secret;
use crate::domain::import::report::LeftOutReason;
use crate::domain::import::{self, Import};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::{Draft, Kind, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
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
        comes_back(&[with_text(dialect, &format!("a{inner}z"))], dialect, format);
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
