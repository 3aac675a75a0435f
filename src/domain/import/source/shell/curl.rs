//! The options of curl and wget, as far as they make the request.

use crate::domain::import::source::call::{FoundBody, FoundCall};
use readers::literal::node::{Literal, Node};
use readers::literal::scope::Scope;
use readers::shell::{ShellCommand, is_program};
use readers::text::mapped::Mapped;

/// Letters whose option takes a value, next to those that matter here.
const WITH_VALUE: &str = "AbcCDeEFhKmMoPQrRtTUwxyYz";
const WITH_VALUE_IN_WGET: &str = "aABDeGiIloOPQRtTUwX";
/// Long options with a value that changes nothing here.
const LONG_WITH_VALUE: [&str; 23] = [
    "--output-document",
    "--output",
    "--max-time",
    "--connect-timeout",
    "--retry",
    "--retry-delay",
    "--retry-max-time",
    "--user-agent",
    "--cookie",
    "--cookie-jar",
    "--cacert",
    "--cert",
    "--key",
    "--write-out",
    "--resolve",
    "--proxy",
    "--referer",
    "--user",
    "--interface",
    "--dump-header",
    "--config",
    "--limit-rate",
    "--ciphers",
];

/// Reads the words of a command behind `curl` or `wget`.
#[must_use]
pub(super) fn call(
    program: &Mapped,
    words: &[Mapped],
    command: &ShellCommand,
    scope: &Scope,
) -> FoundCall {
    let is_wget = is_program(program.text(), "wget");
    let mut call = FoundCall {
        at: words.first().map(Mapped::start).unwrap_or_default(),
        ..FoundCall::default()
    };
    let mut data = Data::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let text = word.text();
        if let Some(name) = text.strip_prefix("--") {
            let (option, inline) = match name.split_once('=') {
                Some((option, value)) => {
                    (option, Some(word.part(text.len() - value.len()..text.len())))
                }
                None => (name, None),
            };
            let mut value = || inline.clone().or_else(|| words.next().cloned());
            match option {
                "request" | "method" => call.method = method(value()),
                "url" => call.url = value(),
                "header" => value().iter().for_each(|line| call.add_header(line)),
                "json" | "data" | "data-raw" | "data-binary" | "data-ascii" => {
                    data.add(value(), command, option != "data-raw");
                }
                "data-urlencode" | "form" | "form-string" | "body-data" | "post-data" => {
                    data.add(value().map(|value| escaped(&value)), command, false);
                }
                "body-file" | "post-file" => {
                    data.file = value().map(|name| (name.text().to_owned(), name.start()));
                }
                "get" => call.method = "GET".to_owned(),
                "head" => call.method = "HEAD".to_owned(),
                option
                    if inline.is_none()
                        && LONG_WITH_VALUE.iter().any(|long| &long[2..] == option) =>
                {
                    words.next();
                }
                _ => {}
            }
        } else if text.len() > 1 && text.starts_with('-') && !word.has_hole() {
            let mut options = ShortOptions { call: &mut call, data: &mut data, command, is_wget };
            options.read(word, &mut words);
        } else if call.url.is_none() || !is_address(call.url.as_ref()) && is_address(Some(word)) {
            call.url = Some(word.clone());
        }
    }
    call.body = data.body(scope);
    if call.method.is_empty() {
        call.method = if call.body.is_some() { "POST" } else { "GET" }.to_owned();
    }
    call
}

/// The options of one letter.
struct ShortOptions<'a> {
    call: &'a mut FoundCall,
    data: &'a mut Data,
    command: &'a ShellCommand,
    /// wget's options of one letter mean other things than curl's
    is_wget: bool,
}

impl ShortOptions<'_> {
    /// `-XPOST`, `-sS`, `-sX POST`.
    fn read<'a>(&mut self, word: &Mapped, words: &mut impl Iterator<Item = &'a Mapped>) {
        let text = word.text();
        for (at, letter) in text.char_indices().skip(1) {
            let after = at + letter.len_utf8();
            let mut value = || match text.len() > after {
                true => Some(word.part(after..text.len())),
                false => words.next().cloned(),
            };
            if self.is_wget {
                if WITH_VALUE_IN_WGET.contains(letter) {
                    value();
                    return;
                }
                continue;
            }
            match letter {
                'X' => self.call.method = method(value()),
                'H' => value().iter().for_each(|line| self.call.add_header(line)),
                'd' => self.data.add(value(), self.command, true),
                'G' => {
                    self.call.method = "GET".to_owned();
                    continue;
                }
                'I' => {
                    self.call.method = "HEAD".to_owned();
                    continue;
                }
                'u' => {
                    value();
                }
                'F' => self.data.add(value().map(|value| escaped(&value)), self.command, false),
                letter if WITH_VALUE.contains(letter) => {
                    value();
                }
                _ => continue,
            }
            return;
        }
    }
}

/// A field of a form: a sign between fields is a part of its value.
fn escaped(field: &Mapped) -> Mapped {
    let text = field.text();
    if text.trim_start().starts_with(['{', '[']) {
        return field.clone();
    }
    let mut escaped = Mapped::starting_at(field.start());
    let mut from = 0;
    for (at, _) in text.match_indices('&') {
        escaped.push_part(field, from..at);
        escaped.push_value("%26", field.source(at));
        from = at + 1;
    }
    escaped.push_part(field, from..text.len());
    escaped
}

/// The name in a scope of a file that the text itself writes.
pub(super) fn file_name(name: &str) -> String {
    format!("@{}", name.trim_start_matches("./"))
}

fn method(word: Option<Mapped>) -> String {
    word.map(|word| word.text().to_ascii_uppercase()).unwrap_or_default()
}

fn is_address(word: Option<&Mapped>) -> bool {
    word.is_some_and(|word| word.text().contains('/') || word.text().starts_with("localhost"))
}

/// What is sent. Several pieces are joined by `&`, as curl does.
#[derive(Default)]
struct Data {
    text: Option<Mapped>,
    file: Option<(String, usize)>,
}

impl Data {
    fn add(&mut self, value: Option<Mapped>, command: &ShellCommand, takes_file: bool) {
        let Some(value) = value else { return };
        if let Some(name) = value.text().strip_prefix('@').filter(|_| takes_file) {
            match &command.stdin {
                Some(stdin) if matches!(name, "-" | "/dev/stdin") => self.add_text(&stdin.clone()),
                _ => self.file = Some((name.to_owned(), value.start())),
            }
            return;
        }
        self.add_text(&value);
    }

    fn add_text(&mut self, value: &Mapped) {
        match &mut self.text {
            None => self.text = Some(value.clone()),
            Some(text) => {
                text.push_str("&", value.start());
                text.push_part(value, 0..value.text().len());
            }
        }
    }

    fn body(self, scope: &Scope) -> Option<FoundBody> {
        match (self.text, self.file) {
            (Some(text), _) => Some(FoundBody::of_text(&text, scope)),
            (None, Some((name, at))) => {
                let file = Node::new(at, Literal::Unknown(file_name(&name)));
                Some(match scope.resolved(&file) {
                    Some(text) => FoundBody::of_node(&text, scope),
                    None => FoundBody::File { name, at },
                })
            }
            (None, None) => None,
        }
    }
}
