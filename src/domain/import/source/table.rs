//! A table with a head: from a spreadsheet, pasted or saved as CSV. Each row is an instance.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::domain::import::creation::names::{self, NameMeaning};
use crate::domain::import::source::call::{FoundBody, FoundCall};
use crate::domain::import::source::cells::{Cell, Rows};
use crate::domain::import::source::kind::SourceKind;
use crate::domain::import::source::upright::upright;
use crate::domain::import::source::{FoundSource, MOST_ENTRIES};
use crate::domain::schema::field::{Kind, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::paste;
use crate::domain::schema::search::folded;
use readers::literal::node::{Literal, Node, NodeMember, Syntax};
use readers::literal::reader::Reader;
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

/// Fields by the names that people know them by, in any language.
pub type FieldLabels = [(String, Field)];

/// More columns than there are fields are those of another table, or of no table at all.
const MOST_COLUMNS: usize = 500;

/// Lines above the head.
const MOST_ABOVE: usize = 4;
const LONGEST_TITLE: usize = 120;

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TableColumn {
    Field(Field),
    /// Host, port and login in one
    Proxy,
    /// Nothing that the panel knows, by its head
    Other(String),
}

/// Reads a table; `None` where the text is none: its first line names no instance. Lines above the head
/// that are no cells belong to no instance.
#[must_use]
pub fn read(input: &Mapped, labels: &FieldLabels) -> Option<FoundSource> {
    let labels = LabelIndex::new(labels);
    let mut at = 0;
    for line in input.text().split_inclusive('\n').take(MOST_ABOVE + 1) {
        let delimiter = delimiter(line.trim_end())?;
        if let Some(found) = below(input, &labels, delimiter, at) {
            return Some(found);
        }
        if !is_title(line, delimiter) {
            return None;
        }
        at += line.len();
    }
    None
}

/// Whether the line is a title, a blank line, or one for Excel that says what stands between the cells.
fn is_title(line: &str, delimiter: char) -> bool {
    let is_for_excel = line.get(..4).is_some_and(|mark| mark.eq_ignore_ascii_case("sep="));
    let filled = line.split(delimiter).filter(|cell| !cell.trim().is_empty()).count();
    let is_text = !line.contains(['{', '}', '[', ']', '=', '\\', '\'', '$', '<', '>']);
    is_for_excel || filled == 0 || filled == 1 && is_text && line.len() <= LONGEST_TITLE
}

/// The table whose head is the line at this place.
fn below(
    input: &Mapped,
    labels: &LabelIndex<'_>,
    delimiter: char,
    at: usize,
) -> Option<FoundSource> {
    let mut rows = Rows { input, delimiter, at };
    let head = rows.next().filter(|head| head.len() <= MOST_COLUMNS)?;
    // Below a title, one word is no head: any text has such lines.
    if at > 0 && head.len() < 2 && !input.text()[..at].to_ascii_lowercase().starts_with("sep=") {
        return None;
    }
    if let Some(found) = upright(Rows { input, delimiter, at }, labels) {
        return Some(found);
    }
    let columns: Vec<TableColumn> = head.iter().map(|cell| column(&cell.text, labels)).collect();
    let has_name = columns.contains(&TableColumn::Field(Field::InstanceName));
    let known = columns.iter().filter(|column| !matches!(column, TableColumn::Other(_))).count();
    let named = head.iter().filter(|cell| !cell.text.trim().is_empty()).count();
    let is_known = known * 2 >= named;
    let has_rows = || {
        let next = Rows { input, delimiter, at: rows.at }.next();
        head.iter().all(is_head) && next.is_some_and(|cells| cells.len() == head.len())
    };
    if !has_name || !is_known && !has_rows() {
        return None;
    }
    let mut filled = rows.filter(|cells| cells.iter().any(|cell| !is_blank(&cell.text)));
    let calls = filled.by_ref().take(MOST_ENTRIES).map(|cells| call(&columns, cells)).collect();
    let mut found = FoundSource::of_calls(SourceKind::Table, calls);
    found.left_out = filled.count();
    Some(found)
}

/// Nothing, or what Markdown draws a line with.
pub(super) fn is_blank(cell: &str) -> bool {
    cell.trim().bytes().all(|byte| matches!(byte, b'-' | b':'))
}

/// Whether a cell may be the head of a column that nobody knows.
fn is_head(cell: &Cell) -> bool {
    let head = cell.text.trim();
    !head.is_empty() && head.len() <= 60 && !head.contains(['{', '}', '=', '<', '>', '$'])
}

/// The sign that divides the head into most columns; one column alone is a list of names.
fn delimiter(head: &str) -> Option<char> {
    let count = |delimiter: char| head.matches(delimiter).count();
    let most = ['|', ';', '\t', ','].into_iter().max_by_key(|delimiter| count(*delimiter))?;
    (head.len() < 10_000).then_some(most)
}

/// The fields by their labels, without accents and case. It is made once, and only where a column has no
/// other name: there are a thousand labels.
pub(super) struct LabelIndex<'a> {
    labels: &'a FieldLabels,
    fields: OnceCell<BTreeMap<String, Field>>,
}

