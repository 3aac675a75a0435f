//! What the releases of 2.x do differently. 2.3.6 was recorded; what 2.3.7 and 2.4 changed was
//! read in their sources.

use crate::servers::rules::events;
use crate::state::options::ServerOptions;

/// A 2.x release, by its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Release(u32, u32, u32);

const RECORDED: Release = Release(2, 3, 6);

impl Release {
    /// The release that the version option names; 2.3.6 when it names no 2.x release.
    pub(crate) fn of(options: &ServerOptions) -> Self {
        let core = options.version.split('-').next().unwrap_or_default();
        let mut numbers = core.split('.').map(|part| part.parse().ok());
        match (numbers.next().flatten(), numbers.next().flatten()) {
            (Some(2), Some(minor)) => Self(2, minor, numbers.next().flatten().unwrap_or(0)),
            _ => RECORDED,
        }
    }

    fn is_2_4(self) -> bool {
        self >= Self(2, 4, 0)
    }

    pub(crate) fn proxy_protocols(self) -> &'static [&'static str] {
        if self >= Self(2, 3, 7) { &["http", "socks", "socks5"] } else { &["http", "socks"] }
    }

    /// 2.4 added one event; before, its name is refused.
    pub(crate) fn events(self) -> &'static [&'static str] {
        if self.is_2_4() { events::V2_4 } else { events::V2 }
    }

    pub(crate) fn longest_token(self) -> usize {
        if self.is_2_4() { 500 } else { 255 }
    }

    /// 2.4 trims the name, but only after it has checked that the name is free.
    pub(crate) fn trims_name(self) -> bool {
        self.is_2_4()
    }

    pub(crate) fn has_license(self) -> bool {
        self.is_2_4()
    }

    /// 2.4 answers the logout of a closed instance with success.
    pub(crate) fn logs_out_closed(self) -> bool {
        self.is_2_4()
    }

    /// From 2.3.7 on, a restart connects only the instances that were connected before.
    pub(crate) fn connects_all_at_restart(self) -> bool {
        self < Self(2, 3, 7)
    }
}

#[cfg(test)]
mod tests {
    use super::{RECORDED, Release};
    use crate::state::options::ServerOptions;

    #[test]
    fn the_version_selects_the_release() {
        let of = |version: &str| {
            let mut options = ServerOptions::new("", "", 0);
            options.version = version.to_owned();
            Release::of(&options)
        };
        assert_eq!(of("2.4.0-rc2"), Release(2, 4, 0));
        assert_eq!(of("2.3"), Release(2, 3, 0));
        for other in ["", "latest", "1.8.2", "3.0.0"] {
            assert_eq!(of(other), RECORDED, "{other}");
        }
        assert!(!of("2.3.6").proxy_protocols().contains(&"socks5"));
        assert!(of("2.3.7").proxy_protocols().contains(&"socks5"));
        assert!(of("2.10.0").trims_name() && !of("2.3.12").trims_name());
    }
}
