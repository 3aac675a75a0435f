//! JSON as lines of coloured tokens. The live request, the raw reply and the text that is sent all
//! come from this one printer, so what is shown is what goes over the wire.

use serde_json::Value;

/// What a token is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonToken {
    Punctuation,
    Key,
    Text,
    Number,
    /// `true`, `false` and `null`
    Word,
}

/// One line of the printed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonLine {
    /// Steps of two blanks
    pub indent: usize,
    pub tokens: Vec<(JsonToken, String)>,
    /// Dotted path of the member that the line belongs to; items of an array have their array's
    pub path: String,
}

/// More lines than anybody reads: a server may answer with a million.
const MOST: usize = 2_000;
/// As much of a member's name as its path tells.
const NAME_MOST: usize = 100;

/// Prints a value with an indent of two blanks, to be shown: what is very long ends in dots.
#[must_use]
pub fn lines(value: &Value) -> Vec<JsonLine> {
    print(value, MOST)
}

fn print(value: &Value, most: usize) -> Vec<JsonLine> {
    let mut printer = Printer { lines: Vec::new(), most };
    printer.start(0, "");
    printer.value(value, 0, "");
    printer.lines
}

/// The text of the lines, all of them: what is sent, byte for byte.
#[must_use]
pub fn text(value: &Value) -> String {
    let lines = print(value, usize::MAX);
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.extend(std::iter::repeat_n("  ", line.indent));
        text.extend(line.tokens.iter().map(|(_, token)| token.as_str()));
    }
    text
}

struct Printer {
    lines: Vec<JsonLine>,
    most: usize,
}

impl Printer {
    fn start(&mut self, indent: usize, path: &str) {
        self.lines.push(JsonLine { indent, tokens: Vec::new(), path: path.to_owned() });
    }

    fn put(&mut self, token: JsonToken, text: impl Into<String>) {
        if let Some(line) = self.lines.last_mut() {
            line.tokens.push((token, text.into()));
        }
    }

    fn value(&mut self, value: &Value, indent: usize, path: &str) {
        match value {
            Value::Object(object) if object.is_empty() => self.put(JsonToken::Punctuation, "{}"),
            Value::Array(items) if items.is_empty() => self.put(JsonToken::Punctuation, "[]"),
            Value::Object(object) => {
                self.put(JsonToken::Punctuation, "{");
                let last = object.len() - 1;
                for (index, (key, member)) in object.iter().enumerate() {
                    if self.is_full(indent + 1, path) {
                        break;
                    }
                    let name = if key.len() > NAME_MOST { "…" } else { key };
                    let path =
                        if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
                    self.start(indent + 1, &path);
                    self.put(JsonToken::Key, quoted(key));
                    self.put(JsonToken::Punctuation, ": ");
                    self.value(member, indent + 1, &path);
                    self.separate(index < last);
                }
                self.start(indent, path);
                self.put(JsonToken::Punctuation, "}");
            }
            Value::Array(items) => {
                self.put(JsonToken::Punctuation, "[");
                let last = items.len() - 1;
                for (index, item) in items.iter().enumerate() {
                    if self.is_full(indent + 1, path) {
                        break;
                    }
                    self.start(indent + 1, path);
                    self.value(item, indent + 1, path);
                    self.separate(index < last);
                }
                self.start(indent, path);
                self.put(JsonToken::Punctuation, "]");
            }
            Value::String(text) => self.put(JsonToken::Text, quoted(text)),
            Value::Number(number) => self.put(JsonToken::Number, number.to_string()),
            word => self.put(JsonToken::Word, word.to_string()),
        }
    }

    /// There is no room for another line but that of the dots.
    fn is_full(&mut self, indent: usize, path: &str) -> bool {
        let is_full = self.lines.len() >= self.most;
        if is_full {
            self.start(indent, path);
            self.put(JsonToken::Punctuation, "…");
        }
        is_full
    }

    fn separate(&mut self, is_needed: bool) {
        if is_needed {
            self.put(JsonToken::Punctuation, ",");
        }
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
