//! The form outlives a reload of its page, in this tab and without its secrets. It is written when the
//! page goes, so that a keystroke costs nothing. In a frame the page around decides what the form holds.

use leptos::prelude::*;

use crate::domain::schema::fields::Field;
use crate::domain::schema::kept;
use crate::domain::schema::section::Section;
use crate::platform::storage::StorageScope;
use crate::platform::{frame, json};
use crate::state::creation::Creation;
use crate::state::form::model::FormModel;

const KEPT: &str = "form";

/// Brings back what was typed before the reload, and keeps from now on what is typed.
pub(crate) fn keep(form: FormModel, creation: Creation) {
    if frame::is_framed() {
        return;
    }
    restore(form);
    // What was created is not to be typed again: it is kept only once something of it is changed.
    let created = StoredValue::new(None::<String>);
    Effect::new(move || {
        if creation.created.with(Option::is_some) {
            created.set_value(to_keep(form));
        }
    });
    for event in ["pagehide", "visibilitychange"] {
        let handle = window_event_listener_untyped(event, move |_| {
            match to_keep(form).filter(|_| to_keep(form) != created.get_value()) {
                // One that the browser does not take is lost with the page, as without all this.
                Some(text) => drop(StorageScope::Session.replace(KEPT, &text)),
                None => StorageScope::Session.remove(KEPT),
            }
        });
        on_cleanup(move || handle.remove());
    }
}

fn to_keep(form: FormModel) -> Option<String> {
    let drafts = form.drafts.get_untracked();
    form.with_rules(|rules| kept::to_json(&drafts, &rules.initial)).map(|value| value.to_string())
}

/// What was typed since the page opened wins.
fn restore(form: FormModel) {
    let Some(text) = StorageScope::Session.read(KEPT) else { return };
    let Some(value) = json::parse(&text) else { return };
    let initial = form.with_rules(|rules| rules.initial.clone());
    let now = form.drafts.get_untracked();
    let mut drafts = kept::from_json(&value, &initial);
    for field in Field::ALL.iter().copied() {
        if now.get(field) != initial.get(field) {
            drafts.set(field, now.get(field).clone());
        }
    }
    for section in Section::ALL.iter().copied() {
        if now.is_on(section) != initial.is_on(section) {
            drafts.switch(section, now.is_on(section));
        }
    }
    form.fill(&drafts);
}
