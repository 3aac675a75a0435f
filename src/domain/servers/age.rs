//! How long ago something was seen, as people say it.

/// An age in the unit that fits it, always rounded down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    Now,
    /// In steps of five: nobody counts along
    Seconds(u32),
    Minutes(u32),
    Hours(u32),
}

impl Age {
    #[must_use]
    pub const fn of_ms(ms: u32) -> Self {
        match ms / 1_000 {
            0..5 => Self::Now,
            seconds @ 5..60 => Self::Seconds(seconds / 5 * 5),
            seconds @ 60..3_600 => Self::Minutes(seconds / 60),
            seconds => Self::Hours(seconds / 3_600),
        }
    }
}
