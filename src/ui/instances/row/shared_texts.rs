//! Texts that every row shows. They are looked up once for the page: a row that scrolls into view needs a
//! dozen, and each look-up asks the browser.

use leptos::prelude::*;

use crate::domain::instances::query::STATES;
use crate::domain::instances::row::Engine;
use crate::domain::interpolate;
use crate::domain::pairing::phase::ConnectionState;
use crate::ui::instances::words;
use crate::ui::kit::i18n::{filled_key, key, t};

/// Texts of all rows. Some have places for what a row tells.
#[derive(Clone, Copy)]
pub(in crate::ui::instances) struct SharedTexts(StoredValue<LookedUp>);

struct LookedUp {
    states: [String; STATES.len()],
    unknown: String,
    engines: [String; Engine::ALL.len()],
    live: String,
    listed: String,
    select: String,
    connect: String,
    menu: String,
    counts: String,
}

/// A sentence about a row, which has its name.
#[derive(Clone, Copy)]
pub(super) enum RowSentence {
    Select,
    Connect,
    Menu,
}

impl SharedTexts {
    pub(in crate::ui::instances) fn look_up() -> Self {
        Self(StoredValue::new(LookedUp {
            states: STATES.map(words::state),
            unknown: words::state(ConnectionState::Unknown),
            engines: Engine::ALL.map(words::engine),
            live: t(key!("instances.live")),
            listed: t(key!("instances.listed")),
            select: t(filled_key!("instances.select", name)),
            connect: t(filled_key!("instances.connect_row", name)),
            menu: t(filled_key!("instances.menu", name)),
            counts: t(filled_key!("instances.counts", messages, contacts, chats)),
        }))
    }

    pub(super) fn state(self, state: ConnectionState) -> String {
        self.0.with_value(|texts| {
            let place = STATES.iter().position(|known| *known == state);
            place.and_then(|place| texts.states.get(place)).unwrap_or(&texts.unknown).clone()
        })
    }

    pub(super) fn engine(self, engine: Engine) -> String {
        self.0.with_value(|texts| {
            let place = Engine::ALL.iter().position(|known| *known == engine);
            place.and_then(|place| texts.engines.get(place)).cloned().unwrap_or_default()
        })
    }

    /// Where a state comes from.
    pub(super) fn source(self, is_live: bool) -> String {
        self.0.with_value(|texts| if is_live { &texts.live } else { &texts.listed }.clone())
    }

    pub(super) fn sentence(self, sentence: RowSentence, name: &str) -> String {
        self.0.with_value(|texts| {
            let open = match sentence {
                RowSentence::Select => &texts.select,
                RowSentence::Connect => &texts.connect,
                RowSentence::Menu => &texts.menu,
            };
            interpolate::filled(open, &[("name", name)])
        })
    }

    pub(super) fn counts(self, values: &[(&str, &str)]) -> String {
        self.0.with_value(|texts| interpolate::filled(&texts.counts, values))
    }
}
