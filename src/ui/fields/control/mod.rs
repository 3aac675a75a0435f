//! One editor a kind of field. A control knows its row and the vocabulary of the table, and no field
//! in particular.

pub mod choice_control;
pub mod events_control;
pub mod flag_control;
pub mod headers_control;
pub mod list_control;
pub mod radios;
pub mod secret_control;
pub mod text_control;

use leptos::prelude::*;

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::{Draft, Kind, Need};
use crate::domain::schema::fields::Field;
use crate::domain::schema::validate::Fault;
use crate::domain::schema::wire::Wire;
use crate::ui::kit::element::{El, el};

use choice_control::choice_control;
use events_control::events_control;
use flag_control::flag_control;
use headers_control::headers_control;
use list_control::list_control;
use secret_control::secret_control;
use text_control::text_control;

/// What a control needs of its row.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow {
    pub field: Field,
    pub wire: &'static Wire,
    pub dialect: Dialect,
    pub draft: RwSignal<Draft>,
    /// What is to be said beside the field now
    pub fault: Memo<Option<Fault>>,
    /// For *same as webhook* in the other groups
    pub webhook_events: RwSignal<Draft>,
    /// Makes a token that nobody can guess
    pub fresh_token: fn() -> String,
}

impl FieldRow {
    #[must_use]
    pub fn label_id(self) -> String {
        format!("{}-label", self.field.id())
    }

    #[must_use]
    pub fn help_id(self) -> String {
        format!("{}-help", self.field.id())
    }

    #[must_use]
    pub fn problem_id(self) -> String {
        format!("{}-problem", self.field.id())
    }

    /// What describes the control: its help and what is wrong with it.
    #[must_use]
    pub fn described_by(self) -> String {
        format!("{} {}", self.help_id(), self.problem_id())
    }

    /// Something blocks the press here; a warning does not.
    #[must_use]
    pub fn is_invalid(self) -> bool {
        self.fault.with(|fault| fault.as_ref().is_some_and(|fault| !fault.is_warning()))
    }

    /// The choices of the field on this server.
    #[must_use]
    pub fn choices(self) -> &'static [&'static str] {
        match self.field.spec().kind {
            Kind::Choice(_) => self.field.spec().choices(self.dialect),
            _ => &[],
        }
    }

    /// Several inputs under one label, which names the group instead of one of them.
    #[must_use]
    pub fn is_group_of_controls(self) -> bool {
        match self.field.spec().kind {
            Kind::Flag | Kind::Events | Kind::Headers => true,
            Kind::Choice(_) => choice_control::is_radio(self),
            _ => false,
        }
    }

    /// What every editor that is one element has: its id, the wire path as its name, what describes
    /// it and whether it is wrong.
    fn wired(self, control: El) -> El {
        control
            .id(self.field.id())
            .attr("name", self.wire.path)
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .attr("aria-describedby", self.described_by())
            .dyn_attr("aria-invalid", move || self.is_invalid().then(|| "true".to_owned()))
            .attr_true("aria-required", matches!(self.field.spec().need, Need::Always))
    }

    /// An editor of one text: it shows the draft and writes it.
    fn texted(self, control: El) -> El {
        self.wired(control)
            .prop_value(move || self.draft.with(|draft| draft.as_text().to_owned()))
            .on_text("input", move |text| self.draft.set(Draft::text(text)))
    }

    /// A frame around several inputs under the row's label.
    fn group(self, role: &'static str, class: &'static str) -> El {
        el("div")
            .class(class)
            .attr("role", role)
            .attr("aria-labelledby", self.label_id())
            .attr("aria-describedby", self.described_by())
    }
}

/// The editor of a row: the one place where the kinds part.
pub fn control(row: FieldRow) -> El {
    match row.field.spec().kind {
        Kind::Text(_) | Kind::Integer { .. } => text_control(row),
        Kind::Secret => secret_control(row),
        Kind::Flag => flag_control(row),
        Kind::Choice(_) => choice_control(row),
        Kind::Events => events_control(row),
        Kind::Headers => headers_control(row),
        Kind::List => list_control(row),
    }
}
