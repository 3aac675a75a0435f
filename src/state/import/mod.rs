//! A paste that is being imported: its text, what was read of it, and which of its instances is to land
//! in the form. It holds keys, so it forgets with the others.

pub mod reader;

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::import::creation::outcome::ImportOutcome;
use crate::domain::import::{self, Import, ImportFault};
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::form::model::FormModel;
use crate::state::import::reader::{PasteReader, ReadingEnd};
use crate::state::secrets::{ForgetScope, SecretHolder};

/// Texts up to this length are read at every keystroke and shown in the box, in bytes. A box with more
/// makes the browser slow.
const SHORT: usize = 200_000;

/// How far the reading is.
#[derive(Clone, Debug)]
pub enum PasteState {
    Empty,
    /// A long text is being read
    Reading,
    Read(Arc<Import>),
    Failed(PasteFault),
}

/// Why nothing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteFault {
    TooLong,
    /// The browser does not give the file
    File,
    /// The text was too much for the browser
    Unreadable,
}

/// What is known of a long text: it is not shown in the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongText {
    /// The file's name; empty for a paste
    pub name: String,
    pub bytes: usize,
}

/// Tells what the fields are called in every language that is loaded.
pub type ReadLabels = fn() -> Vec<(String, Field)>;

/// The signals of the sheet.
#[derive(Clone, Copy, Debug)]
pub struct ImportDesk {
    form: FormModel,
    /// Whether the sheet is open
    pub is_open: RwSignal<bool>,
    /// The id of the control that opened it
    pub opener: StoredValue<&'static str>,
    /// What the box holds
    pub text: RwSignal<String>,
    pub long: RwSignal<Option<LongText>>,
    pub state: RwSignal<PasteState>,
    /// The place of the chosen instance
    pub chosen: RwSignal<usize>,
    /// The dialect that the text is taken to be written for
    pub written: RwSignal<Dialect>,
    pub outcome: RwSignal<Option<Arc<ImportOutcome>>>,
    /// What the form held before an import landed in it, without its secrets
    pub before: RwSignal<Option<Arc<Drafts>>>,
    /// What the fields are called in every language, once these are loaded: a table may be headed in any
    labels: StoredValue<Option<ReadLabels>>,
    /// A text that waits for them
    waiting: StoredValue<Option<String>>,
    /// What reads a long text
    reader: PasteReader,
}

impl ImportDesk {
    /// Makes the signals under the current owner.
    #[must_use]
    pub fn new(form: FormModel) -> Self {
        Self {
            form,
            is_open: RwSignal::new(false),
            opener: StoredValue::new(""),
            text: RwSignal::new(String::new()),
            long: RwSignal::new(None),
            state: RwSignal::new(PasteState::Empty),
            chosen: RwSignal::new(0),
            written: RwSignal::new(Dialect::EvolutionV2),
            outcome: RwSignal::new(None),
            before: RwSignal::new(None),
            labels: StoredValue::new(None),
            waiting: StoredValue::new(None),
            reader: PasteReader::new(),
        }
    }

    /// Opens the sheet.
    pub fn open(self, opener: &'static str) {
        self.opener.set_value(opener);
        self.is_open.set(true);
    }

    /// The languages are loaded, as far as they can be: a text that waits is read.
    pub fn give_labels(self, labels: ReadLabels) {
        self.labels.set_value(Some(labels));
        if let Some(text) = self.waiting.try_update_value(Option::take).flatten() {
            self.start(text, labels);
        }
    }

    /// Takes a text from the box, a drop or a file. A short one is read at once, a long one apart from the
    /// page.
    pub fn take(self, text: String, name: &str) {
        self.clear_reading();
        let is_short = text.len() <= SHORT;
        if is_short {
            self.long.set(None);
            self.text.set(text.clone());
        } else {
            self.text.set(String::new());
            self.long.set(Some(LongText { name: name.to_owned(), bytes: text.len() }));
        }
        match self.labels.get_value() {
            Some(labels) => self.start(text, labels),
            None => {
                self.state.set(PasteState::Reading);
                self.waiting.set_value(Some(text));
            }
        }
    }

    fn start(self, text: String, labels: ReadLabels) {
        // What is too long is only told so.
        if text.len() <= SHORT || text.len() > import::LONGEST {
            return self.end(import::read_with(&text, &labels()));
        }
        self.state.set(PasteState::Reading);
        let end = move |end| match end {
            ReadingEnd::Read(import) => self.end(import),
            ReadingEnd::NoWorker(text) => self.read_here(text, labels),
            ReadingEnd::BrokenOff => self.state.set(PasteState::Failed(PasteFault::Unreadable)),
        };
        self.reader.read(text, &labels(), end);
    }

