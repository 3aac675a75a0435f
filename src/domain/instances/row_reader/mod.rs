//! Reads rows while they are parsed. A list can have ten thousand of them, and a tree of all their
//! members would take ten times the memory. A member that is missing or has another type than expected
//! leaves its value out and never the row.

mod values;

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::domain::http::secret::Secret;
use crate::domain::instances::disconnect::Disconnect;
use crate::domain::instances::phone_number::of_jid;
use crate::domain::instances::row::InstanceRow;
use crate::domain::instances::row_reader::values::{
    Channel, Count, Member, Switch, Text, Time, empty_for,
};
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::section::Section;

/// The members of a row that hold groups, in one dialect.
#[derive(Clone, Debug)]
pub(in crate::domain::instances) struct GroupMembers(Vec<(&'static str, Section)>);

impl GroupMembers {
    pub(in crate::domain::instances) fn of(dialect: Dialect) -> Self {
        let member = |section: Section| Some((section.listed_as(dialect)?, section));
        Self(Section::ALL.iter().copied().filter_map(member).collect())
    }

    fn section(&self, member: &str) -> Option<Section> {
        self.0.iter().find(|(name, _)| *name == member).map(|(_, section)| *section)
    }
}

/// What was read of a list: the rows, and how many there are that name no instance.
#[derive(Debug, Default)]
pub(in crate::domain::instances) struct ReadRows {
    pub(in crate::domain::instances) rows: Vec<InstanceRow>,
    pub(in crate::domain::instances) unreadable: usize,
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
pub(in crate::domain::instances) struct ListSeed<'a>(
    pub(in crate::domain::instances) &'a GroupMembers,
);

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

impl<'de> Visitor<'de> for RowSeed<'_> {
    type Value = InstanceRow;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an instance")
    }

    empty_for!(visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64), visit_str(&str));

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
                "createdAt" => row.created_at = map.next_value::<Time>()?.0,
                "updatedAt" => row.updated_at = map.next_value::<Time>()?.0,
                "disconnectionReasonCode" => last.code = map.next_value::<Text>()?.number(),
                "disconnectionObject" => last.details = map.next_value()?,
                "disconnectionAt" => last.at = map.next_value::<Time>()?.0,
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
