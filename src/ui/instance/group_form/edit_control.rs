//! The controls of an edit. A secret that is stored is not shown: it stays as it is until it is
//! replaced.

use leptos::prelude::*;

use crate::domain::http::secret::masked;
use crate::domain::schema::field::Draft;
use crate::ui::fields::control::control;
use crate::ui::fields::view::{Editor, FieldTexts, FieldView};
use crate::ui::instance::bots::references::References;
use crate::ui::instance::group_form::opening::EditStart;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t, tf};

pub(super) fn edit_control(field: FieldView, texts: &FieldTexts) -> El {
    if let Some(control) = use_context::<References>().and_then(|it| it.control(field)) {
        return control;
    }
    let stored = expect_context::<EditStart>().draft(field.id);
    let is_secret = matches!(field.editor, Editor::Secret { .. } | Editor::Headers);
    if !is_secret || !stored.is_sent() {
        return control(field, texts);
    }
    let (shown, texts) = (masked_draft(&stored), texts.clone());
    let is_stored = Memo::new(move |_| field.draft.with(|draft| *draft == stored));
    let label = texts.label.clone();
    el("div")
        .show(move || is_stored.get(), move || stored_line(field, &shown, &label))
        .show(move || !is_stored.get(), move || control(field, &texts))
}

fn stored_line(field: FieldView, shown: &str, label: &str) -> El {
    let replace = move || {
        field.draft.set(Draft::NotSent);
        // The button goes, and its id with it.
        focus::next_frame(field.control_id());
    };
    classed("div", "stored-secret")
        .child(el("code").text(shown))
        .child(
            button("button small")
                .id(field.control_id())
                .attr("aria-label", tf!("instance.secret.replace_named", field = label))
                .attr("aria-describedby", field.described_by())
                .t(key!("instance.secret.replace"))
                .on_click(replace),
        )
        .child(classed("span", "help").text(t(key!("instance.secret.kept"))))
}

/// That there is a secret, and of headers their names.
fn masked_draft(draft: &Draft) -> String {
    match draft {
        Draft::Text(text) => masked(text),
        Draft::Headers(headers) => {
            let line = |(name, value): &(String, String)| format!("{name}: {}", masked(value));
            headers.iter().map(line).collect::<Vec<_>>().join(", ")
        }
        Draft::NotSent | Draft::Flag(_) | Draft::Events(_) => String::new(),
    }
}
