//! Requests as VS Code's REST client and JetBrains' have them in `.http` files, as they go over the wire, and as
//! notes have them.

use std::ops::Range;

use crate::domain::import::route;
use crate::domain::import::source::call::{FoundBody, FoundCall, METHODS};
use crate::domain::import::source::variables::with_variables;
use readers::literal::node::{Literal, Node};
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

/// Whether a line begins a request.
#[must_use]
pub fn is_request_line(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_method = words.next().is_some_and(|word| METHODS.contains(&word));
    let has_address = words.next().is_some_and(|word| {
        word.contains("://")
            || word.starts_with('/')
            || word.starts_with("{{")
            || word.starts_with("localhost")
    });
    is_method && has_address
}

/// What a chat or Markdown puts around a word.
fn is_mark(c: char) -> bool {
    matches!(c, '*' | '`' | '<' | '>')
}

/// What stands in front of a word in a note, without marks of lists, headings and remarks.
fn label(text: &str) -> &str {
    text.trim_matches(|c: char| is_mark(c) || c.is_whitespace() || matches!(c, '#' | '-' | '/'))
}

/// The address of a request that a note has on a line of its own, with a label or without: `URL: https://…`.
#[must_use]
pub fn noted_address(line: &str) -> Option<&str> {
    const LONGEST: usize = 500;
    const LONGEST_LABEL: usize = 40;
    let word = line.split_whitespace().next_back().filter(|_| line.len() < LONGEST)?;
    let label = label(line.trim_end().strip_suffix(word)?);
    let address = word.trim_matches(is_mark);
    let last = label.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_label = label.is_empty()
        || label.ends_with(':') && !label.contains(['"', '\'', '{', '='])
        || METHODS.contains(&last.trim_matches(is_mark)) && label.len() < LONGEST_LABEL;
    let is_address = address.starts_with('/') || address.starts_with("http");
    let known = (is_label && is_address).then(|| route::of_url(&Mapped::plain(address, 0)).route);
    known.is_some_and(|known| known.is_written()).then_some(address)
}

/// `name: value`, as no body begins.
fn is_header_line(line: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    line.split_once(':').is_some_and(|(name, value)| is_name(name) && value.starts_with(' '))
}

/// The requests of a file, in order, and the variables that it sets.
#[must_use]
pub fn calls(input: &Mapped) -> (Vec<FoundCall>, Scope) {
    let mut reader = FileReader {
        input,
        scope: Scope::default(),
        calls: Vec::new(),
        call: None,
        body: None,
        is_note: false,
    };
    let mut at = 0;
    for line in input.text().split_inclusive('\n') {
        let from = at + line.len() - line.trim_start().len();
        reader.line(&input.part(from..from + line.trim().len()), at..at + line.len());
        at += line.len();
    }
    reader.end();
    with_host(&mut reader.calls);
    (reader.calls, reader.scope)
}

struct FileReader<'a> {
    input: &'a Mapped,
    scope: Scope,
    calls: Vec<FoundCall>,
    /// The request that is being read, and its body as far as that is there
    call: Option<FoundCall>,
    body: Option<Range<usize>>,
    /// The request is one of a note: words may stand in front of its body
    is_note: bool,
}

impl FileReader<'_> {
    /// Reads a line without the blanks around it; `whole` is where all of it stands.
    fn line(&mut self, line: &Mapped, whole: Range<usize>) {
        let text = line.text();
        if text.starts_with("###") {
            self.end();
        } else if let Some(variable) = text.strip_prefix('@').filter(|_| self.body.is_none()) {
            if let Some((name, value)) = variable.split_once('=') {
                let from = text.len() - value.trim_start().len();
                let value = with_variables(&line.part(from..text.len()), &self.scope);
                self.scope.set(name.trim(), Node::new(value.start(), Literal::Text(value)));
            }
        } else if is_request_line(text) {
            let (method, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
            let address = rest.split_whitespace().next().unwrap_or_default();
            let from = text.len() - rest.len() + rest.find(address).unwrap_or_default();
            self.begin(line, method, from..from + address.len());
        } else if let Some(address) =
            noted_address(text).filter(|_| self.call.is_none() || self.is_note)
        {
            let from = text.rfind(address).unwrap_or_default();
            self.begin(line, "POST", from..from + address.len());
            self.is_note = true;
        } else if self.is_note && self.body.is_none() {
            self.line_of_note(line, whole);
        } else if self.call.is_some() {
            self.line_of_request(line, whole);
        }
    }

    fn begin(&mut self, line: &Mapped, method: &str, address: Range<usize>) {
        self.end();
        self.call = Some(FoundCall {
            at: line.start(),
            method: method.to_owned(),
            url: Some(with_variables(&line.part(address), &self.scope)),
            ..FoundCall::default()
        });
    }

    /// A header, or the beginning of the body; all else is for people.
    fn line_of_note(&mut self, line: &Mapped, whole: Range<usize>) {
        let text = line.text();
        // `Header: apikey: …`
        let inner = text.split_once(':').map(|(_, inner)| inner.trim());
        let header = inner.filter(|inner| is_header_line(inner)).unwrap_or(text);
        // `Body: {…`
        let is_label = |before: &str| before.is_empty() || before.ends_with(':');
        if let Some(open) = text.find('{').filter(|open| is_label(label(&text[..*open]))) {
            let indent = self.input.text()[whole.clone()].find('{').unwrap_or(open);
            self.body = Some(whole.start + indent..whole.end);
        } else if is_header_line(header) {
            self.header(&line.part(text.len() - header.len()..text.len()));
        }
    }

    fn line_of_request(&mut self, line: &Mapped, whole: Range<usize>) {
        let text = line.text();
        match &mut self.body {
            // A blank line too many stands in front of the headers.
            Some(body) if body.start == body.end && is_header_line(text) => {
                *body = whole.end..whole.end;
                self.header(line);
            }
            Some(body) => body.end = whole.end,
            None if text.is_empty() => self.body = Some(whole.end..whole.end),
            // The blank line in front of it is missing.
            None if text.starts_with(['{', '[']) => self.body = Some(whole),
            // A part of the query, or a remark
            None if text.starts_with(['?', '&', '#']) || text.starts_with("//") => {}
            None => self.header(line),
        }
    }

    fn header(&mut self, line: &Mapped) {
        if let Some(call) = &mut self.call {
            call.add_header(&with_variables(line, &self.scope));
        }
    }

    /// Ends the request, and adds it.
    fn end(&mut self) {
        self.is_note = false;
        let body = self.body.take().map(|body| self.input.part(body).trimmed());
        let Some(mut call) = self.call.take() else { return };
        if let Some(body) = body.filter(|body| !body.is_empty()) {
            call.body = Some(match body.text().strip_prefix("< ") {
                Some(name) => FoundBody::File { name: name.trim().to_owned(), at: body.start() },
                None => FoundBody::of_text(&with_variables(&body, &self.scope), &self.scope),
            });
        }
        self.calls.push(call);
    }
}

/// As it goes over the wire, the host stands in a header.
fn with_host(calls: &mut [FoundCall]) {
    for call in calls {
        let is_path = call.url.as_ref().is_some_and(|url| url.text().starts_with('/'));
        let host = call.header("host").cloned();
        if let (true, Some(host), Some(path)) = (is_path, host, &call.url) {
            call.url = Some(path.below(&host));
        }
    }
}
