//! The events that a webhook, a socket or a queue may carry, and which server knows which.
//! The lists were read off running servers (1.8.2: 26, 2.3.6: 31) and off the l2msg page (23).

use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::version::Version;

/// What an event is about; the families of the check boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventFamily {
    Messages,
    Chats,
    Contacts,
    Groups,
    Connection,
    Calls,
    Typebot,
    Application,
}

impl EventFamily {
    pub const ALL: [Self; 8] = [
        Self::Messages,
        Self::Chats,
        Self::Contacts,
        Self::Groups,
        Self::Connection,
        Self::Calls,
        Self::Typebot,
        Self::Application,
    ];

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Chats => "chats",
            Self::Contacts => "contacts",
            Self::Groups => "groups",
            Self::Connection => "connection",
            Self::Calls => "calls",
            Self::Typebot => "typebot",
            Self::Application => "application",
        }
    }
}

const V1: u8 = 1 << Dialect::EvolutionV1 as u8;
const V2: u8 = 1 << Dialect::EvolutionV2 as u8;
const L2: u8 = 1 << Dialect::L2msg as u8;

/// Every event of every dialect, in the order the servers list them.
const EVENTS: [(&str, EventFamily, u8); 34] = {
    use EventFamily::{Application, Calls, Chats, Connection, Contacts, Groups, Messages, Typebot};
    [
        ("APPLICATION_STARTUP", Application, V1 | V2 | L2),
        ("QRCODE_UPDATED", Connection, V1 | V2 | L2),
        ("MESSAGES_SET", Messages, V1 | V2 | L2),
        ("MESSAGING_HISTORY_SET", Messages, V2),
        ("MESSAGES_UPSERT", Messages, V1 | V2 | L2),
        ("MESSAGES_EDITED", Messages, V2),
        ("MESSAGES_UPDATE", Messages, V1 | V2 | L2),
        ("MESSAGES_DELETE", Messages, V1 | V2 | L2),
        ("SEND_MESSAGE", Messages, V1 | V2 | L2),
        ("SEND_MESSAGE_UPDATE", Messages, V2),
        ("CONTACTS_SET", Contacts, V1 | V2 | L2),
        ("CONTACTS_UPSERT", Contacts, V1 | V2 | L2),
        ("CONTACTS_UPDATE", Contacts, V1 | V2 | L2),
        ("PRESENCE_UPDATE", Contacts, V1 | V2 | L2),
        ("CHATS_SET", Chats, V1 | V2 | L2),
        ("CHATS_UPSERT", Chats, V1 | V2 | L2),
        ("CHATS_UPDATE", Chats, V1 | V2 | L2),
        ("CHATS_DELETE", Chats, V1 | V2 | L2),
        ("GROUPS_UPSERT", Groups, V1 | V2 | L2),
        ("GROUP_UPDATE", Groups, V1 | V2 | L2),
        ("GROUP_PARTICIPANTS_UPDATE", Groups, V1 | V2 | L2),
        ("CONNECTION_UPDATE", Connection, V1 | V2 | L2),
        ("REMOVE_INSTANCE", Connection, V2),
        ("LOGOUT_INSTANCE", Connection, V2),
        ("STATUS_INSTANCE", Connection, V2),
        ("INSTANCE_CREATE", Application, V2),
        ("INSTANCE_DELETE", Application, V2),
        ("LABELS_EDIT", Chats, V1 | V2),
        ("LABELS_ASSOCIATION", Chats, V1 | V2),
        ("CALL", Calls, V1 | V2 | L2),
        ("NEW_JWT_TOKEN", Application, V1 | L2),
        ("TYPEBOT_START", Typebot, V1 | V2 | L2),
        ("TYPEBOT_CHANGE_STATUS", Typebot, V1 | V2 | L2),
        ("CHAMA_AI_ACTION", Typebot, V1),
    ]
};

/// The events that only newer servers know. An older one answers 400 to a request with such a name.
const SINCE: [(&str, Version); 1] = [("MESSAGING_HISTORY_SET", Version::new(2, 4, 0))];

/// One event, an index into the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event(u8);

impl Event {
    /// The events that this server knows, in its order.
    pub fn of(api: impl Into<Api>) -> impl Iterator<Item = Self> {
        let api = api.into();
        let version = api.version();
        let is_known = move |name: &str| {
            SINCE.iter().all(|(newer, since)| *newer != name || version >= *since)
        };
        (0u8..)
            .zip(&EVENTS)
            .filter(move |(_, event)| event.2 & (1 << api.dialect as u8) != 0 && is_known(event.0))
            .map(|(index, _)| Self(index))
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        (0u8..).zip(&EVENTS).find(|(_, event)| event.0 == name).map(|(index, _)| Self(index))
    }

    /// Every name of every dialect.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        EVENTS.iter().map(|event| event.0).collect()
    }

    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        EVENTS[usize::from(self.0)].0
    }

    #[must_use]
    pub fn family(self) -> EventFamily {
        EVENTS[usize::from(self.0)].1
    }
}

/// A set of events, of any dialect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventSet(u64);

impl EventSet {
    /// What a bot needs at least: incoming messages and the state of the connection.
    #[must_use]
    pub fn bot_minimum() -> Self {
        ["MESSAGES_UPSERT", "CONNECTION_UPDATE", "QRCODE_UPDATED"]
            .into_iter()
            .filter_map(Event::named)
            .collect()
    }

    #[must_use]
    pub fn all(api: impl Into<Api>) -> Self {
        Event::of(api).collect()
    }

    #[must_use]
    pub fn contains(self, event: Event) -> bool {
        self.0 & (1 << event.0) != 0
    }

    #[must_use]
    pub fn with(self, event: Event, is_in: bool) -> Self {
        let bit = 1 << event.0;
        Self(if is_in { self.0 | bit } else { self.0 & !bit })
    }

    /// All members, of every dialect.
    pub fn iter(self) -> impl Iterator<Item = Event> {
        (0u8..)
            .zip(&EVENTS)
            .map(|(index, _)| Event(index))
            .filter(move |event| self.contains(*event))
    }

    /// The members that this server knows, in its order; the others cannot be sent to it.
    pub fn known_to(self, api: impl Into<Api>) -> impl Iterator<Item = Event> {
        Event::of(api).filter(move |event| self.contains(*event))
    }

    /// The members that this server does not know.
    pub fn unknown_to(self, api: impl Into<Api>) -> impl Iterator<Item = Event> {
        let known = Self::all(api);
        let is_lost = move |event: &Event| self.contains(*event) && !known.contains(*event);
        (0u8..).zip(&EVENTS).map(|(index, _)| Event(index)).filter(is_lost)
    }
}

impl FromIterator<Event> for EventSet {
    fn from_iter<I: IntoIterator<Item = Event>>(events: I) -> Self {
        events.into_iter().fold(Self::default(), |set, event| set.with(event, true))
    }
}
