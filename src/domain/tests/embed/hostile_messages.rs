//! Messages that nobody means: any JSON and any text.

use proptest::prelude::*;
use serde_json::Value;

use crate::domain::embed::protocol::{MARK, PanelEvent, TYPES, read};
use crate::domain::tests::embed::protocol::message;

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(TYPES.to_vec()).prop_map(Value::from),
    ];
    let name = prop_oneof![
        prop::sample::select(vec![
            MARK,
            "type",
            "key",
            "server",
            "fields",
            "groups",
            "wants",
            "webhook",
            "qrcode",
            "isLocked",
            "baseUrl",
            "label",
            "dialect",
            "__proto__",
            "constructor",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    leaf.prop_recursive(4, 32, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            prop::collection::vec((name.clone(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_survives(text in "\\PC{0,200}") {
        prop_assert!(read(&text).is_err());
    }

    #[test]
    fn any_json_survives(value in any_json()) {
        let _ = read(&value.to_string());
    }

    #[test]
    fn any_members_of_a_type_survive(kind in prop::sample::select(TYPES.to_vec()), members in any_json()) {
        match read(&message(kind, members)) {
            Ok(message) => prop_assert!(TYPES.contains(&message.kind())),
            Err(refusal) => {
                prop_assert!(refusal.what.iter().all(|what| what.chars().count() <= 64));
                let told = PanelEvent::Refused(refusal).to_json();
                prop_assert_eq!(&told["type"], "refused");
            }
        }
    }
}
