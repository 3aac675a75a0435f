//! Time. Measure spans with [`Stopwatch`]: the wall clock can be set back or forward at any moment, so
//! it is for stamps alone.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use js_sys::Intl::DateTimeFormat;
use js_sys::{Array, Date};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::platform::pending::pending;

/// Milliseconds since 1970, by the wall clock: to be shown, stored, or compared with another stamp.
#[must_use]
pub fn wall_ms() -> f64 {
    Date::now()
}

/// Milliseconds since the page was opened, by a clock that never goes back. It may stand still while
/// the machine sleeps.
#[must_use]
pub fn monotonic_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// The same in whole milliseconds, for the machines of the domain.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn monotonic_whole_ms() -> u64 {
    monotonic_ms() as u64
}

/// Measures a span.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    monotonic: f64,
    wall: f64,
}

impl Stopwatch {
    #[must_use]
    pub fn start() -> Self {
        Self { monotonic: monotonic_ms(), wall: wall_ms() }
    }

    /// Whether the other one was started before this one.
    #[must_use]
    pub fn began_after(self, other: Self) -> bool {
        self.monotonic > other.monotonic
    }

    /// The time that the page was awake for.
    #[must_use]
    pub fn elapsed_ms(self) -> u32 {
        whole(monotonic_ms() - self.monotonic)
    }

    /// The time with the machine's sleep in it, which only the wall clock sees. A wall clock that was
    /// set back takes nothing away.
    #[must_use]
    pub fn elapsed_with_sleep_ms(self) -> u32 {
        self.elapsed_ms().max(whole(wall_ms() - self.wall))
    }
}

/// Whole milliseconds: nobody reads the fractions, and code that prints them is large. The cast turns
/// negative values into zero.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
const fn whole(ms: f64) -> u32 {
    ms as u32
}

/// Whole seconds since a stamp; none where the wall clock was set back meanwhile.
#[must_use]
pub fn seconds_since(stamp: f64) -> u32 {
    whole(wall_ms() - stamp) / 1_000
}

/// Waits.
pub async fn pause(ms: u32) {
    let (promise, wake) = pending();
    let _timer = Timeout::new(ms, move || {
        // A promise's own function cannot fail.
        let _ = wake.call0(&JsValue::UNDEFINED);
    });
    let _ = JsFuture::from(promise).await;
}

/// A stamp that somebody else wrote, in milliseconds since 1970; not a number when it is none.
#[must_use]
pub fn stamp_of(text: &str) -> f64 {
    Date::parse(text)
}

/// A stamp as `2026-01-31T12:00:00.000Z`.
#[must_use]
pub fn iso(wall_ms: f64) -> String {
    Date::new(&JsValue::from_f64(wall_ms)).to_iso_string().into()
}

/// A stamp as people of this language write it.
#[must_use]
pub fn local(wall_ms: f64, language: &str) -> String {
    Date::new(&JsValue::from_f64(wall_ms)).to_locale_string(language, &JsValue::UNDEFINED).into()
}

thread_local! {
    /// The last formatters for little room: to make one costs more than a hundred uses.
    static SHORT: RefCell<Vec<(String, bool, DateTimeFormat)>> = const { RefCell::new(Vec::new()) };
}

/// A stamp as people of this language write it where there is little room: day and time, or the day
/// alone.
#[must_use]
pub fn local_short(wall_ms: f64, language: &str, has_time: bool) -> String {
    let format = SHORT.with_borrow_mut(|formats| {
        let known = formats.iter().find(|(of, timed, _)| of == language && *timed == has_time);
        if let Some((_, _, format)) = known {
            return format.clone();
        }
        let format = short_format(language, has_time);
        formats.push((language.to_owned(), has_time, format.clone()));
        format
    });
    let date = Date::new(&JsValue::from_f64(wall_ms));
    let text = format.format().call1(&JsValue::UNDEFINED, &date);
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn short_format(language: &str, has_time: bool) -> DateTimeFormat {
    let style = if has_time {
        r#"{"dateStyle":"short","timeStyle":"short"}"#
    } else {
        r#"{"year":"numeric","month":"2-digit","day":"2-digit"}"#
    };
    // Constants: they are JSON.
    let style = js_sys::JSON::parse(style).unwrap_or(JsValue::UNDEFINED);
    DateTimeFormat::new(&Array::of1(&language.into()), &style.into())
}

/// The time of day of a stamp, as people of this language write it.
#[must_use]
pub fn local_time(wall_ms: f64, language: &str) -> String {
    Date::new(&JsValue::from_f64(wall_ms)).to_locale_time_string(language).into()
}
