//! Walks the bodies of one creation and sorts their values: into drafts, or out with a reason.

use crate::domain::import::creation::names::{self, NameMeaning};
use crate::domain::import::creation::placeholder::{Filler, has_sample, is_sample_number};
use crate::domain::import::creation::product::Product;
use crate::domain::import::creation::value::{self, ReadValue, ValueFault};
use crate::domain::import::report::LeftOutReason;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::{Draft, Kind};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Carrier;
use readers::literal::node::{Node, NodeMember};

/// As many values as a report tells of; bodies of these servers have fifty.
const MOST_ENTRIES: usize = 2_000;

/// A value that was taken, its place still in bytes.
#[derive(Clone, Debug)]
pub struct Taken {
    pub field: Field,
    pub path: String,
    pub at: usize,
    /// The call that the text gives it in; `None` where a server tells it
    pub carrier: Option<Carrier>,
    pub respelled: Vec<(String, &'static str)>,
}

/// A value that was not.
#[derive(Clone, Debug)]
pub struct Left {
    pub path: String,
    pub at: usize,
    pub reason: LeftOutReason,
    /// The field that it would have gone to
    pub field: Option<Field>,
    pub suggestion: Option<(Field, Draft)>,
}

/// What was read of one creation.
#[derive(Debug, Default)]
pub struct Reading {
    pub drafts: Drafts,
    pub taken: Vec<Taken>,
    pub left: Vec<Left>,
    /// The groups that are switched on or off in words
    pub switches: Vec<(Section, bool)>,
    pub product: Option<Product>,
    /// Numbers of an example are no values either
    has_samples: bool,
}

/// Where a member stands.
#[derive(Clone, Debug)]
pub(super) struct Spot<'a> {
    /// The call that carries it; `None` where the names are not those of a request
    pub(super) carrier: Option<Carrier>,
    /// A server tells it: what no field stands for is no loss
    pub(super) is_told: bool,
    pub(super) section: Option<Section>,
    pub(super) path: &'a str,
}

impl Reading {
    #[must_use]
    pub fn new(product: Option<Product>) -> Self {
        Self { product, ..Self::default() }
    }

    /// Reads the body of a creation.
    pub fn creation(&mut self, body: &Node) {
        self.body(body, Some(Carrier::Create));
    }

    /// Reads the form of a program that makes the body itself, and has names of its own.
    pub fn form(&mut self, values: &Node) {
        self.body(values, None);
    }

    fn body(&mut self, body: &Node, carrier: Option<Carrier>) {
        self.has_samples |= has_sample(body, 0);
        let spot = Spot { carrier, is_told: false, section: None, path: "" };
        self.members(body.members(), &spot);
    }

    /// Reads the body of a call that sets a section.
    pub fn section(&mut self, body: &Node, carrier: Carrier) {
        self.has_samples |= has_sample(body, 0);
        let (Carrier::Set(section) | Carrier::CreateRow(section)) = carrier else {
            return self.creation(body);
        };
        let is_row_again = matches!(carrier, Carrier::CreateRow(_))
            && self.taken.iter().any(|taken| taken.carrier == Some(carrier));
        if is_row_again {
            self.leave(section.id().to_owned(), body.at, LeftOutReason::SecondRow, None);
            return;
        }
        if section.is_group() && body.get("enabled").is_none() {
            self.switches.push((section, true));
        }
        let spot =
            Spot { carrier: Some(carrier), is_told: false, section: Some(section), path: "" };
        self.members(body.members(), &spot);
    }

    /// Reads what a server tells of a section.
    pub fn told(&mut self, section: Section, values: &Node, path: &str) {
        let spot = Spot { carrier: None, is_told: true, section: Some(section), path };
        self.members(values.members(), &spot);
    }

    pub fn leave(&mut self, path: String, at: usize, reason: LeftOutReason, field: Option<Field>) {
        if self.left.len() < MOST_ENTRIES {
            self.left.push(Left { path, at, reason, field, suggestion: None });
        }
    }

    fn suggest(&mut self, path: String, at: usize, reason: LeftOutReason, to: (Field, Draft)) {
        if self.left.len() < MOST_ENTRIES {
            let field = Some(to.0);
            self.left.push(Left { path, at, reason, field, suggestion: Some(to) });
        }
    }

    pub(super) fn members(&mut self, members: &[NodeMember], spot: &Spot<'_>) {
        for member in members.iter().take(MOST_ENTRIES) {
            self.member(member, spot);
        }
    }

    pub(super) fn member(&mut self, member: &NodeMember, spot: &Spot<'_>) {
        let key = member.key.as_str();
        let shown: String = key.chars().take(80).collect();
        let path = if spot.path.is_empty() { shown } else { format!("{}.{shown}", spot.path) };
        let is_object = member.value.is_object();
        if key == "migration" && spot.section.is_none() {
            return self.leave(path, member.at, LeftOutReason::SessionSecrets, None);
        }
        if let Some(product) = self.product {
            let usual = product.usual_name(key).filter(|_| spot.section.is_none());
            if let Some(NameMeaning::Field(field)) =
                usual.and_then(|name| names::at_root(name, false))
            {
                return self.value(field, member, path, spot);
            }
            if product.is_wrapping(key) && is_object {
                let inner = Spot { path: &path, ..spot.clone() };
                return self.members(member.value.members(), &inner);
            }
            if product == Product::Waha && self.waha(member, &path, spot) {
                return;
            }
        }
        let meaning = match spot.section {
            None => names::at_root(key, is_object),
            Some(section) => names::inside(section, key, is_object),
        };
        match meaning {
            Some(NameMeaning::Field(field)) => self.value(field, member, path, spot),
            Some(NameMeaning::Switch(section)) => self.switch(section, member, path),
            Some(NameMeaning::Container(section)) => {
                let inner = Spot { section: Some(section), path: &path, ..spot.clone() };
                self.members(member.value.members(), &inner);
            }
            None => self.unknown(member, path, spot),
        }
    }

