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
            c if c.is_ascii() => ' ',
            c => c,
        })
        .collect()
}

/// How well a folded query fits a folded text: the lower the better, `None` when not at all. Every
/// word of the query must be found.
#[must_use]
pub fn rank(query: &str, text: &str) -> Option<u8> {
    let joined: String = text.split_whitespace().collect();
    let mut worst = 0;
    for word in query.split_whitespace() {
        let best = text
            .split_whitespace()
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

/// Whether one letter added, dropped, changed or swapped with its neighbour makes the word the
/// candidate, or the candidate's beginning.
fn is_one_slip_away(word: &str, candidate: &str) -> bool {
    let (word, candidate): (Vec<char>, Vec<char>) =
        (word.chars().collect(), candidate.chars().collect());
    let same = word.iter().zip(&candidate).take_while(|(a, b)| a == b).count();
    let (word, candidate) = (&word[same..], &candidate[same..]);
    let fits = |word: &[char], candidate: &[char]| candidate.starts_with(word);
    match (word, candidate) {
        ([], _) => true,
        ([_, rest @ ..], []) => rest.is_empty(),
        ([_, dropped @ ..], [_, added @ ..]) => {
            fits(dropped, added)
                || fits(dropped, candidate)
                || fits(word, added)
                || (word.len() > 1
                    && candidate.len() > 1
                    && word[0] == candidate[1]
                    && word[1] == candidate[0]
                    && fits(&word[2..], &candidate[2..]))
        }
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
