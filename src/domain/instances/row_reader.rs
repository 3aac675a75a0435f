//! What the members of a listed row mean. The crate `readers` reads them, compiled for speed.

use std::borrow::Cow;

use readers::rows::{ListedMembers, RowRules};

use crate::domain::creation::timestamp;
use crate::domain::http::secret::Secret;
use crate::domain::instances::disconnect::Disconnect;
use crate::domain::instances::phone_number::of_jid;
use crate::domain::instances::row::{Counts, Engine, InstanceRow};
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::section::Section;
use crate::domain::schema::section_set::SectionSet;

/// Reads the rows of one dialect.
#[derive(Clone, Debug)]
pub(super) struct RowReader {
    /// The members that hold groups
    groups: Vec<&'static str>,
    /// The section of each
    sections: Vec<Section>,
}

/// What was read of a list: the rows, and how many there are that name no instance.
#[derive(Debug, Default)]
pub(super) struct ReadRows {
    pub(super) rows: Vec<InstanceRow>,
    pub(super) unreadable: usize,
}

impl RowReader {
    pub(super) fn of(dialect: Dialect) -> Self {
        let member = |section: Section| Some((section.listed_as(dialect)?, section));
        let (groups, sections) = Section::ALL.iter().copied().filter_map(member).unzip();
        Self { groups, sections }
    }

    /// Reads a list of rows, or one row.
    ///
    /// # Errors
    /// When the text is no whole JSON.
    pub(super) fn read(&self, text: &str) -> Result<ReadRows, serde_json::Error> {
        let mut read = ReadRows::default();
        let is_owner = |text: &str| of_jid(text).is_some();
        let rules = RowRules { groups: &self.groups, is_owner };
        readers::rows::read(text, rules, &mut |members| {
            let row = self.row(members);
            if row.name.is_empty() && row.id.is_empty() {
                read.unreadable += 1;
            } else {
                read.rows.push(row);
            }
        })?;
        Ok(read)
    }

    fn row(&self, members: ListedMembers) -> InstanceRow {
        let time = |text: Option<Cow<str>>| timestamp::milliseconds(&text?);
        let owner = members.owner.as_deref().and_then(of_jid).map(str::to_owned);
        // What 1.x says before it knows one.
        let profile_name = members.profile_name.filter(|name| name != "not loaded");
        let at = time(members.disconnected_at);
        let count = |[messages, contacts, chats]: [u64; 3]| Counts { messages, contacts, chats };
        InstanceRow {
            id: members.id.unwrap_or_default().into_owned(),
            name: members.name.unwrap_or_default().into_owned(),
            state: members.state.map(|state| ConnectionState::of(&state)).unwrap_or_default(),
            number: owner.clone().or_else(|| members.number.map(Cow::into_owned)),
            owner,
            profile_name: profile_name.map(Cow::into_owned),
            engine: members.engine.map(|name| Engine::of(&name)).unwrap_or_default(),
            token: members.token.map(|token| Secret::new(token.into_owned())),
            groups_on: self.sections(members.groups_on),
            counts: members.counts.map(count),
            created_at: time(members.created_at),
            updated_at: time(members.updated_at),
            disconnect: members.code.map(|code| Disconnect { code, at }),
        }
    }

    fn sections(&self, on: u64) -> SectionSet {
        let mut sections = SectionSet::default();
        let is_on = |place: &usize| (on >> place) & 1 == 1;
        let places = (0..self.sections.len()).filter(is_on);
        places.filter_map(|place| self.sections.get(place)).for_each(|one| {
            sections.insert(*one);
        });
        sections
    }
}
