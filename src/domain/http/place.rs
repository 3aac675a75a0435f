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
        let ipv4: Option<Vec<u8>> = host.split('.').map(|number| number.parse().ok()).collect();
        match ipv4.as_deref() {
            Some([127, _, _, _]) => Self::Machine,
            Some([10, _, _, _] | [172, 16..=31, _, _] | [192, 168, _, _] | [169, 254, _, _]) => {
                Self::LocalNetwork
            }
            Some([_, _, _, _]) => Self::Elsewhere,
            _ if host == "localhost" || host.ends_with(".localhost") => Self::Machine,
            _ if host.ends_with(".local") || !host.contains('.') => Self::LocalNetwork,
            _ => Self::Elsewhere,
        }
    }

    fn of_ipv6(host: &str) -> Self {
        let starts =
            |prefix: &str| host.get(..2).is_some_and(|two| two.eq_ignore_ascii_case(prefix));
        if host == "::1" {
            Self::Machine
        } else if starts("fc") || starts("fd") || starts("fe") {
            Self::LocalNetwork
        } else {
            Self::Elsewhere
        }
    }
}
