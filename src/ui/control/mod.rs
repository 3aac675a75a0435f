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

use crate::domain::dialect::Dialect;
use crate::domain::field::{Draft, Kind, Wire};
use crate::domain::fields::Field;

use choice_control::ChoiceControl;
use events_control::EventsControl;
use flag_control::FlagControl;
use headers_control::HeadersControl;
use list_control::ListControl;
use secret_control::SecretControl;
use text_control::TextControl;

/// What a control needs of its row.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub field: Field,
    pub wire: &'static Wire,
    pub dialect: Dialect,
    pub draft: RwSignal<Draft>,
    pub is_invalid: Memo<bool>,
    /// For *same as webhook* in the other groups
    pub webhook_events: RwSignal<Draft>,
}

impl Row {
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

    #[must_use]
    pub fn invalid(self) -> Option<&'static str> {
        self.is_invalid.get().then_some("true")
    }

    /// The choices of the field on this server.
    #[must_use]
    pub fn choices(self) -> &'static [&'static str] {
        match self.field.spec().kind {
            Kind::Choice(all) => self.wire.among.unwrap_or(all),
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
}

/// The editor of a row: the one place where the kinds part.
#[component]
pub fn Control(row: Row) -> impl IntoView {
    match row.field.spec().kind {
        Kind::Text(_) | Kind::Integer { .. } => view! { <TextControl row /> }.into_any(),
        Kind::Secret => view! { <SecretControl row /> }.into_any(),
        Kind::Flag => view! { <FlagControl row /> }.into_any(),
        Kind::Choice(_) => view! { <ChoiceControl row /> }.into_any(),
        Kind::Events => view! { <EventsControl row /> }.into_any(),
        Kind::Headers => view! { <HeadersControl row /> }.into_any(),
        Kind::List => view! { <ListControl row /> }.into_any(),
    }
}
