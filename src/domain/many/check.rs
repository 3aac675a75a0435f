//! The dry check: what is wrong with the rows, before anything of them is sent. It takes time that grows
//! with the number of rows and no faster, and can be done in parts.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::domain::import::report::LeftOutReason;
use crate::domain::many::batch::{Batch, RunCommon};
use crate::domain::many::existing::{ExistingGroups, RowPlan};
use crate::domain::many::row::ManyRow;
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::row::RowWork;
use crate::domain::many::server_list::ServerList;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::validate::{self, Fault, ValidationContext};

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq)]
pub enum RowFault {
    /// What the form itself says
    Form(Fault),
    /// The field cannot take what was given
    Refused { reason: LeftOutReason, is_warning: bool },
    /// The row with this number has the same name
    NameTwice(u32),
    /// The row with this number has the same token
    TokenTwice(u32),
    /// An instance of the server has the token
    TokenTaken,
    /// The server has no such field
    NoSuchField,
    /// A secret that was not kept over a reload
    Forgotten,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RowProblem {
    pub field: Field,
    pub fault: RowFault,
}

impl RowProblem {
    /// A warning does not keep the row from being sent.
    #[must_use]
    pub const fn is_warning(&self) -> bool {
        match &self.fault {
            RowFault::Form(fault) => fault.is_warning(),
            RowFault::Refused { is_warning, .. } => *is_warning,
            RowFault::NoSuchField => true,
            RowFault::NameTwice(_)
            | RowFault::TokenTwice(_)
            | RowFault::TokenTaken
            | RowFault::Forgotten => false,
        }
    }
}

/// What rows are checked with.
#[derive(Clone, Copy, Debug)]
pub struct CheckContext<'a> {
    pub batch: &'a Batch,
    pub common: &'a RunCommon,
    pub api: Api,
    pub list: &'a ServerList,
    pub existing: &'a ExistingGroups,
    /// Where one has begun, it is settled what its rows do
    pub run: Option<&'a ManyRun>,
}

impl CheckContext<'_> {
    /// What the row does, or would do.
    fn work(&self, row: &ManyRow) -> RowWork {
        let is_listed = || self.list.get(row.name()).is_some();
        match self.run.and_then(|run| run.row(row.id)) {
            Some(row) => row.work,
            None if self.batch.changes_existing && is_listed() => RowWork::Change,
            None => RowWork::Create,
        }
    }

    fn plan(&self, row: &ManyRow, work: RowWork, drafts: &Drafts) -> RowPlan {
        match (work, self.list.get(row.name())) {
            (RowWork::Change, Some(listed)) => self.existing.plan(row, drafts, listed, self.api),
            _ => RowPlan::Create,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct RowCheck {
    /// What is wrong with the row alone
    own: Vec<RowProblem>,
    /// What is wrong with it next to others
    among: Vec<RowProblem>,
    plan: RowPlan,
}

/// The problems of all rows, place by place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DryCheck {
    rows: Vec<RowCheck>,
}

/// How many rows are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckCounts {
    pub wrong: usize,
    pub with_warning: usize,
    /// Of those that can be sent: instances that are new
    pub to_create: usize,
    /// Instances that are there and get changed
    pub to_change: usize,
    /// Instances that are there and have everything
    pub same: usize,
    /// Instances that are there and lack what nothing can change
    pub stuck: usize,
    /// Instances that are there and could not be read
    pub unreadable: usize,
    /// Instances that are there and were not compared yet
    pub unread: usize,
}

impl DryCheck {
    /// Of a batch with so many rows, none of which was looked at.
    #[must_use]
    pub fn of_len(count: usize) -> Self {
        Self { rows: vec![RowCheck::default(); count] }
    }

    /// Everything at once.
    #[must_use]
    pub fn whole(context: &CheckContext<'_>) -> Self {
        let count = context.batch.rows().len();
        let mut check = Self::of_len(count);
        check.look_at(context, 0..count);
        check.compare(context, |_| false);
        check
    }

