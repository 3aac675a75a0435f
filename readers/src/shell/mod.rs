//! Command lines of three shells, taken apart into commands and their words.
//!
//! The crates that split words (`shell-words`, `shlex`) were looked at and not taken: they know neither
//! `$'…'` nor here-documents, they do not tell a variable from a text, and they lose the place of a
//! character, which a report of an import needs. The tests hold the lexer for bash to `shell-words`.

pub mod cmd;
pub mod posix;
pub mod powershell;

use crate::text::mapped::Mapped;

/// Programs that send a request.
pub const CLIENTS: [&str; 2] = ["curl", "wget"];

/// One command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShellCommand {
    pub words: Vec<Mapped>,
    /// What a here-document or a here-string gives it to read
    pub stdin: Option<Mapped>,
    /// The file behind its last redirection
    pub output: Option<Mapped>,
    /// What it writes is added to that file
    pub is_appended: bool,
}

impl ShellCommand {
    /// Whether its first word names this program.
    #[must_use]
    pub fn runs(&self, program: &str) -> bool {
        self.words.first().is_some_and(|word| is_program(word.text(), program))
    }
}

/// `/usr/bin/curl` and `curl.exe` are curl.
#[must_use]
pub fn is_program(word: &str, program: &str) -> bool {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
    let name = name.strip_suffix(".exe").or_else(|| name.strip_suffix(".EXE")).unwrap_or(name);
    name.trim_start_matches('@').eq_ignore_ascii_case(program)
}
