//! Repairs command lines that a chat, a web page or their writer damaged, so that a shell would run them.

use std::borrow::Cow;

use crate::domain::import::source::kind::Shell;
use crate::domain::import::source::shell::commands::has_curl;
use readers::literal::node::{Node, Syntax};
use readers::literal::reader::Reader;
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

/// The text with every repair that its shell needs.
pub(super) fn text(input: &Mapped, shell: Shell) -> Cow<'_, Mapped> {
    let mut text = Cow::Borrowed(input);
    let menders: &[fn(&Mapped) -> Option<Mapped>] = match shell {
        Shell::Bash => &[with_escaped_quotes, with_whole_commands],
        Shell::Cmd => &[with_percent_signs, with_escaped_quotes],
        Shell::PowerShell => &[],
    };
    for mend in menders {
        if let Some(mended) = mend(&text) {
            text = Cow::Owned(mended);
        }
    }
    text
}

/// Bodies in double quotes whose own quotes are not escaped, with a backslash in front of each, and bodies
/// without any quotes around them in quotes. A shell would take the quotes away and end the body at its first
/// blank.
fn with_escaped_quotes(input: &Mapped) -> Option<Mapped> {
    let text = input.text();
    let scope = Scope::default();
    let mut mended: Option<Mapped> = None;
    let (mut from, mut at) = (0, 0);
    // How many bytes may still be read a second time
    let mut budget = text.len();
    while let Some(open) = text[at..].find('{').map(|offset| at + offset) {
        at = open + 1;
        let before = &text[..open];
        let is_quoted = before.strip_suffix('"').is_some_and(|it| it.ends_with([' ', '=', '\t']));
        let inner = text[at..].trim_start().strip_prefix('"');
        let is_body = inner.is_some_and(|inner| inner.starts_with(char::is_alphabetic))
            && (is_quoted || ends_with_data_option(before));
        if !is_body || budget == 0 {
            continue;
        }
        let mut reader = Reader::new(input, Syntax::Json, &scope, open);
        let has_members = reader.value().as_ref().is_some_and(Node::is_object);
        let end = reader.at;
        budget = budget.saturating_sub(end - open);
        let is_closed = !is_quoted || text[end..].starts_with('"');
        if !has_members || !text[..end].ends_with('}') || !is_closed {
            continue;
        }
        let whole = mended.get_or_insert_with(|| Mapped::starting_at(input.start()));
        let mut mark = |place: usize, sign: &str| {
            whole.push_part(input, from..place);
            whole.push_value(sign, input.source(place));
            from = place;
        };
        if !is_quoted {
            mark(open, "\"");
        }
        for (place, _) in text[open..end].match_indices(['"', '\\']) {
            mark(open + place, "\\");
        }
        if !is_quoted {
            mark(end, "\"");
        }
        at = end;
    }
    let mut mended = mended?;
    mended.push_part(input, from..text.len());
    Some(mended)
}

/// Whether the word that comes next is what curl is to send.
fn ends_with_data_option(text: &str) -> bool {
    let Some(option) = text.strip_suffix([' ', '=']) else { return false };
    let option = option.trim_end();
    ["-d", "--data", "--data-raw", "--data-binary", "--json"].iter().any(|name| {
        option.strip_suffix(name).is_some_and(|before| before.ends_with(char::is_whitespace))
    })
}

/// A batch file that names its variables by `!NAME!`, with the usual signs.
fn with_percent_signs(input: &Mapped) -> Option<Mapped> {
    const LONGEST_NAME: usize = 60;
    let text = input.text();
    if !text.to_ascii_lowercase().contains("enabledelayedexpansion") {
        return None;
    }
    let mut usual = Mapped::starting_at(input.start());
    let (mut from, mut at) = (0, 0);
    while let Some(open) = text[at..].find('!').map(|offset| at + offset) {
        let inner = text[open + 1..].char_indices().take(LONGEST_NAME);
        let mut ends = inner.skip_while(|(_, c)| c.is_ascii_alphanumeric() || *c == '_');
        match ends.next() {
            Some((length, '!')) if length > 0 => {
                let close = open + 1 + length;
                usual.push_part(input, from..open);
                usual.push_value("%", input.source(open));
                usual.push_part(input, open + 1..close);
                usual.push_value("%", input.source(close));
                (from, at) = (close + 1, close + 1);
            }
            _ => at = open + 1,
        }
    }
    usual.push_part(input, from..text.len());
    Some(usual)
}

