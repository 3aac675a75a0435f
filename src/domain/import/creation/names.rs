//! Which field a name means. The names come from the table: those of every dialect, in the creation, in
//! `set` and in `find`. Case, underscores and dashes are nobody's intention and do not count.

use std::sync::OnceLock;

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Carrier;
use readers::literal::node::{Node, NodeMember};

/// A name without what people write in different ways.
#[must_use]
pub fn plain(name: &str) -> String {
    // Nobody's name of a field is longer; what is cut matches nothing.
    let letters = name.chars().take(80).filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameMeaning {
    Field(Field),
    /// Switches a group on or off
    Switch(Section),
    /// Holds the values of a section
    Container(Section),
}

struct NameIndex {
    /// Names at the top of a body
    root: Vec<(String, Field)>,
    /// Names inside of a section
    inside: Vec<(Section, String, Field)>,
}

fn index() -> &'static NameIndex {
    static INDEX: OnceLock<NameIndex> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = NameIndex { root: Vec::new(), inside: Vec::new() };
        for field in Field::ALL.iter().copied() {
            for dialect in Dialect::ALL {
                index.add(field, dialect);
            }
        }
        // The panel's own ids come last: they hide no name of a server.
        for field in Field::ALL.iter().copied() {
            index.root(plain(field.id()), field);
        }
        index
    })
}

impl NameIndex {
    fn add(&mut self, field: Field, dialect: Dialect) {
        let spec = field.spec();
        let section = spec.section;
        let (Some(wire), Some(carrier)) = (spec.wire(dialect), spec.carrier(dialect)) else {
            return;
        };
        let own = |path: &str| plain(path.rsplit('.').next().unwrap_or(path));
        let group = plain(section.id());
        if !matches!(carrier, Carrier::CreateRow(_)) {
            match wire.path.split_once('.') {
                None => self.root(plain(wire.path), field),
                Some(_) => self.root(format!("{group}{}", own(wire.path)), field),
            }
        }
        let names = [Some(wire.path), Some(wire.set()), wire.find()];
        for name in names.into_iter().flatten().map(own) {
            if section.is_group() {
                self.root(format!("{group}{name}"), field);
            }
            let without = name.strip_prefix(&group).filter(|rest| !rest.is_empty());
            if let Some(rest) = without {
                self.inside(section, rest.to_owned(), field);
            }
            self.inside(section, name, field);
        }
    }

    fn root(&mut self, name: String, field: Field) {
        if !self.root.iter().any(|(known, _)| *known == name) {
            self.root.push((name, field));
        }
    }

    fn inside(&mut self, section: Section, name: String, field: Field) {
        if !self.inside.iter().any(|(of, known, _)| *of == section && *known == name) {
            self.inside.push((section, name, field));
        }
    }
}

/// The section whose values an object of this name holds.
#[must_use]
pub fn container(name: &str) -> Option<Section> {
    let name = plain(name);
    // `Setting` in a list of 2.x, `webhookSettings` in other programs
    let short = name.strip_suffix("settings").or_else(|| name.strip_suffix("config"));
    let short = short.filter(|rest| !rest.is_empty()).unwrap_or(&name);
    if short == "setting" || short == "settings" || short == "instance" {
        return Some(Section::Behaviour);
    }
    let groups = Section::ALL.iter().copied().filter(|section| section.is_group());
    groups.into_iter().find(|section| plain(section.id()) == short)
}

/// What a name means at the top of a body.
#[must_use]
pub fn at_root(name: &str, is_object: bool) -> Option<NameMeaning> {
    if is_object && let Some(section) = container(name) {
        return Some(NameMeaning::Container(section));
    }
    let name = plain(name);
    let field = index().root.iter().find(|(known, _)| *known == name);
    if let Some((_, field)) = field {
        return Some(NameMeaning::Field(*field));
    }
    let group = name.strip_suffix("enabled").or_else(|| name.strip_suffix("enable"))?;
    let mut groups = Section::ALL.iter().copied().filter(|section| section.is_group());
    groups.find(|section| plain(section.id()) == group).map(NameMeaning::Switch)
}

/// What a name means inside of a section.
#[must_use]
pub fn inside(section: Section, name: &str, is_object: bool) -> Option<NameMeaning> {
    if is_object && container(name) == Some(section) {
        return Some(NameMeaning::Container(section));
    }
    let name = plain(name);
    let group = plain(section.id());
    let short = name.strip_prefix(&group).filter(|rest| !rest.is_empty()).unwrap_or(&name);
    if short == "enabled" || short == "enable" {
        return Some(NameMeaning::Switch(section));
    }
    let named = |name: &str| {
        let mut own =
            index().inside.iter().filter(|(of, known, _)| *of == section && known == name);
        own.next().map(|(_, _, field)| NameMeaning::Field(*field))
    };
    named(&name).or_else(|| named(short))
}

/// The field that a name without a meaning was probably meant for: all words of the field's name are
/// among its own.
#[must_use]
pub fn nearest(name: &str, section: Option<Section>) -> Option<Field> {
    let own = words(name);
    if own.len() < 2 || name.len() > 80 {
        return None;
    }
    let candidates = Field::ALL.iter().copied().filter(|field| {
        let of = field.spec().section;
        let is_near = section.map_or(!of.is_group(), |section| of == section);
        is_near && field.spec().wire(Dialect::EvolutionV2).is_some()
    });
    let fits = |field: &Field| {
        let known = words(field.spec().wire(Dialect::EvolutionV2).map_or("", |wire| wire.set()));
        known.len() > 1 && known.iter().all(|word| own.contains(word))
    };
    let mut found = candidates.filter(fits);
    found.next().filter(|_| found.next().is_none())
}

/// The words of a name, in small letters.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_small = false;
    for character in name.chars() {
        if !character.is_alphanumeric() {
            was_small = false;
            words.push(String::new());
            continue;
        }
        if words.is_empty() || was_small && character.is_uppercase() {
            words.push(String::new());
        }
        was_small = character.is_lowercase();
        if let Some(last) = words.last_mut() {
            last.extend(character.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The name of the API that a word is. Plain words such as `url` or `enabled` stand in any text and tell
/// nothing.
#[must_use]
pub fn of_api(word: &str) -> Option<&'static str> {
    /// Most words of a text are shorter than any of these names.
    const SHORTEST: usize = 5;
    static NAMES: OnceLock<Vec<&'static str>> = OnceLock::new();
    if word.len() < SHORTEST {
        return None;
    }
    let names = NAMES.get_or_init(|| {
        let mut names = Vec::new();
        for field in Field::ALL.iter().copied() {
            let wires = Dialect::ALL.into_iter().filter_map(|dialect| field.spec().wire(dialect));
            names.extend(wires.flat_map(|wire| [wire.path, wire.set()]));
        }
        let mut names: Vec<&str> =
            names.into_iter().map(|path| path.rsplit('.').next().unwrap_or(path)).collect();
        names.retain(|name| {
            name.len() >= SHORTEST
                && name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'_')
        });
        names.sort_unstable();
        names.dedup();
        names
    });
    names.binary_search(&word).ok().map(|place| names[place])
}

/// Whether a body has values of an instance, although no name of one.
#[must_use]
pub fn sets_up(body: &Node) -> bool {
    let is_group = |member: &NodeMember| {
        member.value.is_object() && container(&member.key).is_some_and(Section::is_group)
    };
    body.members().iter().any(|member| of_api(&member.key).is_some() || is_group(member))
}
