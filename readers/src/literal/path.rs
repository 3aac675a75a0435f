//! Names with what stands behind them: members, and the types of TypeScript.

use crate::literal::node::Syntax;
use crate::literal::reader::{Reader, short};

impl Reader<'_> {
    /// Goes past the types of TypeScript behind a name: those of a call, as in `post<Reply>(`, and those of
    /// what is assigned, as in `body: Body =`.
    pub fn skip_types(&mut self) {
        const LONGEST: usize = 200;
        if self.syntax != Syntax::JavaScript {
            return;
        }
        let is_part = |c: char| c.is_alphanumeric() || "_ <>,.|[]?".contains(c);
        let rest = self.rest();
        let (inner, ends) = match rest.strip_prefix(':') {
            Some(inner) if !inner.starts_with('=') => (inner, '='),
            _ => (rest.strip_prefix('<').unwrap_or_default(), '('),
        };
        let end = inner.char_indices().take(LONGEST).find(|(_, c)| !is_part(*c));
        if let Some((length, end)) = end
            && end == ends
            && !inner[length..].starts_with("==")
            && !inner[length..].starts_with("=>")
        {
            self.at += rest.len() - inner.len() + length;
        }
    }

    /// `name`, `$name`, `a.b`, `a->b`, `a::b`, `a?.b`, `a['b']`.
    pub fn path(&mut self) -> String {
        let start = self.at;
        loop {
            let word = self.skip_word();
            let rest = self.rest();
            if rest.starts_with("->") || rest.starts_with("::") || rest.starts_with("?.") {
                self.at += 2;
            } else if self.syntax == Syntax::PowerShell && rest.starts_with(':') {
                // `$env:NAME`
                self.at += 1;
            } else if rest.starts_with('[') && self.at > start {
                self.skip_balanced();
            } else if word.is_empty() || !rest.starts_with(['-', '.']) {
                break;
            }
        }
        if self.at == start {
            self.bump();
        }
        short(&self.input.text()[start..self.at])
    }
}
