//! Requests in the command lines of bash, cmd and PowerShell.

pub mod commands;
mod curl;
mod mended;

use crate::domain::import::source::detect::has_word;
use crate::domain::import::source::kind::Shell;

/// Whose rules the command lines follow.
#[must_use]
pub fn of_text(head: &str, lower: &str) -> Shell {
    // The mark with which the first command goes on in the next line tells most.
    let first = head.lines().find(|line| has_word(line, "curl")).unwrap_or_default().trim_end();
    match first.chars().next_back() {
        Some('\\') => return Shell::Bash,
        Some('^') => return Shell::Cmd,
        Some('`') if goes_on(first) => return Shell::PowerShell,
        _ => {}
    }
    let ends_with = |mark: char| head.lines().any(|line| line.trim_end().ends_with(mark));
    let is_batch = lower.starts_with("@echo off")
        || lower.contains("setlocal ")
        || lower.contains("\nset ") && lower.contains('%')
        || lower.starts_with("set ") && lower.contains('%');
    let is_batch = is_batch || has_batch_loop(lower);
    if ends_with('^') || head.contains("^\"") || head.contains("{\"\"") || is_batch {
        Shell::Cmd
    } else if head.lines().any(goes_on) && !head.contains("```")
        || head.contains("`\"")
        || lower.contains("$env:")
        || ["foreach ($", "foreach($", "foreach-object"].iter().any(|loops| lower.contains(loops))
        || opens_here_string(head)
    {
        Shell::PowerShell
    } else {
        Shell::Bash
    }
}

/// Whether there is `for %%n in (` or `for /l %n in (`.
fn has_batch_loop(lower: &str) -> bool {
    lower.match_indices("for ").any(|(at, word)| {
        let head = lower[at + word.len()..].trim_start();
        let head = head.strip_prefix("/l").unwrap_or(head).trim_start();
        let name = head.trim_start_matches('%');
        let mut words = name.split_whitespace();
        name.len() < head.len()
            && words.next().is_some_and(|name| name.len() == 1)
            && words.next() == Some("in")
    })
}

/// Whether a line ends with `@"` or `@'` that stands alone: in a body such signs end a text.
fn opens_here_string(head: &str) -> bool {
    head.lines().any(|line| {
        let line = line.trim_end();
        let before = line.strip_suffix("@\"").or_else(|| line.strip_suffix("@'"));
        before
            .is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t', '(', '=', ',']))
    })
}

/// Whether a line ends with the mark with which PowerShell goes on. Two of them are a substitution of bash.
fn goes_on(line: &str) -> bool {
    let line = line.trim_end();
    line.ends_with('`') && !line.ends_with("```") && line.matches('`').count() % 2 == 1
}
