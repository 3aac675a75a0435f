//! The rows that are to become instances, in the order in which they came.

use std::ops::Range;

use crate::domain::creation::asked;
use crate::domain::import::Import;
use crate::domain::import::report::LeftOutReason;
use crate::domain::import::source::MOST_ENTRIES;
use crate::domain::import::source::kind::SourceKind;
use crate::domain::many::row::ManyRow;
use crate::domain::many::run::row::RowWork;
use crate::domain::many::unkept::{BLOCK, UnkeptBlocks, blocks};
use crate::domain::presets::variables::{filled_in, used_in};
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    rows: Vec<ManyRow>,
    /// Rows whose instance is there change it; otherwise their names are taken
    pub changes_existing: bool,
    /// Heads of columns that no field has
    pub unknown: Vec<String>,
    /// Values of requests that were not taken and stand in no column
    pub left_out: usize,
    /// Rows of tables that name no instance
    pub nameless: usize,
    /// Rows for which there was no room
    pub too_many: usize,
    last_id: u32,
    /// The rows that are still to be written down, by their ids: these stay where a row is removed
    pub unkept: UnkeptBlocks,
}

/// What the rows have in common: it stays as it was when their run began.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunCommon {
    pub drafts: Drafts,
    /// Secrets of the form that are not known any more: a reload or the lock has forgotten them
    pub forgotten: Vec<Field>,
}

impl RunCommon {
    /// The secrets that a row needs again: its own, and where it creates, those of the form that it has no
    /// value for.
    #[must_use]
    pub fn missing(&self, row: &ManyRow, work: RowWork) -> Vec<Field> {
        if work == RowWork::Change {
            return row.forgotten.clone();
        }
        let of_form = self.forgotten.iter().filter(|field| row.get(**field).is_none());
        let mut missing = row.forgotten.clone();
        missing.extend(of_form.filter(|field| !row.forgotten.contains(field)));
        missing
    }

    /// The secrets leave the memory.
    pub fn forget_secrets(&mut self) {
        self.forgotten.extend(asked::secrets(&self.drafts));
        self.drafts.forget_secrets();
    }
}

impl From<Drafts> for RunCommon {
    fn from(drafts: Drafts) -> Self {
        Self { drafts, forgotten: Vec::new() }
    }
}

/// Whether a field is the same for all rows: nobody scans the QR codes of a run.
#[must_use]
pub fn is_for_all(field: Field) -> bool {
    field == Field::Qrcode
}

/// What all rows have of the form: everything but what tells one instance from another.
#[must_use]
pub fn common_of(form: &Drafts) -> Drafts {
    let mut common = form.clone();
    for field in [Field::InstanceName, Field::Token, Field::Number] {
        common.set(field, Draft::NotSent);
    }
    common.fresh_token.clear();
    common
}

/// The fields that all rows get from the form.
#[must_use]
pub fn common_fields(common: &Drafts, api: Api) -> Vec<Field> {
    common.active(api).filter(|field| common.get(*field).is_sent() && !is_for_all(*field)).collect()
}

/// Ids begin with one.
const fn place_of(id: u32) -> usize {
    id.saturating_sub(1) as usize
}

