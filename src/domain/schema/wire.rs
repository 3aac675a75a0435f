//! A field in one dialect: its paths and type in the bodies, and what happens if it is not sent. Only
//! the table uses the builder functions.

use serde::{Deserialize, Serialize};

use crate::domain::schema::places;
use crate::domain::schema::section::Section;
use crate::domain::schema::version::Version;

/// A call of the plan that carries values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Carrier {
    /// `POST /instance/create`
    Create,
    /// `POST /{section}/set/{name}`, after the creation
    Set(#[serde(with = "places::section")] Section),
    /// `POST /{section}/create/{name}`, after the creation: the server keeps a list of these
    CreateRow(#[serde(with = "places::section")] Section),
}

/// Which kind of call carries a field; the section of the field says which call it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallKind {
    Create,
    Set,
    CreateRow,
}

/// A value that is sent although none was typed, because the server needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    Flag(bool),
    Number(i64),
    Text(&'static str),
    /// `[]`; of events, these servers read it as all of them
    EmptyList,
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
    /// The server generates a value
    Generated,
}

/// The same field in one dialect.
#[derive(Clone, Copy, Debug)]
pub struct Wire {
    /// Dotted path in the body of the call that carries the field
    pub path: &'static str,
    pub(crate) call: CallKind,
    set: Option<&'static str>,
    find: Option<&'static str>,
    /// Whether `find` returns the field at all
    pub is_returned: bool,
    /// Dotted path in the creation's own answer, for what no `find` reads back
    pub replied: Option<&'static str>,
    /// Dotted path in the instance's row of `GET /instance/fetchInstances`
    pub listed: Option<&'static str>,
    /// Sent by `set` in place of a value that nobody typed, because that call refuses without it
    pub set_fill: Option<Fill>,
    /// Numbers that `set` takes as text only, whatever the creation takes
    pub is_set_as_text: bool,
    /// The creation stores `true` whatever it is sent; `set` stores what it is sent
    pub is_forced_on: bool,
    /// Numbers that the server takes as text only
    pub is_text: bool,
    max: Option<usize>,
    later_max: Option<(Version, usize)>,
    choices: Option<&'static [&'static str]>,
    later_choices: Option<(Version, &'static [&'static str])>,
    /// Sent in place of a value that nobody typed
    pub always_sent: Option<Fill>,
    pub server_default: ServerDefault,
    /// What the server has against some hosts in a URL
    pub host_check: HostCheck,
    /// The server writes the value into a URL without encoding it
    pub is_in_url: bool,
    /// The server forgets the value when the group is switched off
    pub is_lost_when_off: bool,
    since: Option<Version>,
    until: Option<Version>,
}

/// What a server has against the host of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostCheck {
    Any,
    /// Its library refuses a host with an underscore; it was not seen to do so
    MayRefuseUnderscore,
    RefusesUnderscore,
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
        self.is_returned.then(|| self.find.unwrap_or_else(own))
    }

    /// Whether a server of this version has the field.
    #[must_use]
    pub fn exists_in(&self, version: Version) -> bool {
        version.is_within(self.since, self.until)
    }

    /// Whether the version decides on more than the longest text.
    #[must_use]
    pub(crate) const fn varies(&self) -> bool {
        self.later_choices.is_some() || self.since.is_some() || self.until.is_some()
    }

    /// Longest text that the server stores, in characters.
    #[must_use]
    pub fn max(&self, version: Version) -> Option<usize> {
        at_version(version, self.later_max, self.max)
    }

    /// The choices that this server knows, if they are fewer than the field's own.
    #[must_use]
    pub fn choices(&self, version: Version) -> Option<&'static [&'static str]> {
        at_version(version, self.later_choices, self.choices)
    }
}

fn at_version<T>(version: Version, later: Option<(Version, T)>, earlier: Option<T>) -> Option<T> {
    later.filter(|(since, _)| version >= *since).map(|(_, later)| later).or(earlier)
}

