//! What a form starts with and what the operator may change in it. Every form has its own rules: those
//! of the creation form come from the deployment, another screen makes its own.

use crate::domain::deployment::{Access, Deployment};
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// The part of the tables that a form is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormScope {
    /// Each at its place
    pub fields: &'static [Field],
    /// Each at its place
    pub sections: &'static [Section],
    /// The section whose values are sent; all that are on where it is `None`
    pub only: Option<Section>,
}

impl Default for FormScope {
    /// The form of a creation.
    fn default() -> Self {
        Self { fields: Field::ALL, sections: Section::ALL, only: None }
    }
}

impl FormScope {
    /// The fields whose values are sent.
    #[must_use]
    pub fn sent(self, drafts: &Drafts, api: Api) -> Vec<Field> {
        match self.only {
            None => drafts.active(api).collect(),
            Some(section) => {
                // A row is sent whether or not it is on.
                let is_sent = section.spec().keeps_rows(api.dialect) || drafts.is_on(section);
                Field::of(section, api).filter(|_| is_sent).collect()
            }
        }
    }
}

/// The rules of one form. The default allows everything and starts empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormRules {
    pub scope: FormScope,
    /// What the form holds before anything is typed, and after a reset
    pub initial: Drafts,
    /// Fields whose access is not `Free`
    pub restricted: Vec<(Field, Access)>,
    /// Sections that are neither shown nor sent
    pub closed: Vec<Section>,
    /// Groups that are on and cannot be switched off
    pub held: Vec<Section>,
    /// The form changes what is stored: its values go by the group's own call, and a reset brings back
    /// what is stored
    pub is_edit: bool,
}

impl FormRules {
    /// Of a form that shows one section alone.
    #[must_use]
    pub fn only(section: Section) -> Self {
        let closed = Section::ALL.iter().copied().filter(|other| *other != section).collect();
        let (fields, sections) = (Field::every(), Section::every());
        let scope = FormScope { fields, sections, only: Some(section) };
        Self { scope, closed, ..Self::default() }
    }

    #[must_use]
    pub fn access(&self, field: Field) -> Access {
        let rule = self.restricted.iter().find(|(restricted, _)| *restricted == field);
        rule.map_or(Access::Free, |(_, access)| *access)
    }

    /// Whether the section is shown and sent at all.
    #[must_use]
    pub fn allows(&self, section: Section) -> bool {
        !self.closed.contains(&section)
    }

    /// Whether the group stays on whatever the operator does.
    #[must_use]
    pub fn holds(&self, section: Section) -> bool {
        self.held.contains(&section)
    }

    /// The groups that may be used.
    pub fn groups(&self) -> impl Iterator<Item = Section> {
        Section::ALL.iter().copied().filter(|section| section.is_group() && self.allows(*section))
    }

    /// The sections that are shown: those with something to see or to switch.
    pub fn sections(&self, dialect: Dialect) -> impl Iterator<Item = Section> {
        Section::of(dialect).filter(move |section| {
            let has_switch = section.is_group() && !self.holds(*section);
            let is_visible = |field: Field| self.access(field) != Access::Hidden;
            self.allows(*section) && (has_switch || Field::of(*section, dialect).any(is_visible))
        })
    }
}

impl Deployment {
    /// The rules of the creation form.
    #[must_use]
    pub fn form_rules(&self) -> FormRules {
        let sections = |has: fn(&Self, Section) -> bool| {
            Section::ALL.iter().copied().filter(|section| has(self, *section)).collect()
        };
        FormRules {
            scope: FormScope::default(),
            initial: self.initial.clone(),
            restricted: self.field_access.clone(),
            closed: sections(|deployment, section| !deployment.allows(section)),
            held: sections(Self::forces),
            is_edit: false,
        }
    }
}