impl Batch {
    #[must_use]
    pub fn rows(&self) -> &[ManyRow] {
        &self.rows
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The place of a row: ids rise with the places.
    #[must_use]
    pub fn place(&self, id: u32) -> Option<usize> {
        self.rows.binary_search_by_key(&id, |row| row.id).ok()
    }

    #[must_use]
    pub fn row(&self, id: u32) -> Option<&ManyRow> {
        self.rows.get(self.place(id)?)
    }

    /// Changes a row; its place, if it is there.
    pub fn change(&mut self, id: u32, change: impl FnOnce(&mut ManyRow)) -> Option<usize> {
        let place = self.place(id)?;
        change(&mut self.rows[place]);
        self.unkept.add_place(place_of(id));
        Some(place)
    }

    /// Adds a row with an id of its own, and says which. There is an end: then there is none.
    pub fn add(&mut self, mut row: ManyRow) -> Option<u32> {
        if self.rows.len() >= MOST_ENTRIES {
            self.too_many += 1;
            return None;
        }
        self.last_id += 1;
        row.id = self.last_id;
        self.rows.push(row);
        self.unkept.add_place(place_of(self.last_id));
        Some(self.last_id)
    }

    /// Adds a row that was kept under its id. Rows come in the order of their ids.
    pub fn add_kept(&mut self, row: ManyRow) {
        if row.id > self.last_id {
            self.last_id = row.id;
            self.rows.push(row);
        }
    }

    pub fn remove(&mut self, id: u32) {
        self.rows.retain(|row| row.id != id);
        self.unkept.add_place(place_of(id));
    }

    /// The rows of a block that is written down.
    #[must_use]
    pub fn block(&self, block: usize) -> &[ManyRow] {
        let start = |block: usize| {
            self.rows.partition_point(|row| place_of(row.id) < block.saturating_mul(BLOCK))
        };
        &self.rows[start(block)..start(block + 1)]
    }

    /// How many blocks there are.
    #[must_use]
    pub fn block_count(&self) -> usize {
        blocks(self.last_id as usize).len()
    }

    /// Adds these instances of a paste; what is to be said of the paste as a whole comes with its last ones.
    /// `may_have` tells which fields rows may have.
    pub fn add_import(
        &mut self,
        import: &Import,
        places: Range<usize>,
        target: Api,
        may_have: impl Fn(Field) -> bool,
    ) {
        let is_table = import.kind == SourceKind::Table;
        let is_last = places.end >= import.creations.len();
        for creation in import.creations.get(places).unwrap_or_default() {
            let outcome = creation.outcome(creation.dialect, target);
            let mut row = ManyRow::of_import(&outcome);
            self.left_out += row.keep_only(&may_have);
            for left in &outcome.left_out {
                let is_cell =
                    row.refused.iter().any(|refused| left.path.starts_with(refused.field.id()));
                if is_table && left.reason == LeftOutReason::Unknown {
                    if !self.unknown.contains(&left.path) {
                        self.unknown.push(left.path.clone());
                    }
                } else if !is_cell {
                    self.left_out += 1;
                }
            }
            self.add(row);
        }
        if is_last {
            *(if is_table { &mut self.too_many } else { &mut self.left_out }) += import.left_out;
            self.nameless += if is_table { import.skipped } else { 0 };
        }
    }

    /// The fields of the columns: the name, whatever any row says, and what has to be typed again.
    #[must_use]
    pub fn columns(&self, forgotten: &[Field]) -> Vec<Field> {
        let mut has = [false; Field::COUNT];
        for field in self.rows.iter().flat_map(ManyRow::fields).chain(forgotten.iter().copied()) {
            has[field.place()] = true;
        }
        has[Field::InstanceName.place()] = true;
        let is_column = |field: &Field| has[field.place()] && !is_for_all(*field);
        Field::ALL.iter().copied().filter(is_column).collect()
    }

    /// What is sent for a row, apart from its fresh token. Variables in its values, and in those of all rows,
    /// stand for its own name, number and count. Its name is as it was given.
    #[must_use]
    pub fn drafts(&self, row: &ManyRow, common: &Drafts, api: Api) -> Drafts {
        let mut drafts = row.over(common.clone());
        if used_in(&drafts).is_any() {
            let name = drafts.get(Field::InstanceName).clone();
            drafts.set(Field::InstanceName, Draft::NotSent);
            drafts = filled_in(&drafts, &row.variables(drafts.get(Field::Number)));
            drafts.set(Field::InstanceName, name);
        }
        let has_qr = Field::Qrcode.spec().wire(api).is_some();
        drafts.set(Field::Qrcode, if has_qr { Draft::Flag(false) } else { Draft::NotSent });
        drafts
    }

    /// What a row that changes its instance says: its own values alone, since what is the same for all
    /// rows is about new instances.
    #[must_use]
    pub fn own_drafts(&self, row: &ManyRow, api: Api) -> Drafts {
        self.drafts(row, &Drafts::default(), api)
    }

    pub fn forget_secrets(&mut self) {
        self.rows.iter_mut().for_each(ManyRow::forget_secrets);
        self.unkept = UnkeptBlocks::all(self.last_id as usize);
    }
}
