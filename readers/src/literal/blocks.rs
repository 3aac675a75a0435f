//! Where a part of a program ends: what stands between brackets, the lines below a head that are indented
//! deeper, a statement.

use crate::literal::reader::Reader;
use crate::literal::strings::{self, Prefix};

impl<'a> Reader<'a> {
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.input.text()
    }

    /// Goes past everything between this bracket and the one that closes it.
    pub(crate) fn skip_balanced(&mut self) {
        let mut depth = 0_usize;
        while let Some(next) = self.peek() {
            match next {
                '{' | '[' | '(' => depth += 1,
                '}' | ']' | ')' => depth = depth.saturating_sub(1),
                '"' | '\'' | '`' => {
                    self.skip_quoted();
                    continue;
                }
                _ => {}
            }
            self.bump();
            if depth == 0 {
                return;
            }
        }
    }

    pub(crate) fn skip_quoted(&mut self) {
        let (_, end) =
            strings::read(self.input, self.at, self.syntax, Prefix::default(), self.scope);
        self.at = end.max(self.at + 1);
    }

    /// Goes past everything between this bracket and the one that closes it, with the remarks in it. `false`
    /// where it is not closed within so many bytes.
    pub fn skip_block(&mut self, most: usize) -> bool {
        let start = self.at;
        let end = start + self.scope.allowance.reach(most);
        let mut depth = 0_usize;
        while self.at < end {
            let rest = self.rest();
            let next = rest.bytes().position(|byte| b"{}[]()\"'`/#".contains(&byte));
            self.at += next.unwrap_or(rest.len());
            let Some(next) = next else { break };
            match rest.as_bytes()[next] {
                b'{' | b'[' | b'(' => depth += 1,
                b'}' | b']' | b')' => depth = depth.saturating_sub(1),
                b'"' | b'\'' | b'`' => {
                    self.skip_quoted();
                    continue;
                }
                _ => {
                    let sign = self.at;
                    self.skip_blanks();
                    if self.at == sign {
                        self.bump();
                    }
                    continue;
                }
            }
            self.bump();
            if depth == 0 {
                self.scope.allowance.waste(self.at - start);
                return true;
            }
        }
        self.scope.allowance.waste(self.at - start);
        self.at = start;
        false
    }

    /// Goes to a line that begins with this; whether there is one.
    pub fn skip_to(&mut self, word: &str) -> bool {
        let rest = self.rest();
        let reach = self.scope.allowance.reach(rest.len());
        let mut at = 0;
        for line in rest.split_inclusive('\n') {
            if at > reach {
                break;
            }
            if line.trim_start().starts_with(word) {
                self.scope.allowance.waste(at);
                self.at += at;
                return true;
            }
            at += line.len();
        }
        self.scope.allowance.waste(at);
        false
    }

    /// Goes to the end of a statement: a semicolon, the end of the line, or the bracket around it.
    pub fn skip_statement(&mut self) {
        let start = self.at;
        let end = start + self.scope.allowance.reach(self.rest().len());
        while let Some(next) = self.peek().filter(|_| self.at < end) {
            if matches!(next, ';' | '\n' | '}' | ']' | ')') {
                break;
            }
            self.skip_part(next);
        }
        self.scope.allowance.waste(self.at - start);
    }

    /// Goes past the block or the quoted text that begins here, or past this character.
    fn skip_part(&mut self, next: char) {
        let is_past = match next {
            '{' | '[' | '(' => self.skip_block(usize::MAX),
            '"' | '\'' | '`' => {
                self.skip_quoted();
                true
            }
            _ => false,
        };
        if !is_past {
            self.bump();
        }
    }

    /// How far the line of this place is indented; `None` where its beginning is far away.
    #[must_use]
    pub fn indent(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 400;
        let before = self.text().as_bytes().get(..at)?;
        let back = before.iter().rev().take(LONGEST).position(|byte| *byte == b'\n');
        let start = match back {
            Some(back) => at - back,
            None if at <= LONGEST => 0,
            None => return None,
        };
        Some(width(&self.text()[start..]))
    }

    /// From the end of a line on, goes past the lines that are indented deeper than this.
    pub fn skip_indented(&mut self, indent: usize) {
        let start = self.at;
        let end = start + self.scope.allowance.reach(self.rest().len());
        while let Some(next) = self.peek().filter(|_| self.at < end) {
            if next == '\n' {
                let line = &self.text()[self.at + 1..];
                let first = line.trim_start_matches([' ', '\t', '\r']);
                let is_empty = first.is_empty() || first.starts_with(['\n', '#']);
                if !is_empty && width(line) <= indent {
                    break;
                }
            }
            if next == '#' {
                self.at += self.rest().find('\n').unwrap_or(self.rest().len());
            } else {
                self.skip_part(next);
            }
        }
        self.scope.allowance.waste(self.at - start);
    }
}

fn width(line: &str) -> usize {
    line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}