/// The words of a label.
fn words(folded: &str) -> String {
    folded.split_ascii_whitespace().collect::<Vec<&str>>().join(" ")
}

/// The same in one order, without those between them: *URL do webhook* is *Webhook URL*.
fn sorted_words(folded: &str) -> String {
    const BETWEEN: [&str; 10] = ["de", "da", "do", "del", "la", "el", "of", "the", "for", "para"];
    let words = folded.split_ascii_whitespace().filter(|word| !BETWEEN.contains(word));
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words.join(" ")
}

impl<'a> LabelIndex<'a> {
    pub(super) const fn new(labels: &'a FieldLabels) -> Self {
        Self { labels, fields: OnceCell::new() }
    }

    fn field(&self, folded_head: &str) -> Option<Field> {
        let fields = self.fields.get_or_init(|| {
            let mut fields = BTreeMap::new();
            // A label as it is comes before another one that has its words.
            for key in [words, sorted_words] {
                for (label, field) in self.labels {
                    fields.entry(key(&folded(label))).or_insert(*field);
                }
            }
            fields
        });
        let field = |key: String| fields.get(&key).copied();
        field(words(folded_head)).or_else(|| field(sorted_words(folded_head)))
    }
}

pub(super) fn column(head: &str, labels: &LabelIndex<'_>) -> TableColumn {
    let head = head.trim().trim_matches('"').trim();
    // What stands in brackets behind a head only explains it.
    let head = head.split_once('(').map_or(head, |(head, _)| head.trim());
    let plain = folded(head);
    let by_name = || match names::at_root(head, false) {
        Some(NameMeaning::Field(field)) => Some(field),
        _ => Field::with_id(&plain.replace(' ', "_")),
    };
    // `proxy` alone is the whole line of one.
    if plain.trim() == "proxy" {
        return TableColumn::Proxy;
    }
    let usual = || match plain.trim() {
        "nome"
        | "nombre"
        | "name"
        | "instancia"
        | "instance"
        | "nome da instancia"
        | "nombre de la instancia"
        | "instance name" => Some(Field::InstanceName),
        "eventos" => Some(Field::WebhookEvents),
        "numero" | "telefone" | "telefono" | "phone" | "celular" | "whatsapp" => {
            Some(Field::Number)
        }
        _ => None,
    };
    let found = by_name().or_else(|| labels.field(&plain)).or_else(usual);
    found.map_or_else(|| TableColumn::Other(head.chars().take(80).collect()), TableColumn::Field)
}

