//! Variables in the values of a preset: `{name}`, `{number}`, and `{n}`, which counts, with zeros in front
//! where a width is given as in `{n:02}`.

use std::borrow::Cow;

use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;

/// The widest that a count is made by zeros.
const WIDEST: usize = 12;

/// What the variables stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VariableValues {
    pub name: String,
    pub number: String,
    pub count: u32,
}

/// The variables that a text or a form has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UsedVariables {
    pub name: bool,
    pub number: bool,
    pub count: bool,
}

impl UsedVariables {
    #[must_use]
    pub const fn is_any(self) -> bool {
        self.name || self.number || self.count
    }
}

/// A part of a text.
enum Piece<'a> {
    Plain(&'a str),
    Name,
    Number,
    Count(usize),
}

/// Takes a text apart. Braces around anything else are part of the text.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(open) = text[at..].find('{').map(|offset| at + offset) {
        let variable = text[open + 1..]
            .find('}')
            .and_then(|end| Some((variable(&text[open + 1..open + 1 + end])?, open + 1 + end + 1)));
        match variable {
            Some((piece, end)) => {
                pieces.push(Piece::Plain(&text[from..open]));
                pieces.push(piece);
                (from, at) = (end, end);
            }
            None => at = open + 1,
        }
    }
    pieces.push(Piece::Plain(&text[from..]));
    pieces
}

fn variable(name: &str) -> Option<Piece<'_>> {
    match name {
        "name" => Some(Piece::Name),
        "number" => Some(Piece::Number),
        "n" => Some(Piece::Count(0)),
        _ => {
            let width = name.strip_prefix("n:0")?;
            let width: usize = width.parse().ok()?;
            (1..=WIDEST).contains(&width).then_some(Piece::Count(width))
        }
    }
}

/// The text with its variables filled in.
#[must_use]
pub fn filled<'a>(text: &'a str, values: &VariableValues) -> Cow<'a, str> {
    if !used(text).is_any() {
        return text.into();
    }
    let written = |piece: Piece<'_>| match piece {
        Piece::Plain(text) => text.to_owned(),
        Piece::Name => values.name.clone(),
        Piece::Number => values.number.clone(),
        Piece::Count(width) => format!("{:0width$}", values.count),
    };
    pieces(text).into_iter().map(written).collect::<String>().into()
}

/// The variables of a text.
#[must_use]
pub fn used(text: &str) -> UsedVariables {
    let mut used = UsedVariables::default();
    for piece in pieces(text) {
        match piece {
            Piece::Plain(_) => {}
            Piece::Name => used.name = true,
            Piece::Number => used.number = true,
            Piece::Count(_) => used.count = true,
        }
    }
    used
}

pub(super) fn has_variable(draft: &Draft) -> bool {
    matches!(draft, Draft::Text(text) if used(text).is_any())
}

/// The variables of a form.
#[must_use]
pub fn used_in(drafts: &Drafts) -> UsedVariables {
    let mut all = UsedVariables::default();
    for field in Field::ALL {
        for text in texts(drafts.get(*field)) {
            let used = used(text);
            all.name |= used.name;
            all.number |= used.number;
            all.count |= used.count;
        }
    }
    all
}

fn texts(draft: &Draft) -> Vec<&str> {
    match draft {
        Draft::Text(text) => vec![text],
        Draft::Headers(headers) => headers.iter().map(|(_, value)| value.as_str()).collect(),
        Draft::NotSent | Draft::Flag(_) | Draft::Events(_) => Vec::new(),
    }
}

/// The form with its variables filled in. The name itself comes first: `{name}` in other values stands for
/// what it has become.
#[must_use]
pub fn filled_in(drafts: &Drafts, values: &VariableValues) -> Drafts {
    let mut values = values.clone();
    let mut all = drafts.clone();
    if let Draft::Text(name) = drafts.get(Field::InstanceName)
        && used(name).is_any()
    {
        let name = filled(name, &values).into_owned();
        values.name.clone_from(&name);
        all.set(Field::InstanceName, Draft::text(name));
    }
    for field in Field::ALL.iter().copied().filter(|field| *field != Field::InstanceName) {
        let draft = match drafts.get(field) {
            Draft::Text(text) => Draft::text(filled(text, &values)),
            Draft::Headers(headers) => Draft::Headers(
                headers
                    .iter()
                    .map(|(name, value)| (name.clone(), filled(value, &values).into_owned()))
                    .collect(),
            ),
            other => other.clone(),
        };
        all.set(field, draft);
    }
    all
}
