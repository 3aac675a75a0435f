//! The ordered calls that one press of *Create* makes: the creation, any second step that the
//! dialect needs, then the read-backs.

use crate::domain::http::json_print;
use crate::domain::http::request::{HttpCall, Method, path};
use crate::domain::http::url::encode_segment;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::encode;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Carrier;
pub use crate::domain::servers::target::Target;

/// One call of a creation. Apart from [`Create`](Self::Create), a step names the section that it is
/// about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Create,
    /// Saves the values of a section that the creation does not take
    Set(Section),
    /// Creates a row of a section of which the server keeps a list
    CreateRow(Section),
    /// Reads a section back to compare it with the request
    ReadBack(Section),
    /// Sends a section again by its own route. Only an operator asks for it; no plan contains it
    Reapply(Section),
}

impl Step {
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Set(_) => "set",
            Self::CreateRow(_) => "create_row",
            Self::ReadBack(_) => "read_back",
            Self::Reapply(_) => "reapply",
        }
    }

    /// Which values the step's body carries; `None` for a step that no plan sends values with.
    #[must_use]
    pub const fn carrier(self) -> Option<Carrier> {
        match self {
            Self::Create => Some(Carrier::Create),
            Self::Set(section) => Some(Carrier::Set(section)),
            Self::CreateRow(section) => Some(Carrier::CreateRow(section)),
            Self::ReadBack(_) | Self::Reapply(_) => None,
        }
    }

    /// The section that the step is about.
    #[must_use]
    pub const fn section(self) -> Option<Section> {
        match self {
            Self::Create => None,
            Self::Set(section)
            | Self::CreateRow(section)
            | Self::ReadBack(section)
            | Self::Reapply(section) => Some(section),
        }
    }

    /// The step's call for an instance of this name, its body still missing.
    #[must_use]
    pub fn address(self, drafts: &Drafts, target: &Target<'_>) -> HttpCall {
        self.address_of_row(drafts, target, None)
    }

    /// The same, for a section of which the server keeps rows. The instance's name stands in the
    /// path alone: in a query it would take the place of the one in the path.
    #[must_use]
    pub fn address_of_row(
        self,
        drafts: &Drafts,
        target: &Target<'_>,
        row: Option<&str>,
    ) -> HttpCall {
        let name = drafts.name();
        let (method, path) = match self {
            Self::Create => (Method::Post, "/instance/create".to_owned()),
            Self::Set(section) => (Method::Post, path(&write_route(section, "set"), name)),
            Self::CreateRow(section) => (Method::Post, path(&write_route(section, "create"), name)),
            Self::ReadBack(section) if section.is_read_by_find() => {
                (Method::Get, path(&read_route(section), name))
            }
            // The only route that takes the name in its query: it has none in its path.
            Self::ReadBack(_) => {
                let name = encode_segment(name);
                (Method::Get, format!("/instance/fetchInstances?instanceName={name}"))
            }
            Self::Reapply(section) => match (section.spec().keeps_rows(target.api.dialect), row) {
                (false, _) => (Method::Post, path(&write_route(section, "set"), name)),
                (true, None) => (Method::Post, path(&write_route(section, "create"), name)),
                (true, Some(row)) => {
                    (Method::Put, path(&path(&write_route(section, "update"), row), name))
                }
            },
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
            Self::Reapply(section) => Some(encode::set_body(drafts, target.api, section)),
            _ => self.carrier().and_then(|carrier| encode::body(drafts, target.api, carrier)),
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

/// Where a section is read.
fn read_route(section: Section) -> String {
    let spec = section.spec();
    spec.routes.map_or_else(|| format!("/{}/find", spec.id), |routes| routes.read.to_owned())
}

/// Where a section is written; the verb is left out where its route is not called by its id.
#[must_use]
pub fn write_route(section: Section, verb: &str) -> String {
    let spec = section.spec();
    spec.routes.map_or_else(|| format!("/{}/{verb}", spec.id), |routes| routes.write.to_owned())
}

/// The steps for these drafts, in order.
#[must_use]
pub fn steps(drafts: &Drafts, api: impl Into<Api>) -> Vec<Step> {
    let api = api.into();
    let mut steps = vec![Step::Create];
    let later = Section::of(api).flat_map(|section| [Step::Set(section), Step::CreateRow(section)]);
    steps.extend(later.filter(|step| {
        step.carrier().is_some_and(|carrier| encode::body(drafts, api, carrier).is_some())
    }));
    let is_asked = |section: &Section| drafts.is_on(*section) && section.exists_in(api);
    steps.extend(Section::ALL.iter().copied().filter(is_asked).map(Step::ReadBack));
    steps
}
