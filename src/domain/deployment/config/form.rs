//! What a deployment changes of the form: which groups there are, what its fields hold at first and
//! who may change it, and presets.

use crate::domain::deployment::config::diagnostic::{DiagnosticKind, FoundValue};
use crate::domain::deployment::config::field_value::draft;
use crate::domain::deployment::config::value::{Entry, Expected};
use crate::domain::deployment::{Access, Deployment, Preset};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::{Draft, Need};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

pub(super) const FIELD_KEYS: [&str; 3] = ["value", "fixed", "hidden"];
pub(super) const PRESET_KEYS: [&str; 3] = ["name", "groups", "fields"];
pub(super) const MOST_PRESETS: usize = 50;
pub(super) const LONGEST_NAME: usize = 60;

/// The ids of the sections with a switch.
pub(super) fn group_ids() -> Vec<&'static str> {
    Section::ALL.iter().filter(|section| section.is_group()).map(|section| section.id()).collect()
}

fn field_ids() -> Vec<&'static str> {
    Field::ALL.iter().map(|field| field.id()).collect()
}

/// The groups that may be used; the others are closed.
pub(super) fn groups(setup: &mut Deployment, file: &Entry) {
    let Some(entry) = file.get("groups") else { return };
    if entry.value().is_array() {
        let allowed = group_list(&entry);
        let closed = |section: &&Section| section.is_group() && !allowed.contains(*section);
        setup.disabled_groups = Section::ALL.iter().filter(closed).copied().collect();
    } else {
        entry.wrong::<()>(Expected::List);
    }
}

/// Each group once.
fn group_list(entry: &Entry) -> Vec<Section> {
    let mut groups = Vec::new();
    for item in entry.items(Section::ALL.len() * 2) {
        let Some(id) = item.one_of(&group_ids()) else { continue };
        let Some(section) = Section::ALL.iter().copied().find(|section| section.id() == id) else {
            continue;
        };
        if groups.contains(&section) {
            item.complain(DiagnosticKind::Twice(item.found()));
        } else {
            groups.push(section);
        }
    }
    groups
}

/// First values, and who may change them.
pub(super) fn fields(setup: &mut Deployment, file: &Entry, keys_are_allowed: bool) {
    let Some(entry) = file.get("fields") else { return };
    for (field, item) in known_fields(&entry) {
        let section = field.spec().section;
        if !setup.allows(section) {
            item.complain(DiagnosticKind::GroupClosed(section));
            continue;
        }
        let Some(item) = item.object(&FIELD_KEYS) else { continue };
        let flag = |key: &str| item.get(key).and_then(|entry| entry.flag()).unwrap_or_default();
        let (is_fixed, is_hidden) = (flag("fixed"), flag("hidden"));
        let value = item.get("value").and_then(|value| {
            if field.spec().is_secret() {
                if !keys_are_allowed {
                    value.complain(DiagnosticKind::SecretRefused);
                    return None;
                }
                let draft = draft(field, &value)?;
                value.complain(DiagnosticKind::SecretReadable);
                return Some(draft);
            }
            draft(field, &value)
        });
        let value = value.unwrap_or_default();
        let access = if is_hidden {
            Access::Hidden
        } else if is_fixed {
            Access::Fixed
        } else {
            Access::Free
        };
        let refused = match access {
            Access::Hidden if needs_value(field) && !value.is_sent() => {
                Some(("hidden", DiagnosticKind::HiddenButNeeded))
            }
            Access::Fixed if !value.is_sent() => Some(("fixed", DiagnosticKind::FixedWithoutValue)),
            _ => None,
        };
        if let Some((key, what)) = refused {
            item.complain_of(key, what);
            continue;
        }
        if access != Access::Free {
            setup.field_access.push((field, access));
            if section.is_group() && value.is_sent() {
                setup.forced_groups.insert(section);
                setup.initial.switch(section, true);
            }
        }
        setup.initial.set(field, value);
    }
    show_needed(setup, &entry);
}