    fn switch(&mut self, section: Section, member: &NodeMember, path: String) {
        match value::flag(&member.value) {
            Some(is_on) => self.switches.push((section, is_on)),
            None if member.value.is_null() => {}
            None => {
                let reason = reason_of(&member.value).unwrap_or(LeftOutReason::WrongValue);
                self.leave(path, member.at, reason, None);
            }
        }
    }

    pub(super) fn value(
        &mut self,
        field: Field,
        member: &NodeMember,
        path: String,
        spot: &Spot<'_>,
    ) {
        // 1.x has the address of a webhook where 2.x has the object around it.
        let is_misplaced = member.value.is_object() && field.spec().kind != Kind::Headers;
        if is_misplaced {
            return self.leave(path, member.at, LeftOutReason::WrongValue, Some(field));
        }
        let Some(read) = value::read(field, &member.value) else { return };
        if self.has_samples && is_sample_number(&member.value) {
            let sample = LeftOutReason::Sample("123".to_owned());
            return self.leave(path, member.value.at, sample, Some(field));
        }
        self.take(field, read, member, path, spot);
    }

    pub(super) fn take(
        &mut self,
        field: Field,
        read: ReadValue,
        member: &NodeMember,
        path: String,
        spot: &Spot<'_>,
    ) {
        let ReadValue { draft, left, respelled } = read;
        for (step, at, fault) in left {
            self.leave(format!("{path}{step}"), at, reason(fault), Some(field));
        }
        let Some(draft) = draft else { return };
        let before = self.taken.iter().position(|taken| taken.field == field);
        if let Some(before) = before {
            let is_same = *self.drafts.get(field) == draft;
            let is_alias = names::plain(&member.key) == "name" && field == Field::InstanceName;
            let was_alias = names::plain(&self.taken[before].path) == "name";
            if is_alias && !is_same {
                return self.suggest(path, member.at, LeftOutReason::Conflict, (field, draft));
            }
            if is_alias {
                return self.leave(path, member.at, LeftOutReason::Superfluous, Some(field));
            }
            let old = self.taken.remove(before);
            let reason = match (was_alias, is_same) {
                (_, true) => LeftOutReason::Superfluous,
                (true, false) => LeftOutReason::Conflict,
                (false, false) => LeftOutReason::Replaced,
            };
            let kept = self.drafts.get(field).clone();
            if reason == LeftOutReason::Conflict {
                self.suggest(old.path, old.at, reason, (field, kept));
            } else if !is_same || was_alias {
                self.leave(old.path, old.at, reason, Some(field));
            }
        }
        self.drafts.set(field, draft);
        if self.taken.len() < MOST_ENTRIES {
            self.taken.push(Taken { field, path, at: member.at, carrier: spot.carrier, respelled });
        }
    }

    fn unknown(&mut self, member: &NodeMember, path: String, spot: &Spot<'_>) {
        let key = member.key.as_str();
        if spot.is_told {
            // What a server tells of an instance is more than what can be asked for.
            if !member.value.is_nothing() && is_secret_of_existing(key) {
                self.leave(path, member.at, LeftOutReason::OfExisting, None);
            }
            return;
        }
        if spot.section.is_none() && names::plain(key) == "name" {
            return self.value(Field::InstanceName, member, path, spot);
        }
        if let Some(product) = self.product.filter(|product| product.owns(key)) {
            return self.leave(path, member.at, LeftOutReason::OtherProduct(product), None);
        }
        if spot.section.is_none() && names::plain(key) == "apikey" && !member.value.is_nothing() {
            // Some guides send the instance's token by this name.
            let draft = member.value.text().map(Draft::text);
            let reason = reason_of(&member.value).unwrap_or(LeftOutReason::Unknown);
            return match draft.filter(|_| reason == LeftOutReason::Unknown) {
                Some(draft) => self.suggest(path, member.at, reason, (Field::Token, draft)),
                None => self.leave(path, member.at, reason, None),
            };
        }
        let near = names::nearest(key, spot.section).and_then(|field| {
            let draft = value::read(field, &member.value)?.draft?;
            Some((field, draft))
        });
        match near {
            Some(near) => self.suggest(path, member.at, LeftOutReason::Unknown, near),
            None => self.leave(path, member.at, LeftOutReason::Unknown, None),
        }
    }
}

/// Why a value that has no field cannot be one.
pub(super) fn reason_of(node: &Node) -> Option<LeftOutReason> {
    let filler = crate::domain::import::creation::placeholder::of_node(node)?;
    Some(reason(ValueFault::Filler(filler)))
}

fn reason(fault: ValueFault) -> LeftOutReason {
    match fault {
        ValueFault::Filler(Filler::Variable(name)) => LeftOutReason::Placeholder(name),
        ValueFault::Filler(Filler::Sample(text)) => LeftOutReason::Sample(text),
        ValueFault::UnknownEvent(name) => LeftOutReason::UnknownEvent(name),
        ValueFault::Rounded => LeftOutReason::Rounded,
        ValueFault::Wrong => LeftOutReason::WrongValue,
    }
}

/// The keys and codes that a server tells of an instance.
fn is_secret_of_existing(key: &str) -> bool {
    matches!(key, "hash" | "apikey" | "token" | "qrcode" | "accessTokenWaBusiness")
}