    /// Reads a long text in the page, which stands still meanwhile: it says first that it reads.
    fn read_here(self, text: String, labels: ReadLabels) {
        let number = self.reader.number();
        request_animation_frame(move || {
            request_animation_frame(move || {
                if self.reader.number() == number {
                    self.end(import::read_with(&text, &labels()));
                }
            });
        });
    }

    fn end(self, import: Result<Import, ImportFault>) {
        let state = match import {
            Ok(import) => PasteState::Read(Arc::new(import)),
            Err(ImportFault::Empty) => PasteState::Empty,
            Err(ImportFault::TooLong) => PasteState::Failed(PasteFault::TooLong),
        };
        self.state.set(state);
        self.choose(0);
    }

    /// The browser did not give the file.
    pub fn fail(self) {
        self.clear();
        self.state.set(PasteState::Failed(PasteFault::File));
    }

    /// A file that is larger than any import.
    pub fn refuse_size(self) {
        self.clear();
        self.state.set(PasteState::Failed(PasteFault::TooLong));
    }

    /// What was read, if anything was.
    #[must_use]
    pub fn import(self) -> Option<Arc<Import>> {
        self.state.with(|state| match state {
            PasteState::Read(import) => Some(import.clone()),
            _ => None,
        })
    }

    /// Takes another instance of the paste.
    pub fn choose(self, place: usize) {
        self.chosen.set(place);
        let dialect =
            untrack(|| self.import()).and_then(|import| Some(import.creations.get(place)?.dialect));
        self.written.set(dialect.unwrap_or(Dialect::EvolutionV2));
        self.make();
    }

    /// Takes the text to be written for another version.
    pub fn write_for(self, dialect: Dialect) {
        self.written.set(dialect);
        self.make();
    }

    fn make(self) {
        let target: Api = self.form.api.get_untracked();
        let place = self.chosen.get_untracked();
        let written = self.written.get_untracked();
        let outcome = untrack(|| self.import())
            .and_then(|import| Some(import.creations.get(place)?.outcome(written, target)));
        self.outcome.set(outcome.map(Arc::new));
    }

    /// Changes what will land in the form.
    pub fn edit(self, change: impl FnOnce(&mut ImportOutcome)) {
        self.outcome.update(|outcome| {
            if let Some(outcome) = outcome {
                change(Arc::make_mut(outcome));
            }
        });
    }

    /// What of the outcome the form does not take: the deployment has fixed it, or closed its group.
    #[must_use]
    pub fn kept_out(self, outcome: &ImportOutcome) -> Vec<Field> {
        let is_sent = |field: &Field| {
            outcome.drafts.get(*field).is_sent() && outcome.drafts.is_on(field.spec().section)
        };
        let is_shut = |field: &Field| {
            let section = field.spec().section;
            !self.form.is_free(*field) || !self.form.with_rules(|rules| rules.allows(section))
        };
        Field::ALL.iter().copied().filter(is_sent).filter(is_shut).collect()
    }

    /// Puts the chosen instance into the form, on top of what the form starts with.
    pub fn put(self) {
        let Some(outcome) = self.outcome.get_untracked() else { return };
        let mut before = self.form.drafts.get_untracked();
        before.forget_secrets();
        let mut drafts = self.form.with_rules(|rules| rules.initial.clone());
        for field in Field::ALL.iter().copied() {
            if outcome.drafts.get(field).is_sent() {
                drafts.set(field, outcome.drafts.get(field).clone());
            }
        }
        for section in Section::ALL.iter().copied().filter(|section| section.is_group()) {
            drafts.switch(section, drafts.is_on(section) || outcome.drafts.is_on(section));
        }
        self.form.fill(&drafts);
        self.form.start_over();
        self.before.set(Some(Arc::new(before)));
        self.clear();
    }

    /// Brings back what the form held before.
    pub fn undo(self) {
        if let Some(before) = self.before.get_untracked() {
            self.form.fill(&before);
            self.before.set(None);
        }
    }

    /// Nothing is in the sheet any more.
    pub fn clear(self) {
        self.text.set(String::new());
        self.long.set(None);
        self.clear_reading();
    }

    fn clear_reading(self) {
        self.waiting.set_value(None);
        self.reader.stop();
        self.state.set(PasteState::Empty);
        self.outcome.set(None);
    }
}

impl SecretHolder for ImportDesk {
    /// Whatever was pasted may hold a key.
    fn has_secrets(&self) -> bool {
        !matches!(self.state.get_untracked(), PasteState::Empty)
            || self.text.with_untracked(|text| !text.is_empty())
    }

    fn forget(&self, scope: ForgetScope) {
        self.clear();
        if scope == ForgetScope::Everything {
            self.before.set(None);
        }
    }
}
