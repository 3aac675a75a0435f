//! How long a creation is waited for, and how often the panel asks. All times are milliseconds of a
//! clock that only goes forward.

/// For how long, from when it was sent, a server may still be at work on a creation whose end nobody
/// saw. A server whose database was locked created the instance 75 seconds after the request, when its
/// client had given up; then there is the roll-back of what fails. Until this time is over, a second
/// creation of the name can meet the first, and the roll-back of one deletes the instance of the other.
pub const MAY_STILL_WORK_MS: u64 = 180_000;

/// How long a name that the server is about to free is waited for.
pub const HOLD_LIMIT_MS: u64 = 60_000;

/// When the instance is looked at once more after the server said that it created it.
pub const CONFIRM_AFTER_MS: u64 = 4_000;
/// One look that finds nothing proves little: a server answers 404 while it is still writing.
pub const CONFIRM_LOOKS: u32 = 3;
pub const CONFIRM_PAUSE_MS: u64 = 2_000;

/// How often, and how far apart, a section is read that a server answers before it has written it.
pub const READ_RETRIES: u32 = 2;
pub const READ_PAUSE_MS: u64 = 500;

pub const LOOK_LIMIT_MS: u32 = 20_000;
pub const DELETE_LIMIT_MS: u32 = 30_000;

/// The pause between two looks at a name that has been looked up for so long.
#[must_use]
pub const fn look_pause_ms(elapsed_ms: u64) -> u64 {
    match elapsed_ms {
        0..=9_999 => 1_000,
        10_000..=29_999 => 3_000,
        _ => 10_000,
    }
}
