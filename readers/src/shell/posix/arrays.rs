//! Arrays of bash: `OPTIONS=(-H "…" -d "…")`, `OPTIONS+=(…)` and `"${OPTIONS[@]}"`, `NUMBERS=([key]=value …)` and
//! `${NUMBERS[$name]}`.

use std::collections::BTreeMap;

use crate::shell::posix::Lexer;
use crate::text::mapped::Mapped;

/// What a word costs beyond its letters: it is copied, and read as an option.
pub(super) const WORD: usize = 100;

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

    /// Adds the words of an array, where it is one: `${NAME[@]}`, or its places: `${!NAME[@]}`. With a text
    /// around it, or as `"${NAME[*]}"`, they are one word.
    pub(super) fn inserts_array(&mut self, name: &str) -> bool {
        let all = name.strip_suffix("[@]");
        let Some(name) = all.or_else(|| name.strip_suffix("[*]")) else { return false };
        let places = name.strip_prefix('!');
        let Some(known) = self.arrays.known.get(places.unwrap_or(name)) else { return false };
        if !self.scope.allowance.spend(known.weight) {
            return false;
        }
        let words = match places {
            Some(_) => known.places(),
            None => known.words.iter().map(value).collect(),
        };
        self.insert_words(&words, all.is_some());
        true
    }

    /// Adds words as words of their own, or with blanks between them where they belong to one.
    pub(super) fn insert_words(&mut self, words: &[Mapped], are_several: bool) {
        match &mut self.word {
            Some(word) if !are_several || !word.is_empty() => {
                for (place, part) in words.iter().enumerate() {
                    if place > 0 {
                        word.push_value(" ", part.start());
                    }
                    word.push_part(part, 0..part.text().len());
                }
            }
            // The quotes around it make no word of their own.
            word => {
                *word = None;
                self.command.words.extend(words.iter().cloned());
            }
        }
    }

    /// A text with `${#NAME[@]}` as the number that it stands for.
    pub(super) fn with_array_lengths(&self, text: &str) -> String {
        let mut whole = text.to_owned();
        while let Some(open) = whole.find("${#") {
            let Some(close) = whole[open..].find('}').map(|length| open + length) else { break };
            let Some(length) = self.place_in_array(&whole[open + 2..close]) else { break };
            whole.replace_range(open..=close, &length);
        }
        whole
    }

    /// The value of `NAME[2]`, `NAME[$i]`, `NAME[key]` or `#NAME[@]`, as it stands between `${` and `}`.
    pub(super) fn place_in_array(&self, name: &str) -> Option<String> {
        let (name, place) = name.strip_suffix(']')?.split_once('[')?;
        if let Some(name) = name.strip_prefix('#') {
            return Some(self.arrays.known.get(name)?.words.len().to_string());
        }
        let known = self.arrays.known.get(name)?;
        let place = place.trim_matches('"');
        let place = match place.strip_prefix('$') {
            Some(name) => self.scope.inserted(name)?,
            // In a place that is a number, a name needs no dollar.
            None => self.scope.inserted(place).filter(|_| !known.has_keys()).unwrap_or(place),
        };
        let word = match place.parse::<usize>() {
            Ok(number) if !known.has_keys() => known.words.get(number)?,
            _ => {
                let is_searched = self.scope.allowance.spend(known.words.len());
                let mut words = known.words.iter().filter(|_| is_searched);
                words.find(|word| key(word) == Some(place))?
            }
        };
        let value = value(word);
        (!value.has_hole()).then(|| value.text().to_owned())
    }
}

impl ArrayWords {
    /// Whether it is `([key]=value …)`.
    fn has_keys(&self) -> bool {
        self.words.first().and_then(key).is_some()
    }

    /// The keys, or the numbers of the words.
    fn places(&self) -> Vec<Mapped> {
        let place = |(number, word): (usize, &Mapped)| match key(word) {
            Some(key) => word.part(1..1 + key.len()),
            None => Mapped::plain(number.to_string(), word.start()),
        };
        self.words.iter().enumerate().map(place).collect()
    }
}

/// The key of `[key]=value`.
fn key(word: &Mapped) -> Option<&str> {
    word.text().strip_prefix('[')?.split_once("]=").map(|(key, _)| key)
}

/// The value of a word of an array.
fn value(word: &Mapped) -> Mapped {
    let length = word.text().len();
    word.part(key(word).map_or(0, |key| key.len() + 3)..length)
}