pub(super) fn call(columns: &[TableColumn], cells: Vec<Cell>) -> FoundCall {
    let at = cells.first().map(|cell| cell.at).unwrap_or_default();
    let mut members = Vec::new();
    for (place, mut cell) in cells.into_iter().enumerate() {
        if matches!(cell.text.trim(), "" | "-" | "–" | "—" | "N/A" | "n/a") {
            continue;
        }
        // A cell without a head is listed by its number.
        let Some(column) = columns.get(place) else {
            members.push(member(&(place + 1).to_string(), text(&cell), cell.at));
            continue;
        };
        cell.text = as_typed(cell.text);
        match column {
            TableColumn::Field(field) => {
                cell.text = whole_number(*field, &cell.text).unwrap_or(cell.text);
                members.push(member(field.id(), value(*field, &cell.text, cell.at), cell.at));
            }
            TableColumn::Other(head) => members.push(member(head, text(&cell), cell.at)),
            TableColumn::Proxy => {
                let parts = paste::proxy(cell.text.trim());
                if parts.is_empty() {
                    members.push(member("proxy", text(&cell), cell.at));
                }
                for (field, draft) in parts.into_iter().filter(|(_, draft)| draft.is_sent()) {
                    let part = Mapped::plain(draft.as_text(), cell.at);
                    members.push(member(
                        field.id(),
                        Node::new(cell.at, Literal::Text(part)),
                        cell.at,
                    ));
                }
            }
        }
    }
    let body = FoundBody::Value(Node::new(at, Literal::Object(members)).into());
    FoundCall {
        at,
        method: "POST".to_owned(),
        body: Some(body),
        is_form: true,
        ..FoundCall::default()
    }
}

/// A text without what keeps a spreadsheet from taking it for a number: `="5511…"` or `'5511…`.
fn as_typed(text: String) -> String {
    let inner = text.trim();
    let formula = inner.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"'));
    let is_number = |c: char| c.is_ascii_digit() || c == '+';
    let quoted = inner.strip_prefix('\'').filter(|inner| inner.starts_with(is_number));
    match formula.or(quoted) {
        Some(inner) => inner.to_owned(),
        None => text,
    }
}

/// A whole number as it was before a spreadsheet wrote it in its own way: `8080.0`, `8080,00`, `8.080`. Nothing
/// where it is none of these, or the field takes other texts than digits.
fn whole_number(field: Field, text: &str) -> Option<String> {
    let kind = field.spec().kind;
    let is_integer = matches!(kind, Kind::Integer { .. });
    if !is_integer && !matches!(kind, Kind::Text(Rule::Digits)) {
        return None;
    }
    let (whole, rest) = text.trim().split_once(['.', ','])?;
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let has_no_fraction = rest.len() <= 2 && is_digits(rest) && rest.bytes().all(|it| it == b'0');
    let is_grouped = is_integer && whole.len() <= 3 && rest.len() == 3 && is_digits(rest);
    match is_digits(whole.strip_prefix('+').unwrap_or(whole)) {
        true if has_no_fraction => Some(whole.to_owned()),
        true if is_grouped => Some(format!("{whole}{rest}")),
        _ => None,
    }
}

fn member(key: &str, value: Node, at: usize) -> NodeMember {
    NodeMember { key: key.to_owned(), at, value }
}

fn text(cell: &Cell) -> Node {
    Node::new(cell.at, Literal::Text(Mapped::plain(cell.text.trim(), cell.at)))
}

/// The value of a field's cell. Headers and lists may stand in it as JSON.
pub(in crate::domain) fn value(field: Field, text: &str, at: usize) -> Node {
    let is_structured = matches!(field.spec().kind, Kind::Headers | Kind::Events | Kind::List);
    if is_structured && text.trim().starts_with(['{', '[']) {
        let inner = Mapped::plain(text, at);
        let scope = Scope::default();
        if let Some(node) = Reader::new(&inner, Syntax::Json, &scope, 0).value() {
            return node;
        }
    }
    Node::new(at, Literal::Text(Mapped::plain(text.trim(), at)))
}
