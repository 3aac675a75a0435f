//! Why something is not stored as requested.

/// Why something is not stored as requested, or of no use. The ids are the keys of the sentences in the locale files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifferenceReason {
    /// The server has the group switched off; the variable turns it on
    SwitchedOff(&'static str),
    /// It is stored but has no effect while the server has the group switched off
    StoredButOff(&'static str),
    /// It is stored, and neither shown nor used until the server has the group switched on
    HiddenWhileOff(&'static str),
    /// The values are stored, but the instance has the group switched off
    NotEnabled,
    /// 1.x always stores `groups_ignore` as true
    GroupsIgnoreForced,
    /// None selected means all
    NoneMeansAll,
    /// None selected means all, but the server stored only some of the events
    EventsIncomplete {
        stored: u8,
        all: u8,
    },
    /// A proxy without a login is dropped, or its test has not ended
    ProxyNotKept,
    /// The server drops an address whose host has an underscore
    HostUnderscore,
    /// The server answered with success, and does not list the instance
    InstanceGone,
    /// The server gives `localhost` as its own address
    CallbackLocalhost,
    /// The server does not know its own address and gives a part of a URL
    CallbackUnset,
    Changed,
    Missing,
}

impl DifferenceReason {
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::SwitchedOff(_) => "switched_off",
            Self::StoredButOff(_) => "saved_but_off",
            Self::HiddenWhileOff(_) => "hidden_while_off",
            Self::NotEnabled => "not_enabled",
            Self::GroupsIgnoreForced => "groups_ignore_forced",
            Self::NoneMeansAll => "none_means_all",
            Self::EventsIncomplete { .. } => "events_incomplete",
            Self::ProxyNotKept => "proxy_not_kept",
            Self::HostUnderscore => "host_underscore",
            Self::InstanceGone => "instance_gone",
            Self::CallbackLocalhost => "callback_localhost",
            Self::CallbackUnset => "callback_unset",
            Self::Changed => "changed",
            Self::Missing => "missing",
        }
    }

    /// The server's environment variable that the sentence names.
    #[must_use]
    pub const fn variable(self) -> Option<&'static str> {
        match self {
            Self::SwitchedOff(variable)
            | Self::StoredButOff(variable)
            | Self::HiddenWhileOff(variable) => Some(variable),
            _ => None,
        }
    }

    /// The values for the placeholders of the sentence.
    #[must_use]
    pub fn values(self) -> Vec<(&'static str, String)> {
        match self {
            Self::SwitchedOff(variable)
            | Self::StoredButOff(variable)
            | Self::HiddenWhileOff(variable) => {
                vec![("variable", variable.to_owned())]
            }
            Self::EventsIncomplete { stored, all } => {
                vec![("stored", stored.to_string()), ("all", all.to_string())]
            }
            _ => Vec::new(),
        }
    }
}
