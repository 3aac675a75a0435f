//! Where an address leads, as far as its text tells: browsers guard this machine and the local
//! network otherwise than the rest of the world.

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
        let authority =
            url.split("://").nth(1).unwrap_or_default().split('/').next().unwrap_or_default();
        if let Some(rest) = authority.strip_prefix('[') {
            return Self::of_ipv6(rest.split(']').next().unwrap_or_default());
        }
        let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
        let mut numbers = host.split('.').map(str::parse::<u8>);
        let mut next = || numbers.next().and_then(Result::ok);
        match [next(), next(), next(), next()] {
            [Some(127), Some(_), Some(_), Some(_)] => Self::Machine,
            [Some(10), Some(_), Some(_), Some(_)]
            | [Some(172), Some(16..=31), Some(_), Some(_)]
            | [Some(192), Some(168), Some(_), Some(_)]
            | [Some(169), Some(254), Some(_), Some(_)] => Self::LocalNetwork,
            [Some(_), Some(_), Some(_), Some(_)] => Self::Elsewhere,
            _ if host == "localhost" || host.ends_with(".localhost") => Self::Machine,
            _ if host.ends_with(".local") || !host.contains('.') => Self::LocalNetwork,
            _ => Self::Elsewhere,
        }
    }

    fn of_ipv6(host: &str) -> Self {
        let starts = |prefix: &str| host.get(..2).is_some_and(|two| two.eq_ignore_ascii_case(prefix));
        if host == "::1" {
            Self::Machine
        } else if starts("fc") || starts("fd") || starts("fe") {
            Self::LocalNetwork
        } else {
            Self::Elsewhere
        }
    }
}
