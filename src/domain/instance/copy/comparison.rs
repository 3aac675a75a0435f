//! What differs between two instances, which may be on servers of different versions.

use serde_json::Value;

use crate::domain::instance::change::value;
use crate::domain::instance::copy::InstanceCopy;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::instances::row::Engine;
use crate::domain::schema::api::Api;
use crate::domain::schema::field::Kind;
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back::plain;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::ServerDefault;

/// Two instances next to each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Both engines, where they differ
    pub engines: Option<[Engine; 2]>,
    /// The sections that one of the servers has, in the table's order
    pub sections: Vec<ComparedSection>,
    /// The sections of which a side has rows, such as bots, or may have some: rows are not compared
    pub with_rows: Vec<Section>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ComparedSection {
    pub section: Section,
    pub outcome: SectionComparison,
}

#[derive(Clone, Debug, PartialEq)]
pub enum SectionComparison {
    /// Both were read
    Read {
        /// What differs
        rows: Vec<ComparedRow>,
        /// How many fields are the same and say something
        same: usize,
    },
    /// At least one side has nothing to compare
    Unread([SectionSide; 2]),
}

/// What is known of a section on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionSide {
    Read,
    /// The server's version has no such section
    NoCounterpart,
    /// The server has it switched off
    SwitchedOff,
    /// It could not be read
    Unreadable,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ComparedRow {
    pub subject: ComparedSubject,
    pub sides: [ComparedValue; 2],
}

#[derive(Clone, Debug, PartialEq)]
pub enum ComparedSubject {
    /// Whether the group is on
    Switch,
    Field(Field),
    /// A stored value that no field stands for, by its path
    Unseen(String),
}

#[derive(Clone, Debug, PartialEq)]
pub enum ComparedValue {
    /// The server's version has no such field
    NoCounterpart,
    NotSet,
    Value(Value),
}

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    pub api: Api,
    pub copy: &'a InstanceCopy,
}

impl Comparison {
    #[must_use]
    pub fn of(sides: [Compared<'_>; 2]) -> Self {
        let engines = sides.map(|side| side.copy.row.engine);
        let is_there = |section: &Section| {
            sides.iter().any(|side| section.is_read_by_find() && has_group(side.api, *section))
        };
        let section = |section: Section| ComparedSection {
            section,
            outcome: SectionComparison::of(section, sides),
        };
        Self {
            engines: (engines[0] != engines[1]).then_some(engines),
            sections: Section::ALL.iter().copied().filter(is_there).map(section).collect(),
            with_rows: with_rows(sides),
        }
    }

    /// How much differs.
    #[must_use]
    pub fn differences(&self) -> usize {
        let of_section = |section: &ComparedSection| match &section.outcome {
            SectionComparison::Read { rows, .. } => rows.len(),
            SectionComparison::Unread([one, other]) => usize::from(one != other),
        };
        self.sections.iter().map(of_section).sum::<usize>() + usize::from(self.engines.is_some())
    }

    /// Whether everything that the servers have switched on was compared.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let is_unread = |section: &ComparedSection| matches!(&section.outcome, SectionComparison::Unread(sides) if sides.contains(&SectionSide::Unreadable));
        self.with_rows.is_empty() && !self.sections.iter().any(is_unread)
    }
}

