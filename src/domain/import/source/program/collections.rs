//! What a loop goes through: a list or an object of the program, and what functions make of one.

use std::sync::Arc;

use crate::domain::import::source::program::Program;
use readers::literal::counted;
use readers::literal::groups::Group;
use readers::literal::node::{Literal, Node, NodeMember, Syntax};
use readers::literal::reader::Reader;
use readers::text::mapped::Mapped;

/// As deep as such functions are ever nested.
const DEEPEST: usize = 4;

/// The last part of the names of functions that give the values that they are given.
const SAME: [&str; 9] =
    ["list", "sorted", "tuple", "set", "tqdm", "values", "array_values", "array_unique", "iter"];

/// Functions that make a list of their arguments.
const LISTS: [&str; 5] = ["List.of", "Set.of", "Arrays.asList", "listOf", "Stream.of"];

impl Program<'_> {
    /// The list or object that comes next in the text.
    pub(super) fn collection(&self, reader: &mut Reader<'_>) -> Option<Arc<Node>> {
        self.collection_in(reader, 0)
    }

    fn collection_in(&self, reader: &mut Reader<'_>, depth: usize) -> Option<Arc<Node>> {
        if depth > DEEPEST {
            return None;
        }
        reader.skip_blanks();
        let start = reader.at;
        if reader.rest().starts_with('[') && typed_list(reader.rest()) == 0 {
            let group = reader.group(']');
            return self.known_collection(&of_group(start, group));
        }
        reader.at += typed_list(reader.rest());
        if reader.at > start || !reader.rest().starts_with(|c: char| c.is_alphabetic() || c == '$')
        {
            let value = reader.value()?;
            return self.known_collection(&value);
        }
        let name = reader.path();
        if !reader.rest().starts_with('(') {
            let value = Node::new(start, Literal::Unknown(name));
            return self.known_collection(&value);
        }
        let bracket = reader.at;
        let (owner, last) = name.rsplit_once('.').unwrap_or(("", &name));
        if LISTS.contains(&name.as_str()) || matches!(last, "array" | "range") {
            let group = reader.group(')');
            if last == "range" {
                return self.range(start, &group.items);
            }
            return self.known_collection(&of_group(start, group));
        }
        // `contas.items()`
        let is_own = !matches!(owner, "" | "Object" | "asyncio" | "tqdm");
        let inner = if is_own {
            reader.group(')');
            self.known_collection(&Node::new(start, Literal::Unknown(owner.to_owned())))?
        } else {
            reader.at = bracket + 1;
            self.collection_in(reader, depth + 1)?
        };
        let mut first = None;
        if !is_own {
            reader.skip_blanks();
            if reader.eat(",") {
                reader.skip_blanks();
                if reader.eat("start") {
                    reader.skip_blanks();
                    reader.eat("=");
                }
                first = reader.value();
                reader.skip_blanks();
            }
            reader.eat(")").then_some(())?;
        }
        let at = inner.at;
        let pair = |first: Node, second: &Node| {
            Node::new(second.at, Literal::List(vec![first, second.clone()]))
        };
        let list = match last {
            "enumerate" | "entries" if inner.members().is_empty() => {
                let first = first.and_then(|first| integer(&first)).unwrap_or(0);
                let numbers = (first..).map(|number| numbered(at, number));
                numbers.zip(inner.items()).map(|(first, second)| pair(first, second)).collect()
            }
            "items" | "entries" => {
                inner.members().iter().map(|one| pair(key(one), &one.value)).collect()
            }
            "keys" | "array_keys" => inner.members().iter().map(key).collect(),
            _ if SAME.contains(&last) && inner.members().is_empty() => return Some(inner),
            "values" => inner.members().iter().map(|one| one.value.clone()).collect(),
            _ => return None,
        };
        Some(Arc::new(Node::new(at, Literal::List(list))))
    }

    fn known_collection(&self, value: &Node) -> Option<Arc<Node>> {
        let known = self.known_value(value)?;
        let known = set(&known).unwrap_or(known);
        let is_list = matches!(known.value, Literal::List(_) | Literal::Object(_));
        (is_list && self.scope.allowance.spend(known.weight())).then_some(known)
    }

    /// `range(5)`, `range(1, 6)`; PHP's last number belongs to them.
    fn range(&self, at: usize, arguments: &[Node]) -> Option<Arc<Node>> {
        let numbers: Option<Vec<i64>> = arguments
            .iter()
            .map(|argument| match &argument.value {
                Literal::Unknown(text) if text.contains('(') => {
                    self.length(text).and_then(|length| i64::try_from(length).ok())
                }
                _ => self.known_value(argument).and_then(|known| integer(&known)),
            })
            .collect();
        let (first, end, step) = match numbers?.as_slice() {
            [end] => (0, *end, 1),
            [first, end] => (*first, *end, 1),
            [first, end, step] => (*first, *end, *step),
            _ => return None,
        };
        let last = if self.syntax == Syntax::Php { end } else { end.checked_sub(step.signum())? };
        let numbers = self.may_count().then(|| counted::range(first, last, step))??;
        self.count(numbers.len());
        let is_empty = first == end && self.syntax != Syntax::Php;
        let list = numbers.into_iter().filter(|_| !is_empty).map(|number| numbered(at, number));
        Some(Arc::new(Node::new(at, Literal::List(list.collect()))))
    }

    /// Whether numbers may be counted, which costs something.
    pub(super) fn may_count(&self) -> bool {
        self.scope.allowance.reach(1) > 0
    }

    pub(super) fn count(&self, numbers: usize) {
        const NUMBER: usize = 40;
        self.scope.allowance.waste(numbers * NUMBER);
    }

    /// How many items a list has: `nomes.length`, `len(nomes)`, `count($nomes)`.
    pub(super) fn length(&self, expression: &str) -> Option<usize> {
        let called = ["len(", "count("].iter().find_map(|call| expression.strip_prefix(call));
        let named = [".length", ".Length", ".size()"].iter();
        let name = called
            .and_then(|inner| inner.strip_suffix(')'))
            .or_else(|| named.into_iter().find_map(|end| expression.strip_suffix(end)))?;
        let list = self.known_value(&Node::new(0, Literal::Unknown(name.to_owned())))?;
        (!list.items().is_empty()).then(|| list.items().len())
    }

    /// What the names of a loop are given, turn by turn.
    pub(super) fn elements(&self, collection: &Node, is_pairs: bool) -> Vec<Node> {
        let pair =
            |key: Node, value: &Node| Node::new(value.at, Literal::List(vec![key, value.clone()]));
        match &collection.value {
            Literal::Object(members) if is_pairs => {
                members.iter().map(|one| pair(key(one), &one.value)).collect()
            }
            Literal::Object(members) if self.syntax == Syntax::Php => {
                members.iter().map(|one| one.value.clone()).collect()
            }
            Literal::Object(members) => members.iter().map(key).collect(),
            Literal::List(items) if is_pairs => {
                let numbers = (0..).map(|number| numbered(collection.at, number));
                numbers.zip(items).map(|(number, item)| pair(number, item)).collect()
            }
            // `[… for … in …]` is read as a list of words.
            Literal::List(items) if !items.iter().any(is_for) => items.clone(),
            _ => Vec::new(),
        }
    }
}

