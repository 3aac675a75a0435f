//! A paste that fills several fields: a proxy in one line, the address of a page of Chatwoot, the public
//! link of a Typebot. What was filled is said, and one press takes it back.

use leptos::prelude::*;

use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::paste;
use crate::platform::clipboard;
use crate::state::form::model::FormModel;
use crate::ui::fields::field_focus;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{self, key, tf};

/// What the last paste filled.
#[derive(Clone)]
struct Filled {
    into: Field,
    /// The fields and what they held before
    before: Vec<(Field, Draft)>,
}

/// Watches every paste into the form, and says what one has filled.
pub fn pasted() -> El {
    let form = expect_context::<FormModel>();
    let filled = RwSignal::new(None::<Filled>);
    let handle = window_event_listener_untyped("paste", move |event| {
        let text = clipboard::pasted_text(&event);
        let Some((field, text)) = target(form, &event).zip(text) else { return };
        if let Some(done) = fill(form, field, &text) {
            event.prevent_default();
            filled.set(Some(done));
        }
    });
    on_cleanup(move || handle.remove());
    let undo = move || {
        let Some(done) = filled.get_untracked() else { return };
        for (field, draft) in done.before {
            form.draft(field).set(draft);
        }
        filled.set(None);
        field_focus::control(form, done.into);
    };
    let toast = move |done: Filled| {
        let names: Vec<String> = done.before.iter().map(|(field, _)| i18n::label(*field)).collect();
        vec![
            el("span").text(tf!("pasted.filled", fields = &names.join(", "))),
            button("link").t(key!("pasted.undo")).on_click(undo),
            button("link").t(key!("common.close")).on_click(move || filled.set(None)),
        ]
    };
    classed("div", "toast").attr("role", "status").dyn_child(move || filled.get().map(toast))
}

/// The field of the form that has the focus of the paste.
fn target(form: FormModel, event: &web_sys::Event) -> Option<Field> {
    use wasm_bindgen::JsCast;
    let id = event.target()?.dyn_into::<web_sys::Element>().ok()?.id();
    Field::with_id(id.strip_prefix(form.id_prefix)?)
}

/// Fields that may not be changed keep what they hold.
fn fill(form: FormModel, into: Field, text: &str) -> Option<Filled> {
    let api = form.api.get_untracked();
    let mut before = Vec::new();
    for (field, draft) in paste::split(into, text) {
        if field.spec().wire(api).is_some() && form.is_free(field) {
            let signal = form.draft(field);
            // A secret is kept in its own field alone, where it can be forgotten.
            let old =
                if field.spec().is_secret() { Draft::NotSent } else { signal.get_untracked() };
            before.push((field, old));
            signal.set(draft);
        }
    }
    (!before.is_empty()).then_some(Filled { into, before })
}
