//! The dry check: what is wrong with the rows, before anything of them is sent. It takes time that grows
//! with the number of rows and no faster, and can be done in parts.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::domain::http::secret::Secret;
use crate::domain::import::report::LeftOutReason;
use crate::domain::many::batch::{Batch, RunCommon};
use crate::domain::schema::api::Api;
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

/// What the server's list told.
#[derive(Clone, Debug, Default)]
pub struct ServerList {
    names: HashSet<String>,
    tokens: HashSet<String>,
}

impl ServerList {
    /// Names are compared without the spaces around them, and letter by letter: these servers tell small
    /// letters from capitals.
    #[must_use]
    pub fn new<'a>(rows: impl IntoIterator<Item = (&'a str, Option<&'a Secret>)>) -> Self {
        let mut list = Self::default();
        for (name, token) in rows {
            list.names.insert(name.trim().to_owned());
            list.tokens.extend(token.map(|token| token.reveal().to_owned()));
        }
        list
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct RowCheck {
    /// What is wrong with the row alone
    own: Vec<RowProblem>,
    /// What is wrong with it next to others
    among: Vec<RowProblem>,
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
}

impl DryCheck {
    /// Of a batch with so many rows, none of which was looked at.
    #[must_use]
    pub fn of_len(count: usize) -> Self {
        Self { rows: vec![RowCheck::default(); count] }
    }

    /// Everything at once.
    #[must_use]
    pub fn whole(batch: &Batch, common: &RunCommon, api: Api, list: &ServerList) -> Self {
        let mut check = Self::of_len(batch.rows().len());
        check.look_at(batch, common, api, 0..batch.rows().len());
        check.compare(batch, list, |_| false);
        check
    }

    /// Looks at these rows one by one.
    pub fn look_at(&mut self, batch: &Batch, common: &RunCommon, api: Api, places: Range<usize>) {
        for place in places {
            let (Some(row), Some(check)) = (batch.rows().get(place), self.rows.get_mut(place))
            else {
                continue;
            };
            let drafts = batch.drafts(row, &common.drafts, api);
            let context = ValidationContext::default();
            let by_form = validate::problems(&drafts, api, &context).into_iter();
            check.own = by_form
                .filter(|problem| !row.refused.iter().any(|refused| refused.field == problem.field))
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
            let missing = common.missing(row).into_iter();
            check.own.extend(missing.map(|field| RowProblem { field, fault: RowFault::Forgotten }));
        }
    }

    /// Compares names and tokens with each other and with the server's list. A row that is done is in the
    /// list by now, and is not sent again.
    pub fn compare(&mut self, batch: &Batch, list: &ServerList, is_done: impl Fn(u32) -> bool) {
        self.rows.resize_with(batch.rows().len(), RowCheck::default);
        let mut names: HashMap<&str, u32> = HashMap::with_capacity(batch.rows().len());
        let mut tokens: HashMap<Cow<'_, str>, u32> = HashMap::new();
        for (place, row) in batch.rows().iter().enumerate() {
            let among = &mut self.rows[place].among;
            among.clear();
            let mut say = |field: Field, fault: RowFault| among.push(RowProblem { field, fault });
            let is_done = is_done(row.id);
            let name = row.name();
            if !name.is_empty() {
                let first = *names.entry(name).or_insert(row.id);
                if is_done {
                } else if first != row.id {
                    say(Field::InstanceName, RowFault::NameTwice(first));
                } else if list.names.contains(name) {
                    say(Field::InstanceName, RowFault::Form(Fault::NameTaken));
                }
            }
            let token = row.token();
            if !token.is_empty() {
                let is_taken = list.tokens.contains(&*token);
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
            } else if self.problems(place).next().is_some() {
                counts.with_warning += 1;
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
