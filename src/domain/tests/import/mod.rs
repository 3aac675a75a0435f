//! Imports: every file of `fixtures/import` gives what the file next to it says.

mod cases;
mod conversion;
mod hostile;
mod hostile_pairs;
mod hostile_texts;
mod transfer;
mod unread;

use serde_json::{Map, Value, json};

use crate::domain::import::creation::ImportedCreation;
use crate::domain::import::creation::outcome::ImportOutcome;
use crate::domain::import::report::{LeftOut, LeftOutReason, NoteKind};
use crate::domain::import::{self, Import};
use crate::domain::schema::event::Event;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::repository_file;
use readers::text::place::TextPlace;

/// An import as data, to be compared with what was written down.
pub(super) fn summary(import: &Import) -> Value {
    let mut whole = Map::new();
    whole.insert("kind".into(), import.kind.id().into());
    whole.insert(
        "creations".into(),
        import.creations.iter().map(creation).collect::<Vec<Value>>().into(),
    );
    let keys: Vec<Value> = import
        .keys
        .iter()
        .map(|key| json!({"key": key.key.reveal(), "server": key.base_url, "at": place(key.place)}))
        .collect();
    if !keys.is_empty() {
        whole.insert("keys".into(), keys.into());
    }
    if import.skipped > 0 {
        whole.insert("skipped".into(), import.skipped.into());
    }
    add(&mut whole, "notes", import.notes.iter().map(|note| noted(&note.kind, note.place)));
    Value::Object(whole)
}

fn add(into: &mut Map<String, Value>, key: &str, items: impl Iterator<Item = String>) {
    let items: Vec<Value> = items.map(Value::from).collect();
    if !items.is_empty() {
        into.insert(key.into(), items.into());
    }
}

fn creation(creation: &ImportedCreation) -> Value {
    let outcome = creation.outcome(creation.dialect, creation.dialect.into());
    let mut data = Map::new();
    data.insert("dialect".into(), creation.dialect.id().into());
    if let Some(product) = creation.product {
        data.insert("product".into(), product.name().into());
    }
    if let Some(server) = &creation.base_url {
        data.insert("server".into(), server.as_str().into());
    }
    data.insert("fields".into(), fields(&outcome));
    let on = Section::ALL
        .iter()
        .copied()
        .filter(|section| section.is_group() && outcome.drafts.is_on(*section));
    add(&mut data, "on", on.map(|section| section.id().to_owned()));
    add(&mut data, "off", outcome.groups_off.iter().map(|section| section.id().to_owned()));
    let renamed = outcome.renamed().flat_map(|taken| {
        let name = taken.renamed_to.map(|to| format!("{} -> {to}", taken.path));
        let events = taken.respelled.iter().map(|(from, to)| format!("{from} -> {to}"));
        name.into_iter().chain(events).collect::<Vec<String>>()
    });
    add(&mut data, "renamed", renamed);
    add(&mut data, "left_out", outcome.left_out.iter().map(left));
    add(
        &mut data,
        "missing_events",
        outcome.missing_events.iter().map(|field| field.id().to_owned()),
    );
    add(&mut data, "notes", outcome.notes.iter().map(|note| noted(&note.kind, note.place)));
    Value::Object(data)
}

fn fields(outcome: &ImportOutcome) -> Value {
    let mut fields = Map::new();
    for field in Field::ALL.iter().copied() {
        let value = match outcome.drafts.get(field) {
            Draft::NotSent => continue,
            Draft::Flag(flag) => Value::Bool(*flag),
            Draft::Text(text) => text.as_str().into(),
            Draft::Events(events) => Event::names()
                .into_iter()
                .filter(|name| Event::named(name).is_some_and(|event| events.contains(event)))
                .collect(),
            Draft::Headers(headers) => headers
                .iter()
                .map(|(name, value)| (name.clone(), Value::from(value.as_str())))
                .collect::<Map<_, _>>()
                .into(),
        };
        fields.insert(field.id().into(), value);
    }
    Value::Object(fields)
}

fn place(place: TextPlace) -> String {
    format!("{}:{}", place.line, place.column)
}

fn left(left: &LeftOut) -> String {
    let detail = match &left.reason {
        LeftOutReason::Placeholder(text)
        | LeftOutReason::Sample(text)
        | LeftOutReason::UnknownEvent(text) => {
            format!(" {text}")
        }
        LeftOutReason::OtherProduct(product) => format!(" {}", product.name()),
        LeftOutReason::GroupOff(section) => format!(" {}", section.id()),
        _ => String::new(),
    };
    let suggestion = left.suggestion.as_ref().map(|(field, _)| format!(" => {}", field.id()));
    format!(
        "{} {}: {}{detail}{}",
        place(left.place),
        left.path,
        left.reason.id(),
        suggestion.unwrap_or_default()
    )
}

fn noted(kind: &NoteKind, at: TextPlace) -> String {
    let detail = match kind {
        NoteKind::ServerPlaceholder(text)
        | NoteKind::KeyElsewhere(text)
        | NoteKind::KeyPlaceholder(text)
        | NoteKind::BodyFile(text)
        | NoteKind::Unread(text) => {
            format!(" {text}")
        }
        NoteKind::Product(product) => format!(" {}", product.name()),
        NoteKind::NameTwice(first) => format!(" {}", place(*first)),
        NoteKind::GroupUnread(section) => format!(" {}", section.id()),
        _ => String::new(),
    };
    format!("{} {}{detail}", place(at), kind.id())
}

fn read(text: &str) -> Import {
    import::read_with(text, &labels()).expect("a text of a usual length")
}

/// What the fields are called in every language, as the screen passes it.
pub(in crate::domain::tests) fn labels() -> Vec<(String, Field)> {
    let files = ["en", "pt-BR", "es"].map(|language| {
        let text = repository_file(&format!("locales/{language}.json"));
        serde_json::from_str::<Value>(&text).expect("a locale file")
    });
    let mut labels = Vec::new();
    for (texts, field) in
        files.iter().flat_map(|texts| Field::ALL.iter().map(move |field| (texts, *field)))
    {
        let section = field.spec().section;
        let label = texts[format!("field.{}.label", field.id())].as_str().unwrap_or_default();
        let group = texts[format!("section.{}.name", section.id())].as_str().unwrap_or_default();
        let whole = if section.is_group() { format!("{group} {label}") } else { label.to_owned() };
        labels.push((whole, field));
    }
    labels
}
