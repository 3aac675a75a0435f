//! A value as it was read.

use serde::{Deserialize, Serialize};

use crate::text::mapped::Mapped;

/// The language that a value is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// With comments, trailing commas, single quotes and keys without quotes
    Json,
    JavaScript,
    Python,
    Php,
    PowerShell,
}

/// A value with the place in the paste where it begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    pub at: usize,
    pub value: Literal,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Literal {
    Null,
    Flag(bool),
    /// As it is written
    Number(String),
    /// Where it has a hole, a part of it is not known
    Text(Mapped),
    List(Vec<Node>),
    Object(Vec<NodeMember>),
    /// An expression that the paste gives no value to
    Unknown(String),
}

/// A named value of an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeMember {
    pub key: String,
    pub at: usize,
    pub value: Node,
}

impl Node {
    #[must_use]
    pub const fn new(at: usize, value: Literal) -> Self {
        Self { at, value }
    }

    #[must_use]
    pub fn members(&self) -> &[NodeMember] {
        if let Literal::Object(members) = &self.value { members } else { &[] }
    }

    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Literal::List(items) = &self.value { items } else { &[] }
    }

    /// The member of this name; of two, the last one counts, as everywhere.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.members().iter().rev().find(|member| member.key == key).map(|member| &member.value)
    }

    /// The value at a dotted path.
    #[must_use]
    pub fn at_path(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |node, key| node.get(key))
    }

    /// The text of a text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.mapped().map(Mapped::text)
    }

    #[must_use]
    pub const fn mapped(&self) -> Option<&Mapped> {
        if let Literal::Text(text) = &self.value { Some(text) } else { None }
    }

    #[must_use]
    pub const fn flag(&self) -> Option<bool> {
        if let Literal::Flag(flag) = self.value { Some(flag) } else { None }
    }

    /// What it costs to read it once more, in bytes.
    #[must_use]
    pub fn weight(&self) -> usize {
        const ENTRY: usize = 16;
        ENTRY
            + match &self.value {
                Literal::Text(text) => text.text().len(),
                Literal::Number(text) | Literal::Unknown(text) => text.len(),
                Literal::List(items) => items.iter().map(Self::weight).sum(),
                Literal::Object(members) => {
                    members.iter().map(|member| member.key.len() + member.value.weight()).sum()
                }
                Literal::Null | Literal::Flag(_) => 0,
            }
    }

    /// How many levels of lists and objects it has.
    #[must_use]
    pub fn depth(&self) -> usize {
        let inner = match &self.value {
            Literal::List(items) => items.iter().map(Self::depth).max(),
            Literal::Object(members) => members.iter().map(|member| member.value.depth()).max(),
            _ => return 0,
        };
        1 + inner.unwrap_or_default()
    }

    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self.value, Literal::Null)
    }

    #[must_use]
    pub const fn is_object(&self) -> bool {
        matches!(self.value, Literal::Object(_))
    }

    /// Nothing is given: `null`, an empty text, list or object.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        match &self.value {
            Literal::Null => true,
            Literal::Text(text) => text.text().trim().is_empty(),
            Literal::List(items) => items.is_empty(),
            Literal::Object(members) => members.is_empty(),
            Literal::Flag(_) | Literal::Number(_) | Literal::Unknown(_) => false,
        }
    }
}
