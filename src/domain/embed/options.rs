//! What the address may ask for: how the page looks inside another, and nothing else. Addresses end
//! up in histories, logs and screenshots, so whatever looks like a secret in one is not used, taken
//! out of the address bar, and told of.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::domain::preferences::{Language, Theme};
use crate::domain::route::Route;
use crate::domain::schema::section::Section;

/// The look of the page, as far as the address says: `?embed&chrome=none&lang=pt-BR&theme=dark`
/// `&accent=0b7a57&section=webhook&server=main`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbedOptions {
    /// `chrome=none`: without the bar on top
    pub is_bare: bool,
    pub language: Option<Language>,
    pub theme: Option<Theme>,
    /// Red, green and blue
    pub accent: Option<[u8; 3]>,
    /// The section that the form begins at; a group is switched on
    pub section: Option<Section>,
    /// The id of a server of `config.json`
    pub server: Option<String>,
    /// The options whose value is none of theirs
    pub wrong: Vec<&'static str>,
}

impl EmbedOptions {
    /// Reads the query of an address. Without `embed` in it nothing is meant for the panel.
    #[must_use]
    pub fn read(search: &str) -> Self {
        let pairs = pairs(search.trim_start_matches('?'));
        let mut options = Self::default();
        if !pairs.iter().any(|pair| pair.name == "embed") {
            return options;
        }
        for pair in pairs.iter().filter(|pair| !pair.is_secret()) {
            let value = pair.value.as_str();
            // The first that counts is the last one given, as in a form.
            let (name, is_right) = match pair.name.as_str() {
                "chrome" => {
                    options.is_bare = value == "none";
                    ("chrome", value == "none" || value == "full")
                }
                "lang" => {
                    options.language = Language::with_tag(value);
                    ("lang", options.language.is_some())
                }
                "theme" => {
                    options.theme = Theme::with_id(value);
                    ("theme", options.theme.is_some())
                }
                "accent" => {
                    options.accent = accent(value);
                    ("accent", options.accent.is_some())
                }
                "section" => {
                    options.section = Section::ALL.iter().copied().find(|one| one.id() == value);
                    ("section", options.section.is_some())
                }
                "server" => {
                    let is_id = !value.is_empty() && value.len() <= 64;
                    options.server = is_id.then(|| value.to_owned());
                    ("server", is_id)
                }
                _ => continue,
            };
            if !is_right && !options.wrong.contains(&name) {
                options.wrong.push(name);
            }
        }
        options
    }
}

/// An address without what looked like secrets in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// With its `?`, or empty
    pub search: String,
    /// With its `#`, or empty
    pub hash: String,
}

/// The address as it should have been; `None` when nothing in it looks like a secret.
#[must_use]
pub fn cleaned(search: &str, hash: &str) -> Option<Cleaned> {
    let query = search.strip_prefix('?').unwrap_or(search);
    let all = pairs(query);
    let kept: Vec<&str> =
        all.iter().filter(|pair| !pair.is_secret()).map(|pair| pair.text).collect();
    let is_hash_clean = match Route::parse(hash) {
        Some(Route::Instances { query, .. }) => !hash_holds_secret(&query),
        Some(_) => true,
        None => !hash_holds_secret(hash),
    };
    if kept.len() == all.len() && is_hash_clean {
        return None;
    }
    let search = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let hash = if is_hash_clean { hash.into() } else { route_hash(hash) };
    Some(Cleaned { search, hash: hash.into_owned() })
}

/// The hash of the route before a query, or nothing. The rest of the hash may hold the secret.
fn route_hash(hash: &str) -> Cow<'static, str> {
    let path = hash.split(['?', '&']).next().unwrap_or_default();
    match Route::parse(path) {
        None | Some(Route::Create) => "".into(),
        Some(route) => route.to_hash(),
    }
}

/// A hash may be a path, a query, or both.
fn hash_holds_secret(hash: &str) -> bool {
    let text = hash.trim_start_matches(['#', '/', '!', '?']);
    pairs(text).iter().any(Pair::is_secret)
        || text.split(['/', '?', '&', ';']).any(|part| {
            let part = decoded(part);
            looks_secret(&part) || pairs(&part).iter().any(Pair::is_secret)
        })
}

/// One `name=value` of a query.
struct Pair<'a> {
    /// As it stands in the address
    text: &'a str,
    name: String,
    value: String,
}

impl Pair<'_> {
    fn is_secret(&self) -> bool {
        // A secret without a name has come into the name's place.
        (names_secret(&self.name) && !self.value.is_empty())
            || looks_secret(&self.value)
            || looks_secret(&self.name)
    }
}

fn pairs(query: &str) -> Vec<Pair<'_>> {
    let parts = query.split(['&', ';']).filter(|text| !text.is_empty());
    parts
        .map(|text| {
            let (name, value) = text.split_once('=').unwrap_or((text, ""));
            Pair { text, name: decoded(name), value: decoded(value) }
        })
        .collect()
}

/// Whether people give this name to a secret, whatever its case and its marks.
fn names_secret(name: &str) -> bool {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    let within =
        ["token", "secret", "passw", "passphrase", "authorization", "credential", "bearer"];
    within.iter().any(|word| name.contains(word))
        || name.ends_with("key")
        || name.contains("apikey")
        || ["hash", "auth", "jwt", "pwd", "pass", "sig"].contains(&name.as_str())
}

/// Whether a text is made as keys are: a UUID, many hexadecimal digits, a token of three parts, what
/// follows `Bearer`, or a long run of letters and digits in no order.
#[must_use]
pub fn looks_secret(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("bearer ") || lower.starts_with("basic ") {
        return true;
    }
    // Not the words of a path or of a sentence: those have blanks, dots and slashes between them.
    text.split([' ', '/', '.', ',', ':', '"', '\'', '{', '}', '='])
        .any(|run| is_hex_run(run) || is_random(run))
}

fn is_hex_run(run: &str) -> bool {
    let digits: Vec<u8> = run.bytes().filter(|byte| *byte != b'-').collect();
    digits.len() >= 32 && digits.iter().all(u8::is_ascii_hexdigit)
}

/// Base64 and its like: long, with letters and digits that change places often.
fn is_random(run: &str) -> bool {
    let is_of_it = |byte: u8| byte.is_ascii_alphanumeric() || b"+_-".contains(&byte);
    if run.len() < 24 || !run.bytes().all(is_of_it) {
        return false;
    }
    let kind = |byte: u8| (byte.is_ascii_uppercase(), byte.is_ascii_digit());
    let changes = run.as_bytes().windows(2).filter(|pair| kind(pair[0]) != kind(pair[1])).count();
    changes * 4 >= run.len()
}

/// Without percent signs and plus signs; what was encoded more than once, too. What cannot be decoded
/// stays as it is.
fn decoded(text: &str) -> String {
    let mut text = text.replace('+', " ");
    for _ in 0..4 {
        let once = percent_decode_str(&text).decode_utf8_lossy().into_owned();
        if once == text {
            break;
        }
        text = once;
    }
    text
}

/// Three or six hexadecimal digits, with or without a `#`.
fn accent(value: &str) -> Option<[u8; 3]> {
    let digits = value.strip_prefix('#').unwrap_or(value).as_bytes();
    let digit = |at: usize| char::from(*digits.get(at)?).to_digit(16).map(|digit| digit as u8);
    let pair = |at: usize| match digits.len() {
        6 => Some(digit(2 * at)? * 16 + digit(2 * at + 1)?),
        3 => Some(digit(at)? * 17),
        _ => None,
    };
    Some([pair(0)?, pair(1)?, pair(2)?])
}
