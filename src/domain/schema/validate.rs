//! Checks before sending: every problem of the form at once. A *problem* blocks, a *warning* lets
//! pass. A check never changes a draft.

use crate::domain::http::url::is_host;
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::encode;
use crate::domain::schema::field::{Draft, FieldSpec, Kind, Need, Rule};
use crate::domain::schema::fields::{BAILEYS, BUSINESS, Field};
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Wire;

/// What the form cannot know of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValidationContext {
    /// Names seen on the server
    pub taken_names: Vec<String>,
}

/// Something to mend, or to know, before the press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub field: Field,
    pub fault: Fault,
}

/// What is wrong with a value. The names are the keys of the sentences in the locale files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Missing,
    /// Missing because its group is switched on
    MissingInGroup,
    /// Missing because of another field's value
    MissingBecause(Field),
    /// A choice that this server does not have; another one may
    NotAChoice(String),
    NameBlank,
    Edges,
    /// Characters that are not safe on this server
    NameCharacters,
    /// `..` and `/` lead out of the server's own folders
    NamePath,
    NameTaken,
    TooLong(usize),
    UrlScheme,
    UrlShape,
    /// The server calls itself when it reads `localhost`
    UrlLocalhost,
    /// n8n's test address answers only while its editor listens
    UrlTestHook,
    NotInteger,
    OutOfRange(i64, i64),
    Digits,
    HeaderName,
    HeaderTwice,
    HeaderValue,
    /// Without the other field's value this one does nothing
    NoEffect(Field),
    /// Events that this dialect does not know are left out
    EventsLeftOut,
    /// The server ignores it in this combination
    QrIgnored,
    /// The server fails half-way in this combination
    QrBreaks,
}

impl Fault {
    /// A warning lets the press pass.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::UrlLocalhost
                | Self::UrlTestHook
                | Self::NoEffect(_)
                | Self::EventsLeftOut
                | Self::QrIgnored
        )
    }

    /// Nothing was typed yet: said only after the first press.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing | Self::MissingInGroup | Self::MissingBecause(_))
    }
}

/// All problems and warnings of the form, in the table's order.
#[must_use]
pub fn problems(drafts: &Drafts, api: impl Into<Api>, around: &ValidationContext) -> Vec<Problem> {
    let api = api.into();
    let mut problems = Vec::new();
    for field in drafts.active(api) {
        let spec = field.spec();
        let Some(wire) = spec.wire(api) else { continue };
        let fault = match drafts.get(field) {
            // What the panel fills in will do, but where another field's value asks for the
            // operator's own: a fresh token is not Meta's.
            Draft::NotSent if wire.always_sent.is_some() && !matches!(spec.need, Need::When(_)) => {
                continue;
            }
            Draft::NotSent => missing(drafts, spec, api),
            // Blanks are no address of a wrong shape: there is none.
            Draft::Text(text)
                if text.trim().is_empty() && matches!(spec.kind, Kind::Text(Rule::Url)) =>
            {
                missing(drafts, spec, api).or(Some(Fault::Edges))
            }
            Draft::Text(text) => {
                text_fault(text, spec, wire, api, around).or_else(|| no_effect(drafts, spec, api))
            }
            Draft::Events(events) => events.unknown_to(api).next().map(|_| Fault::EventsLeftOut),
            Draft::Headers(headers) => headers_fault(headers),
            Draft::Flag(true) if field == Field::Qrcode => qr_fault(drafts, api),
            Draft::Flag(_) => no_effect(drafts, spec, api),
        };
        if let Some(fault) = fault {
            problems.push(Problem { field, fault });
        }
    }
    problems
}

/// What keeps every server from taking a value, whatever else the form holds.
#[must_use]
pub fn value_fault(field: Field, draft: &Draft) -> Option<Fault> {
    let spec = field.spec();
    let mut found = None;
    for dialect in Dialect::ALL {
        let Some(wire) = spec.wire(dialect) else { continue };
        let fault = match draft {
            Draft::Text(text) => {
                text_fault(text, spec, wire, dialect.into(), &ValidationContext::default())
            }
            Draft::Headers(headers) => headers_fault(headers),
            _ => None,
        };
        match fault {
            Some(fault) if !fault.is_warning() => found = found.or(Some(fault)),
            _ => return None,
        }
    }
    found
}

/// Characters that nobody sees, or that turn the direction of the text around them.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn missing(drafts: &Drafts, spec: &FieldSpec, api: Api) -> Option<Fault> {
    match &spec.need {
        Need::Never => None,
        Need::Always if spec.section.is_group() => Some(Fault::MissingInGroup),
        Need::Always => Some(Fault::Missing),
        Need::When(condition) => {
            drafts.holds(condition, api).then_some(Fault::MissingBecause(condition.field))
        }
    }
}

