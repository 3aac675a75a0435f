//! The vocabulary of the field table: what a field is, where it lives in each dialect's bodies,
//! and what an operator typed into it. It knows no field in particular; those stand in
//! [`fields`](super::fields).

use super::dialect::Dialect;
use super::event::EventSet;
use super::fields::Field;
use super::section::Section;

/// Which editor a field has and which rules its value obeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text(Rule),
    /// Masked on the screen and in every copy that is not asked for in clear.
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
    /// One text a line.
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

/// Which call of the plan carries a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// `POST /instance/create`
    Create,
    /// `POST /settings/set/{name}`, after the creation
    SetSettings,
    /// `POST /typebot/create/{name}`, after the creation
    CreateTypebot,
}

/// A value that is sent although nobody typed one, because the server needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    Flag(bool),
    Text(&'static str),
    /// `[]`, which these servers read as all events
    NoEvents,
    /// A random token made by the panel
    FreshToken,
}

/// What the server itself does when the field is not in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerDefault {
    Nothing,
    Flag(bool),
    Number(i64),
    Text(&'static str),
    /// The server makes a value up
    Generated,
}

/// The same field in one dialect.
#[derive(Clone, Copy, Debug)]
pub struct Wire {
    /// Dotted path in the body of [`carrier`](Self::carrier)
    pub path: &'static str,
    pub carrier: Carrier,
    set: Option<&'static str>,
    find: Option<&'static str>,
    /// Whether `find` returns the field at all
    pub is_found: bool,
    /// Numbers that the server takes as text only
    pub is_text: bool,
    /// Longest text the server stores, in characters
    pub max: Option<usize>,
    /// The choices this server knows, where they are fewer than the field's own
    pub among: Option<&'static [&'static str]>,
    pub fill: Option<Fill>,
    pub default: ServerDefault,
}

impl Wire {
    /// Dotted path in the body of the section's `set` call.
    #[must_use]
    pub fn set(&self) -> &'static str {
        self.set.unwrap_or(self.path)
    }

    /// Dotted path in the reply of the section's `find` call, or `None` when it is not returned.
    #[must_use]
    pub fn find(&self) -> Option<&'static str> {
        let own = || self.path.rsplit('.').next().unwrap_or(self.path);
        self.is_found.then(|| self.find.unwrap_or_else(own))
    }
}

/// A field at this path of the creation body. `set` takes the same path and `find` answers its
/// last segment unless told otherwise.
pub(super) const fn at(path: &'static str) -> Wire {
    Wire {
        path,
        carrier: Carrier::Create,
        set: None,
        find: None,
        is_found: true,
        is_text: false,
        max: None,
        among: None,
        fill: None,
        default: ServerDefault::Nothing,
    }
}

impl Wire {
    /// `set` and `find` share another name.
    pub(super) const fn then(mut self, name: &'static str) -> Self {
        self.set = Some(name);
        self.find = Some(name);
        self
    }

    pub(super) const fn found_at(mut self, path: &'static str) -> Self {
        self.find = Some(path);
        self
    }

    /// No `find` returns it.
    pub(super) const fn unseen(mut self) -> Self {
        self.is_found = false;
        self
    }

    pub(super) const fn by(mut self, carrier: Carrier) -> Self {
        self.carrier = carrier;
        self
    }

    pub(super) const fn as_text(mut self) -> Self {
        self.is_text = true;
        self
    }

    pub(super) const fn max(mut self, characters: usize) -> Self {
        self.max = Some(characters);
        self
    }

    pub(super) const fn among(mut self, choices: &'static [&'static str]) -> Self {
        self.among = Some(choices);
        self
    }

    pub(super) const fn filled(mut self, fill: Fill) -> Self {
        self.fill = Some(fill);
        self
    }

    pub(super) const fn else_flag(mut self, default: bool) -> Self {
        self.default = ServerDefault::Flag(default);
        self
    }

    pub(super) const fn else_number(mut self, default: i64) -> Self {
        self.default = ServerDefault::Number(default);
        self
    }

    pub(super) const fn else_text(mut self, default: &'static str) -> Self {
        self.default = ServerDefault::Text(default);
        self
    }

    pub(super) const fn else_generated(mut self) -> Self {
        self.default = ServerDefault::Generated;
        self
    }
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
    pub section: Section,
    pub kind: Kind,
    pub need: Need,
    /// Without this the value does nothing
    pub useful_when: Option<Condition>,
    wires: [Option<Wire>; Dialect::COUNT],
}

pub(super) const fn spec(id: &'static str, section: Section, kind: Kind) -> FieldSpec {
    FieldSpec {
        id,
        section,
        kind,
        need: Need::Never,
        useful_when: None,
        wires: [None; Dialect::COUNT],
    }
}

impl FieldSpec {
    pub(super) const fn v1(mut self, wire: Wire) -> Self {
        self.wires[Dialect::EvolutionV1 as usize] = Some(wire);
        self
    }

    pub(super) const fn v2(mut self, wire: Wire) -> Self {
        self.wires[Dialect::EvolutionV2 as usize] = Some(wire);
        self
    }

    pub(super) const fn l2msg(mut self, wire: Wire) -> Self {
        self.wires[Dialect::L2msg as usize] = Some(wire);
        self
    }

    pub(super) const fn needed(mut self) -> Self {
        self.need = Need::Always;
        self
    }

    pub(super) const fn needed_when(
        mut self,
        field: Field,
        values: &'static [&'static str],
    ) -> Self {
        self.need = Need::When(Condition { field, values });
        self
    }

    pub(super) const fn useful_when(
        mut self,
        field: Field,
        values: &'static [&'static str],
    ) -> Self {
        self.useful_when = Some(Condition { field, values });
        self
    }

    /// The field as this dialect spells it, or `None` where the dialect lacks it.
    #[must_use]
    pub fn wire(&self, dialect: Dialect) -> Option<&Wire> {
        self.wires[dialect as usize].as_ref()
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

/// What was typed, as typed: a number stays text until it is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Draft {
    /// Untouched, or reset: absent from the body, so the server's own default holds
    #[default]
    NotSent,
    Flag(bool),
    /// Text, secret, number, choice, or a list with one entry a line
    Text(String),
    Events(EventSet),
    Headers(Vec<(String, String)>),
}

impl Draft {
    /// An emptied text counts as not sent: these servers take `""` for a value.
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
