//! What a note says of the server and its key next to the requests: `Servidor: https://…`, `API Key: …`.

use crate::domain::import::creation::names;
use crate::domain::import::source::call::{FoundCall, FoundHeader};
use crate::domain::import::source::kind::SourceKind;
use crate::domain::import::source::{FoundSource, document};
use readers::text::mapped::Mapped;

const KEY: &str = "apikey";
/// Labels of an address, without blanks and signs.
const OF_SERVER: [&str; 16] = [
    "servidor",
    "server",
    "url",
    "urlbase",
    "baseurl",
    "urldaapi",
    "urlapi",
    "apiurl",
    "serverurl",
    "endpoint",
    "endereco",
    "host",
    "api",
    "evolution",
    "evolutionapi",
    "evolutionurl",
];
/// Labels of a key.
const OF_KEY: [&str; 13] = [
    KEY,
    "chave",
    "key",
    "globalapikey",
    "globalkey",
    "chaveglobal",
    "chavedaapi",
    "chaveapi",
    "apikeyglobal",
    "clave",
    "tokenglobal",
    "authenticationapikey",
    "evolutionapikey",
];
/// Labels of a header.
const OF_HEADER: [&str; 5] = ["header", "headers", "cabecalho", "cabecalhos", "encabezados"];
/// As many lines as a note has, and more.
const MOST_LINES: usize = 5_000;
const LONGEST_LINE: usize = 500;

/// Gives each request without a server or a key the nearest one that has a label in front of it, or the first
/// one.
pub fn fill(input: &Mapped, found: &mut FoundSource) {
    let labels = NoteLabels::of(input);
    let is_table = found.kind == SourceKind::Table;
    let takes = |call: &&mut FoundCall| call.value().is_some() && (is_table || !call.is_form);
    for call in found.calls.iter_mut().filter(takes) {
        if let Some(server) = nearest(&labels.servers, call.at).filter(|_| !has_server(call)) {
            call.url = Some(match call.url.take() {
                Some(path) => path.below(server),
                None => server.clone(),
            });
        }
        if let Some(key) = nearest(&labels.keys, call.at).filter(|_| call.headers.is_empty()) {
            call.headers.push(FoundHeader { name: KEY.to_owned(), value: key.clone() });
        }
    }
}

/// Whether a label is that of a server, its key or a header.
pub fn is_of_server(label: &str) -> bool {
    let label = names::plain(label);
    [&OF_SERVER[..], &OF_KEY, &OF_HEADER].iter().any(|labels| labels.contains(&label.as_str()))
}

fn has_server(call: &FoundCall) -> bool {
    call.url.as_ref().is_some_and(|url| !url.text().starts_with('/'))
}

fn nearest(values: &[Mapped], at: usize) -> Option<&Mapped> {
    let before = values.partition_point(|value| value.start() < at);
    values.get(before.saturating_sub(1))
}

/// The values that have a label, in the order of the text.
#[derive(Default)]
struct NoteLabels {
    servers: Vec<Mapped>,
    keys: Vec<Mapped>,
}

impl NoteLabels {
    fn of(input: &Mapped) -> Self {
        let mut labels = Self::default();
        let (mut at, mut body_end) = (0, 0);
        for line in input.text().split_inclusive('\n').take(MOST_LINES) {
            // A member of a body is no label.
            if at >= body_end && line.trim_start().starts_with(['{', '[']) {
                body_end = at + document::value_length(&input.text()[at..]);
            }
            if at >= body_end && line.len() <= LONGEST_LINE {
                labels.line(&input.part(at..at + line.len()));
            }
            at += line.len();
        }
        labels
    }

    fn line(&mut self, line: &Mapped) {
        let text = line.text();
        let Some(sign) =
            text.find([':', '=']).filter(|_| !text.trim_start().starts_with(['"', '\'']))
        else {
            return;
        };
        let label = names::plain(&text[..sign]);
        let is_one_of = |labels: &[&str]| labels.contains(&label.as_str());
        let behind = line.part(sign + 1..text.len());
        if is_one_of(&OF_HEADER) {
            self.line(&behind);
        } else if is_one_of(&OF_SERVER) {
            self.servers.extend(word(&behind, |word| word.starts_with("http")));
        } else if is_one_of(&OF_KEY) {
            self.keys.extend(word(&behind, |_| true));
        }
    }
}

/// The first word that fits, without what a chat or a program puts around it.
fn word(text: &Mapped, fits: impl Fn(&str) -> bool) -> Option<Mapped> {
    let is_mark = |c: char| matches!(c, '*' | '`' | '_' | '<' | '>' | '"' | '\'' | ',' | ';');
    let words = text.text().split_whitespace().map(|word| word.trim_matches(is_mark));
    let word = words.into_iter().find(|word| !word.is_empty() && fits(word))?;
    let at = text.text().find(word)?;
    Some(text.part(at..at + word.len()))
}
