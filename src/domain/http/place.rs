//! Where an address leads, as far as its text tells: browsers guard this machine and the local
//! network differently from the rest of the world.

use crate::domain::http::url::{UrlParts, ipv4};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Loopback
    Machine,
    /// A private address, a `.local` name, or a name without a dot
    LocalNetwork,
    /// Anywhere else. A name that only its DNS makes private counts as this.
    Elsewhere,
}

impl Place {
    /// The place of an address with its scheme.
    #[must_use]
    pub fn of(url: &str) -> Self {
        UrlParts::read(url).map_or(Self::Elsewhere, |parts| Self::of_host(parts.host))
    }

    /// The place of a host; an IPv6 address stands in brackets.
    #[must_use]
    pub fn of_host(host: &str) -> Self {
        let host = host.to_ascii_lowercase();
        let host = host.strip_suffix('.').unwrap_or(&host);
        if let Some(address) = host.strip_prefix('[') {
            return Self::of_ipv6(address.trim_end_matches(']'));
        }
        match ipv4(host) {
            Some([127, _, _, _]) => Self::Machine,
            Some([10, _, _, _] | [172, 16..=31, _, _] | [192, 168, _, _] | [169, 254, _, _]) => {
                Self::LocalNetwork
            }
            Some(_) => Self::Elsewhere,
            _ if host == "localhost" || host.ends_with(".localhost") => Self::Machine,
            _ if host.ends_with(".local") || !host.contains('.') => Self::LocalNetwork,
            _ => Self::Elsewhere,
        }
    }

    fn of_ipv6(host: &str) -> Self {
        let starts = |prefix: &str| host.starts_with(prefix);
        if host == "::1" {
            Self::Machine
        } else if starts("fc") || starts("fd") || starts("fe") {
            Self::LocalNetwork
        } else {
            Self::Elsewhere
        }
    }
}
