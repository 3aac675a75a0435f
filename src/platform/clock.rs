//! The browser's two clocks: one that only goes forward, and the time of day, which anybody can set.

/// Whole milliseconds since the page was opened. It never goes back.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn monotonic_ms() -> u64 {
    let clock = web_sys::window().and_then(|window| window.performance());
    clock.map_or(0, |clock| clock.now() as u64)
}

/// Milliseconds since 1970.
#[must_use]
pub fn wall_ms() -> f64 {
    js_sys::Date::now()
}

/// Whole seconds since this time of day; none where that clock was set back.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn seconds_since(wall: f64) -> u32 {
    ((wall_ms() - wall) / 1000.0) as u32
}
