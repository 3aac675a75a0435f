//! What stands in the place of a value and is none: names, calls, sums. Calls that only write a value
//! down in another way (`JSON.stringify`, `json.dumps`, `json_encode`) stand for the value.

use crate::literal::converted::{FILTERS, LOOPS};
use crate::literal::formatted::{of_call, sum};
use crate::literal::node::{Literal, Node, NodeMember, Syntax};
use crate::literal::reader::{Reader, short};
use crate::literal::scope::SPREAD;
use crate::literal::strings::Prefix;
use crate::text::mapped::Mapped;

/// The last part of the names of calls that stand for their first argument.
const TRANSPARENT: [&str; 27] = [
    "stringify",
    "wp_json_encode",
    "jsonEncode",
    "dumps",
    "json_encode",
    "jsonencode",
    "array",
    "Headers",
    "dict",
    "str",
    "String",
    "encode",
    "URL",
    "Json",
    "GetBytes",
    "http_build_query",
    "NewReader",
    "NewBuffer",
    "NewBufferString",
    "byte",
    "StringContent",
    "Serialize",
    "SerializeObject",
    "stream_context_create",
    "dump",
    "generate",
    "URI",
];

impl Reader<'_> {
    /// A word: `true`, a name with a value, a call, or an expression that nobody can tell the value of.
    pub(crate) fn expression(&mut self) -> Literal {
        if self.peek() == Some('[') {
            // A type in front of a value, as in `[ordered]@{…}`, or of one of its functions
            self.skip_balanced();
            if !self.eat("::") {
                return self.inner_value();
            }
        }
        let start = self.at;
        let word = self.path();
        if let Some(prefix) = string_prefix(&word, self.syntax)
            && matches!(self.peek(), Some('"' | '\''))
        {
            return self.quoted(prefix);
        }
        match word.to_ascii_lowercase().as_str() {
            "true" | "$true" => return Literal::Flag(true),
            "false" | "$false" => return Literal::Flag(false),
            "null" | "$null" | "none" | "undefined" | "nil" => return Literal::Null,
            "new" | "await" | "return" => return self.inner_value(),
            _ => {}
        }
        if self.peek() == Some('(') {
            let last = word.rsplit(['.', ':', '\\', '>']).next().unwrap_or_default();
            let is_transparent = TRANSPARENT.contains(&last);
            let mut group = self.group(')');
            // `payload.encode("utf-8")`
            if last == "encode"
                && let Some(owner) = word.strip_suffix(".encode")
                && owner != "json"
            {
                let owner = Literal::Unknown(owner.to_owned());
                let known =
                    self.scope.resolved(&Node::new(self.input.source(start), owner.clone()));
                return known.map_or(owner, |known| known.value.clone());
            }
            // `os.getenv("NAME", "value")`
            if matches!(last, "getenv" | "env" | "get")
                && let [name, default] = group.items.as_slice()
                && name.text().is_some()
                && default.text().is_some()
                && word.contains("env")
            {
                return group.items.swap_remove(1).value;
            }
            // `item.get("name")`, `i.toString()`
            if let Some(known) = self.of_owner(&word, last, &group) {
                return known;
            }
            if let Some(made) = of_call(last, &group.items) {
                return made;
            }
            if let Some(text) = self.call_converted(&word, &group) {
                return Literal::Text(Mapped::plain(text, self.input.source(start)));
            }
            // Several objects as one
            if matches!(last, "array_merge" | "assign") && group.members.is_empty() {
                let spread =
                    |value: Node| NodeMember { key: SPREAD.to_owned(), at: value.at, value };
                return Literal::Object(group.items.into_iter().map(spread).collect());
            }
            if is_transparent && last == "array" {
                return if group.members.is_empty() {
                    Literal::List(group.items)
                } else {
                    Literal::Object(group.members)
                };
            }
            if is_transparent {
                let has_names = !group.members.is_empty();
                let named = has_names.then_some(Literal::Object(group.members));
                return group
                    .items
                    .into_iter()
                    .next()
                    .map(|first| first.value)
                    .or(named)
                    .unwrap_or(Literal::Null);
            }
            return Literal::Unknown(short(&self.input.text()[start..self.at]));
        }
        match self.scope.scalar(word.trim_start_matches('$')) {
            Some(node) => node.value.clone(),
            None => Literal::Unknown(word),
        }
    }

    /// The value behind a word in front of it.
    fn inner_value(&mut self) -> Literal {
        self.skip_blanks();
        let inner = self.deeper(Self::primary);
        inner.flatten().map_or(Literal::Null, |node| node.value)
    }

    /// The value with what is done to it. Texts that are joined are one text; everything else that is
    /// done leaves the value as it is, or makes it unknown.
    pub(crate) fn with_tail(&mut self, first: Node) -> Node {
        let mut node = first;
        loop {
            let before = self.at;
            let has_line_end = self.skip_blanks();
            let rest = self.rest();
            let joins = match self.syntax {
                Syntax::Php => rest.starts_with('.') && !rest.starts_with("..."),
                Syntax::Json | Syntax::JavaScript | Syntax::Python | Syntax::PowerShell => {
                    rest.starts_with('+') && !rest.starts_with("++")
                }
            };
            if joins {
                self.bump();
                self.skip_blanks();
                let Some(next) = self.operand() else { return node };
                node = sum(&node, &next, false)
                    .filter(|_| rest.starts_with('+'))
                    .unwrap_or_else(|| joined(node, &next));
                continue;
            }
            if let Some(text) = self.python_format(&node) {
                node = text;
                continue;
            }
            // Python joins texts that stand next to each other.
            if self.syntax == Syntax::Python
                && matches!(node.value, Literal::Text(_))
                && (rest.starts_with('"') || rest.starts_with('\'') || rest.starts_with("f\""))
                && let Some(next) = self.primary()
            {
                node = joined(node, &next);
                continue;
            }
            if has_line_end || !is_operator(rest) {
                self.at = before;
                return node;
            }
            // `process.env.NAME || "value"`
            if matches!(node.value, Literal::Unknown(_))
                && (rest.starts_with("||") || rest.starts_with("??"))
            {
                let operator = self.at;
                self.at += 2;
                self.skip_blanks();
                let default = self.rest().starts_with(['"', '\'', '`']).then(|| self.primary());
                if let Some(default) = default.flatten() {
                    node = default;
                    continue;
                }
                self.at = operator;
            }
            if !self.is_inside() && self.pipes_into(&LOOPS) {
                self.at = before;
                return node;
            }
            if let Some(value) = self.converted(&node) {
                node = Node::new(node.at, value);
                continue;
            }
            let at = node.at;
            // `i - 1`, and PHP's `$i + 1`
            let operator = self.at;
            if matches!(node.value, Literal::Number(_)) && (self.eat("+ ") || self.eat("- ")) {
                let is_taken = rest.starts_with('-');
                if let Some(sum) = self.primary().and_then(|next| sum(&node, &next, is_taken)) {
                    node = sum;
                    continue;
                }
                self.at = operator;
            }
            // Piped into something, or turned into another type: still the value.
            let keeps = rest.starts_with('|')
                && !rest.starts_with("||")
                && !(self.pipes_into(&LOOPS) || self.pipes_into(&FILTERS))
                || rest.starts_with('.') && !matches!(node.value, Literal::Unknown(_))
                || rest.starts_with(".encode(")
                || self.is_json_option();
            let tail = self.skip_expression();
            if !keeps {
                let name = match &node.value {
                    Literal::Unknown(name) => format!("{name} {tail}"),
                    _ => tail,
                };
                node = Node::new(at, Literal::Unknown(short(&name)));
            }
            return node;
        }
    }

    /// Goes past an expression, up to what ends a value.
    pub(crate) fn skip_expression(&mut self) -> String {
        let start = self.at;
        while let Some(next) = self.peek() {
            match next {
                ',' | ';' | '}' | ']' | ')' | '\n' => break,
                '{' | '[' | '(' => self.skip_balanced(),
                '"' | '\'' | '`' => self.skip_quoted(),
                _ => self.bump(),
            }
        }
        short(self.input.text()[start..self.at].trim())
    }
}