fn no_effect(drafts: &Drafts, spec: &FieldSpec, api: Api) -> Option<Fault> {
    let condition = spec.useful_when.as_ref()?;
    (!drafts.holds(condition, api)).then_some(Fault::NoEffect(condition.field))
}

/// The QR code is not made at creation for the Business engine, which fails half-way on 1.x, nor
/// beside Chatwoot, on any version.
fn qr_fault(drafts: &Drafts, api: Api) -> Option<Fault> {
    let is_beside_chatwoot = drafts.is_on(Section::Chatwoot) && Section::Chatwoot.exists_in(api);
    let has_engines = Field::Integration.spec().wire(api).is_some();
    let engine = drafts.get(Field::Integration).as_text();
    let is_baileys = !has_engines || engine.is_empty() || engine == BAILEYS;
    if is_baileys && !is_beside_chatwoot {
        None
    } else if engine == BUSINESS && !is_beside_chatwoot && api.dialect.leaves_half_made() {
        Some(Fault::QrBreaks)
    } else {
        Some(Fault::QrIgnored)
    }
}

fn text_fault(
    text: &str,
    spec: &FieldSpec,
    wire: &Wire,
    api: Api,
    around: &ValidationContext,
) -> Option<Fault> {
    let by_kind = match spec.kind {
        Kind::Text(Rule::Name) => name_fault(text, api.dialect, around),
        Kind::Text(Rule::Url) => url_fault(text.trim()),
        Kind::Text(Rule::Digits) => {
            let digits = encode::digits(text);
            let is_number = digits.len() >= 2 && digits.bytes().all(|b| b.is_ascii_digit());
            (!is_number).then_some(Fault::Digits)
        }
        Kind::Integer { min, max } => match text.trim().parse::<i64>() {
            Ok(number) if (min..=max).contains(&number) => None,
            Ok(_) => Some(Fault::OutOfRange(min, max)),
            Err(_) => Some(Fault::NotInteger),
        },
        Kind::Secret => (text.trim() != text).then_some(Fault::Edges),
        Kind::Choice(choices)
            if !wire.choices(api.version()).unwrap_or(choices).contains(&text) =>
        {
            Some(Fault::NotAChoice(text.to_owned()))
        }
        _ if text.trim().is_empty() && !matches!(spec.need, Need::Never) => Some(Fault::Edges),
        _ => None,
    };
    let too_long =
        wire.max(api.version()).filter(|max| text.chars().count() > *max).map(Fault::TooLong);
    match by_kind {
        Some(fault) if !fault.is_warning() => Some(fault),
        warning => too_long.or(warning),
    }
}

fn name_fault(name: &str, dialect: Dialect, around: &ValidationContext) -> Option<Fault> {
    let is_safe = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.trim().is_empty() {
        Some(Fault::NameBlank)
    } else if name.trim() != name {
        Some(Fault::Edges)
    } else if dialect.has_strict_names() && !name.chars().all(is_safe)
        || name.contains(is_invisible)
    {
        Some(Fault::NameCharacters)
    } else if name.contains('/') || name.contains('\\') || name.contains("..") || name == "." {
        Some(Fault::NamePath)
    } else if around.taken_names.iter().any(|taken| taken == name) {
        Some(Fault::NameTaken)
    } else {
        None
    }
}

pub(crate) fn url_fault(url: &str) -> Option<Fault> {
    let lower = url.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"))
    else {
        return Some(Fault::UrlScheme);
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let address = authority.rsplit('@').next().unwrap_or_default();
    let is_bad = !is_host(address)
        || url.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c));
    if is_bad {
        return Some(Fault::UrlShape);
    }
    let host = if address.starts_with('[') {
        address
    } else {
        address.split(':').next().unwrap_or_default()
    };
    if host == "localhost"
        || host.starts_with("127.")
        || host.starts_with("[::1]")
        || host == "0.0.0.0"
    {
        return Some(Fault::UrlLocalhost);
    }
    lower.contains("/webhook-test/").then_some(Fault::UrlTestHook)
}

fn headers_fault(headers: &[(String, String)]) -> Option<Fault> {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let mut seen: Vec<String> = Vec::new();
    for (name, value) in headers {
        let name = name.trim().to_ascii_lowercase();
        if name.is_empty() && value.is_empty() {
            continue;
        }
        if name.is_empty() || !name.chars().all(is_token) {
            return Some(Fault::HeaderName);
        }
        if value.contains(char::is_control) {
            return Some(Fault::HeaderValue);
        }
        if seen.contains(&name) {
            return Some(Fault::HeaderTwice);
        }
        seen.push(name);
    }
    None
}
