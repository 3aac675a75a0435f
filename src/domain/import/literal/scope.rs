//! The values that a paste gives to names before it uses them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::import::literal::node::{Literal, Node};
use crate::domain::import::text::mapped::Mapped;

/// Longer texts stay where they are and are not copied to each place that names them.
const LONGEST_COPY: usize = 2_000;

/// Names and their values. Names are kept without the dollar that some languages write in front.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    values: BTreeMap<String, Arc<Node>>,
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
        self.values.insert(name.into(), Arc::new(value));
    }

    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arc<Node>> {
        self.values.get(name)
    }

    /// The value of a name, where it is a text, a number or a flag of a usual size.
    #[must_use]
    pub fn scalar(&self, name: &str) -> Option<&Node> {
        let node = self.get(name)?;
        let is_short = match &node.value {
            Literal::Text(text) => text.text().len() <= LONGEST_COPY,
            Literal::Number(_) | Literal::Flag(_) => true,
            _ => false,
        };
        is_short.then_some(&**node)
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
        match &node.value {
            Literal::Unknown(name) => {
                self.get(name).or_else(|| self.get(name.trim_start_matches('$'))).cloned()
            }
            _ => None,
        }
    }
}
