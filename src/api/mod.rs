//! Sends calls from the browser: the one file that names gloo-net. It knows no signal and decodes
//! nothing; it tells an answer from the ways of getting none.

use gloo_net::http::{Method as HttpMethod, RequestBuilder};
use gloo_timers::callback::Timeout;
use web_sys::{AbortController, AbortSignal};

use crate::domain::endpoint::{HttpCall, Method};
use crate::domain::error::{ApiError, Case};

/// An answer, whatever its status.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub text: String,
    /// From the call to the last byte
    pub elapsed_ms: u32,
}

/// Aborts the calls that were given its signal.
#[derive(Clone, Debug)]
pub struct Cancel(AbortController);

impl Cancel {
    /// # Panics
    /// Never in a browser: `AbortController` has no way to fail.
    #[must_use]
    pub fn new() -> Self {
        Self(AbortController::new().expect("every browser that runs wasm has AbortController"))
    }

    pub fn cancel(&self) {
        self.0.abort();
    }

    fn signal(&self) -> AbortSignal {
        self.0.signal()
    }

    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.signal().aborted()
    }
}

impl Default for Cancel {
    fn default() -> Self {
        Self::new()
    }
}

/// Sends one call, once.
///
/// # Errors
/// When no whole answer came: mixed content, no network, unreachable or refused by CORS, the time
/// was up, cancelled, or cut off in the middle.
pub async fn send(call: &HttpCall, limit_ms: u32, cancel: &Cancel) -> Result<Reply, ApiError> {
    if is_mixed_content(&call.url) {
        return Err(ApiError::without_reply(Case::MixedContent));
    }
    let started = now_ms();
    // The browser takes one signal, so the clock has its own controller that cancelling joins.
    let clock = Cancel::new();
    let timeout = {
        let clock = clock.clone();
        Timeout::new(limit_ms, move || clock.cancel())
    };
    let joined = join(cancel, &clock);
    let outcome = exchange(call, &joined).await;
    timeout.cancel();
    outcome
        .map(|(status, text)| Reply { status, text, elapsed_ms: elapsed_since(started) })
        .map_err(|status| {
            let case = match status {
                _ if cancel.is_cancelled() => Case::Cancelled,
                _ if clock.is_cancelled() => Case::Timeout,
                Some(_) => Case::NotJson,
                None if is_offline() && !is_loopback(&call.url) => Case::Offline,
                None => Case::Unreachable,
            };
            ApiError { status, ..ApiError::without_reply(case) }
        })
}

/// Status and text, or the status alone when the body was cut off.
async fn exchange(call: &HttpCall, signal: &AbortSignal) -> Result<(u16, String), Option<u16>> {
    let method = match call.method {
        Method::Get => HttpMethod::GET,
        Method::Post => HttpMethod::POST,
        Method::Put => HttpMethod::PUT,
        Method::Delete => HttpMethod::DELETE,
    };
    let mut builder = RequestBuilder::new(&call.url)
        .method(method)
        .abort_signal(Some(signal))
        .credentials(web_sys::RequestCredentials::Omit)
        .cache(web_sys::RequestCache::NoStore);
    if !call.key.is_empty() {
        builder = builder.header("apikey", call.key.reveal());
    }
    let request = match &call.body {
        Some(body) => builder.header("Content-Type", "application/json").body(body.as_str()),
        None => builder.build(),
    };
    let response = request.map_err(|_| None)?.send().await.map_err(|_| None)?;
    let status = response.status();
    let text = response.text().await.map_err(|_| Some(status))?;
    Ok((status, text))
}

/// A signal that aborts as soon as one of the two does.
fn join(one: &Cancel, other: &Cancel) -> AbortSignal {
    AbortSignal::any(&js_sys::Array::of2(&one.signal(), &other.signal()))
}

/// Whole milliseconds: nobody reads the fractions, and printing them is a lot of code.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn elapsed_since(started: f64) -> u32 {
    (now_ms() - started) as u32
}

fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// An https page may not call an http server, except on the machine itself.
#[must_use]
pub fn is_mixed_content(url: &str) -> bool {
    url.starts_with("http://") && is_page_https() && !is_loopback(url)
}

#[must_use]
pub fn is_page_https() -> bool {
    web_sys::window()
        .and_then(|window| window.location().protocol().ok())
        .is_some_and(|protocol| protocol == "https:")
}

fn is_loopback(url: &str) -> bool {
    let authority =
        url.split("://").nth(1).unwrap_or_default().split('/').next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    host == "localhost" || host.starts_with("127.") || authority.starts_with("[::1]")
}
