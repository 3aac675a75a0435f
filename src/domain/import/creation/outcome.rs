//! One creation as drafts of the form, with its report.

use crate::domain::import::creation::reading::{Left, Reading, Taken};
use crate::domain::import::creation::{ImportedCreation, groups, reading, told};
use crate::domain::import::report::{ImportNote, LeftOut, LeftOutReason, NoteKind, TakenValue};
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::event::EventSet;
use crate::domain::schema::field::{Draft, Kind};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::section_set::SectionSet;
use crate::domain::schema::wire::{Carrier, Fill};
use readers::literal::node::{Literal, Node};
use readers::text::mapped::Mapped;

/// What one creation comes to. No key of a server is in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportOutcome {
    pub drafts: Drafts,
    pub taken: Vec<TakenValue>,
    pub left_out: Vec<LeftOut>,
    /// The lists of events that a group was given without; they can be filled with the usual ones
    pub missing_events: Vec<Field>,
    /// The groups that the text has and that stay off
    pub groups_off: Vec<Section>,
    /// Those of them that the text itself says are off
    pub switched_off: SectionSet,
    /// The fields with a value that the server in use does not have
    pub no_counterpart: Vec<Field>,
    pub notes: Vec<ImportNote>,
}

impl ImportedCreation {
    /// Makes the drafts. `written` is the dialect that the text is taken to be written for, `target` the
    /// server that the form is filled in for.
    #[must_use]
    pub fn outcome(&self, written: Dialect, target: Api) -> ImportOutcome {
        let mut reading = Reading::new(self.product);
        if let Some(instance) = &self.told {
            told::read(instance, &mut reading);
        }
        for part in &self.parts {
            match part.carrier {
                Carrier::Create if part.is_form => reading.form(&part.body),
                Carrier::Create => reading.creation(&part.body),
                carrier => reading.section(&part.body, carrier),
            }
        }
        let (name_taken, name_left) = self.name_of_address(&mut reading);
        let groups_off = groups::settle(&mut reading);
        let is_off = |section: &Section| groups::said(&reading, *section) == Some(false);
        let switched_off = groups_off.iter().copied().filter(is_off).collect();
        let taken = reading.taken.iter().map(|taken| self.taken(taken, written));
        let left_out = reading.left.iter().map(|left| self.left(left));
        let mut notes = self.notes.clone();
        notes.extend(self.unread_groups(&reading, written));
        ImportOutcome {
            missing_events: missing_events(&reading),
            no_counterpart: reading.drafts.unsupported_by(target).collect(),
            taken: name_taken.into_iter().chain(taken).collect(),
            left_out: name_left.into_iter().chain(left_out).collect(),
            drafts: reading.drafts,
            groups_off,
            switched_off,
            notes,
        }
    }

    /// The name in the address of a call that sets a section, where no body has one.
    fn name_of_address(&self, reading: &mut Reading) -> (Option<TakenValue>, Option<LeftOut>) {
        let is_told = reading.taken.iter().any(|taken| taken.field == Field::InstanceName)
            || reading.left.iter().any(|left| left.field == Some(Field::InstanceName));
        if is_told || self.name.is_empty() {
            return (None, None);
        }
        let (path, place) = ("instanceName".to_owned(), self.place);
        let name = Node::new(0, Literal::Text(Mapped::plain(self.name.as_str(), 0)));
        if let Some(reason) = reading::reason_of(&name) {
            return (None, Some(LeftOut { path, place, reason, suggestion: None }));
        }
        let field = Field::InstanceName;
        reading.drafts.set(field, Draft::text(&self.name));
        let respelled = Vec::new();
        (Some(TakenValue { field, path, place, renamed_to: None, respelled }), None)
    }

    fn taken(&self, taken: &Taken, written: Dialect) -> TakenValue {
        let expected = match taken.carrier {
            None => None,
            Some(carrier) => taken
                .field
                .spec()
                .path_in(carrier, written)
                .or_else(|| taken.field.spec().wire(written).map(|wire| wire.path)),
        };
        TakenValue {
            field: taken.field,
            path: taken.path.clone(),
            place: self.source.place(taken.at),
            renamed_to: expected.filter(|expected| *expected != taken.path),
            respelled: taken.respelled.clone(),
        }
    }

    fn left(&self, left: &Left) -> LeftOut {
        LeftOut {
            path: left.path.clone(),
            place: self.source.place(left.at),
            reason: left.reason.clone(),
            suggestion: left.suggestion.clone(),
        }
    }

    /// Groups whose every value stands under a name that no server reads: as it stands, the text makes an
    /// instance without them.
    fn unread_groups(&self, reading: &Reading, written: Dialect) -> Vec<ImportNote> {
        let on = Section::ALL.iter().copied().filter(|section| {
            section.is_group() && reading.drafts.is_on(*section) && section.exists_in(written)
        });
        on.filter_map(|section| {
            let mut own = reading
                .taken
                .iter()
                .filter(|taken| taken.field.spec().section == section)
                .peekable();
            let first = own.peek()?.at;
            let is_unread = self.product.is_none()
                && own
                    .all(|taken| taken.carrier == Some(Carrier::Create) && !is_read_by_any(taken));
            is_unread.then(|| ImportNote {
                place: self.source.place(first),
                kind: NoteKind::GroupUnread(section),
            })
        })
        .collect()
    }
}

fn is_read_by_any(taken: &Taken) -> bool {
    Dialect::ALL.into_iter().any(|dialect| {
        taken.field.spec().path_in(Carrier::Create, dialect) == Some(taken.path.as_str())
    })
}

/// Lists of events that the servers need next to the group's other values.
fn missing_events(reading: &Reading) -> Vec<Field> {
    let is_missing = |field: &Field| {
        let spec = field.spec();
        spec.kind == Kind::Events
            && reading.drafts.is_on(spec.section)
            && !reading.drafts.get(*field).is_sent()
            && !reading.taken.iter().any(|taken| taken.field == *field)
            && spec
                .wire(Dialect::EvolutionV2)
                .is_some_and(|wire| wire.always_sent == Some(Fill::EmptyList))
    };
    Field::ALL.iter().copied().filter(is_missing).collect()
}

impl ImportOutcome {
    /// The values that were renamed.
    pub fn renamed(&self) -> impl Iterator<Item = &TakenValue> {
        self.taken.iter().filter(|taken| taken.renamed_to.is_some() || !taken.respelled.is_empty())
    }

    /// Whether there is nothing to put into the form.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let groups = Section::ALL.iter().copied().filter(|section| section.is_group());
        let on: SectionSet = groups.filter(|section| self.drafts.is_on(*section)).collect();
        self.taken.is_empty() && on.is_empty() && self.drafts.name().is_empty()
    }

    /// Fills a list of events that is missing with those that a bot needs.
    pub fn fill_events(&mut self, field: Field) {
        self.drafts.set(field, Draft::Events(EventSet::bot_minimum()));
    }

    /// Takes what a value was probably meant for.
    pub fn accept(&mut self, place: usize) {
        let suggestion = self.left_out.get_mut(place).and_then(|left| left.suggestion.take());
        if let Some((field, draft)) = suggestion {
            self.drafts.set(field, draft);
            self.left_out.remove(place);
        }
    }

    /// What is said of a value that was taken under another name than the text has.
    #[must_use]
    pub fn reason_of(&self, path: &str) -> Option<&LeftOutReason> {
        self.left_out.iter().find(|left| left.path == path).map(|left| &left.reason)
    }
}
