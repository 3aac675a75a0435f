//! Reads the rows of a long list while they are parsed. A list can have ten thousand of them, and a tree of
//! all their members would take ten times the memory. A member that is missing or has another type than
//! expected leaves its value out and never the row.
//!
//! What the values mean is left to who asks. Texts without an escape are borrowed from the list.

mod values;

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::rows::values::{Channel, Count, Member, Switch, Text, empty_for};

/// A row as it is written.
#[derive(Default)]
pub struct ListedMembers<'a> {
    pub id: Option<Cow<'a, str>>,
    pub name: Option<Cow<'a, str>>,
    pub state: Option<Cow<'a, str>>,
    /// Whose phone is connected, as an address of WhatsApp
    pub owner: Option<Cow<'a, str>>,
    pub number: Option<Cow<'a, str>>,
    pub profile_name: Option<Cow<'a, str>>,
    pub engine: Option<Cow<'a, str>>,
    pub token: Option<Cow<'a, str>>,
    /// Which of the named groups are switched on: the first is bit 0
    pub groups_on: u64,
    /// Messages, contacts and chats
    pub counts: Option<[u64; 3]>,
    pub created_at: Option<Cow<'a, str>>,
    pub updated_at: Option<Cow<'a, str>>,
    /// Why the connection was lost
    pub code: Option<u16>,
    pub disconnected_at: Option<Cow<'a, str>>,
}

/// There is a token in it.
impl fmt::Debug for ListedMembers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListedMembers").finish_non_exhaustive()
    }
}

/// What tells the members of a row.
#[derive(Clone, Copy, Debug)]
pub struct RowRules<'s> {
    /// The members that are groups, 64 at most
    pub groups: &'s [&'s str],
    /// Whether a text is the address of a phone
    pub is_owner: fn(&str) -> bool,
}

/// Reads a list of rows, or one row. `each` gets one row after the other.
///
/// # Errors
/// When the text is no whole JSON.
pub fn read<'a>(
    text: &'a str,
    rules: RowRules<'_>,
    each: &mut dyn FnMut(ListedMembers<'a>),
) -> Result<(), serde_json::Error> {
    debug_assert!(rules.groups.len() <= 64, "a bit for each group");
    let mut parser = serde_json::Deserializer::from_str(text);
    ListSeed { rules, each }.deserialize(&mut parser)?;
    parser.end()
}

struct ListSeed<'s, 'a> {
    rules: RowRules<'s>,
    each: &'s mut dyn FnMut(ListedMembers<'a>),
}

impl<'de> DeserializeSeed<'de> for ListSeed<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ListSeed<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of instances")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(row) = items.next_element_seed(RowSeed(self.rules))? {
            (self.each)(row);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        (self.each)(RowSeed(self.rules).visit_map(map)?);
        Ok(())
    }
}

/// One row, flat or inside `instance`.
#[derive(Clone, Copy)]
struct RowSeed<'s>(RowRules<'s>);

impl<'de> DeserializeSeed<'de> for RowSeed<'_> {
    type Value = ListedMembers<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for RowSeed<'_> {
    type Value = ListedMembers<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an instance")
    }

    empty_for!(visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64), visit_str(&str));

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Self::Value::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut row = ListedMembers::default();
        let mut last = LastDisconnect::default();
        while let Some(Member(name)) = map.next_key()? {
            match &*name {
                "instance" => row = map.next_value_seed(self)?,
                "id" | "instanceId" => row.id = map.next_value::<Text>()?.0,
                "name" | "instanceName" => row.name = map.next_value::<Text>()?.0,
                "connectionStatus" | "status" | "state" => {
                    row.state = map.next_value::<Text>()?.0.or(row.state);
                }
                "ownerJid" | "owner" => {
                    let owner = map.next_value::<Text>()?.0.filter(|text| (self.0.is_owner)(text));
                    row.owner = owner.or(row.owner);
                }
                "number" => {
                    let number = map.next_value::<Text>()?.filled();
                    row.number = row.number.or(number);
                }
                "profileName" => row.profile_name = map.next_value::<Text>()?.filled(),
                "integration" => {
                    let channel = map.next_value::<Channel>()?;
                    row.engine = channel.engine;
                    row.number = row.number.or(channel.number);
                }
                "token" | "apikey" => row.token = map.next_value::<Text>()?.filled(),
                "createdAt" => row.created_at = map.next_value::<Text>()?.0,
                "updatedAt" => row.updated_at = map.next_value::<Text>()?.0,
                "disconnectionReasonCode" => last.code = map.next_value::<Text>()?.number(),
                "disconnectionObject" => last.details = map.next_value()?,
                "disconnectionAt" => last.at = map.next_value::<Text>()?.0,
                "_count" => row.counts = map.next_value::<Count>()?.0,
                member => match self.0.groups.iter().position(|group| *group == member) {
                    Some(group) => {
                        let is_on = u64::from(map.next_value::<Switch>()?.0);
                        row.groups_on |= is_on.checked_shl(group as u32).unwrap_or_default();
                    }
                    None => {
                        map.next_value::<IgnoredAny>()?;
                    }
                },
            }
        }
        if row.code.is_none() {
            (row.code, row.disconnected_at) = last.read();
        }
        Ok(row)
    }
}

/// What the members about the last disconnection say.
#[derive(Default)]
struct LastDisconnect<'a> {
    code: Option<u16>,
    at: Option<Cow<'a, str>>,
    /// An object, or a text that holds one
    details: Value,
}

impl<'a> LastDisconnect<'a> {
    fn read(self) -> (Option<u16>, Option<Cow<'a, str>>) {
        let in_details = || {
            let held = self.details.as_str().and_then(|text| serde_json::from_str(text).ok());
            let details = held.as_ref().unwrap_or(&self.details);
            let status = details.pointer("/error/output/statusCode")?.as_u64()?;
            u16::try_from(status).ok()
        };
        (self.code.or_else(in_details), self.at)
    }
}
