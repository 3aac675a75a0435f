//! Finds curl and wget in command lines: behind other programs, in the argument of another shell, and in the
//! text of an `echo`.

use crate::domain::import::source::call::{FoundBody, FoundCall};
use crate::domain::import::source::curl;
use crate::domain::import::source::kind::Shell;
use readers::literal::node::{Literal, Node};
use readers::literal::scope::Scope;
use readers::shell::powershell::Cmdlet;
use readers::shell::{ShellCommand, cmd, is_program, posix, powershell};
use readers::text::mapped::Mapped;

/// How deep a command may stand in the text of another one.
const DEEPEST: usize = 4;
/// Programs that send a request.
const PROGRAMS: [&str; 2] = ["curl", "wget"];
/// Programs whose words another shell takes apart once more.
const REMOTE: [&str; 2] = ["ssh", "eval"];
/// PowerShell's own commands that send a request, with their short names.
const REQUESTS: [&str; 4] = ["invoke-restmethod", "invoke-webrequest", "irm", "iwr"];

/// The requests of a text, in order.
#[must_use]
pub fn calls(input: &Mapped, shell: Shell) -> Vec<FoundCall> {
    let mut scope = Scope::default();
    let mut calls = Vec::new();
    let whole = match shell {
        Shell::Bash => with_whole_commands(input),
        Shell::Cmd => with_percent_signs(input),
        Shell::PowerShell => None,
    };
    read(whole.as_ref().unwrap_or(input), shell, &mut scope, 0, &mut calls);
    calls
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

fn read(input: &Mapped, shell: Shell, scope: &mut Scope, depth: usize, into: &mut Vec<FoundCall>) {
    let commands = match shell {
        Shell::Bash => posix::commands(input, scope),
        Shell::Cmd => cmd::commands(input, scope),
        Shell::PowerShell => {
            let mut commands = powershell::Commands::new(input);
            while let Some(cmdlet) = commands.next(scope) {
                powershell_call(&cmdlet, scope, depth, into);
            }
            return;
        }
    };
    for command in commands {
        command_call(&command, scope, depth, into);
    }
}

fn command_call(
    command: &ShellCommand,
    scope: &mut Scope,
    depth: usize,
    into: &mut Vec<FoundCall>,
) {
    if REMOTE.iter().any(|remote| command.runs(remote)) && depth < DEEPEST {
        // The words are joined by blanks and taken apart once more.
        let mut line = Mapped::starting_at(command.words[0].start());
        let first = command.words.iter().position(|word| has_curl(word.text()));
        for word in command.words.iter().skip(first.unwrap_or(usize::MAX)) {
            let source = line.source(line.text().len());
            line.push_str(" ", source);
            line.push_part(word, 0..word.text().len());
        }
        let line = Some(line).filter(|line| !line.is_empty());
        // Without a command of its own it runs what it reads.
        if let Some(line) = line.or_else(|| command.stdin.clone()) {
            read(&line, Shell::Bash, scope, depth + 1, into);
        }
        return;
    }
    // `cat > body.json <<EOF` writes the file that a later command sends.
    if (command.runs("cat") || command.runs("tee"))
        && let Some(text) = &command.stdin
        && let Some(file) = written_file(command)
    {
        let text = Node::new(text.start(), Literal::Text(text.clone()));
        scope.set(curl::file_name(file.text()), text);
    }
    let is_client = |word: &Mapped| PROGRAMS.iter().any(|name| is_program(word.text(), name));
    if let Some(place) = command.words.iter().position(is_client) {
        let call = curl::call(&command.words[place..], command, scope);
        // A line that installs curl calls nothing.
        into.extend(Some(call).filter(|call| !call.is_empty()));
        return;
    }
    let texts = command.words.iter().chain(&command.stdin);
    for word in
        texts.filter(|word| has_curl(word.text()) && word.text().contains(char::is_whitespace))
    {
        if depth < DEEPEST {
            read(word, Shell::Bash, scope, depth + 1, into);
        }
    }
}

fn has_curl(text: &str) -> bool {
    PROGRAMS.iter().any(|name| text.contains(name))
}

/// The file that a command writes what it reads to.
fn written_file(command: &ShellCommand) -> Option<&Mapped> {
    let named = || command.words[1..].iter().find(|word| !word.text().starts_with('-'));
    if command.runs("tee") { named() } else { command.output.as_ref() }
}

/// `Invoke-RestMethod` with its named arguments, or curl as a program.
fn powershell_call(cmdlet: &Cmdlet, scope: &mut Scope, depth: usize, into: &mut Vec<FoundCall>) {
    let is_one_of =
        |text: &str, names: &[&str]| names.iter().any(|name| text.eq_ignore_ascii_case(name));
    let takes_names = cmdlet.texts().any(|text| is_one_of(text, &["-uri", "-body"]));
    let curl_at = cmdlet.texts().position(|text| is_program(text, "curl"));
    if let Some(place) = curl_at.filter(|_| !takes_names) {
        let command = ShellCommand { words: cmdlet.words(), ..ShellCommand::default() };
        into.push(curl::call(&command.words[place..], &command, scope));
    } else if curl_at.is_some() || cmdlet.texts().any(|text| is_one_of(text, &REQUESTS)) {
        into.push(rest_call(cmdlet, &cmdlet.words(), scope));
    } else if cmdlet.texts().any(has_curl) {
        let words = cmdlet.words();
        // `bash -c "curl …"`, `wsl "curl …"`, `ssh host "curl …"`
        for word in words.iter().filter(|word| has_curl(word.text()) && word.text().contains(' ')) {
            if depth < DEEPEST {
                read(word, Shell::Bash, scope, depth + 1, into);
            }
        }
    }
}

fn rest_call(cmdlet: &Cmdlet, words: &[Mapped], scope: &Scope) -> FoundCall {
    let start = words.first().map(Mapped::start).unwrap_or_default();
    let mut call = FoundCall { at: start, ..FoundCall::default() };
    for member in cmdlet.named(scope) {
        let value = scope.resolved(&member.value).unwrap_or_else(|| member.value.clone().into());
        match member.key.to_ascii_lowercase().as_str() {
            "uri" | "url" => call.url = value.mapped().cloned(),
            "method" => {
                call.method = value.text().unwrap_or_default().to_ascii_uppercase();
            }
            "headers" => call.add_headers(&value),
            "body" => call.body = Some(FoundBody::of_node(&value, scope)),
            "infile" => {
                let name = value.text().unwrap_or_default().to_owned();
                call.body = Some(FoundBody::File { name, at: member.at });
            }
            _ => {}
        }
    }
    // The address may stand without its name.
    if call.url.is_none() {
        call.url = words.iter().skip(1).find(|word| word.text().contains("://")).cloned();
    }
    if call.method.is_empty() {
        call.method = if call.body.is_some() { "POST" } else { "GET" }.to_owned();
    }
    call
}