/// Whether something is done to the value in front of this.
fn is_operator(rest: &str) -> bool {
    let is_assignment = rest.starts_with('=') && !rest.starts_with("==");
    !is_assignment && rest.starts_with(['+', '.', '|', '?', '&', '*', '/', '%', '-', '<', '!', '='])
}

/// Python's letters in front of a quote.
fn string_prefix(word: &str, syntax: Syntax) -> Option<Prefix> {
    let is_prefix = matches!(syntax, Syntax::Python | Syntax::Json)
        && word.len() <= 2
        && word.chars().all(|c| "frbuFRBU".contains(c));
    is_prefix
        .then(|| Prefix { is_format: word.contains(['f', 'F']), is_raw: word.contains(['r', 'R']) })
}

/// Two values as one text. What is not known becomes a hole of it.
fn joined(first: Node, next: &Node) -> Node {
    let at = first.at;
    let mut text = match first.value {
        Literal::Text(text) => text,
        other => {
            let mut text = Mapped::starting_at(at);
            push_value(&mut text, &other, at);
            text
        }
    };
    push_value(&mut text, &next.value, next.at);
    Node::new(at, Literal::Text(text))
}

fn push_value(into: &mut Mapped, value: &Literal, at: usize) {
    match value {
        Literal::Text(text) => into.push_part(text, 0..text.text().len()),
        Literal::Number(number) => into.push_str(number, at),
        Literal::Unknown(name) if name.starts_with('$') => into.push_hole(name, at),
        Literal::Unknown(name) => into.push_hole(&format!("{{{name}}}"), at),
        Literal::Null | Literal::Flag(_) | Literal::List(_) | Literal::Object(_) => {
            into.push_hole("{…}", at);
        }
    }
}
