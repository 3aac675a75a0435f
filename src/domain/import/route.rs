//! What an address is about: the server in front of the route, the route, the instance behind it.

use percent_encoding::percent_decode_str;

use crate::domain::import::creation::placeholder;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Carrier;
use crate::domain::servers::address::{self, AddressFault};
use readers::text::mapped::Mapped;

/// What a request does, as far as an import is about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallRoute {
    Create,
    /// Sets a section of the instance of this name
    Section(Carrier, String),
    /// A route of the API that creates and sets nothing
    Other,
    /// No route that the panel knows
    Unknown,
}

impl CallRoute {
    /// Whether it creates an instance or sets a section of one.
    #[must_use]
    pub const fn is_written(&self) -> bool {
        matches!(self, Self::Create | Self::Section(..))
    }
}

/// The server that a request goes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CallServer {
    /// None is told
    #[default]
    None,
    Known(String),
    /// A part of its address is to be replaced, as it stands in the text
    Placeholder(String),
    /// What no browser could call
    Wrong,
}

/// An address taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallAddress {
    pub server: CallServer,
    pub route: CallRoute,
    /// It is the address of the server's own pages
    pub is_page: bool,
    /// The scheme stands in it twice
    pub is_doubled: bool,
}

/// Reads an address. What is longer than any is cut.
#[must_use]
pub fn of_url(url: &Mapped) -> CallAddress {
    const LONGEST: usize = 4_000;
    let text = url.text();
    let end = text.find(['?', '#']).unwrap_or(text.len()).min(LONGEST);
    let end = (0..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let path = &text[..end];
    let mut segments = Vec::new();
    let mut at = 0;
    for segment in path.split('/') {
        segments.push((at, segment));
        at += segment.len() + 1;
    }
    let segment = |place: usize| segments.get(place).map_or("", |(_, segment)| *segment);
    let found = (0..segments.len()).find_map(|place| {
        Some((place, of_segments(segment(place), segment(place + 1), segment(place + 2))?))
    });
    let page = segments.iter().position(|(_, segment)| *segment == "manager");
    let (cut, route) = match (found, page) {
        (Some((place, route)), None) => (segments[place].0, route),
        (Some((place, route)), Some(page)) => (segments[place.min(page)].0, route),
        (None, Some(page)) => (segments[page].0, CallRoute::Unknown),
        (None, None) => (path.len(), CallRoute::Unknown),
    };
    let base = url.part(0..cut.min(path.len()));
    CallAddress {
        server: server(&base),
        route,
        is_page: page.is_some(),
        is_doubled: path.matches("://").count() > 1,
    }
}

fn server(base: &Mapped) -> CallServer {
    let text = base.text().trim_end_matches('/');
    if text.is_empty() {
        return CallServer::None;
    }
    if base.has_hole() {
        return CallServer::Placeholder(text.chars().take(80).collect());
    }
    match (address::read(text), placeholder::of_text(&base.part(0..text.len()))) {
        (Err(AddressFault::Placeholder(name)), _) => CallServer::Placeholder(name),
        (Err(AddressFault::Empty), _) => CallServer::None,
        (_, Some(filler)) => CallServer::Placeholder(filler.text().to_owned()),
        (Ok(base), None) => CallServer::Known(base.into_string()),
        (Err(_), None) => CallServer::Wrong,
    }
}

/// The route that begins with these segments.
pub fn of_segments(first: &str, second: &str, third: &str) -> Option<CallRoute> {
    const OTHER: [&str; 9] = [
        "message",
        "chat",
        "group",
        "call",
        "label",
        "template",
        "business",
        "verify-creds",
        "license",
    ];
    if first == "instance" {
        return match second {
            "create" => Some(CallRoute::Create),
            "connect" | "connectionState" | "fetchInstances" | "restart" | "logout" | "delete"
            | "setPresence" | "all" | "status" | "qr" | "pair" | "info" | "reconnect" => {
                Some(CallRoute::Other)
            }
            _ => None,
        };
    }
    let section = Section::ALL.iter().copied().filter(|section| *section != Section::Instance);
    if let Some(section) = section.into_iter().find(|section| section.id() == first) {
        let name = percent_decode_str(third).decode_utf8_lossy().into_owned();
        return match second {
            "set" => Some(CallRoute::Section(Carrier::Set(section), name)),
            "create" | "update" => Some(CallRoute::Section(Carrier::CreateRow(section), name)),
            "find" | "fetch" | "delete" | "start" | "changeStatus" | "settings" => {
                Some(CallRoute::Other)
            }
            _ => None,
        };
    }
    let is_bot = ["openai", "dify", "evolutionBot", "flowise", "n8n", "evoai"].contains(&first);
    (OTHER.contains(&first) && !second.is_empty() || is_bot && !second.is_empty())
        .then_some(CallRoute::Other)
}