    /// Looks at these rows one by one.
    pub fn look_at(&mut self, context: &CheckContext<'_>, places: Range<usize>) {
        let CheckContext { batch, common, api, .. } = *context;
        for place in places {
            let (Some(row), Some(check)) = (batch.rows().get(place), self.rows.get_mut(place))
            else {
                continue;
            };
            let work = context.work(row);
            let drafts = match work {
                RowWork::Create => batch.drafts(row, &common.drafts, api),
                RowWork::Change => batch.own_drafts(row, api),
            };
            check.plan = context.plan(row, work, &drafts);
            let is_refused =
                |field: Field| row.refused.iter().any(|refused| refused.field == field);
            let by_form = validate::problems(&drafts, api, &ValidationContext::default());
            check.own = by_form
                .into_iter()
                // What the row does not have, its instance may have.
                .filter(|problem| !(work == RowWork::Change && problem.fault.is_missing()))
                .filter(|problem| !is_refused(problem.field))
                .map(|problem| RowProblem {
                    field: problem.field,
                    fault: RowFault::Form(problem.fault),
                })
                .collect();
            check.own.extend(row.refused.iter().map(|refused| RowProblem {
                field: refused.field,
                fault: RowFault::Refused {
                    reason: refused.reason.clone(),
                    is_warning: refused.is_warning(),
                },
            }));
            let other = row.fields().filter(|field| field.spec().wire(api).is_none());
            check.own.extend(other.map(|field| RowProblem { field, fault: RowFault::NoSuchField }));
            let missing = common.missing(row, work).into_iter();
            check.own.extend(missing.map(|field| RowProblem { field, fault: RowFault::Forgotten }));
        }
    }

    /// Compares names and tokens with each other and with the server's list. A row that is done is in the
    /// list by now, and is not sent again.
    pub fn compare(&mut self, context: &CheckContext<'_>, is_done: impl Fn(u32) -> bool) {
        let CheckContext { batch, list, .. } = *context;
        self.rows.resize_with(batch.rows().len(), RowCheck::default);
        let mut names: HashMap<&str, u32> = HashMap::with_capacity(batch.rows().len());
        let mut tokens: HashMap<Cow<'_, str>, u32> = HashMap::new();
        for (place, row) in batch.rows().iter().enumerate() {
            let among = &mut self.rows[place].among;
            among.clear();
            let mut say = |field: Field, fault: RowFault| among.push(RowProblem { field, fault });
            let is_done = is_done(row.id);
            // Its own instance may have its name and its token.
            let is_changed = context.work(row) == RowWork::Change;
            let name = row.name();
            if !name.is_empty() {
                let first = *names.entry(name).or_insert(row.id);
                if is_done {
                } else if first != row.id {
                    say(Field::InstanceName, RowFault::NameTwice(first));
                } else if !is_changed && list.get(name).is_some() {
                    say(Field::InstanceName, RowFault::Form(Fault::NameTaken));
                }
            }
            let token = row.token();
            if !token.is_empty() {
                let is_taken = !is_changed && list.has_token(&token);
                let first = *tokens.entry(token).or_insert(row.id);
                if is_done {
                } else if first != row.id {
                    say(Field::Token, RowFault::TokenTwice(first));
                } else if is_taken {
                    say(Field::Token, RowFault::TokenTaken);
                }
            }
        }
    }

    /// The problems of the row at this place.
    pub fn problems(&self, place: usize) -> impl Iterator<Item = &RowProblem> {
        let row = self.rows.get(place);
        row.into_iter().flat_map(|row| row.own.iter().chain(&row.among))
    }

    /// What is to be done with the row at this place.
    #[must_use]
    pub fn plan(&self, place: usize) -> &RowPlan {
        self.rows.get(place).map_or(&RowPlan::Create, |row| &row.plan)
    }

    /// Whether the row at this place cannot be sent.
    #[must_use]
    pub fn is_wrong(&self, place: usize) -> bool {
        self.problems(place).any(|problem| !problem.is_warning())
    }

    #[must_use]
    pub fn counts(&self) -> CheckCounts {
        let mut counts = CheckCounts::default();
        for place in 0..self.rows.len() {
            if self.is_wrong(place) {
                counts.wrong += 1;
                continue;
            }
            counts.with_warning += usize::from(self.problems(place).next().is_some());
            match self.plan(place) {
                RowPlan::Create => counts.to_create += 1,
                RowPlan::Unread(_) => counts.unread += 1,
                RowPlan::Compared(it) if !it.changes.is_empty() => counts.to_change += 1,
                RowPlan::Compared(it) if !it.unread.is_empty() => counts.unreadable += 1,
                RowPlan::Compared(it) if it.is_lacking() => counts.stuck += 1,
                RowPlan::Compared(_) => counts.same += 1,
            }
        }
        counts
    }

    /// The row at this place is gone.
    pub fn remove(&mut self, place: usize) {
        if place < self.rows.len() {
            self.rows.remove(place);
        }
    }
}