impl SectionComparison {
    fn of(section: Section, sides: [Compared<'_>; 2]) -> Self {
        let readings = sides.map(|side| reading(section, side));
        match readings {
            [Ok(one), Ok(other)] => Self::between(
                section,
                [
                    Stored { api: sides[0].api, group: one },
                    Stored { api: sides[1].api, group: other },
                ],
            ),
            // A group that is off does what a server does that does not have it.
            [Ok(group), Err(SectionSide::NoCounterpart)]
            | [Err(SectionSide::NoCounterpart), Ok(group)]
                if section.is_group() && !group.is_on(section) =>
            {
                Self::Read { rows: Vec::new(), same: 0 }
            }
            readings => {
                Self::Unread(readings.map(|reading| reading.err().unwrap_or(SectionSide::Read)))
            }
        }
    }

    fn between(section: Section, sides: [Stored<'_>; 2]) -> Self {
        let (mut rows, mut same) = (Vec::new(), 0);
        let mut add = |subject: ComparedSubject, values: [ComparedValue; 2], is_same: bool| {
            if !is_same {
                rows.push(ComparedRow { subject, sides: values });
            } else if values.iter().any(|value| matches!(value, ComparedValue::Value(_))) {
                same += 1;
            }
        };
        if section.is_group() {
            let are_on = sides.map(|side| side.group.is_on(section));
            let values = are_on.map(|is_on| ComparedValue::Value(Value::Bool(is_on)));
            add(ComparedSubject::Switch, values, are_on[0] == are_on[1]);
        }
        for field in Field::ALL.iter().filter(|field| field.spec().section == section) {
            let values = sides.map(|side| side.value(*field));
            let are_same = sides[0].effect(*field) == sides[1].effect(*field);
            add(ComparedSubject::Field(*field), values, are_same);
        }
        let unknown = sides.map(|side| side.unknown_events());
        let are_same = unknown[0] == unknown[1];
        add(ComparedSubject::Unseen("events".to_owned()), unknown, are_same);
        let paths = sides.iter().flat_map(|side| side.group.unseen.iter().map(|(path, _)| path));
        let mut paths: Vec<&String> = paths.collect();
        paths.sort_unstable();
        paths.dedup();
        for path in paths {
            let values = sides.map(|side| side.unseen(path));
            let are_same = same_value(&values);
            add(ComparedSubject::Unseen(path.clone()), values, are_same);
        }
        Self::Read { rows, same }
    }
}

/// A section that was read.
#[derive(Clone, Copy)]
struct Stored<'a> {
    api: Api,
    group: &'a StoredGroup,
}

impl Stored<'_> {
    fn value(self, field: Field) -> ComparedValue {
        if field.spec().wire(self.api).is_none() {
            return ComparedValue::NoCounterpart;
        }
        value(field, &self.group.drafts, self.api)
            .map_or(ComparedValue::NotSet, ComparedValue::Value)
    }

    /// What the server does: the stored value, or else what it does without one. A flag that it does not have
    /// is off.
    fn effect(self, field: Field) -> Option<String> {
        let spec = field.spec();
        let default =
            spec.wire(self.api).map_or(ServerDefault::Nothing, |wire| wire.server_default);
        match (self.value(field), default) {
            (ComparedValue::Value(value), _) => Some(plain(&value)),
            (_, ServerDefault::Flag(flag)) => Some(flag.to_string()),
            (_, ServerDefault::Number(number)) => Some(number.to_string()),
            (_, ServerDefault::Text(text)) => Some(text.to_owned()),
            _ if spec.kind == Kind::Flag => Some(false.to_string()),
            _ => None,
        }
    }

    fn unknown_events(self) -> ComparedValue {
        match self.group.unknown_events.as_slice() {
            [] => ComparedValue::NotSet,
            names => ComparedValue::Value(names.iter().map(String::as_str).collect()),
        }
    }

    fn unseen(self, path: &str) -> ComparedValue {
        let found = self.group.unseen.iter().find(|(of, _)| of == path);
        found.map_or(ComparedValue::NotSet, |(_, value)| ComparedValue::Value(value.clone()))
    }
}

/// Versions write a number as a number or as a text.
fn same_value([one, other]: &[ComparedValue; 2]) -> bool {
    match (one, other) {
        (ComparedValue::Value(one), ComparedValue::Value(other)) => plain(one) == plain(other),
        (one, other) => one == other,
    }
}

fn with_rows(sides: [Compared<'_>; 2]) -> Vec<Section> {
    let of_side = |side: Compared<'_>| {
        // What the server has switched off has no effect.
        let is_off = |reading: &Option<GroupReading>| {
            matches!(reading, Some(GroupReading::SwitchedOff { .. }))
        };
        let unread = side.copy.groups.iter().filter(|(section, reading)| {
            section.spec().keeps_rows(side.api.dialect) && !is_off(reading)
        });
        let unread = unread.map(|(section, _)| *section);
        side.copy.with_rows.iter().copied().chain(unread).collect::<Vec<_>>()
    };
    let mut with_rows = sides.map(of_side).concat();
    let mut known = Vec::new();
    with_rows.retain(|section| {
        let is_new = !known.contains(section);
        known.push(*section);
        is_new
    });
    with_rows
}

fn has_group(api: Api, section: Section) -> bool {
    Section::of(api).any(|one| one == section) && !section.spec().keeps_rows(api.dialect)
}

fn reading(section: Section, side: Compared<'_>) -> Result<&StoredGroup, SectionSide> {
    if !has_group(side.api, section) {
        return Err(SectionSide::NoCounterpart);
    }
    let mut groups = side.copy.groups.iter();
    match groups.find(|(of, _)| *of == section).and_then(|(_, reading)| reading.as_ref()) {
        Some(GroupReading::Stored(group)) => Ok(group),
        Some(GroupReading::SwitchedOff { .. }) => Err(SectionSide::SwitchedOff),
        Some(GroupReading::Unreadable(_)) | None => Err(SectionSide::Unreadable),
    }
}
