//! What stands in a guide's example or in a template to be replaced.

use readers::literal::node::{Literal, Node};
use readers::text::mapped::Mapped;

/// Why a text is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filler {
    /// A variable or an expression that somebody gives a value elsewhere
    Variable(String),
    /// A word of an example, such as `<string>`
    Sample(String),
}

impl Filler {
    /// As it stands in the text, as much of it as a report shows.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Variable(text) | Self::Sample(text) => text,
        }
    }
}

/// As many members as are looked at for words of an example.
const MOST_LOOKED_AT: usize = 500;
/// As much of a filler as a report shows.
const LONGEST: usize = 80;

/// What keeps a text from being a value.
#[must_use]
pub fn of_text(text: &Mapped) -> Option<Filler> {
    let shown = || text.text().trim().chars().take(LONGEST).collect::<String>();
    if text.has_hole() || is_variable(text.text().trim()) {
        return Some(Filler::Variable(shown()));
    }
    let value = text.text().trim();
    (is_sample(value) || has_sample_host(value)).then(|| Filler::Sample(shown()))
}

/// What keeps a value of any type from being one.
#[must_use]
pub fn of_node(node: &Node) -> Option<Filler> {
    match &node.value {
        Literal::Text(text) => of_text(text),
        Literal::Unknown(name) => Some(Filler::Variable(name.clone())),
        _ => None,
    }
}

/// A name in the marks of a template or a shell. Passwords have such characters as well, so a single
/// dollar counts only in front of a name in capitals.
fn is_variable(text: &str) -> bool {
    if text.len() > 2_000 {
        return false;
    }
    let is_name = |name: &str| {
        let mut letters = name.chars();
        letters.next().is_some_and(|c| c.is_alphabetic() || c == '_')
            && letters.all(|c| c.is_alphanumeric() || "_-. ".contains(c))
    };
    let between = |open: &str, close: &str| {
        let inner = text.split_once(open).and_then(|(_, rest)| rest.split_once(close));
        inner.is_some_and(|(inner, _)| is_name(inner.trim().trim_start_matches('$')))
    };
    let is_capital = |name: &str| {
        is_name(name)
            && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
    };
    let inside = |open: char, close: char| {
        text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).is_some_and(is_name)
    };
    text.starts_with("{{") && text.ends_with("}}")
        || between("{{", "}}")
        || between("${", "}")
        || text.strip_prefix('$').is_some_and(is_capital)
        || text.strip_prefix(':').is_some_and(|name| is_name(name) && !name.contains(' '))
        || inside('{', '}')
        || text.strip_prefix('%').and_then(|rest| rest.strip_suffix('%')).is_some_and(is_name)
}

/// Words that stand for a value of the reader's own, and those that name what it is.
const WHOSE: [&str; 12] = [
    "seu", "sua", "your", "tu", "seunome", "insira", "coloque", "put", "insert", "aqui", "here",
    "exemplo",
];
const WHAT: [&str; 30] = [
    "conta", "account", "chatwoot", "token", "chave", "key", "apikey", "api", "dominio", "domain",
    "servidor", "server", "senha", "password", "url", "host", "clave", "webhook", "numero",
    "mensagem", "mensaje", "message", "proxy", "usuario", "user", "id", "ip", "vps", "porta",
    "agente",
];
const NAMED: [&str; 16] = [
    "meu",
    "minha",
    "my",
    "mi",
    "nome",
    "nombre",
    "name",
    "instancia",
    "instance",
    "da",
    "do",
    "de",
    "del",
    "la",
    "of",
    "global",
];

fn is_sample(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "string",
        "changeme",
        "change_me",
        "change-me",
        "mude-me",
        "redacted",
        "REDACTED",
        "...",
        "…",
        "AUTHENTICATION_API_KEY",
        "NOMEDAINSTANCIA",
    ];
    // Alone and in small letters, they may be values.
    const WORDS_IN_CAPITALS: [&str; 16] = [
        "NUMERO", "NÚMERO", "NUMBER", "TOKEN", "SENHA", "PASSWORD", "USUARIO", "USUÁRIO", "USER",
        "PORTA", "PORT", "HOST", "URL", "APIKEY", "API-KEY", "CHAVE",
    ];
    const NAMES: [&str; 12] = [
        "host-do-proxy",
        "proxy-host",
        "nome-da-caixa",
        "nome-da-instancia",
        "nome-instancia",
        "nombre-de-instancia",
        "nombre-de-la-instancia",
        "instance-name",
        "your-instance",
        "your-instance-name",
        "sua-instancia",
        "nomedainstancia",
    ];
    if is_marked(text)
        || WORDS.contains(&text)
        || is_cell_error(text)
        || is_crossed_out(text)
        || is_own_of_reader(text)
    {
        return true;
    }
    if text.len() > 60 || !text.contains(['_', '-', ' ']) {
        return WORDS_IN_CAPITALS.contains(&text);
    }
    let lower = text.to_lowercase();
    if NAMES.contains(&lower.replace(['_', ' '], "-").as_str()) {
        return true;
    }
    let words: Vec<&str> = lower.split(['_', '-', ' ']).collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    let is_named = |word: &&str| WHAT.contains(word) || NAMED.contains(word);
    if text.contains(' ') {
        // A sentence may have such words among others.
        return has(&WHOSE)
            && has(&WHAT)
            && words.iter().all(|word| WHOSE.contains(word) || is_named(word));
    }
    // Words of a guide alone name what goes there: `NOME_DA_INSTANCIA`, `token_do_agente`.
    let is_in_capitals = text.contains('_') && !text.contains(char::is_lowercase);
    let has_link = words.len() > 2 && has(&["da", "do", "de"]) && has(&WHAT);
    has(&WHOSE) && has(&WHAT) || (is_in_capitals || has_link) && words.iter().all(is_named)
}