/// A hidden field without a value that another one's value makes needed, where nobody can change that
/// one either: nothing would be left to see of it but a form that cannot be sent. Such a field is not
/// hidden.
fn show_needed(setup: &mut Deployment, entry: &Entry) {
    let (rules, initial) = (&setup.field_access, &setup.initial);
    let is_lacking = |field: Field| {
        let Need::When(condition) = field.spec().need else { return false };
        !initial.get(field).is_sent()
            && rules.iter().any(|(field, _)| *field == condition.field)
            && Dialect::ALL.into_iter().any(|dialect| {
                field.spec().wire(dialect).is_some() && initial.holds(&condition, dialect)
            })
    };
    let is_shown = |rule: &(Field, Access)| rule.1 == Access::Hidden && is_lacking(rule.0);
    let shown: Vec<Field> = rules.iter().filter(|rule| is_shown(rule)).map(|rule| rule.0).collect();
    setup.field_access.retain(|(field, _)| !shown.contains(field));
    for item in shown.iter().filter_map(|field| entry.get(field.id())) {
        item.complain_of("hidden", DiagnosticKind::HiddenButNeeded);
    }
}

/// A field that must have a value whatever else the form holds.
fn needs_value(field: Field) -> bool {
    matches!(field.spec().need, Need::Always)
}

/// The members of an object that are named like fields, in the file's order; the others are
/// complained of.
fn known_fields<'a>(entry: &Entry<'a>) -> Vec<(Field, Entry<'a>)> {
    let Some(members) = entry.members(Expected::Object) else { return Vec::new() };
    let mut known = Vec::new();
    for key in members.keys() {
        match Field::with_id(key).zip(entry.get(key)) {
            Some(found) => known.push(found),
            None => entry.unknown(key, &field_ids()),
        }
    }
    known
}

pub(super) fn presets(setup: &mut Deployment, file: &Entry) {
    let Some(entry) = file.get("presets") else { return };
    for item in entry.items(MOST_PRESETS) {
        let Some(item) = item.object(&PRESET_KEYS) else { continue };
        let Some(name) = item.get("name") else {
            item.complain_of("name", DiagnosticKind::Missing);
            continue;
        };
        let Some(text) = name.text(LONGEST_NAME) else { continue };
        if setup.presets.iter().any(|preset| preset.name == text) {
            name.complain(DiagnosticKind::Twice(FoundValue::Literal(format!("\"{text}\""))));
            continue;
        }
        let preset = Preset {
            name: text,
            groups: preset_groups(setup, &item),
            fields: preset_fields(setup, &item),
        };
        setup.presets.push(preset);
    }
}

fn preset_groups(setup: &Deployment, item: &Entry) -> Vec<Section> {
    let Some(entry) = item.get("groups") else { return Vec::new() };
    let mut groups = group_list(&entry);
    groups.retain(|section| {
        let is_open = setup.allows(*section);
        if !is_open {
            entry.complain(DiagnosticKind::GroupClosed(*section));
        }
        is_open
    });
    groups
}

/// A preset is for everybody who can open the page, so no secret is in it.
fn preset_fields(setup: &Deployment, item: &Entry) -> Vec<(Field, Draft)> {
    let Some(entry) = item.get("fields") else { return Vec::new() };
    let mut fields = Vec::new();
    for (field, value) in known_fields(&entry) {
        let section = field.spec().section;
        if field.spec().is_secret() {
            value.complain(DiagnosticKind::SecretInPreset);
        } else if !setup.allows(section) {
            value.complain(DiagnosticKind::GroupClosed(section));
        } else if setup.access(field) != Access::Free {
            value.complain(DiagnosticKind::NotFree);
        } else if let Some(draft) = draft(field, &value) {
            fields.push((field, draft));
        }
    }
    fields
}
