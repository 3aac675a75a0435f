//! What is to be said of a request apart from its body: its address and its key.

use crate::domain::http::secret::Secret;
use crate::domain::import::OfferedKey;
use crate::domain::import::creation::join::Joiner;
use crate::domain::import::creation::placeholder;
use crate::domain::import::creation::product::Product;
use crate::domain::import::report::{ImportNote, NoteKind};
use crate::domain::import::route::{CallAddress, CallRoute, CallServer};
use crate::domain::import::source::call::{FoundBody, FoundCall};
use readers::text::mapped::Mapped;

impl Joiner {
    /// What is to be said of a request as a whole; its key is offered.
    pub(super) fn notes(
        &mut self,
        call: &FoundCall,
        address: Option<&CallAddress>,
        product: Option<Product>,
    ) -> Vec<ImportNote> {
        let url_at = call.url.as_ref().map_or(call.at, Mapped::start);
        let mut kinds = Vec::new();
        if let Some(address) = address {
            match &address.server {
                CallServer::Placeholder(name) => {
                    kinds.push((url_at, NoteKind::ServerPlaceholder(name.clone())));
                }
                CallServer::Wrong => kinds.push((url_at, NoteKind::WrongAddress)),
                CallServer::None | CallServer::Known(_) => {}
            }
            if address.is_page {
                kinds.push((url_at, NoteKind::PageAddress));
            }
            if address.is_doubled {
                kinds.push((url_at, NoteKind::DoubledScheme));
            }
        }
        match &call.body {
            Some(FoundBody::File { name, at }) => {
                kinds.push((*at, NoteKind::BodyFile(name.clone())));
            }
            Some(FoundBody::Unreadable { at }) => kinds.push((*at, NoteKind::UnreadableBody)),
            None if address.is_some_and(|address| address.route == CallRoute::Create)
                && call.method != "GET" =>
            {
                kinds.push((call.at, NoteKind::NoBody));
            }
            Some(FoundBody::Value(_)) | None => {}
        }
        kinds.extend(self.key(call, address, product));
        kinds.into_iter().map(|(at, kind)| self.note(at, kind)).collect()
    }

    /// Offers the key of a request to the form of a server. What is to be said of it.
    pub(super) fn key(
        &mut self,
        call: &FoundCall,
        address: Option<&CallAddress>,
        product: Option<Product>,
    ) -> Option<(usize, NoteKind)> {
        let given = call.header("apikey").cloned().map(|key| (None, key));
        let (place, key) = given.or_else(|| {
            let (place, key) = key_elsewhere(call)?;
            Some((Some(place), key))
        })?;
        if key.is_empty() {
            return None;
        }
        if let Some(filler) = placeholder::of_text(&key) {
            return Some((key.start(), NoteKind::KeyPlaceholder(filler.text().to_owned())));
        }
        let note = place.map(|place| (key.start(), NoteKind::KeyElsewhere(place.to_owned())));
        if product.is_some_and(|product| !product.is_spoken()) {
            return None;
        }
        let (key_text, _) = Secret::clean(key.text()).ok()?;
        let base_url = match address.map(|address| &address.server) {
            Some(CallServer::Known(url)) => Some(url.clone()),
            _ => None,
        };
        let known = self.joined.keys.iter_mut().find(|known| {
            let is_server = known.base_url == base_url;
            let is_one_told = known.base_url.is_none() || base_url.is_none();
            known.key == key_text && (is_server || is_one_told)
        });
        if let Some(known) = known {
            known.base_url = known.base_url.take().or(base_url);
        } else if self.joined.keys.len() < 100 {
            let place = self.source.place(key.start());
            self.joined.keys.push(OfferedKey { key: key_text, base_url, dialect: None, place });
        }
        note
    }
}

/// A key where these servers do not look for it, and that place.
fn key_elsewhere(call: &FoundCall) -> Option<(&'static str, Mapped)> {
    const HEADERS: [&str; 3] = ["x-api-key", "api-key", "api_key"];
    let bearer = || {
        let line = call.header("authorization")?;
        let scheme = line.text().get(..7)?;
        let is_bearer = scheme.eq_ignore_ascii_case("bearer ");
        is_bearer.then(|| ("Authorization", line.part(7..line.text().len()).trimmed()))
    };
    let header = || HEADERS.iter().find_map(|name| Some((*name, call.header(name)?.clone())));
    let query = || {
        let url = call.url.as_ref()?;
        let (from, name) = url
            .text()
            .match_indices("apikey=")
            .find(|(at, _)| url.text()[..*at].ends_with(['?', '&']))?;
        let from = from + name.len();
        let length = url.text()[from..].find(['&', '#']).unwrap_or(url.text().len() - from);
        Some(("?apikey=", url.part(from..from + length)))
    };
    bearer().or_else(header).or_else(query)
}

/// Adds a note, unless the same was said before, or so much that nobody reads more.
pub(super) fn add_new(notes: &mut Vec<ImportNote>, note: ImportNote) {
    const MOST: usize = 100;
    if notes.len() < MOST && notes.iter().all(|known| known.kind != note.kind) {
        notes.push(note);
    }
}
