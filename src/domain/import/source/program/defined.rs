//! The functions that a program has of its own: where they are defined, with their parameters.

use std::ops::Range;

use crate::domain::import::source::program::PartOrder;
use crate::domain::import::source::program::bound_names::BoundName;
use crate::domain::import::source::program::loops::{LONGEST_HEAD, indented, near};
use readers::literal::node::Syntax;
use readers::literal::reader::Reader;
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

#[derive(Debug)]
pub(super) struct DefinedFunction {
    pub(super) name: String,
    /// Where its parameters begin
    pub(super) at: usize,
    pub(super) parameters: Vec<BoundName>,
    pub(super) body: Range<usize>,
    /// It is called with an object in front: `evo.criar(…)`
    pub(super) is_method: bool,
    /// It has the name of its class, and makes an object.
    pub(super) makes_object: bool,
}

/// Words that a bracket follows, and that are no names of functions.
const NO_NAMES: [&str; 12] = [
    "if", "for", "while", "switch", "catch", "foreach", "elseif", "return", "function", "with",
    "using", "lock",
];

/// What stands in front of the name of a method.
const METHOD_LEADS: [&str; 4] = ["async", "static", "public", "private"];
/// What the functions are called that make an object.
const MAKERS: [&str; 3] = ["__init__", "constructor", "__construct"];
/// As long as what stands in front of a name
const LONGEST_LEAD: usize = 100;

/// Nobody writes a larger program by hand, and one with functions is read twice.
const LARGEST: usize = 1_000_000;

/// All of them, in the order of the text.
pub(super) fn functions(input: &Mapped, syntax: Syntax, order: PartOrder) -> Vec<DefinedFunction> {
    let scope = Scope::default();
    let text = input.text();
    let mut all = Vec::new();
    if text.len() > LARGEST {
        return all;
    }
    for (at, _) in text.match_indices('(') {
        let Some((name, is_method)) = name_before(text, at, syntax, order) else { continue };
        let mut reader = Reader::new(input, syntax, &scope, at);
        if !reader.skip_block(LONGEST_HEAD) {
            continue;
        }
        let parameters = at + 1..reader.at - 1;
        let Some(body) = body(&mut reader, at) else { continue };
        let mut parameters = BoundName::list(text, parameters);
        let is_own = |name: &BoundName| matches!(name.name(), Some("self" | "cls"));
        let is_method = is_method || parameters.first().is_some_and(is_own);
        parameters.retain(|name| !is_own(name));
        let class = Some(name).filter(|name| MAKERS.contains(name)).and_then(|_| class(text, at));
        let (makes_object, name) = (class.is_some(), class.unwrap_or(name).to_owned());
        let is_method = is_method && !makes_object;
        all.push(DefinedFunction { name, at, parameters, body, is_method, makes_object });
    }
    if syntax == Syntax::JavaScript {
        // `const criar = async nome => { … }`
        for (sign, _) in text.match_indices("=>") {
            let (before, word) = last_word(&text[..sign]);
            let at = before.len();
            let (outer, keyword) = last_word(before);
            let before = if keyword == "async" { outer } else { before };
            let Some(name) = assigned_name(before).filter(|_| !word.is_empty()) else { continue };
            let mut reader = Reader::new(input, syntax, &scope, sign);
            let Some(body) = body(&mut reader, sign) else { continue };
            let parameters = BoundName::list(text, at..at + word.len());
            let name = name.to_owned();
            all.push(DefinedFunction {
                name,
                at,
                parameters,
                body,
                is_method: false,
                makes_object: false,
            });
        }
        all.sort_by_key(|function| function.at);
    }
    all
}

/// The name of the function whose parameters begin here, and whether it is one of an object.
fn name_before(text: &str, at: usize, syntax: Syntax, order: PartOrder) -> Option<(&str, bool)> {
    let (before, word) = last_word(&text[..at]);
    let (lead, keyword) = last_word(before);
    match keyword {
        "function" | "func" | "fn" if !word.is_empty() => {
            let (_, visibility) = last_word(lead);
            let is_method = matches!(visibility, "public" | "private" | "protected" | "static");
            return Some((word, is_method));
        }
        "def" => return (!word.is_empty()).then_some((word, false)),
        _ if syntax == Syntax::Python => return None,
        _ => {}
    }
    if matches!(word, "" | "async" | "function" | "fn") {
        // `const criar = async function (`
        let before = if keyword == "async" && !word.is_empty() { lead } else { before };
        return assigned_name(before).map(|name| (name, false));
    }
    if syntax == Syntax::Php || NO_NAMES.contains(&word) {
        return None;
    }
    let is_lead = |byte: &u8| *byte != b'\n' && *byte != b';';
    let length = before.bytes().rev().take(LONGEST_LEAD).take_while(is_lead).count();
    let line = before.get(before.len() - length..)?;
    let is_type = |c: char| c.is_alphanumeric() || "_<>[] \t\r,?".contains(c);
    let mut words = line.split_whitespace();
    let is_lead = match order {
        PartOrder::Before => {
            words.all(|word| METHOD_LEADS.contains(&word)) && length < LONGEST_LEAD
        }
        PartOrder::After => {
            !line.trim().is_empty() && line.chars().all(is_type) && !words.any(is_operator)
        }
    };
    is_lead.then_some((word, order == PartOrder::Before))
}

/// Words in front of a call.
fn is_operator(word: &str) -> bool {
    matches!(word, "return" | "new" | "await" | "throw" | "else" | "go" | "defer" | "in")
}

/// The name of the class that a function is in.
fn class(text: &str, at: usize) -> Option<&str> {
    const FARTHEST: usize = 4_000;
    let mut from = at.saturating_sub(FARTHEST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let behind = text[from..at].rsplit_once("class ")?.1;
    let end = behind.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    Some(&behind[..end])
}

/// The name in front of the sign that gives it a value: `const criar =`, `criar:`.
fn assigned_name(before: &str) -> Option<&str> {
    let before = before.trim_end();
    let name = before.strip_suffix('=').or_else(|| before.strip_suffix(':'))?;
    let (_, word) = last_word(name);
    (!word.is_empty()).then(|| word.trim_start_matches('$'))
}

/// The word at the end of a text, and what is in front of it.
fn last_word(text: &str) -> (&str, &str) {
    const LONGEST: usize = 100;
    let trimmed = text.trim_end_matches([' ', '\t']);
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$');
    let length = trimmed.bytes().rev().take(LONGEST).take_while(is_part).count();
    trimmed.split_at(trimmed.len() - length)
}

/// The body behind the parameters.
fn body(reader: &mut Reader<'_>, head: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 200;
    let line = near(reader.rest());
    if reader.syntax == Syntax::Python {
        reader.at += line.find(':')? + 1;
        return indented(reader, head);
    }
    reader.skip_blanks();
    if reader.eat("use") {
        reader.skip_blanks();
        reader.skip_block(LONGEST_HEAD);
        reader.skip_blanks();
    }
    // Types stand in front of a body.
    let is_end = |(at, c): &(usize, char)| *at > LONGEST || ";,={}().+".contains(*c);
    let (end, _) = reader.rest().char_indices().find(is_end)?;
    reader.at += end;
    if reader.eat("=>") {
        reader.skip_blanks();
    } else if !reader.rest().starts_with('{') {
        return None;
    }
    let start = reader.at;
    if reader.rest().starts_with('{') {
        reader.skip_block(usize::MAX).then_some(())?;
        return Some(start + 1..reader.at - 1);
    }
    reader.skip_statement();
    (reader.at > start).then_some(start..reader.at)
}