/// A field at this path of the creation body. `set` takes the same path and `find` answers its
/// last segment unless told otherwise.
pub(crate) const fn at(path: &'static str) -> Wire {
    Wire {
        path,
        call: CallKind::Create,
        set: None,
        find: None,
        is_returned: true,
        replied: None,
        listed: None,
        set_fill: None,
        is_set_as_text: false,
        is_forced_on: false,
        is_text: false,
        max: None,
        later_max: None,
        choices: None,
        later_choices: None,
        always_sent: None,
        server_default: ServerDefault::Nothing,
        host_check: HostCheck::Any,
        is_in_url: false,
        is_lost_when_off: false,
        since: None,
        until: None,
    }
}

impl Wire {
    /// `set` and `find` share another name.
    pub(crate) const fn set_and_find(mut self, name: &'static str) -> Self {
        self.set = Some(name);
        self.find = Some(name);
        self
    }

    pub(crate) const fn found_at(mut self, path: &'static str) -> Self {
        self.find = Some(path);
        self
    }

    /// No `find` returns it.
    pub(crate) const fn not_returned(mut self) -> Self {
        self.is_returned = false;
        self
    }

    pub(crate) const fn replied_at(mut self, path: &'static str) -> Self {
        self.replied = Some(path);
        self
    }

    pub(crate) const fn listed_at(mut self, path: &'static str) -> Self {
        self.listed = Some(path);
        self
    }

    pub(crate) const fn set_fills(mut self, fill: Fill) -> Self {
        self.set_fill = Some(fill);
        self
    }

    pub(crate) const fn set_as_text(mut self) -> Self {
        self.is_set_as_text = true;
        self
    }

    pub(crate) const fn forced_on(mut self) -> Self {
        self.is_forced_on = true;
        self
    }

    /// The creation does not take the field; the section's `set` call does.
    pub(crate) const fn by_set(mut self) -> Self {
        self.call = CallKind::Set;
        self
    }

    /// The field belongs to a row that is created after the instance.
    pub(crate) const fn in_row(mut self) -> Self {
        self.call = CallKind::CreateRow;
        self
    }

    pub(crate) const fn as_text(mut self) -> Self {
        self.is_text = true;
        self
    }

    pub(crate) const fn up_to(mut self, characters: usize) -> Self {
        self.max = Some(characters);
        self
    }

    /// A newer server stores longer texts.
    pub(crate) const fn up_to_since(mut self, since: Version, characters: usize) -> Self {
        self.later_max = Some((since, characters));
        self
    }

    pub(crate) const fn only(mut self, choices: &'static [&'static str]) -> Self {
        self.choices = Some(choices);
        self
    }

    /// A newer server knows other choices.
    pub(crate) const fn only_since(
        mut self,
        since: Version,
        choices: &'static [&'static str],
    ) -> Self {
        self.later_choices = Some((since, choices));
        self
    }

    /// The server needs a value: this one is sent when nobody typed one.
    pub(crate) const fn always_sent(mut self, fill: Fill) -> Self {
        self.always_sent = Some(fill);
        self
    }

    pub(crate) const fn server_default(mut self, default: ServerDefault) -> Self {
        self.server_default = default;
        self
    }

    pub(crate) const fn host_check(mut self, check: HostCheck) -> Self {
        self.host_check = check;
        self
    }

    pub(crate) const fn in_url(mut self) -> Self {
        self.is_in_url = true;
        self
    }

    pub(crate) const fn lost_when_off(mut self) -> Self {
        self.is_lost_when_off = true;
        self
    }

    /// Servers before this version do not have the field.
    #[cfg(test)]
    pub(crate) const fn since(mut self, version: Version) -> Self {
        self.since = Some(version);
        self
    }

    /// Servers from this version on do not have the field.
    #[cfg(test)]
    pub(crate) const fn until(mut self, version: Version) -> Self {
        self.until = Some(version);
        self
    }
}
