//! The values that a paste gives to names before it uses them.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::literal::allowance::Allowance;
use crate::literal::node::{Literal, Node, NodeMember};
use crate::literal::target::{AssignTarget, TargetStep};
use crate::text::mapped::Mapped;

/// Longer texts stay where they are and are not copied to each place that names them.
const LONGEST_COPY: usize = 2_000;
/// The key of what stands for several members.
pub const SPREAD: &str = "...";
/// As many levels as a value may get. A reader goes no deeper either.
const DEEPEST: usize = 48;
/// As many names as stand for each other.
const MOST_NAMES: usize = 4;

/// Names and their values. Names are kept without the dollar that some languages write in front.
#[derive(Debug, Default)]
pub struct Scope {
    values: BTreeMap<String, NamedValue>,
    /// What the use of these values, and of anything else in the text, may still cost
    pub allowance: Allowance,
}

/// A value that a name stands for.
#[derive(Debug)]
struct NamedValue {
    node: Arc<Node>,
    /// What it costs to read it once more, in bytes
    weight: usize,
    /// It was read at a place that names it, which is free: it stands in the text once as well
    is_read: Cell<bool>,
}

impl NamedValue {
    fn new(value: impl Into<Arc<Node>>) -> Self {
        let node = value.into();
        Self { weight: node.weight(), node, is_read: Cell::new(false) }
    }
}

impl Scope {
    /// The words that stand for a value wherever an expression does.
    #[must_use]
    pub fn with_constants() -> Self {
        let mut scope = Self::default();
        for word in ["true", "false", "null"] {
            scope.set(word, Node::new(0, Literal::Text(Mapped::plain(word, 0))));
        }
        scope
    }

    pub fn set(&mut self, name: impl Into<String>, value: Node) {
        self.values.insert(name.into(), NamedValue::new(value));
    }

    /// Gives a name a value, or takes its value away; the value that it had.
    pub fn bind(&mut self, name: &str, value: Option<Arc<Node>>) -> Option<Arc<Node>> {
        let before = match value {
            Some(value) => self.values.insert(name.to_owned(), NamedValue::new(value)),
            None => self.values.remove(name),
        };
        before.map(|before| before.node)
    }

    /// Gives a name a text, as a line of what it has already or in place of that.
    pub fn write(&mut self, name: String, text: Mapped, is_appended: bool) {
        let Self { values, allowance } = self;
        let Some(known) = values.get_mut(&name).filter(|_| is_appended) else {
            return self.set(name, Node::new(text.start(), Literal::Text(text)));
        };
        // Where it was used before, what was used stays as it was.
        if Arc::strong_count(&known.node) > 1 && !allowance.spend(known.weight) {
            values.remove(&name);
            return;
        }
        known.weight += text.text().len();
        if let Literal::Text(before) = &mut Arc::make_mut(&mut known.node).value {
            before.push_value("\n", text.start());
            before.push_part(&text, 0..text.text().len());
        }
    }

    /// Whether the name has a value.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Whether the name stands for a list.
    #[must_use]
    pub fn has_list(&self, name: &str) -> bool {
        self.values.get(name).is_some_and(|value| matches!(value.node.value, Literal::List(_)))
    }

    /// Gives a member of a named value another value, and makes what is on the way to it. `false` where the
    /// name has no value that can have such a member; `may_begin` says whether it may have none yet.
    pub fn put(&mut self, target: &AssignTarget, value: Node, may_begin: bool) -> bool {
        let Self { values, allowance } = self;
        if may_begin && !values.contains_key(&target.name) {
            let begun = Node::new(value.at, Literal::Null);
            values.insert(target.name.clone(), NamedValue::new(begun));
        }
        let Some(named) = values.get_mut(&target.name) else { return false };
        // Where it was used before, what was used stays as it was.
        let is_shared = Arc::strong_count(&named.node) > 1;
        if is_shared && !allowance.spend(named.weight) {
            return false;
        }
        let weight = value.weight();
        if value.depth() + target.steps.len() > DEEPEST || !allowance.spend(weight) {
            return false;
        }
        let Some(place) = place(Arc::make_mut(&mut named.node), &target.steps, value.at, allowance)
        else {
            return false;
        };
        *place = value;
        named.weight += weight;
        true
    }

    /// The value of a name, where it is a text, a number or a flag of a usual size.
    #[must_use]
    pub fn scalar(&self, name: &str) -> Option<&Node> {
        let node = match self.values.get(name) {
            Some(value) => &*value.node,
            None => self.member(name)?,
        };
        let is_short = match &node.value {
            Literal::Text(text) => text.text().len() <= LONGEST_COPY,
            Literal::Number(_) | Literal::Flag(_) => true,
            _ => false,
        };
        (is_short && self.allowance.spend(node.weight())).then_some(node)
    }

