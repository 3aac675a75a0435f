//! An import that a worker of the page reads: the question to it and its answer as bytes. A long answer is
//! several parts, so that the page can paint between them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::http::secret::Secret;
use crate::domain::import::creation::{ImportedCreation, SourceText};
use crate::domain::import::report::ImportNote;
use crate::domain::import::source::kind::SourceKind;
use crate::domain::import::source::table::FieldLabels;
use crate::domain::import::source::{MOST_ENTRIES, ToldInstance};
use crate::domain::import::{Import, ImportFault, OfferedKey, read_with};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use readers::literal::node::Node;
use readers::text::place::{PlaceIndex, TextPlace};

/// How much of the paste a part of the answer carries at most, in bytes; one creation is never cut.
const PART: usize = 200_000;

/// The key of a request, in clear: it goes nowhere but to the page that the paste is in.
#[derive(Debug, Serialize, Deserialize)]
struct ClearKey {
    key: String,
    base_url: Option<String>,
    dialect: Option<Dialect>,
    place: TextPlace,
}

impl From<OfferedKey> for ClearKey {
    fn from(offered: OfferedKey) -> Self {
        let OfferedKey { key, base_url, dialect, place } = offered;
        Self { key: key.reveal().to_owned(), base_url, dialect, place }
    }
}

impl From<ClearKey> for OfferedKey {
    fn from(clear: ClearKey) -> Self {
        let ClearKey { key, base_url, dialect, place } = clear;
        Self { key: Secret::new(key), base_url, dialect, place }
    }
}

/// What the columns of a table may be called: each label with the place of its field.
type Labels<'a> = Vec<(&'a str, usize)>;

/// A part of the answer.
#[derive(Debug, Serialize, Deserialize)]
enum ReadPart {
    /// The first one
    Head {
        kind: SourceKind,
        keys: Vec<ClearKey>,
        notes: Vec<ImportNote>,
        skipped: usize,
        left_out: usize,
        index: PlaceIndex,
        /// How many follow
        creations: usize,
    },
    Creations(Vec<ImportedCreation>),
    /// The only one: nothing was read
    Fault(ImportFault),
}

/// The bytes were not made by this build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownBytes;

fn bytes_of(value: &impl Serialize) -> Vec<u8> {
    // It fails for sequences whose length is not known before; there are none.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// The question for a text: the labels, and behind them the text itself.
#[must_use]
pub fn request(text: &str, labels: &FieldLabels) -> Vec<u8> {
    let labels: Labels<'_> =
        labels.iter().map(|(label, field)| (label.as_str(), field.place())).collect();
    let mut question = bytes_of(&labels);
    question.extend_from_slice(text.as_bytes());
    question
}

/// Reads what a request asks for, and gives the answer a part at a time.
///
/// # Errors
/// When the bytes are no request.
pub fn answer(request: &[u8], mut give: impl FnMut(Vec<u8>)) -> Result<(), UnknownBytes> {
    let (labels, text): (Labels<'_>, _) =
        postcard::take_from_bytes(request).map_err(|_| UnknownBytes)?;
    let text = std::str::from_utf8(text).map_err(|_| UnknownBytes)?;
    let field = |(label, place): (&str, usize)| Some((label.to_owned(), Field::placed_at(place)?));
    let labels: Vec<(String, Field)> = labels.into_iter().filter_map(field).collect();
    let import = match read_with(text, &labels) {
        Ok(import) => import,
        Err(fault) => {
            give(bytes_of(&ReadPart::Fault(fault)));
            return Ok(());
        }
    };
    let Import { kind, creations, keys, notes, skipped, left_out, source } = import;
    give(bytes_of(&ReadPart::Head {
        kind,
        keys: keys.into_iter().map(ClearKey::from).collect(),
        notes,
        skipped,
        left_out,
        index: source.index().clone(),
        creations: creations.len(),
    }));
    let mut part = Vec::new();
    let mut weight = 0;
    for creation in creations {
        weight += creation.weight();
        part.push(creation);
        if weight >= PART {
            give(bytes_of(&ReadPart::Creations(std::mem::take(&mut part))));
            weight = 0;
        }
    }
    if !part.is_empty() {
        give(bytes_of(&ReadPart::Creations(part)));
    }
    Ok(())
}

impl ImportedCreation {
    /// About how much of the paste it holds, in bytes.
    fn weight(&self) -> usize {
        let told = match &self.told {
            Some(
                ToldInstance::Created(node) | ToldInstance::Row(node) | ToldInstance::Copy(node),
            ) => Node::weight(node),
            None => 0,
        };
        told + self.parts.iter().map(|part| part.body.weight()).sum::<usize>()
    }
}

/// Puts the parts of an answer together.
#[derive(Debug, Default)]
pub struct AnswerParts {
    /// The text that was asked for, until the first part is there
    text: String,
    import: Option<Import>,
    /// How many creations it will have
    expected: usize,
}

impl AnswerParts {
    /// For the answer about this text.
    #[must_use]
    pub const fn of(text: String) -> Self {
        Self { text, import: None, expected: 0 }
    }

    /// Gives the text back, while nothing of the answer is there.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// Takes the next part; the whole once it is the last one.
    ///
    /// # Errors
    /// When the bytes are no part of an answer, or one that belongs somewhere else.
    pub fn take(
        &mut self,
        part: &[u8],
    ) -> Result<Option<Result<Import, ImportFault>>, UnknownBytes> {
        match postcard::from_bytes(part).map_err(|_| UnknownBytes)? {
            ReadPart::Fault(fault) => return Ok(Some(Err(fault))),
            ReadPart::Head { kind, keys, notes, skipped, left_out, index, creations } => {
                if self.import.is_some() || creations > MOST_ENTRIES {
                    return Err(UnknownBytes);
                }
                let text = std::mem::take(&mut self.text);
                let source = Arc::new(SourceText::with_index(text, index));
                self.expected = creations;
                let creations = Vec::with_capacity(creations);
                let keys = keys.into_iter().map(OfferedKey::from).collect();
                self.import =
                    Some(Import { kind, creations, keys, notes, skipped, left_out, source });
            }
            ReadPart::Creations(creations) => {
                let import = self.import.as_mut().ok_or(UnknownBytes)?;
                let source = import.source.clone();
                let owned = creations
                    .into_iter()
                    .map(|creation| ImportedCreation { source: source.clone(), ..creation });
                import.creations.extend(owned);
                if import.creations.len() > self.expected {
                    return Err(UnknownBytes);
                }
            }
        }
        let is_whole = |import: &mut Import| import.creations.len() == self.expected;
        Ok(self.import.take_if(is_whole).map(Ok))
    }
}
