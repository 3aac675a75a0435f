//! One row of a batch: the values that its instance has of its own.

use std::borrow::Cow;

use serde_json::Value;

use crate::domain::creation::asked;
use crate::domain::import::creation::outcome::ImportOutcome;
use crate::domain::import::report::{LeftOut, LeftOutReason};
use crate::domain::many::cell;
use crate::domain::presets::variables::{VariableValues, filled};
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::section_set::SectionSet;

/// What was given for a field that the field cannot take.
#[derive(Clone, Debug, PartialEq)]
pub struct RefusedCell {
    pub field: Field,
    /// As it was typed; empty where an import told of it
    pub text: String,
    pub reason: LeftOutReason,
}

impl RefusedCell {
    /// Whether the row cannot be sent without it. Of a list of events the others are there.
    #[must_use]
    pub const fn is_warning(&self) -> bool {
        matches!(self.reason, LeftOutReason::UnknownEvent(_))
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ManyRow {
    /// No other row of the batch has or had it
    pub id: u32,
    values: Vec<(Field, Draft)>,
    groups: SectionSet,
    /// Groups that its instance has not, whatever all rows have
    groups_off: SectionSet,
    pub refused: Vec<RefusedCell>,
    /// Secrets of its request that a reload has forgotten
    pub forgotten: Vec<Field>,
}

impl ManyRow {
    /// A row with a name alone.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let mut row = Self::default();
        row.set(Field::InstanceName, Draft::text(name));
        row
    }

    /// The row of what was read of a paste.
    #[must_use]
    pub fn of_import(outcome: &ImportOutcome) -> Self {
        let mut row = Self::of_drafts(&outcome.drafts);
        row.refused = outcome.left_out.iter().filter_map(refused).collect();
        row.groups_off = outcome.switched_off;
        row
    }

    /// The row of drafts that hold nothing but its own values.
    #[must_use]
    pub fn of_drafts(drafts: &Drafts) -> Self {
        let mut row = Self::default();
        for field in Field::ALL.iter().copied() {
            let draft = drafts.get(field);
            if draft.is_sent() && drafts.is_on(field.spec().section) {
                row.values.push((field, draft.clone()));
            }
        }
        let groups = Section::ALL.iter().copied().filter(|section| section.is_group());
        row.groups = groups.filter(|section| drafts.is_on(*section)).collect();
        row
    }

    /// Its own values as drafts, without those that all rows have.
    #[must_use]
    pub fn own_drafts(&self) -> Drafts {
        self.over(Drafts::default())
    }

    /// Its own values as they are kept over a reload, and the fields whose values are not.
    #[must_use]
    pub fn kept(&self) -> (Value, Vec<Field>) {
        let values = self.values.iter().map(|(field, draft)| (*field, draft));
        let left_out = values.clone().filter(|(field, draft)| asked::is_left_out(*field, draft));
        let forgotten = left_out.map(|(field, _)| field).chain(self.forgotten.iter().copied());
        (asked::write_values(values, self.groups.iter()), forgotten.collect())
    }

    /// Its values on top of those that all rows have.
    #[must_use]
    pub fn over(&self, mut common: Drafts) -> Drafts {
        for (field, draft) in &self.values {
            common.set(*field, draft.clone());
        }
        for section in self.groups.iter() {
            common.switch(section, true);
        }
        for section in self.groups_off.iter() {
            common.switch(section, false);
        }
        common
    }

    #[must_use]
    pub fn get(&self, field: Field) -> Option<&Draft> {
        self.values.iter().find(|(own, _)| *own == field).map(|(_, draft)| draft)
    }

    /// The name as it is sent.
    #[must_use]
    pub fn name(&self) -> &str {
        self.get(Field::InstanceName).map_or("", |draft| draft.as_text().trim())
    }

    /// The groups that its instance is to have switched off.
    #[must_use]
    pub const fn groups_off(&self) -> SectionSet {
        self.groups_off
    }

    /// The same of a row that was kept.
    pub const fn set_groups_off(&mut self, groups: SectionSet) {
        self.groups_off = groups;
    }

    /// What variables in its values stand for; the number may be one that all rows have.
    #[must_use]
    pub fn variables(&self, number: &Draft) -> VariableValues {
        VariableValues {
            name: self.name().to_owned(),
            number: number.as_text().to_owned(),
            count: self.id,
        }
    }

    /// The token as it is sent; empty where it has none of its own.
    #[must_use]
    pub fn token(&self) -> Cow<'_, str> {
        let token = self.get(Field::Token).map(Draft::as_text).unwrap_or_default();
        let number = self.get(Field::Number).unwrap_or(&Draft::NotSent);
        filled(token, &self.variables(number))
    }

