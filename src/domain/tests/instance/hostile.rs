//! Whatever a server answers for a group, it is read, shown and sent back without a panic.

use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::domain::instance::change::{GroupChange, is_default, lost_when_off, opening};
use crate::domain::instance::conflict::GroupConflict;
use crate::domain::instance::set_body::set_body;
use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Wire;

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(vec!["CALL", "true", "false", "0", "https://a.example", "keyword"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,8}", inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A reply with any values under the names that the table knows, and some that it does not.
fn any_reply() -> impl Strategy<Value = (Dialect, Section, Value)> {
    let section = (0..Dialect::COUNT, 0..Section::ALL.len());
    (section, prop::collection::vec(any_value(), 24), any_value()).prop_map(
        |((dialect, section), values, other)| {
            let (dialect, section) = (Dialect::ALL[dialect], Section::ALL[section]);
            let names = Field::of(section, dialect)
                .filter_map(|field| field.spec().wire(dialect).and_then(Wire::find))
                .map(|path| path.split('.').next().unwrap_or_default())
                .chain(["enabled", "id", "webhook_url", "proxy"]);
            let members: Map<String, Value> =
                names.map(str::to_owned).zip(values).chain([("other".to_owned(), other)]).collect();
            (dialect, section, Value::Object(members))
        },
    )
}

proptest! {
    #[test]
    fn any_stored_group_is_read_compared_and_sent((dialect, section, raw) in any_reply()) {
        let api = dialect.into();
        let group = StoredGroup::read(section, api, raw);
        let _ = (group.title(section, api), lost_when_off(&group, section, api));
        prop_assert!(GroupChange::between(&group.drafts, &group.drafts, section, api).is_empty());
        let empty = std::sync::Arc::new(StoredGroup::empty());
        let _ = GroupConflict::between(&group, &empty, &group.drafts, section, api);
        let mut edited = opening(&group, Some(&group.drafts), section, api);
        for is_on in [true, false] {
            edited.switch(section, is_on && section.is_group());
            let body = set_body(&group, &edited, section, api);
            prop_assert!(body.is_object());
        }
        for field in Field::of(section, api) {
            let _ = is_default(field, &group.drafts, api);
        }
    }
}
