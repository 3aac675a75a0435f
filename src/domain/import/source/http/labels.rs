//! What a note says of the server and its key next to the requests: `Servidor: https://…`, `API Key: …`.

use crate::domain::import::creation::names;
use crate::domain::import::source::call::{FoundCall, FoundHeader};
use crate::domain::import::source::{FoundSource, document};
use readers::text::mapped::Mapped;

const KEY: &str = "apikey";
/// Labels of an address, and of a key, without blanks and signs.
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
/// What stands in front of a list of headers.
const OF_HEADERS: [&str; 5] = ["header", "headers", "cabecalho", "cabecalhos", "encabezados"];
/// As many lines as a note has, and more.
const MOST_LINES: usize = 5_000;
const LONGEST_LINE: usize = 500;

/// Gives the requests without a server or a key those of the label in front of them, or of the first one.
pub fn fill(input: &Mapped, found: &mut FoundSource) {
    let (servers, keys) = labels(input);
    let nearest = |all: &[Mapped], at: usize| {
        let before = all.iter().rev().find(|value| value.start() < at);
        before.or_else(|| all.first()).cloned()
    };
    for call in found.calls.iter_mut().filter(|call| call.value().is_some() && !call.is_form) {
        let server = nearest(&servers, call.at).filter(|_| !has_server(call));
        if let Some(server) = server {
            call.url = Some(match call.url.take() {
                Some(path) => path.below(&server),
                None => server,
            });
        }
        let key = nearest(&keys, call.at).filter(|_| call.headers.is_empty());
        if let Some(value) = key {
            call.headers.push(FoundHeader { name: KEY.to_owned(), value });
        }
    }
}

fn has_server(call: &FoundCall) -> bool {
    call.url.as_ref().is_some_and(|url| !url.text().starts_with('/'))
}

/// The addresses and the keys that have a label, in order.
fn labels(input: &Mapped) -> (Vec<Mapped>, Vec<Mapped>) {
    let (mut servers, mut keys) = (Vec::new(), Vec::new());
    let (mut at, mut body_end) = (0, 0);
    for line in input.text().split_inclusive('\n').take(MOST_LINES) {
        // A member of a body is no label.
        if at >= body_end && line.trim_start().starts_with(['{', '[']) {
            body_end = at + document::value_length(&input.text()[at..]);
        }
        if at >= body_end && line.len() <= LONGEST_LINE {
            label(input, line, at, &mut servers, &mut keys);
        }
        at += line.len();
    }
    (servers, keys)
}

/// Reads a line of a note; `at` is where it begins.
fn label(input: &Mapped, line: &str, at: usize, servers: &mut Vec<Mapped>, keys: &mut Vec<Mapped>) {
    if line.trim_start().starts_with(['"', '\'']) {
        return;
    }
    let Some(sign) = line.find([':', '=']) else { return };
    let name = names::plain(&line[..sign]);
    let value = &line[sign + 1..];
    let from = at + sign + 1;
    if OF_HEADERS.contains(&name.as_str()) {
        return label(input, value, from, servers, keys);
    }
    let is_mark = |c: char| matches!(c, '*' | '`' | '_' | '<' | '>' | '"' | '\'' | ',' | ';');
    let is_address = |word: &&str| word.trim_matches(is_mark).starts_with("http");
    let mut words = value.split_whitespace();
    let word = match name.as_str() {
        name if OF_SERVER.contains(&name) => words.find(is_address),
        name if OF_KEY.contains(&name) => words.next(),
        _ => None,
    };
    let Some(word) = word.map(|word| word.trim_matches(is_mark)).filter(|word| !word.is_empty())
    else {
        return;
    };
    let start = from + value.find(word).unwrap_or_default();
    let value = input.part(start..start + word.len());
    if OF_SERVER.contains(&name.as_str()) {
        servers.push(value);
    } else {
        keys.push(value);
    }
}