    /// Every field that the row says something of.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        let values = self.values.iter().map(|(field, _)| *field);
        let refused = self.refused.iter().map(|refused| refused.field);
        values.chain(refused).chain(self.forgotten.iter().copied())
    }

    /// A value switches its group on; a group without any value of its own is as it is for all rows.
    pub fn set(&mut self, field: Field, draft: Draft) {
        let section = field.spec().section;
        self.values.retain(|(own, _)| *own != field);
        self.refused.retain(|refused| refused.field != field);
        if draft.is_sent() {
            self.forgotten.retain(|own| *own != field);
            self.values.push((field, draft));
            if section.is_group() {
                self.groups.insert(section);
                self.groups_off.remove(section);
            }
        } else if !self.values.iter().any(|(own, _)| own.spec().section == section) {
            self.groups.remove(section);
        }
    }

    /// Takes what was typed into a cell. What the field cannot take stays in sight.
    pub fn type_in(&mut self, field: Field, text: &str) {
        match cell::read(field, text) {
            Ok(draft) => self.set(field, draft),
            Err(reason) => {
                self.set(field, Draft::NotSent);
                self.refused.push(RefusedCell { field, text: text.to_owned(), reason });
            }
        }
    }

    /// What its cell shows.
    #[must_use]
    pub fn cell(&self, field: Field) -> String {
        let refused = self.refused.iter().find(|refused| refused.field == field);
        match (self.get(field), refused) {
            (None, Some(refused)) => refused.text.clone(),
            (draft, _) => draft.map(cell::text).unwrap_or_default(),
        }
    }

    /// Takes out the values of all other fields; how many there were.
    pub fn keep_only(&mut self, may_have: impl Fn(Field) -> bool) -> usize {
        let before = self.values.len();
        self.values.retain(|(field, _)| may_have(*field));
        self.refused.retain(|refused| may_have(refused.field));
        let has_value = |section: &Section| {
            self.values.iter().any(|(field, _)| field.spec().section == *section)
        };
        if self.values.len() < before {
            self.groups = self.groups.iter().filter(has_value).collect();
        }
        let may_be_set = |section: &Section| {
            Field::ALL.iter().any(|field| field.spec().section == *section && may_have(*field))
        };
        self.groups_off = self.groups_off.iter().filter(may_be_set).collect();
        before - self.values.len()
    }

    /// Removes every secret, and says which were there.
    pub fn forget_secrets(&mut self) {
        let is_secret = |(field, _): &(Field, Draft)| field.spec().is_secret();
        let (secret, kept) = std::mem::take(&mut self.values).into_iter().partition(is_secret);
        self.values = kept;
        let secret: Vec<(Field, Draft)> = secret;
        self.refused.retain(|refused| !refused.field.spec().is_secret());
        self.forgotten.extend(secret.into_iter().map(|(field, _)| field));
    }
}

/// A value of the paste that has a field, and that the field cannot take.
fn refused(left: &LeftOut) -> Option<RefusedCell> {
    let is_wrong = matches!(
        left.reason,
        LeftOutReason::Rounded
            | LeftOutReason::WrongValue
            | LeftOutReason::Placeholder(_)
            | LeftOutReason::Sample(_)
            | LeftOutReason::UnknownEvent(_)
    );
    let id = left.path.split(['.', '[']).next().unwrap_or_default();
    let field = Field::with_id(id).filter(|_| is_wrong)?;
    Some(RefusedCell { field, text: String::new(), reason: left.reason.clone() })
}
