//! Finds a field by its label, wire name or help, in any language. Accents and one typing mistake do
//! not matter.

/// Lower case, accents dropped, everything but letters and digits a blank. The letters are those of
/// the panel's languages: the tables for all of Unicode would weigh more than the search.
#[must_use]
pub fn folded(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'á' | 'à' | 'â' | 'ã' | 'ä' | 'Á' | 'À' | 'Â' | 'Ã' | 'Ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' | 'Í' | 'Ì' | 'Î' | 'Ï' => 'i',
            'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'Ó' | 'Ò' | 'Ô' | 'Õ' | 'Ö' => 'o',
            'ú' | 'ù' | 'û' | 'ü' | 'Ú' | 'Ù' | 'Û' | 'Ü' => 'u',
            'ç' | 'Ç' => 'c',
            'ñ' | 'Ñ' => 'n',
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            c if c.is_ascii() || c.is_whitespace() => ' ',
            c => c,
        })
        .collect()
}

/// How well a folded query fits a folded text: the lower the better, `None` when not at all. Every
/// word of the query must be found.
#[must_use]
pub fn rank(query: &str, text: &str) -> Option<u8> {
    let joined: String = text.split_ascii_whitespace().collect();
    let mut worst = 0;
    for word in query.split_ascii_whitespace() {
        let best = text
            .split_ascii_whitespace()
            .filter_map(|candidate| word_rank(word, candidate))
            .chain(joined.contains(word).then_some(3))
            .min()?;
        worst = worst.max(best);
    }
    Some(worst)
}

fn word_rank(word: &str, candidate: &str) -> Option<u8> {
    if candidate == word {
        Some(0)
    } else if candidate.starts_with(word) {
        Some(1)
    } else if candidate.contains(word) {
        Some(2)
    } else if word.chars().count() >= 4 && is_one_slip_away(word, candidate) {
        Some(4)
    } else {
        None
    }
}

/// Whether a folded text has a word that a folded word is one slip away from. Words of less than four letters
/// do not count: too many others are near them.
#[must_use]
pub fn has_slip_of(word: &str, text: &str) -> bool {
    let may_slip = word.chars().nth(3).is_some();
    may_slip && text.split_ascii_whitespace().any(|candidate| is_one_slip_away(word, candidate))
}

/// Whether one letter added, dropped, changed or swapped with its neighbour makes the word the
/// candidate, or the candidate's beginning.
fn is_one_slip_away(word: &str, candidate: &str) -> bool {
    let (mut word, mut candidate) = (word.chars(), candidate.chars());
    loop {
        let (word_rest, candidate_rest) = (word.as_str(), candidate.as_str());
        return match (word.next(), candidate.next()) {
            (None, _) => true,
            (Some(one), Some(other)) if one == other => continue,
            (Some(_), None) => word.as_str().is_empty(),
            (Some(one), Some(other)) => {
                let (dropped, added) = (word.as_str(), candidate.as_str());
                let is_swapped = word.next() == Some(other)
                    && candidate.next() == Some(one)
                    && candidate.as_str().starts_with(word.as_str());
                added.starts_with(dropped)
                    || candidate_rest.starts_with(dropped)
                    || added.starts_with(word_rest)
                    || is_swapped
            }
        };
    }
}

/// What is searched of an entry, folded once and not at every key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Searchable {
    /// Each name, alone and behind the words around it
    names: Vec<(String, String)>,
    helps: Vec<String>,
}

impl Searchable {
    /// The rank of a typing error inside a sentence of help
    pub const WORST: u8 = 14;

    /// `context` are words that come before each name, such as those of its section.
    #[must_use]
    pub fn new(
        context: &str,
        names: impl IntoIterator<Item = String>,
        helps: impl IntoIterator<Item = String>,
    ) -> Self {
        let name = |name: String| (folded(&name), folded(&format!("{context} {name}")));
        Self {
            names: names.into_iter().map(name).collect(),
            helps: helps.into_iter().map(|help| folded(&help)).collect(),
        }
    }

    /// How well a folded query fits. Names weigh more than the sentences around them.
    #[must_use]
    pub fn rank(&self, query: &str) -> Option<u8> {
        let names = self.names.iter().map(|(name, with_context)| {
            rank(query, name).or_else(|| rank(query, with_context).map(|rank| rank + 5))
        });
        let helps = self.helps.iter().map(|help| rank(query, help).map(|rank| rank + 10));
        names.chain(helps).flatten().min()
    }
}
