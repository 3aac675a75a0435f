//! Finds curl and wget in command lines: behind other programs, in the argument of another shell, and in the
//! text of an `echo`.

use std::collections::BTreeMap;

use crate::domain::import::source::call::{FoundBody, FoundCall};
use crate::domain::import::source::kind::Shell;
use crate::domain::import::source::own_functions;
use crate::domain::import::source::shell::{curl, mended};
use readers::literal::scope::Scope;
use readers::shell::powershell::Cmdlet;
use readers::shell::{CLIENTS, ShellCommand, cmd, is_program, posix, powershell};
use readers::text::decisions::ScriptKind;
use readers::text::mapped::Mapped;

/// How deep a command may stand in the text of another one.
const DEEPEST: usize = 4;
/// Programs whose words another shell takes apart once more.
const REMOTE: [&str; 2] = ["ssh", "eval"];

/// The requests of a text, in order.
#[must_use]
pub fn calls(input: &Mapped, shell: Shell) -> Vec<FoundCall> {
    let mut scope = Scope::default();
    scope.allowance.for_script(input.text(), ScriptKind::Shell);
    let mut calls = Vec::new();
    read(&mended::text(input, shell), shell, &mut scope, 0, &mut calls);
    own_functions::with_server(without_repeated(calls))
}

fn read(input: &Mapped, shell: Shell, scope: &mut Scope, depth: usize, into: &mut Vec<FoundCall>) {
    let commands = match shell {
        Shell::Bash => posix::commands(input, scope),
        Shell::Cmd => cmd::commands(input, scope),
        Shell::PowerShell => {
            return powershell_calls(input, scope, depth, into);
        }
    };
    for command in commands {
        command_call(&command, scope, depth, into);
    }
}

/// The requests of a text of PowerShell. A function that is called with known values is no request where it
/// is defined.
fn powershell_calls(input: &Mapped, scope: &mut Scope, depth: usize, into: &mut Vec<FoundCall>) {
    let mut commands = powershell::Commands::new(input);
    let mut defined = Vec::new();
    while let Some(cmdlet) = commands.next(scope) {
        let before = into.len();
        powershell_call(&cmdlet, scope, depth, into);
        if let Some(function) = commands.definition() {
            defined.push((before..into.len(), function));
        }
    }
    defined.retain(|(_, function)| commands.has_run(*function));
    if defined.is_empty() {
        return;
    }
    let mut is_kept = vec![true; into.len()];
    for (calls, _) in defined {
        is_kept[calls].fill(false);
    }
    let mut is_kept = is_kept.into_iter();
    into.retain(|_| is_kept.next().unwrap_or(true));
}

/// The requests without those that are the same in each turn of a loop, as where it tries again until a server
/// answers. Nothing else yields two requests with the same places.
fn without_repeated(calls: Vec<FoundCall>) -> Vec<FoundCall> {
    if calls.is_sorted_by(|call, next| call.at < next.at) {
        return calls;
    }
    let mut kept: Vec<FoundCall> = Vec::new();
    // The last request of each place
    let mut last = BTreeMap::new();
    for call in calls {
        let is_repeated = last.get(&call.at).is_some_and(|place: &usize| kept[*place] == call);
        if !is_repeated {
            last.insert(call.at, kept.len());
            kept.push(call);
        }
    }
    kept
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
    // `cat > body.json <<EOF` and `echo '{…}' > body.json` write the file that a later command sends.
    if let Some(file) = written_file(command)
        && let Some(text) = posix::printed(command)
    {
        scope.write(curl::file_name(file.text()), text, command.is_appended);
    }
    let is_client = |word: &Mapped| CLIENTS.iter().any(|name| is_program(word.text(), name));
    if let Some(place) = command.words.iter().position(is_client) {
        // curl's option for another request in the same command
        let is_next = |word: &Mapped| matches!(word.text(), "--next" | "-:");
        for words in command.words[place + 1..].split(is_next) {
            let call = curl::call(&command.words[place], words, command, scope);
            // A line that installs curl calls nothing.
            into.extend(Some(call).filter(|call| !call.is_empty()));
        }
        return;
    }
    if let Some(call) = own_functions::call(&command.words, scope) {
        into.push(call);
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

pub(super) fn has_curl(text: &str) -> bool {
    CLIENTS.iter().any(|name| text.contains(name))
}

/// The file that a command writes to.
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
        into.push(curl::call(&command.words[place], &command.words[place + 1..], &command, scope));
    } else if curl_at.is_some() || cmdlet.texts().any(|text| is_one_of(text, &powershell::REQUESTS))
    {
        into.push(rest_call(cmdlet, &cmdlet.words(), scope));
    } else if cmdlet.texts().any(has_curl) {
        let words = cmdlet.words();
        // `bash -c "curl …"`, `wsl "curl …"`, `ssh host "curl …"`
        for word in words.iter().filter(|word| has_curl(word.text()) && word.text().contains(' ')) {
            if depth < DEEPEST {
                read(word, Shell::Bash, scope, depth + 1, into);
            }
        }
    } else if cmdlet.texts().next().is_some_and(own_functions::may_send)
        && cmdlet.texts().any(own_functions::is_path)
    {
        let path = cmdlet.words().into_iter().find(|word| own_functions::is_path(word.text()));
        let table = cmdlet.tables(scope).into_iter().next();
        into.extend(path.zip(table).map(|(path, table)| {
            own_functions::sent(cmdlet.at, None, path, FoundBody::of_node(&table, scope))
        }));
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
