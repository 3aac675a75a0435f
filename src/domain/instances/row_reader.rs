//! Reads rows while they are parsed. A list can have ten thousand of them, and a tree of all their
//! members would take ten times the memory. A member that is missing or has another type than expected
//! leaves its value out and never the row.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;

use crate::domain::creation::timestamp;
use crate::domain::http::secret::Secret;
use crate::domain::instances::disconnect::Disconnect;
use crate::domain::instances::phone_number::of_jid;
use crate::domain::instances::row::{Counts, Engine, InstanceRow};
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::section::Section;

/// The longest text that is kept of a row. 1.x lists a name of 5,000 characters.
const LONGEST: usize = 16_384;

/// The members of a row that hold groups, in one dialect.
#[derive(Clone, Debug)]
pub(super) struct GroupMembers(Vec<(&'static str, Section)>);

impl GroupMembers {
    pub(super) fn of(dialect: Dialect) -> Self {
        let member = |section: Section| Some((section.listed_as(dialect)?, section));
        Self(Section::ALL.into_iter().filter_map(member).collect())
    }

    fn section(&self, member: &str) -> Option<Section> {
        self.0.iter().find(|(name, _)| *name == member).map(|(_, section)| *section)
    }
}

/// What was read of a list: the rows, and how many there are that name no instance.
#[derive(Debug, Default)]
pub(super) struct ReadRows {
    pub(super) rows: Vec<InstanceRow>,
    pub(super) unreadable: usize,
}

impl ReadRows {
    fn add(&mut self, row: InstanceRow) {
        if row.name.is_empty() && row.id.is_empty() {
            self.unreadable += 1;
        } else {
            self.rows.push(row);
        }
    }
}

/// A list of rows, or one row.
pub(super) struct ListSeed<'a>(pub(super) &'a GroupMembers);

impl<'de> DeserializeSeed<'de> for ListSeed<'_> {
    type Value = ReadRows;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<ReadRows, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ListSeed<'_> {
    type Value = ReadRows;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of instances")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<ReadRows, A::Error> {
        let mut read = ReadRows::default();
        while let Some(row) = items.next_element_seed(RowSeed(self.0))? {
            read.add(row);
        }
        Ok(read)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ReadRows, A::Error> {
        let mut read = ReadRows::default();
        read.add(RowSeed(self.0).visit_map(map)?);
        Ok(read)
    }
}

/// One row, flat or inside `instance`.
#[derive(Clone, Copy)]
struct RowSeed<'a>(&'a GroupMembers);

impl<'de> DeserializeSeed<'de> for RowSeed<'_> {
    type Value = InstanceRow;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<InstanceRow, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Everything else than an object is a row that names nothing.
macro_rules! no_row {
    ($($visit:ident($type:ty)),+) => {
        $(fn $visit<E>(self, _: $type) -> Result<Self::Value, E> { Ok(Self::Value::default()) })+

        fn visit_unit<E>(self) -> Result<Self::Value, E> { Ok(Self::Value::default()) }
    };
}

impl<'de> Visitor<'de> for RowSeed<'_> {
    type Value = InstanceRow;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an instance")
    }

    no_row!(visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64), visit_str(&str));

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<InstanceRow, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(InstanceRow::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<InstanceRow, A::Error> {
        let mut row = InstanceRow::default();
        let mut last = LastDisconnect::default();
        while let Some(Member(name)) = map.next_key()? {
            match &*name {
                "instance" => row = map.next_value_seed(self)?,
                "id" | "instanceId" => row.id = map.next_value::<Text>()?.or_empty(),
                "name" | "instanceName" => row.name = map.next_value::<Text>()?.or_empty(),
                "connectionStatus" | "status" | "state" => {
                    if let Some(state) = map.next_value::<Text>()?.0 {
                        row.state = ConnectionState::of(&state);
                    }
                }
                "ownerJid" | "owner" => {
                    let jid = map.next_value::<Text>()?.0;
                    if let Some(digits) = jid.as_deref().and_then(of_jid) {
                        row.number = Some(digits.to_owned());
                        row.owner = row.number.clone();
                    }
                }
                "number" => {
                    let number = map.next_value::<Text>()?.filled();
                    row.number = row.number.or(number);
                }
                // What 1.x says before it knows one.
                "profileName" => {
                    let name = map.next_value::<Text>()?.filled();
                    row.profile_name = name.filter(|name| name != "not loaded");
                }
                "integration" => {
                    let channel = map.next_value::<Channel>()?;
                    row.engine = channel.engine;
                    row.number = row.number.or(channel.number);
                }
                "token" | "apikey" => {
                    row.token = map.next_value::<Text>()?.filled().map(Secret::new);
                }
                "createdAt" => row.created_at = map.next_value::<Text>()?.time(),
                "updatedAt" => row.updated_at = map.next_value::<Text>()?.time(),
                "disconnectionReasonCode" => last.code = map.next_value::<Text>()?.number(),
                "disconnectionObject" => last.details = map.next_value()?,
                "disconnectionAt" => last.at = map.next_value::<Text>()?.time(),
                "_count" => row.counts = map.next_value::<Count>()?.0,
                member => match self.0.section(member) {
                    Some(section) => {
                        if map.next_value::<Switch>()?.0 {
                            row.groups_on.insert(section);
                        }
                    }
                    None => {
                        map.next_value::<IgnoredAny>()?;
                    }
                },
            }
        }
        if row.disconnect.is_none() {
            row.disconnect = last.read();
        }
        Ok(row)
    }
}