/// The text with two things mended that break a command into pieces: a line that was made a remark in the
/// middle of it, as people do to try it without an option, and lines that lost the mark behind them on their
/// way through a chat. Nothing where there is none.
fn with_whole_commands(input: &Mapped) -> Option<Mapped> {
    let text = input.text();
    let mut mended: Option<Mapped> = None;
    // What is not copied yet, and the line that is looked at
    let (mut from, mut at) = (0, 0);
    let (mut is_command, mut goes_on, mut quote) = (false, false, None);
    while let Some(line) = text[at..].split_inclusive('\n').next() {
        let words = line.trim();
        if quote.is_none() && goes_on && words.starts_with('#') {
            let end = at + remarks(&text[at..]);
            if continues(text[end..].trim_start()) {
                mended.get_or_insert_with(|| Mapped::starting_at(input.start()));
                mended.as_mut()?.push_part(input, from..at);
                from = end;
            } else {
                goes_on = false;
            }
            at = end;
            continue;
        }
        // What a remark says opens no quote.
        if quote.is_none() && words.starts_with('#') {
            (is_command, goes_on) = (false, false);
            at += line.len();
            continue;
        }
        // Neither does the apostrophe of a sentence, such as the question for a password.
        if quote.is_none() && !goes_on && !has_curl(words) && has_apostrophe(words) {
            let whole = mended.get_or_insert_with(|| Mapped::starting_at(input.start()));
            whole.push_part(input, from..at);
            at += line.len();
            from = at;
            is_command = false;
            continue;
        }
        // What a terminal writes in front of a line that goes on
        if (goes_on || quote.is_some())
            && let Some(length) = prompt(line)
        {
            let whole = mended.get_or_insert_with(|| Mapped::starting_at(input.start()));
            whole.push_part(input, from..at);
            from = at + length;
        }
        if quote.is_none() && is_command && !goes_on && begins_option(words) {
            let before = text[..at].trim_end_matches(['\r', '\n']).len().max(from);
            let whole = mended.get_or_insert_with(|| Mapped::starting_at(input.start()));
            whole.push_part(input, from..before);
            whole.push_value(" ", input.source(at));
            from = at;
        }
        quote = open_quote(line, quote);
        goes_on = words.ends_with('\\');
        is_command = quote.is_some() || !words.is_empty() && (is_command || has_curl(words));
        at += line.len();
    }
    let mut mended = mended?;
    mended.push_part(input, from..at);
    Some(mended)
}

/// Whether a line has an apostrophe between two letters, as no command has, and no other one that closes it.
fn has_apostrophe(line: &str) -> bool {
    let mut parts = line.split('\'');
    let (Some(before), Some(after), None) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    before.ends_with(char::is_alphanumeric)
        && after.starts_with(char::is_alphabetic)
        && !line.contains(['{', '"', '='])
}

/// The length of `> `, or of what zsh writes there.
fn prompt(line: &str) -> Option<usize> {
    const NAMES: [&str; 5] = ["", "quote", "dquote", "cmdand", "heredoc"];
    let (name, rest) = line.split_once('>')?;
    NAMES.contains(&name).then(|| line.len() - rest.strip_prefix(' ').unwrap_or(rest).len())
}

/// The length of the remarks that a text begins with.
fn remarks(text: &str) -> usize {
    let lines = text.split_inclusive('\n');
    lines.take_while(|line| line.trim_start().starts_with('#')).map(str::len).sum()
}

/// Whether a command that was interrupted goes on here.
fn continues(text: &str) -> bool {
    begins_option(text) || text.starts_with(['"', '\'']) || text.starts_with("http")
}

/// The quote that is open behind a line.
fn open_quote(line: &str, before: Option<char>) -> Option<char> {
    let mut open = before;
    let mut is_escaped = false;
    for c in line.chars() {
        match (c, open) {
            _ if is_escaped => is_escaped = false,
            ('\\', _) => is_escaped = open != Some('\''),
            ('"' | '\'', None) => open = Some(c),
            (c, Some(quote)) if c == quote => open = None,
            _ => {}
        }
    }
    open
}

/// Whether a line begins with an option of curl's.
fn begins_option(line: &str) -> bool {
    let name = line.trim_start_matches('-');
    matches!(line.len() - name.len(), 1 | 2) && name.starts_with(|c: char| c.is_ascii_alphabetic())
}
