//! Arrays of bash: `OPTIONS=(-H "…" -d "…")`, `OPTIONS+=(…)` and `"${OPTIONS[@]}"`.

use std::collections::BTreeMap;

use crate::shell::posix::Lexer;
use crate::text::mapped::Mapped;

/// What a word costs beyond its letters: it is copied, and read as an option.
const WORD: usize = 100;

/// The arrays that a text has given names to.
#[derive(Default)]
pub(super) struct Arrays {
    known: BTreeMap<String, ArrayWords>,
    /// The name of the one that is open, and how many words its command had before it
    open: Option<(String, usize)>,
}

#[derive(Default)]
struct ArrayWords {
    words: Vec<Mapped>,
    /// What it costs to read them once more, in bytes
    weight: usize,
}

impl Lexer<'_> {
    /// Whether the bracket that comes next begins an array. It is open then.
    pub(super) fn begins_array(&mut self) -> bool {
        let Some(word) = self.word.as_ref().map(Mapped::text) else { return false };
        let (name, is_added) = match word.strip_suffix("+=") {
            Some(name) => (name, true),
            None => (word.strip_suffix('=').unwrap_or_default(), false),
        };
        let is_name = !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !is_name || self.depth > 0 || self.is_in_array() {
            return false;
        }
        let name = name.to_owned();
        if !is_added {
            self.arrays.known.remove(&name);
        }
        self.word = None;
        self.arrays.open = Some((name, self.command.words.len()));
        true
    }

    pub(super) const fn is_in_array(&self) -> bool {
        self.arrays.open.is_some()
    }

    /// Whether the bracket that comes next ends an array. Its words are known then.
    pub(super) fn ends_array(&mut self) -> bool {
        if !self.is_in_array() {
            return false;
        }
        self.end_word();
        if let Some((name, from)) = self.arrays.open.take() {
            let from = from.min(self.command.words.len());
            let words = self.command.words.split_off(from);
            let known = self.arrays.known.entry(name).or_default();
            known.weight += words.iter().map(|word| WORD + word.text().len()).sum::<usize>();
            known.words.extend(words);
        }
        true
    }

    /// Adds the words of an array, where it is one: `${NAME[@]}`. With a text around it, or as `"${NAME[*]}"`,
    /// they are one word.
    pub(super) fn inserts_array(&mut self, name: &str) -> bool {
        let all = name.strip_suffix("[@]");
        let Some(name) = all.or_else(|| name.strip_suffix("[*]")) else { return false };
        let Some(known) = self.arrays.known.get(name) else { return false };
        if !self.scope.allowance.spend(known.weight) {
            return false;
        }
        match &mut self.word {
            Some(word) if all.is_none() || !word.is_empty() => {
                for (place, part) in known.words.iter().enumerate() {
                    if place > 0 {
                        word.push_value(" ", part.start());
                    }
                    word.push_part(part, 0..part.text().len());
                }
            }
            // The quotes around it make no word of their own.
            word => {
                *word = None;
                self.command.words.extend(known.words.iter().cloned());
            }
        }
        true
    }
}