/// The name of a member, borrowed wherever it holds no escape.
struct Member<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Member<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(MemberVisitor)
    }
}

struct MemberVisitor;

impl<'de> Visitor<'de> for MemberVisitor {
    type Value = Member<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Member(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Member(Cow::Owned(name.to_owned())))
    }
}

/// What the members about the last disconnection say.
#[derive(Default)]
struct LastDisconnect {
    code: Option<u16>,
    at: Option<f64>,
    /// An object, or a text that holds one
    details: Value,
}

impl LastDisconnect {
    fn read(self) -> Option<Disconnect> {
        let code = self.code.or_else(|| {
            let held = self.details.as_str().and_then(|text| serde_json::from_str(text).ok());
            let details = held.unwrap_or(self.details);
            let status = details.pointer("/error/output/statusCode")?.as_u64()?;
            u16::try_from(status).ok()
        })?;
        Some(Disconnect { code, at: self.at })
    }
}

/// A text, or a number as text; nothing for any other value and for a text that is far too long.
struct Text(Option<String>);

impl Text {
    fn or_empty(self) -> String {
        self.0.unwrap_or_default()
    }

    fn filled(self) -> Option<String> {
        self.0.filter(|text| !text.is_empty())
    }

    fn time(self) -> Option<f64> {
        timestamp::milliseconds(&self.0?)
    }

    fn number(self) -> Option<u16> {
        self.0?.parse().ok()
    }
}

/// Implements `Deserialize` by a visitor of the same type.
macro_rules! by_visitor {
    ($type:ident, $visitor:ident, $expected:literal, { $($visit:tt)* }) => {
        struct $visitor;

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any($visitor)
            }
        }

        impl<'de> Visitor<'de> for $visitor {
            type Value = $type;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($expected)
            }

            $($visit)*
        }
    };
}

fn skip_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<(), A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

fn skip_seq<'de, A: SeqAccess<'de>>(mut items: A) -> Result<(), A::Error> {
    while items.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

by_visitor!(Text, TextVisitor, "a text", {
    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(Text((text.len() <= LONGEST).then(|| text.to_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Text, E> {
        Ok(Text(Some(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Text, E> {
        Ok(Text(Some(number.to_string())))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_unit<E>(self) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Text, A::Error> {
        skip_map(map)?;
        Ok(Text(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Text, A::Error> {
        skip_seq(items)?;
        Ok(Text(None))
    }
});

/// `integration`: the engine's name, or an object with it and with the number of the Business engine.
#[derive(Default)]
struct Channel {
    engine: Engine,
    number: Option<String>,
}

by_visitor!(Channel, ChannelVisitor, "an engine", {
    no_row!(visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64));

    fn visit_str<E>(self, name: &str) -> Result<Channel, E> {
        Ok(Channel { engine: Engine::of(name), number: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Channel, A::Error> {
        let mut channel = Channel::default();
        while let Some(Member(name)) = map.next_key()? {
            let value = map.next_value::<Text>()?;
            match &*name {
                "integration" => channel.engine = Engine::of(&value.or_empty()),
                "number" => channel.number = value.filled(),
                _ => {}
            }
        }
        Ok(channel)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Channel, A::Error> {
        skip_seq(items)?;
        Ok(Channel::default())
    }
});

/// Whether the object of a group says that it is switched on.
#[derive(Default)]
struct Switch(bool);

by_visitor!(Switch, SwitchVisitor, "a group", {
    no_row!(visit_i64(i64), visit_u64(u64), visit_f64(f64), visit_str(&str), visit_bool(bool));

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Switch, A::Error> {
        let mut is_on = false;
        while let Some(Member(name)) = map.next_key()? {
            if name == "enabled" {
                is_on = map.next_value::<Value>()? == Value::Bool(true);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Switch(is_on))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Switch, A::Error> {
        skip_seq(items)?;
        Ok(Switch(false))
    }
});

/// How many messages, contacts and chats are stored.
#[derive(Default)]
struct Count(Option<Counts>);

by_visitor!(Count, CountVisitor, "counts", {
    no_row!(visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64), visit_str(&str));

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Count, A::Error> {
        let mut counts = Counts::default();
        while let Some(Member(name)) = map.next_key()? {
            let value = map.next_value::<Text>()?.0.and_then(|text| text.parse().ok());
            let count = match &*name {
                "Message" => &mut counts.messages,
                "Contact" => &mut counts.contacts,
                "Chat" => &mut counts.chats,
                _ => continue,
            };
            *count = value.unwrap_or_default();
        }
        Ok(Count(Some(counts)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Count, A::Error> {
        skip_seq(items)?;
        Ok(Count(None))
    }
});