    /// A member of a named value: `config.url`, `$config['url']`.
    fn member(&self, path: &str) -> Option<&Node> {
        if !path.contains(['.', '[', '>']) {
            return None;
        }
        let target = match self.index(path) {
            Some(path) => AssignTarget::parse(&path)?,
            None => AssignTarget::parse(path)?,
        };
        let mut node = &*self.values.get(&target.name)?.node;
        for step in &target.steps {
            let TargetStep::Member(key) = step else { return None };
            node = match key.parse::<usize>().ok().and_then(|place| node.items().get(place)) {
                Some(item) => item,
                None => self.allowance.spend(node.members().len()).then(|| node.get(key))??,
            };
        }
        Some(node)
    }

    /// `nomes[i]` with the number that the name between the brackets stands for.
    fn index(&self, path: &str) -> Option<String> {
        let (list, rest) = path.split_once('[')?;
        let (name, rest) = rest.split_once(']')?;
        match &self.values.get(name.trim_start_matches('$'))?.node.value {
            Literal::Number(number) => Some(format!("{list}[{number}]{rest}")),
            _ => None,
        }
    }

    /// The text that stands for a name inside another text.
    #[must_use]
    pub fn inserted(&self, name: &str) -> Option<&str> {
        match &self.scalar(name)?.value {
            Literal::Text(text) if !text.has_hole() => Some(text.text()),
            Literal::Number(number) => Some(number),
            _ => None,
        }
    }

    /// What an expression stands for, where it is a name with a value. The value may be a name again.
    #[must_use]
    pub fn resolved(&self, node: &Node) -> Option<Arc<Node>> {
        let mut value = self.named(node)?;
        for _ in 0..MOST_NAMES {
            match self.named(&value) {
                Some(next) => value = next,
                None => break,
            }
        }
        Some(value)
    }

    /// The value with the values of the names in it, and with the members that `...name` and `**name` stand for.
    #[must_use]
    pub fn filled(&self, node: &Arc<Node>) -> Arc<Node> {
        if !self.has_names(node) || !self.allowance.spend(node.weight()) {
            return node.clone();
        }
        let mut filled = Node::clone(node);
        self.fill(&mut filled, MOST_NAMES);
        Arc::new(filled)
    }

    fn has_names(&self, node: &Node) -> bool {
        match &node.value {
            Literal::Unknown(name) => {
                self.values.contains_key(name.trim_start_matches('$'))
                    || self.member(name).is_some()
            }
            Literal::List(items) => items.iter().any(|item| self.has_names(item)),
            Literal::Object(members) => {
                members.iter().any(|member| member.key == SPREAD || self.has_names(&member.value))
            }
            _ => false,
        }
    }

    fn fill(&self, node: &mut Node, names: usize) {
        if names > 0
            && let Some(value) = self.resolved(node)
        {
            *node = Arc::unwrap_or_clone(value);
            return self.fill(node, names - 1);
        }
        match &mut node.value {
            Literal::List(items) => items.iter_mut().for_each(|item| self.fill(item, names)),
            Literal::Object(members) => {
                for mut member in std::mem::take(members) {
                    self.fill(&mut member.value, names);
                    match member.value.value {
                        Literal::Object(spread) if member.key == SPREAD => members.extend(spread),
                        // What has no members is written as a list in PHP.
                        Literal::List(none) if member.key == SPREAD && none.is_empty() => {}
                        _ => members.push(member),
                    }
                }
            }
            _ => {}
        }
    }

    fn named(&self, node: &Node) -> Option<Arc<Node>> {
        let Literal::Unknown(name) = &node.value else { return None };
        let plain = name.trim_start_matches('$');
        let Some(value) = self.values.get(name).or_else(|| self.values.get(plain)) else {
            let member = self.member(name)?;
            return self.allowance.spend(member.weight()).then(|| Arc::new(member.clone()));
        };
        let is_free = !value.is_read.replace(true);
        (is_free || self.allowance.spend(value.weight)).then(|| value.node.clone())
    }
}

/// The place of a member, which is made where it is not there.
fn place<'a>(
    node: &'a mut Node,
    steps: &[TargetStep],
    at: usize,
    allowance: &Allowance,
) -> Option<&'a mut Node> {
    let mut node = node;
    for step in steps {
        if node.is_nothing() && node.text().is_none() {
            node.value = match step {
                TargetStep::Member(_) => Literal::Object(Vec::new()),
                TargetStep::Next => Literal::List(Vec::new()),
            };
        }
        node = match (step, &mut node.value) {
            (TargetStep::Member(key), Literal::Object(members)) => {
                if !allowance.spend(members.len()) {
                    return None;
                }
                let known = members.iter().rposition(|member| member.key == *key);
                let place = known.unwrap_or_else(|| {
                    let value = Node::new(at, Literal::Null);
                    members.push(NodeMember { key: key.clone(), at, value });
                    members.len() - 1
                });
                &mut members.get_mut(place)?.value
            }
            (TargetStep::Next, Literal::List(items)) => {
                items.push(Node::new(at, Literal::Null));
                items.last_mut()?
            }
            _ => return None,
        };
    }
    Some(node)
}
