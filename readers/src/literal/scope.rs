//! The values that a paste gives to names before it uses them.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::literal::allowance::Allowance;
use crate::literal::node::{Literal, Node};
use crate::text::mapped::Mapped;

/// Longer texts stay where they are and are not copied to each place that names them.
const LONGEST_COPY: usize = 2_000;

/// Names and their values. Names are kept without the dollar that some languages write in front.
#[derive(Debug, Default)]
pub struct Scope {
    values: BTreeMap<String, NamedValue>,
    /// What the use of these values, and of anything else in the text, may still cost
    pub allowance: Allowance,
}

#[derive(Debug)]
struct NamedValue {
    node: Arc<Node>,
    /// What it costs to read it once more, in bytes
    weight: usize,
    /// It was read at a place that names it, which is free: it stands in the text once as well
    is_read: Cell<bool>,
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
        let weight = value.weight();
        let value = NamedValue { node: Arc::new(value), weight, is_read: Cell::new(false) };
        self.values.insert(name.into(), value);
    }

    /// The value of a name, where it is a text, a number or a flag of a usual size.
    #[must_use]
    pub fn scalar(&self, name: &str) -> Option<&Node> {
        let value = self.values.get(name)?;
        let is_short = match &value.node.value {
            Literal::Text(text) => text.text().len() <= LONGEST_COPY,
            Literal::Number(_) | Literal::Flag(_) => true,
            _ => false,
        };
        (is_short && self.allowance.spend(value.weight)).then_some(&*value.node)
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

    /// What an expression stands for, where it is a name with a value.
    #[must_use]
    pub fn resolved(&self, node: &Node) -> Option<Arc<Node>> {
        let Literal::Unknown(name) = &node.value else { return None };
        let value =
            self.values.get(name).or_else(|| self.values.get(name.trim_start_matches('$')))?;
        let is_free = !value.is_read.replace(true);
        (is_free || self.allowance.spend(value.weight)).then(|| value.node.clone())
    }
}
