//! Quotes and escapes of bash.

use crate::shell::posix::Lexer;

impl Lexer<'_> {
    pub(super) fn backslash(&mut self) {
        let rest = &self.rest()[1..];
        let line_end = ["\n", "\r\n"].into_iter().find(|end| rest.starts_with(end));
        if let Some(end) = line_end {
            self.at += 1 + end.len();
            return;
        }
        // Blanks behind it, from a web page: the line goes on all the same.
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if blank > 0 && (rest[blank..].starts_with('\n') || rest[blank..].starts_with("\r\n")) {
            self.at += 1 + blank + rest[blank..].find('\n').unwrap_or(0) + 1;
            return;
        }
        let Some(next) = rest.chars().next() else { return self.copy(1) };
        let source = self.source();
        self.word().push(next, source);
        self.at += 1 + next.len_utf8();
    }

    pub(super) fn single_quoted(&mut self) {
        self.at += 1;
        let length = self.rest().find('\'').unwrap_or(self.rest().len());
        self.copy(length);
        self.at = (self.at + 1).min(self.input.text().len());
    }

    /// Up to the closing quote.
    pub(super) fn double_quoted(&mut self) {
        self.quoted_to('"');
    }

    /// Up to this mark; a here-document has none, and its quotes mean themselves.
    pub(super) fn quoted_to(&mut self, mark: char) {
        while let Some(next) = self.rest().chars().next() {
            if let Some(end) = self.input.hole_at(self.at) {
                self.copy(end - self.at);
                continue;
            }
            match next {
                c if c == mark => {
                    self.at += 1;
                    return;
                }
                '\\' => self.escape_in_quotes(mark),
                '$' => self.variable(),
                _ => {
                    let rest = self.to_hole();
                    let length = rest.find(['"', '\\', '$']).unwrap_or(rest.len());
                    self.copy(length.max(next.len_utf8()));
                }
            }
        }
    }

    pub(super) fn escape_in_quotes(&mut self, mark: char) {
        let rest = &self.rest()[1..];
        let source = self.source();
        match rest.chars().next() {
            Some('\n') => self.at += 2,
            Some('\r') if rest.starts_with("\r\n") => self.at += 3,
            Some(c @ ('"' | '\\' | '$' | '`')) if c != '"' || mark == '"' => {
                self.word().push(c, source);
                self.at += 2;
            }
            _ => self.copy(1),
        }
    }

    /// `$'…'`, with the escapes of C.
    pub(super) fn ansi_quoted(&mut self) {
        self.at += 2;
        self.word();
        while let Some(next) = self.rest().chars().next() {
            match next {
                '\'' => {
                    self.at += 1;
                    return;
                }
                '\\' => {
                    let (decoded, length) = c_escape(&self.rest()[1..]);
                    let source = self.source();
                    if let Some(decoded) = decoded {
                        self.word().push(decoded, source);
                    }
                    self.at += 1 + length;
                }
                _ => {
                    let rest = self.rest();
                    let length = rest.find(['\'', '\\']).unwrap_or(rest.len());
                    self.copy(length);
                }
            }
        }
    }
}

/// What stands behind a backslash in `$'…'`, and its length.
pub(super) fn c_escape(rest: &str) -> (Option<char>, usize) {
    let Some(next) = rest.chars().next() else { return (None, 0) };
    let code = |from: usize, most: usize, radix: u32| {
        let digits = rest[from..].bytes().take(most);
        let length = digits.take_while(|byte| (*byte as char).is_digit(radix)).count();
        let number = u32::from_str_radix(&rest[from..from + length], radix).ok()?;
        Some((Some(char::from_u32(number).unwrap_or('\u{fffd}')), from + length))
    };
    let plain = |c: char| (Some(c), 1);
    match next {
        'n' => plain('\n'),
        't' => plain('\t'),
        'r' => plain('\r'),
        'a' => plain('\u{7}'),
        'b' => plain('\u{8}'),
        'f' => plain('\u{c}'),
        'v' => plain('\u{b}'),
        'e' | 'E' => plain('\u{1b}'),
        'x' => code(1, 2, 16).unwrap_or((Some('x'), 1)),
        'u' => code(1, 4, 16).unwrap_or((Some('u'), 1)),
        'U' => code(1, 8, 16).unwrap_or((Some('U'), 1)),
        '0'..='7' => code(0, 3, 8).unwrap_or((None, 1)),
        c => (Some(c), c.len_utf8()),
    }
}
