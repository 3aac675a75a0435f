//! What a command reads from and writes to: here-documents, here-strings, files.

use crate::literal::scope::Scope;
use crate::shell::posix::Lexer;
use crate::text::mapped::Mapped;

/// What the word behind a sign of redirection is.
pub(super) enum Redirection {
    /// The file that the command writes to
    Output { is_appended: bool },
    /// A file that it reads, or one for its errors
    Other,
}

/// A here-document whose lines come after this one.
pub(super) struct HereDocument {
    mark: String,
    is_literal: bool,
    /// Tabs in front of its lines are taken away
    is_indented: bool,
}

impl Lexer<'_> {
    pub(super) fn input_redirection(&mut self) {
        self.end_word();
        let rest = self.rest();
        if rest.starts_with("<<<") {
            self.at += 3;
            self.is_stdin = true;
        } else if let Some(after) = rest.strip_prefix("<<") {
            let is_indented = after.starts_with('-');
            let after = after.trim_start_matches('-').trim_start_matches([' ', '\t']);
            let is_literal = after.starts_with(['\'', '"', '\\']);
            let line = start_of_line(after);
            let quoteless = line.trim_start_matches(['\'', '"', '\\']);
            let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
            let length = quoteless.find(|c: char| !is_name(c)).unwrap_or(quoteless.len());
            let mark = quoteless[..length].to_owned();
            let quotes = line.len() - quoteless.len();
            let closing_quote =
                usize::from(is_literal && quoteless[length..].starts_with(['\'', '"']));
            self.at += rest.len() - after.len() + quotes + length + closing_quote;
            if !mark.is_empty() {
                self.pending.push(HereDocument { mark, is_literal, is_indented });
            }
        } else if rest[1..].starts_with(|c: char| c.is_alphabetic())
            && rest.bytes().take(80).any(|byte| byte == b'>')
        {
            // `<string>`, a part of an example that somebody was to replace
            let length = rest.find('>').map_or(1, |end| end + 1);
            self.copy(length);
        } else {
            self.at += 1;
            self.redirection = Some(Redirection::Other);
        }
    }

    pub(super) fn output_redirection(&mut self) {
        // The mark of a prompt, at the beginning of a line
        let is_prompt = self.command.words.is_empty() && self.word.is_none();
        let is_number = |word: &Mapped| word.text().bytes().all(|byte| byte.is_ascii_digit());
        let descriptor = self.word.take_if(|word| is_number(word));
        self.end_word();
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(['>', '|']).len();
        let is_copy = rest[length..].starts_with('&');
        self.at += if is_copy { length + 1 } else { length };
        let is_output = descriptor.is_none_or(|word| word.text() == "1") && !is_copy;
        self.redirection = match (is_prompt, is_output) {
            (true, _) => None,
            (false, true) => Some(Redirection::Output { is_appended: rest.starts_with(">>") }),
            (false, false) => Some(Redirection::Other),
        };
    }

    /// The lines up to the mark.
    pub(super) fn here_document(&mut self, document: &HereDocument) -> Mapped {
        let mut body = Mapped::starting_at(self.source());
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                break;
            }
            let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
            let line = rest[..length].trim_end_matches(['\n', '\r']);
            if line.trim_matches([' ', '\t']) == document.mark {
                self.at += length;
                break;
            }
            let tabs = match document.is_indented {
                true => line.len() - line.trim_start_matches('\t').len(),
                false => 0,
            };
            body.push_part(self.input, self.at + tabs..self.at + length);
            self.at += length;
        }
        if document.is_literal { body } else { expanded(&body, self.scope, self.depth) }
    }
}

/// As much of a line as the mark of a here-document can stand in.
fn start_of_line(text: &str) -> &str {
    const LONGEST: usize = 200;
    let ends = |(at, character): &(usize, char)| *at >= LONGEST || *character == '\n';
    let end = text.char_indices().find(ends).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// A text in which `$name` stands for a value.
fn expanded(text: &Mapped, scope: &mut Scope, depth: usize) -> Mapped {
    if !text.text().contains(['$', '\\']) || text.text().contains('\0') {
        return text.clone();
    }
    let mut lexer = Lexer::new(text, scope, depth);
    lexer.word = Some(Mapped::starting_at(text.start()));
    // No text has this character: it is the end of one.
    lexer.quoted_to('\0');
    lexer.word.unwrap_or_default()
}
