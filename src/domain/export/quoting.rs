//! JSON text with places for variables, and the rules by which a format quotes it.

use serde_json::Value;

use crate::domain::export::body::BodyPart;

/// How JSON is written into a format.
pub(super) struct JsonStyle<'a> {
    /// Blanks for each level; `None` for one line
    pub indent: Option<&'a str>,
    /// Writes a text that stands in quotes
    pub text: &'a dyn Fn(&str) -> String,
    /// Writes the value of a variable, with the quotes around it
    pub variable: &'a dyn Fn(&str) -> String,
    /// Everything else: brackets, commas, numbers
    pub sign: &'a dyn Fn(&str) -> String,
}

impl JsonStyle<'_> {
    pub fn write(&self, part: &BodyPart) -> String {
        let mut written = String::new();
        self.part(part, 0, &mut written);
        written
    }

    fn part(&self, part: &BodyPart, depth: usize, into: &mut String) {
        match part {
            BodyPart::Null => into.push_str(&(self.sign)("null")),
            BodyPart::Flag(flag) => into.push_str(&(self.sign)(&flag.to_string())),
            BodyPart::Number(number) => into.push_str(&(self.sign)(&number.to_string())),
            BodyPart::Text(text) => into.push_str(&(self.text)(text)),
            BodyPart::Variable(name) => into.push_str(&(self.variable)(name)),
            BodyPart::List(items) => {
                let items = items.iter().map(|item| (None, item));
                self.group(["[", "]"], items, depth, into);
            }
            BodyPart::Object(members) => {
                let members = members.iter().map(|(name, value)| (Some(name.as_str()), value));
                self.group(["{", "}"], members, depth, into);
            }
        }
    }

    fn group<'p>(
        &self,
        [open, close]: [&str; 2],
        items: impl ExactSizeIterator<Item = (Option<&'p str>, &'p BodyPart)>,
        depth: usize,
        into: &mut String,
    ) {
        into.push_str(&(self.sign)(open));
        let count = items.len();
        for (place, (name, value)) in items.enumerate() {
            self.line(depth + 1, into);
            if let Some(name) = name {
                into.push_str(&(self.text)(name));
                into.push_str(&(self.sign)(if self.indent.is_some() { ": " } else { ":" }));
            }
            self.part(value, depth + 1, into);
            if place + 1 < count {
                into.push_str(&(self.sign)(","));
            }
        }
        if count > 0 {
            self.line(depth, into);
        }
        into.push_str(&(self.sign)(close));
    }

    fn line(&self, depth: usize, into: &mut String) {
        if let Some(indent) = self.indent {
            into.push('\n');
            into.push_str(&indent.repeat(depth));
        }
    }
}

/// A text as JSON writes it, in quotes.
pub(super) fn json_text(text: &str) -> String {
    Value::from(text).to_string()
}

/// A text as JSON writes it, with an escape for every character that `is_plain` is false for.
pub(super) fn json_escaped(text: &str, is_plain: impl Fn(char) -> bool) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        if is_plain(c) {
            written.push(c);
            continue;
        }
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            written.push_str(&format!("\\u{unit:04x}"));
        }
    }
    written.push('"');
    written
}