/// A set, and a list behind its type, is read as an object whose keys have no values.
fn set(node: &Node) -> Option<Arc<Node>> {
    let has_none =
        |one: &NodeMember| matches!(&one.value.value, Literal::Unknown(value) if *value == one.key);
    let members = node.members();
    let is_set = !members.is_empty() && members.iter().all(has_none);
    let list = || Literal::List(members.iter().map(key).collect());
    is_set.then(|| Arc::new(Node::new(node.at, list())))
}

fn of_group(at: usize, group: Group) -> Node {
    Node::new(
        at,
        match group.members.is_empty() {
            true => Literal::List(group.items),
            false => Literal::Object(group.members),
        },
    )
}

fn is_for(item: &Node) -> bool {
    matches!(&item.value, Literal::Unknown(word) if word == "for")
}

fn key(member: &NodeMember) -> Node {
    Node::new(member.at, Literal::Text(Mapped::plain(member.key.as_str(), member.at)))
}

pub(super) fn numbered(at: usize, number: i64) -> Node {
    Node::new(at, Literal::Number(number.to_string()))
}

fn integer(node: &Node) -> Option<i64> {
    if let Literal::Number(number) = &node.value { number.parse().ok() } else { None }
}

/// How long the type in front of a list is: `[]string`, `new[] `, `new List<string> `.
pub(super) fn typed_list(rest: &str) -> usize {
    const LONGEST: usize = 60;
    let inner = rest.strip_prefix("new").unwrap_or(rest);
    let is_part =
        |c: char| c.is_alphanumeric() || matches!(c, '[' | ']' | '<' | '>' | ' ' | '(' | ')');
    let end = inner.char_indices().take(LONGEST).find(|(_, c)| !is_part(*c));
    let is_typed = inner.len() < rest.len() || inner.starts_with("[]");
    match end {
        Some((end, '{')) if inner[..end].contains(['[', '<']) && is_typed => {
            rest.len() - inner.len() + end
        }
        _ => 0,
    }
}