/// `<token>` or `[token]`, whose inside is not more than a few words. A message may stand in brackets.
fn is_marked(text: &str) -> bool {
    let between = |open: char, close: char| text.strip_prefix(open)?.strip_suffix(close);
    let in_angles = between('<', '>').filter(|inner| !inner.contains(['<', '>', '/']));
    let in_squares = between('[', ']').filter(|inner| inner.split_whitespace().count() < 4);
    let inner = in_angles.or(in_squares).unwrap_or_default();
    !inner.is_empty() && inner.len() < 120 && !inner.contains(['"', '\''])
}

/// `seudominio`, `SUACHAVE`, `yourtoken`.
fn is_own_of_reader(text: &str) -> bool {
    const LONGEST: usize = 30;
    if text.len() > LONGEST {
        return false;
    }
    let lower = text.to_lowercase();
    let owners = ["seu", "sua", "your", "tu", "meu", "minha"];
    owners.iter().filter_map(|owner| lower.strip_prefix(owner)).any(|what| WHAT.contains(&what))
}

/// What a spreadsheet writes where a formula gives no value, in English, Portuguese and Spanish.
fn is_cell_error(text: &str) -> bool {
    let Some(name) = text.strip_prefix('#') else { return false };
    const ERRORS: [&str; 15] = [
        "N/D", "N/A", "REF!", "VALOR!", "VALUE!", "NOME?", "NAME?", "NOMBRE?", "DIV/0!", "NULO!",
        "NULL!", "NÚM!", "NUM!", "ERROR!", "CALC!",
    ];
    ERRORS.contains(&name.trim_start_matches(['¡', '¿']))
}

/// Nothing but the signs that stand for digits or letters, or some behind digits: `5511XXXXXXXXX`, `****`.
fn is_crossed_out(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "+ ()-".contains(c);
    let is_cross = |c: char| c == 'x' || c == 'X';
    let count = text.chars().filter(|c| is_cross(*c)).count();
    let least = if text.starts_with(is_number) { 4 } else { 6 };
    let is_hidden = text.len() > 2 && text.chars().all(|c| matches!(c, '*' | '•'));
    is_hidden || count >= least && text.chars().all(|c| is_cross(c) || is_number(c))
}

/// Whether a text is an address whose host stands there to be replaced. No real host has a low line, and
/// `my-server.com` can be one.
fn has_sample_host(text: &str) -> bool {
    let rest = text.split_once("://").map(|(_, rest)| rest);
    let host = rest.and_then(|rest| rest.split(['/', '?', '#', ':']).next()).unwrap_or_default();
    let is_for_a_reader = |label: &str| {
        let label = label.to_lowercase();
        label.contains('_')
            || is_own_of_reader(&label)
            || ["seu-", "sua-", "your-", "tu-"].iter().any(|it| label.starts_with(it))
    };
    let mut labels = host.split('.');
    host.len() < 200
        && !text.contains(char::is_whitespace)
        && labels.any(|label| is_sample(label) && is_for_a_reader(label))
}

/// The number that guides write where a number goes.
pub(super) fn is_sample_number(node: &Node) -> bool {
    matches!(&node.value, Literal::Number(number) if number == "123" || number == "1234")
}

/// Whether a body is a guide's example: it has a word such as `<string>`.
pub(super) fn has_sample(node: &Node, depth: usize) -> bool {
    let is_sample = |text: &str| text.len() < 60 && text.starts_with('<') && text.ends_with('>');
    depth < 6
        && match &node.value {
            Literal::Text(text) => is_sample(text.text()),
            Literal::List(items) => items.iter().take(100).any(|item| has_sample(item, depth + 1)),
            Literal::Object(members) => members
                .iter()
                .take(MOST_LOOKED_AT)
                .any(|member| has_sample(&member.value, depth + 1)),
            _ => false,
        }
}
