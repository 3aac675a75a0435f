//! The blocks that are being read: the body of a loop is read once for each of its values, and that of a
//! function once for each call. Nothing is copied: the reading goes back to where the block begins.

use std::ops::Range;
use std::sync::Arc;
use std::vec;

use crate::literal::allowance::Allowance;
use crate::literal::node::Node;
use crate::literal::scope::Scope;
use crate::shell::powershell::Commands;

/// A block that is not yet at its end.
#[derive(Debug)]
pub(super) struct OpenBlock {
    pub body: Range<usize>,
    /// Where the text goes on behind it
    pub after: usize,
    pub kind: BlockKind,
    /// What its names stood for before it
    pub before: Vec<(String, Option<Arc<Node>>)>,
}

#[derive(Debug)]
pub(super) enum BlockKind {
    /// With the values that are still to come
    Loop { name: String, values: vec::IntoIter<Node> },
    /// The body of a function where it is written
    Definition(usize),
    /// The same for one of its calls
    Call,
}

impl Commands<'_> {
    /// Goes back to the beginning of a loop, or behind the blocks that end here; whether there is more to
    /// read.
    pub(super) fn goes_on(&mut self, scope: &mut Scope) -> bool {
        while let Some(open) = self.open.last_mut() {
            if self.at < open.body.end {
                return true;
            }
            if let BlockKind::Loop { name, values } = &mut open.kind
                && let Some(value) = values.next()
            {
                scope.set(name.clone(), value);
                self.at = open.body.start;
                continue;
            }
            let Some(closed) = self.open.pop() else { break };
            for (name, value) in closed.before {
                scope.bind(&name, value);
            }
            self.at = match closed.kind {
                BlockKind::Definition(_) => self.at,
                BlockKind::Loop { .. } | BlockKind::Call => closed.after,
            };
        }
        self.at < self.input.text().len()
    }
}

/// Where the bracket at this place is closed. Those in texts and remarks do not count.
pub(super) fn closing(text: &str, open: usize, allowance: &Allowance) -> Option<usize> {
    let mut near = allowance.reach(text.len().checked_sub(open)?);
    while !text.is_char_boundary(open + near) {
        near -= 1;
    }
    let text = &text[open..open + near];
    let found = closing_near(text);
    allowance.waste(found.unwrap_or(near));
    found.map(|length| open + length)
}

fn closing_near(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // The signs that end what is open
    let mut ends = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes.get(at) {
        let rest = text.get(at..).unwrap_or_default();
        let past = |mark: &str, from: usize| {
            let end = rest.get(from..).and_then(|inner| inner.find(mark));
            end.map(|end| from + end + mark.len())
        };
        let is_text = ends.last() == Some(&b'"');
        at += match next {
            b'`' => 2,
            b'$' if is_text && rest.starts_with("$(") => {
                ends.push(b')');
                2
            }
            b'"' if is_text => {
                ends.pop();
                1
            }
            _ if is_text => 1,
            b'@' if rest.starts_with("@\"") => past("\n\"@", 2)?,
            b'@' if rest.starts_with("@'") => past("\n'@", 2)?,
            b'<' if rest.starts_with("<#") => past("#>", 2)?,
            b'#' if at == 0 || bytes[at - 1].is_ascii_whitespace() => past("\n", 1)?,
            b'\'' => past("'", 1)?,
            b'"' | b'(' | b'{' => {
                ends.push(match next {
                    b'(' => b')',
                    b'{' => b'}',
                    quote => *quote,
                });
                1
            }
            sign => {
                if ends.last() == Some(sign) {
                    ends.pop();
                    if ends.is_empty() {
                        return Some(at);
                    }
                }
                1
            }
        };
    }
    None
}
