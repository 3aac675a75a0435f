//! The types of the field table: what a field is and what an operator typed into it. The fields
//! themselves are in [`fields`](crate::domain::schema::fields).

use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::event::EventSet;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::{CallKind, Carrier, Wire};

/// Which editor a field has and which rules its value obeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text(Rule),
    /// Masked on the screen and in every copy, unless the operator asks for the clear text.
    Secret,
    /// A whole number within the bounds, both included.
    Integer {
        min: i64,
        max: i64,
    },
    /// On, off or not sent: three different requests.
    Flag,
    Choice(&'static [&'static str]),
    Events,
    /// HTTP headers: name and value pairs, the values masked.
    Headers,
    /// One text per line.
    List,
}

/// What a text must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    Any,
    /// The instance's name: the key of every later path.
    Name,
    Url,
    /// A telephone number or Meta's phone number id; sent as digits.
    Digits,
}

/// A condition on another field, one level deep: it holds when that field's value as sent is one
/// of these.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    pub field: Field,
    pub values: &'static [&'static str],
}

/// When a field must have a value.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    Never,
    /// Whenever its section is sent
    Always,
    When(Condition),
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    pub id: &'static str,
    /// Of what several kinds of bots have, the section of the form that has it too
    pub section: Section,
    pub(super) place: usize,
    pub kind: Kind,
    pub need: Need,
    /// Without this the value does nothing
    pub useful_when: Option<Condition>,
    /// Without this, and without a value, the form does not show the field
    pub offered_when: Option<Condition>,
    wires: [Option<Wire>; Dialect::COUNT],
}

pub(crate) const fn spec(id: &'static str, section: Section, kind: Kind) -> FieldSpec {
    FieldSpec {
        id,
        section,
        place: 0,
        kind,
        need: Need::Never,
        useful_when: None,
        offered_when: None,
        wires: [None; Dialect::COUNT],
    }
}

impl FieldSpec {
    pub(super) const fn at_place(mut self, place: usize) -> Self {
        self.place = place;
        self
    }

    pub(crate) const fn v1(mut self, wire: Wire) -> Self {
        self.wires[Dialect::EvolutionV1 as usize] = Some(wire);
        self
    }

    pub(crate) const fn v2(mut self, wire: Wire) -> Self {
        self.wires[Dialect::EvolutionV2 as usize] = Some(wire);
        self
    }

    pub(crate) const fn l2msg(mut self, wire: Wire) -> Self {
        self.wires[Dialect::L2msg as usize] = Some(wire);
        self
    }

    pub(crate) const fn needed(mut self) -> Self {
        self.need = Need::Always;
        self
    }

    pub(crate) const fn needed_when(
        mut self,
        field: Field,
        values: &'static [&'static str],
    ) -> Self {
        self.need = Need::When(Condition { field, values });
        self
    }

    pub(crate) const fn useful_when(
        mut self,
        field: Field,
        values: &'static [&'static str],
    ) -> Self {
        self.useful_when = Some(Condition { field, values });
        self
    }

    /// Shown only while the other field has one of these values, where the server has that field.
    pub(crate) const fn offered_when(
        mut self,
        field: Field,
        values: &'static [&'static str],
    ) -> Self {
        self.offered_when = Some(Condition { field, values });
        self
    }

    /// Whether servers of the dialect, of whatever version, have the field.
    #[must_use]
    pub const fn exists_in(&self, dialect: Dialect) -> bool {
        self.wires[dialect as usize].is_some()
    }

    /// Whether the row of the field is another one in another version of the dialect.
    #[must_use]
    pub fn varies(&self, dialect: Dialect) -> bool {
        let wire = self.wires[dialect as usize].as_ref();
        self.kind == Kind::Events || wire.is_some_and(Wire::varies)
    }

    /// The field as this server spells it, or `None` if the server does not have it.
    #[must_use]
    pub fn wire(&self, api: impl Into<Api>) -> Option<&Wire> {
        let api = api.into();
        self.wires[api.dialect as usize].as_ref().filter(|wire| wire.exists_in(api.version()))
    }

    /// The choices that this server knows; empty for a field of another kind.
    #[must_use]
    pub fn choices(&self, api: impl Into<Api>) -> &'static [&'static str] {
        let api = api.into();
        let Kind::Choice(all) = self.kind else { return &[] };
        self.wire(api).and_then(|wire| wire.choices(api.version())).unwrap_or(all)
    }

    /// The call that carries the field.
    #[must_use]
    pub fn carrier(&self, api: impl Into<Api>) -> Option<Carrier> {
        Some(match self.wire(api)?.call {
            CallKind::Create => Carrier::Create,
            CallKind::Set => Carrier::Set(self.section),
            CallKind::CreateRow => Carrier::CreateRow(self.section),
        })
    }

    /// Dotted path in the body of a call, if the call carries the field.
    #[must_use]
    pub fn path_in(&self, carrier: Carrier, api: impl Into<Api>) -> Option<&'static str> {
        let api = api.into();
        let wire = self.wire(api)?;
        match carrier {
            // A `set` call carries every field of its section.
            Carrier::Set(section) => (section == self.section).then(|| wire.set()),
            _ => (self.carrier(api) == Some(carrier)).then_some(wire.path),
        }
    }

    /// Whether a value is one of the field's choices.
    #[must_use]
    pub fn has_choice(&self, value: &str) -> bool {
        matches!(self.kind, Kind::Choice(choices) if choices.contains(&value))
    }

    /// Whether the value must be masked wherever it is shown.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        matches!(self.kind, Kind::Secret | Kind::Headers)
    }
}

/// What was typed. A number stays text until it is validated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Draft {
    /// Untouched or reset: not in the body, so the server uses its default
    #[default]
    NotSent,
    Flag(bool),
    /// Text, secret, number, choice, or a list with one entry a line
    Text(String),
    Events(EventSet),
    Headers(Vec<(String, String)>),
}

impl Draft {
    /// An empty text counts as not sent: these servers take `""` as a value.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::NotSent } else { Self::Text(text) }
    }

    #[must_use]
    pub fn is_sent(&self) -> bool {
        *self != Self::NotSent
    }

    #[must_use]
    pub fn as_text(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }
}
