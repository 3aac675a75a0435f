//! A cell that is edited in place. What was typed is taken when it is left, or by Enter.

use leptos::prelude::*;

use crate::domain::schema::field::Kind;
use crate::domain::schema::fields::Field;
use crate::state::many::ManyDesk;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{self, key, t, tf};
use crate::ui::many::row::said_id;

/// What a cell follows.
#[derive(Clone, Copy)]
pub(super) struct CellView {
    pub desk: ManyDesk,
    /// The row that is shown; none while the element is not needed
    pub id: Signal<Option<u32>>,
    pub field: Field,
    /// The name of the row
    pub name: Memo<String>,
    pub is_wrong: Memo<bool>,
}

impl CellView {
    fn label(self) -> String {
        let label = i18n::full_label(self.field);
        match self.name.get() {
            name if name.is_empty() || self.field == Field::InstanceName => label,
            name => tf!("many.cell", field = &label, name = &name),
        }
    }

    fn text(self) -> Memo<String> {
        Memo::new(move |_| {
            let Some(id) = self.id.get() else { return String::new() };
            self.desk
                .batch
                .with(|batch| batch.row(id).map(|row| row.cell(self.field)).unwrap_or_default())
        })
    }

    fn take(self, text: &str) {
        if let Some(id) = self.id.get_untracked() {
            self.desk.edit(id, self.field, text);
        }
    }

    fn common(self, control: El) -> El {
        let may_edit =
            Memo::new(move |_| self.id.get().is_some_and(|id| self.desk.may_edit(id, self.field)));
        control
            .dyn_attr("id", move || {
                self.id.get().map(|id| format!("many-{id}-{}", self.field.id()))
            })
            .dyn_attr("aria-label", move || Some(self.label()))
            .dyn_attr("aria-invalid", move || self.is_wrong.get().then(|| "true".to_owned()))
            .dyn_attr("aria-describedby", move || {
                let id = self.id.get().filter(|_| self.is_wrong.get());
                id.map(said_id)
            })
            .bool_attr("disabled", move || !may_edit.get())
            .on_text("change", move |text| self.take(&text))
    }
}

pub(super) fn cell_control(view: CellView) -> El {
    match view.field.spec().kind {
        Kind::Flag => {
            let options =
                [("true", t(key!("common.on_lower"))), ("false", t(key!("common.off_lower")))];
            choice(view, options.into_iter().collect())
        }
        Kind::Choice(choices) => {
            let named = |value: &&'static str| (*value, i18n::choice(view.field, value));
            choice(view, choices.iter().map(named).collect())
        }
        kind => {
            let text = view.text();
            let control = classed("input", "input")
                .attr(
                    "type",
                    if kind == Kind::Secret || kind == Kind::Headers { "password" } else { "text" },
                )
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr("autocapitalize", "off")
                .prop_value(move || text.get());
            view.common(control)
        }
    }
}

/// A list to choose from. What is none of it, as it was pasted, can be seen as well.
fn choice(view: CellView, known: Vec<(&'static str, String)>) -> El {
    let text = view.text();
    let values: Vec<&'static str> = known.iter().map(|(value, _)| *value).collect();
    let other = Memo::new(move |_| {
        text.with(|text| {
            (!text.is_empty() && !values.contains(&text.as_str())).then(|| text.clone())
        })
    });
    let option = move |value: &'static str, name: &str| {
        el("option")
            .attr("value", value)
            .bool_attr("selected", move || text.with(|text| text == value))
            .text(name)
    };
    let mut options = vec![option("", "–")];
    options.extend(known.iter().map(|(value, name)| option(value, name)));
    let control = classed("select", "input").child(options).dyn_child(move || {
        other.get().map(|text| el("option").attr("value", &text).attr("selected", "").text(&text))
    });
    view.common(control.prop_value(move || text.get()))
}
