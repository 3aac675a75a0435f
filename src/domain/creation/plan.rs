//! The ordered calls that one press of *Create* makes: the creation, any second step that the
//! dialect needs, then the read-backs.

use crate::domain::http::json_print;
use crate::domain::http::request::{HttpCall, Method, path};
use crate::domain::http::secret::Secret;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::encode;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Carrier;

/// What a step is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Create,
    /// Settings that the creation cannot take
    SetSettings,
    CreateTypebot,
    /// Reads a section back to compare it with what was asked for
    ReadBack(Section),
    /// Sends a section once more, by its own route; an operator asks for it, no plan holds it
    SetAgain(Section),
}

impl Step {
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::SetSettings => "set_settings",
            Self::CreateTypebot => "create_typebot",
            Self::ReadBack(_) => "read_back",
            Self::SetAgain(_) => "set_again",
        }
    }

    /// Which values the step's body carries; `None` for a step without a body.
    #[must_use]
    pub const fn carrier(self) -> Option<Carrier> {
        match self {
            Self::Create => Some(Carrier::Create),
            Self::SetSettings => Some(Carrier::SetSettings),
            Self::CreateTypebot => Some(Carrier::CreateTypebot),
            Self::ReadBack(_) | Self::SetAgain(_) => None,
        }
    }

    /// The section that the step is about, for a failure's way back into the form.
    #[must_use]
    pub const fn section(self) -> Option<Section> {
        match self {
            Self::Create => None,
            Self::SetSettings => Some(Section::Behaviour),
            Self::CreateTypebot => Some(Section::Typebot),
            Self::ReadBack(section) | Self::SetAgain(section) => Some(section),
        }
    }

    /// The step's call for an instance of this name, its body still missing.
    #[must_use]
    pub fn address(self, drafts: &Drafts, target: &Target<'_>) -> HttpCall {
        self.address_of_row(drafts, target, None)
    }

    /// The same, for a section of which the server keeps rows. The instance's name stands in the
    /// path alone: in a query it would take the place of the one in the path.
    fn address_of_row(self, drafts: &Drafts, target: &Target<'_>, row: Option<&str>) -> HttpCall {
        let name = drafts.get(Field::InstanceName).as_text();
        let (method, path) = match self {
            Self::Create => (Method::Post, "/instance/create".to_owned()),
            Self::SetSettings => (Method::Post, path("/settings/set", name)),
            Self::CreateTypebot => (Method::Post, path("/typebot/create", name)),
            Self::ReadBack(section) => {
                (Method::Get, path(&format!("/{}/find", section.id()), name))
            }
            Self::SetAgain(section) => {
                let route = |verb: &str| format!("/{}/{verb}", section.id());
                match (section.spec().keeps_rows(target.dialect), row) {
                    (false, _) => (Method::Post, path(&route("set"), name)),
                    (true, None) => (Method::Post, path(&route("create"), name)),
                    (true, Some(row)) => (Method::Put, path(&path(&route("update"), row), name)),
                }
            }
        };
        HttpCall::new(method, target.base_url, &path, target.key)
    }

    /// The step's call, ready to be sent.
    #[must_use]
    pub fn call(self, drafts: &Drafts, target: &Target<'_>) -> HttpCall {
        self.call_of_row(drafts, target, None)
    }

    /// The same, for the row of this id where the server keeps rows.
    #[must_use]
    pub fn call_of_row(self, drafts: &Drafts, target: &Target<'_>, row: Option<&str>) -> HttpCall {
        let call = self.address_of_row(drafts, target, row);
        let body = match self {
            Self::SetAgain(section) => Some(encode::set_body(drafts, target.dialect, section)),
            _ => self.carrier().and_then(|carrier| encode::body(drafts, target.dialect, carrier)),
        };
        match (body, call.method) {
            (Some(body), _) => call.with_body(json_print::text(&body)),
            (None, Method::Post) => call.with_body("{}".to_owned()),
            (None, _) => call,
        }
    }

    /// How long the call may take, in milliseconds. With the QR code asked for, the server itself
    /// holds the answer for five seconds and more.
    #[must_use]
    pub fn time_limit_ms(self, drafts: &Drafts) -> u32 {
        let waits = *drafts.get(Field::Qrcode) == crate::domain::schema::field::Draft::Flag(true);
        match self {
            Self::Create if waits => 90_000,
            Self::ReadBack(_) => 20_000,
            _ => 60_000,
        }
    }
}

/// The server that a call goes to.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    pub base_url: &'a str,
    pub key: &'a Secret,
    pub dialect: Dialect,
}

/// The steps for these drafts, in order.
#[must_use]
pub fn steps(drafts: &Drafts, dialect: Dialect) -> Vec<Step> {
    let mut steps = vec![Step::Create];
    for (step, carrier) in
        [(Step::SetSettings, Carrier::SetSettings), (Step::CreateTypebot, Carrier::CreateTypebot)]
    {
        if encode::body(drafts, dialect, carrier).is_some() {
            steps.push(step);
        }
    }
    let is_asked = |section: &Section| {
        section.is_found() && drafts.is_on(*section) && section.exists_in(dialect)
    };
    steps.extend(Section::ALL.into_iter().filter(is_asked).map(Step::ReadBack));
    steps
}
