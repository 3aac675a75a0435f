//! One command of PowerShell with its arguments.

use std::sync::Arc;

use crate::literal::node::{Literal, Node, NodeMember};
use crate::literal::scope::Scope;
use crate::text::mapped::Mapped;

/// One word of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// As it stands: a command, an option, or a text without quotes
    Word(Mapped),
    Value(Node),
}

/// One command. Named arguments are among its words, as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cmdlet {
    pub at: usize,
    pub arguments: Vec<Argument>,
}

impl Cmdlet {
    /// The arguments by their names, those of a splatted table among them.
    #[must_use]
    pub fn named(&self, scope: &Scope) -> Vec<NodeMember> {
        let mut named = Vec::new();
        let mut arguments = self.arguments.iter().peekable();
        while let Some(argument) = arguments.next() {
            let word = match argument {
                Argument::Word(word) => word,
                Argument::Value(node) => {
                    if let Some(table) = scope.resolved(node) {
                        named.extend(table.members().iter().cloned());
                    } else {
                        named.extend(node.members().iter().cloned());
                    }
                    continue;
                }
            };
            let Some(name) = word.text().strip_prefix('-') else { continue };
            let key = name.trim_end_matches(':').to_owned();
            let value = match arguments.peek() {
                Some(Argument::Value(node)) => Some(node.clone()),
                Some(Argument::Word(next)) if !next.text().starts_with('-') => {
                    Some(Node::new(next.start(), Literal::Text(next.clone())))
                }
                _ => None,
            };
            if let Some(value) = value {
                arguments.next();
                named.push(NodeMember { key, at: word.start(), value });
            }
        }
        named
    }

    /// The tables among the arguments.
    #[must_use]
    pub fn tables(&self, scope: &Scope) -> Vec<Arc<Node>> {
        let value = |argument: &Argument| match argument {
            Argument::Word(_) => None,
            Argument::Value(node) => {
                Some(scope.resolved(node).unwrap_or_else(|| Arc::new(node.clone())))
            }
        };
        self.arguments.iter().filter_map(value).filter(|node| node.is_object()).collect()
    }

    /// What each word says.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.arguments.iter().map(|argument| match argument {
            Argument::Word(word) => word.text(),
            Argument::Value(node) => match &node.value {
                Literal::Text(text) => text.text(),
                Literal::Unknown(text) | Literal::Number(text) => text,
                _ => "",
            },
        })
    }

    /// Every word as a text with its place, for a program that reads them itself.
    #[must_use]
    pub fn words(&self) -> Vec<Mapped> {
        let word = |argument: &Argument| match argument {
            Argument::Word(word) => word.clone(),
            Argument::Value(node) => match &node.value {
                Literal::Text(text) => text.clone(),
                Literal::Unknown(name) => {
                    let mut hole = Mapped::starting_at(node.at);
                    hole.push_hole(name, node.at);
                    hole
                }
                Literal::Number(number) => Mapped::plain(number.as_str(), node.at),
                _ => Mapped::starting_at(node.at),
            },
        };
        self.arguments.iter().map(word).collect()
    }
}
