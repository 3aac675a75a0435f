//! Presets: what of a form they keep, what they change, their variables and their file.

use proptest::prelude::*;
use serde_json::json;

use crate::domain::presets::book::{PresetBook, ReadFile, preset_name};
use crate::domain::presets::variables::{UsedVariables, VariableValues, filled, filled_in, used};
use crate::domain::presets::{OwnPreset, PresetEffect};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::full_drafts;

fn values() -> VariableValues {
    VariableValues { name: "loja-1".into(), number: "5511900000001".into(), count: 7 }
}

#[test]
fn variables_are_filled_in_and_other_braces_stay() {
    let table = [
        ("loja-{n}", "loja-7"),
        ("loja-{n:02}", "loja-07"),
        ("{n:05}/{name}", "00007/loja-1"),
        ("https://a.test/{number}?x={name}", "https://a.test/5511900000001?x=loja-1"),
        ("{{name}}", "{loja-1}"),
        ("{other} {n:} {n:99} { n } {", "{other} {n:} {n:99} { n } {"),
        ("{a{n}}", "{a7}"),
        ("ação {n} 日本 {", "ação 7 日本 {"),
    ];
    for (text, expected) in table {
        assert_eq!(filled(text, &values()), expected, "{text}");
    }
    assert_eq!(used("{name} {n}"), UsedVariables { name: true, number: false, count: true });
}

#[test]
fn the_name_is_made_first_and_stands_for_itself_elsewhere() {
    let mut drafts = Drafts::default();
    drafts.set(Field::InstanceName, Draft::text("loja-{n:02}"));
    drafts.set(Field::WebhookUrl, Draft::text("https://a.test/{name}"));
    drafts.set(Field::WebhookHeaders, Draft::Headers(vec![("x".into(), "{number}".into())]));
    let after = filled_in(&drafts, &values());
    assert_eq!(after.name(), "loja-07");
    assert_eq!(after.get(Field::WebhookUrl).as_text(), "https://a.test/loja-07");
    let headers = Draft::Headers(vec![("x".into(), "5511900000001".into())]);
    assert_eq!(*after.get(Field::WebhookHeaders), headers);
}

/// What a preset keeps of a full form, and what comes back when it is applied.
#[test]
fn a_preset_keeps_the_form_but_not_what_belongs_to_one_instance() {
    for dialect in Dialect::ALL {
        let form = full_drafts(dialect);
        let with = OwnPreset::of_form(" all ", &form, true);
        assert_eq!(with.name, "all");
        for field in [Field::InstanceName, Field::Number, Field::Token] {
            assert!(!with.drafts.get(field).is_sent(), "{}", field.id());
        }
        let after = with.applied_to(&form, &Drafts::default());
        assert_eq!(after, form, "{dialect:?}");
        assert!(PresetEffect::between(&form, &after).is_empty());

        let without = OwnPreset::of_form("all", &form, false);
        let after = without.applied_to(&form, &Drafts::default());
        let effect = PresetEffect::between(&form, &after);
        assert_eq!(effect.sets, [], "{dialect:?}");
        let is_secret = |field: &Field| field.spec().is_secret();
        assert!(effect.clears.iter().all(is_secret), "{dialect:?}: {:?}", effect.clears);
        let lost = Field::ALL.iter().filter(|field| is_secret(field) && **field != Field::Token);
        assert_eq!(effect.clears.len(), lost.filter(|field| form.get(**field).is_sent()).count());
    }
}

#[test]
fn the_effect_is_what_changes() {
    let mut form = Drafts::default();
    form.set(Field::InstanceName, Draft::text("typed"));
    form.set(Field::MsgCall, Draft::text("later"));
    form.switch(Section::Proxy, true);
    let mut wanted = Drafts::default();
    wanted.set(Field::RejectCall, Draft::Flag(true));
    wanted.switch(Section::Webhook, true);
    let preset = OwnPreset { name: "a".into(), drafts: wanted };
    let effect = PresetEffect::between(&form, &preset.applied_to(&form, &Drafts::default()));
    assert_eq!(effect.sets, [Field::RejectCall]);
    assert_eq!(effect.clears, [Field::MsgCall]);
    assert_eq!(effect.switches_on, [Section::Webhook]);
    assert_eq!(effect.switches_off, [Section::Proxy]);
}

/// A file has no secret; the secrets are stored apart and come back.
#[test]
fn a_book_comes_back_from_its_file_without_secrets() {
    for dialect in Dialect::ALL {
        let mut form = full_drafts(dialect);
        for field in Field::ALL.iter().copied().filter(|field| field.spec().is_secret()) {
            if matches!(form.get(field), Draft::Text(_)) {
                form.set(field, Draft::text("SECRET"));
            }
        }
        let preset = OwnPreset::of_form("all", &form, true);
        let mut book = PresetBook::default();
        assert!(!book.put(preset.clone()));
        book.set_default("https://a.test", Some("all"));
        assert!(!book.to_json().to_string().contains("SECRET"));
        let mut read = PresetBook::from_json(&book.to_json());
        assert_eq!(read.default_of("https://a.test").map(|preset| &*preset.name), Some("all"));
        assert_eq!(
            read.read_file(&book.to_file()),
            Some(ReadFile { names: vec!["all".to_owned()], left_out: 0 })
        );
        let mut back = read.get("all").expect("it is there").clone();
        back.add_secrets(&preset.secrets().into());
        assert_eq!(back, preset, "{dialect:?}");
        read.remove("all");
        assert!(read.presets().is_empty() && !read.has_defaults());
    }
}

#[test]
fn a_foreign_file_adds_nothing() {
    let mut book = PresetBook::default();
    assert_eq!(book.read_file(&json!([1, 2])), None);
    assert_eq!(book.read_file(&json!({"presets": "x"})), None);
    let odd =
        json!({"presets": [1, null, {"name": ""}, {"name": "ok", "fields": 3, "groups": [1]}]});
    let read = ReadFile { names: vec!["ok".to_owned()], left_out: 3 };
    assert_eq!(book.read_file(&odd), Some(read));
}

/// A name that can be saved is still there after a reload; a file brings no secret, whoever wrote it.
#[test]
fn long_names_stay_and_secrets_of_a_file_do_not() {
    let mut book = PresetBook::default();
    let name = "\u{65e5}".repeat(100);
    assert_eq!(preset_name(&name), Some(&*name));
    assert_eq!(preset_name(&format!("{name}x")), None);
    book.put(OwnPreset { name: name.clone(), drafts: Drafts::default() });
    assert!(PresetBook::from_json(&book.to_json()).get(&name).is_some());
    let file =
        json!({"presets": [{"name": "a", "fields": {"proxy_password": "x", "proxy_host": "h"}}]});
    book.read_file(&file);
    let read = &book.get("a").expect("it is there").drafts;
    assert!(!read.get(Field::ProxyPassword).is_sent());
    assert_eq!(read.get(Field::ProxyHost).as_text(), "h");
}

proptest! {
    #[test]
    fn any_text_without_a_variable_stays(text in "\\PC{0,40}") {
        prop_assume!(!used(&text).is_any());
        prop_assert_eq!(filled(&text, &values()), text.as_str());
    }
}
