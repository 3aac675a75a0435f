//! The checks before sending, which report every problem of the form at once. A *problem* blocks the
//! request, a *warning* does not. A check never changes a draft.

mod fault;
mod headers;
mod name;
mod number;
pub mod url;

use crate::domain::http::secret::{Secret, SecretFault};
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::{Draft, FieldSpec, Kind, Need, Rule};
use crate::domain::schema::fields::{BAILEYS, BUSINESS, Field};
use crate::domain::schema::section::Section;
pub use crate::domain::schema::validate::fault::Fault;
use crate::domain::schema::validate::headers::headers_fault;
use crate::domain::schema::validate::name::name_fault;
use crate::domain::schema::validate::number::{number_fault, number_warning};
pub(crate) use crate::domain::schema::validate::url::{host_fault, url_fault};
use crate::domain::schema::wire::Wire;

/// What the checks need to know in addition to the drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValidationContext {
    /// Names seen on the server
    pub taken_names: Vec<String>,
}

/// Something to correct or to know before sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub field: Field,
    pub fault: Fault,
}

/// All problems and warnings of the form, in the table's order.
#[must_use]
pub fn problems(drafts: &Drafts, api: impl Into<Api>, around: &ValidationContext) -> Vec<Problem> {
    let api = api.into();
    problems_of(drafts, api, around, drafts.active(api).collect())
}

/// The problems of these fields, which are those that are sent.
#[must_use]
pub fn problems_of(
    drafts: &Drafts,
    api: Api,
    around: &ValidationContext,
    fields: Vec<Field>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for field in fields {
        let spec = field.spec();
        let Some(wire) = spec.wire(api) else { continue };
        let fault = match drafts.get(field) {
            // The value that is always sent is enough, unless another field makes the operator's own
            // value necessary: a generated token is not Meta's.
            Draft::NotSent if wire.always_sent.is_some() && !matches!(spec.need, Need::When(_)) => {
                continue;
            }
            Draft::NotSent => missing(drafts, spec, api),
            // Only spaces: the address is missing, not wrong.
            Draft::Text(text)
                if text.trim().is_empty() && matches!(spec.kind, Kind::Text(Rule::Url)) =>
            {
                missing(drafts, spec, api).or(Some(Fault::Edges))
            }
            Draft::Text(text) => text_fault(text, spec, wire, api, around)
                .or_else(|| phone_warning(text, drafts, spec))
                .or_else(|| no_effect(drafts, spec, api)),
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

/// The fault that makes every server refuse a value, whatever else is in the form.
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

/// Characters that are invisible or change the direction of the text around them.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn missing(drafts: &Drafts, spec: &FieldSpec, api: Api) -> Option<Fault> {
    match &spec.need {
        Need::Never => None,
        // A row needs its values whether or not it is on.
        Need::Always if spec.section.is_group() && drafts.is_on(spec.section) => {
            Some(Fault::MissingInGroup)
        }
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

/// Only a telephone number is checked for its country code: with the Business engine the number is
/// an id that Meta gave.
fn phone_warning(text: &str, drafts: &Drafts, spec: &FieldSpec) -> Option<Fault> {
    let is_phone = matches!(spec.kind, Kind::Text(Rule::Digits))
        && drafts.get(Field::Integration).as_text() != BUSINESS;
    if is_phone { number_warning(text) } else { None }
}

/// The QR code is not made at creation for the Business engine, which fails half-way on 1.x, nor
/// next to Chatwoot, on any version.
fn qr_fault(drafts: &Drafts, api: Api) -> Option<Fault> {
    let has_chatwoot = drafts.is_on(Section::Chatwoot) && Section::Chatwoot.exists_in(api);
    let has_engines = Field::Integration.spec().wire(api).is_some();
    let engine = drafts.get(Field::Integration).as_text();
    let is_baileys = !has_engines || engine.is_empty() || engine == BAILEYS;
    if is_baileys && !has_chatwoot {
        None
    } else if engine == BUSINESS && !has_chatwoot && api.dialect.leaves_half_made() {
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
        Kind::Text(Rule::Url) => match url_fault(text.trim()) {
            Some(fault) if !fault.is_warning() => Some(fault),
            warning => host_fault(text, wire.host_check).or(warning),
        },
        Kind::Text(Rule::Digits) => number_fault(text),
        Kind::Integer { min, max } => match text.trim().parse::<i64>() {
            Ok(number) if (min..=max).contains(&number) => None,
            Ok(_) => Some(Fault::OutOfRange(min, max)),
            Err(_) => Some(Fault::NotInteger),
        },
        // It becomes the key of later calls.
        Kind::Secret if spec.place == Field::Token.place() => token_fault(text),
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
        warning => too_long.or(warning).or_else(|| login_fault(text, wire)),
    }
}

/// A token is sent as a key later.
fn token_fault(text: &str) -> Option<Fault> {
    match Secret::clean(text) {
        Err(SecretFault::Character(odd)) => Some(Fault::TokenCharacter(odd)),
        Ok((_, was_cleaned)) => was_cleaned.is_other().then_some(Fault::Edges),
    }
}

/// 2.x and 1.x write a proxy's login into a URL without encoding it.
fn login_fault(text: &str, wire: &Wire) -> Option<Fault> {
    let breaking = text.chars().find(|c| r"/?#\%".contains(*c));
    breaking.filter(|_| wire.is_in_url).map(Fault::ProxyLogin)
}
