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
        || inside('{', '}')
        || text.strip_prefix('%').and_then(|rest| rest.strip_suffix('%')).is_some_and(is_name)
}

fn is_sample(text: &str) -> bool {
    const WORDS: [&str; 5] = ["string", "changeme", "change_me", "...", "…"];
    const WHOSE: [&str; 13] = [
        "seu", "sua", "your", "tu", "my", "seunome", "insira", "coloque", "put", "insert", "aqui",
        "here", "exemplo",
    ];
    // Alone and in small letters, people have them as values.
    const WORDS_IN_CAPITALS: [&str; 16] = [
        "NUMERO", "NÚMERO", "NUMBER", "TOKEN", "SENHA", "PASSWORD", "USUARIO", "USUÁRIO", "USER",
        "PORTA", "PORT", "HOST", "URL", "APIKEY", "API-KEY", "CHAVE",
    ];
    const NAMES: [&str; 11] = [
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
    ];
    const WHAT: [&str; 26] = [
        "conta", "account", "chatwoot", "token", "chave", "key", "apikey", "api", "dominio",
        "domain", "servidor", "server", "senha", "password", "url", "host", "clave", "webhook",
        "numero", "mensagem", "mensaje", "message", "proxy", "usuario", "user", "id",
    ];
    const NAMED: [&str; 15] = [
        "meu",
        "minha",
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
    let is_marked = text.len() > 2
        && (text.starts_with('<') && text.ends_with('>')
            || text.starts_with('[') && text.ends_with(']'))
        && text.len() < 120;
    if is_marked || WORDS.contains(&text) || is_cell_error(text) {
        return true;
    }
    if text.len() > 60 || !text.contains(['_', '-']) {
        return is_crossed_out(text) || WORDS_IN_CAPITALS.contains(&text);
    }
    let lower = text.to_lowercase();
    if NAMES.contains(&lower.replace('_', "-").as_str()) {
        return true;
    }
    let words: Vec<&str> = lower.split(['_', '-']).collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    // In capitals, words of a guide alone name what goes there: `NOME_DA_INSTANCIA`.
    let is_named = |word: &&str| WHAT.contains(word) || NAMED.contains(word);
    let is_in_capitals = text.contains('_') && !text.contains(char::is_lowercase);
    has(&WHOSE) && has(&WHAT) || is_in_capitals && words.iter().all(is_named)
}

/// What a spreadsheet writes where a formula gives no value, in the languages of its users.
fn is_cell_error(text: &str) -> bool {
    const ERRORS: [&str; 14] = [
        "#N/D",
        "#N/A",
        "#REF!",
        "#VALOR!",
        "#VALUE!",
        "#NOME?",
        "#NAME?",
        "#DIV/0!",
        "#NULO!",
        "#NULL!",
        "#NÚM!",
        "#NUM!",
        "#¿NOMBRE?",
        "#¡REF!",
    ];
    ERRORS.contains(&text)
}

/// Nothing but the signs that stand for digits, or digits in front of some: `5511XXXXXXXXX`.
fn is_crossed_out(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "+ ()-".contains(c);
    let crosses = text.trim_start_matches(is_number);
    let least = if crosses.len() < text.len() { 4 } else { 6 };
    crosses.len() >= least && crosses.chars().all(|c| c == 'x' || c == 'X' || c == '-')
}

/// Whether a text is an address whose host stands there to be replaced. No real host has a low line, and
/// `my-server.com` can be one.
fn has_sample_host(text: &str) -> bool {
    let rest = text.split_once("://").map(|(_, rest)| rest);
    let host = rest.and_then(|rest| rest.split(['/', '?', '#', ':']).next()).unwrap_or_default();
    let is_for_a_reader = |label: &str| {
        let label = label.to_lowercase();
        label.contains('_')
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
