//! Sends calls. It decodes nothing; it tells an answer from the ways of getting none.

mod cancel;
mod queue;

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use gloo_net::http::{Method as HttpMethod, RequestBuilder};
use gloo_timers::callback::Timeout;
use web_sys::{AbortController, RequestMode, RequestRedirect};

use crate::domain::http::answer::CallAnswer;
use crate::domain::http::place::Place;
use crate::domain::http::request::{HttpCall, Method};
use crate::domain::http::url::Origin;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::reply::retry;
use crate::platform::clock::Stopwatch;
pub use crate::platform::clock::pause;
use crate::platform::origin::{is_mixed_content, is_offline};
pub use cancel::Cancel;

/// What some hosts write in front of a text.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Is told how every call ended, the answer or the failure, with a watch that was started when it
/// began. The answer of [`is_anyone_there`] has the status 0.
type Observer = Box<dyn Fn(&HttpCall, Result<&CallAnswer, &ApiError>, Stopwatch)>;

thread_local! {
    static OBSERVER: OnceCell<Observer> = const { OnceCell::new() };
}

/// From now on this is told of every call. There is one; a second one is ignored.
pub fn observe(observer: impl Fn(&HttpCall, Result<&CallAnswer, &ApiError>, Stopwatch) + 'static) {
    OBSERVER.with(|one| {
        let _ = one.set(Box::new(observer));
    });
}

/// Sends one call, once. It waits while its server has too many others; the time limit begins when it
/// is sent.
///
/// # Errors
/// When nothing was sent, for mixed content, a key that no header can carry, a name that no address can
/// contain, or without a network; or
/// no whole answer came: unreachable or refused by CORS, the time was up, cancelled, or cut off in the
/// middle.
pub async fn send(call: &HttpCall, limit_ms: u32, cancel: &Cancel) -> Result<CallAnswer, ApiError> {
    send_observed(RequestMode::Cors, call, limit_ms, cancel).await
}

/// Sends a call that only reads, and again where [`retry`] says that this may help.
///
/// # Errors
/// As [`send`]; the last failure counts.
pub async fn read(call: &HttpCall, limit_ms: u32, cancel: &Cancel) -> Result<CallAnswer, ApiError> {
    let mut tries = 0;
    loop {
        let outcome = send(call, limit_ms, cancel).await;
        tries += 1;
        let told = outcome.as_ref().map(|reply| reply.status).map_err(|error| error.case);
        match retry::pause_ms(call.method, tries, told) {
            Some(ms) if !cancel.is_cancelled() => pause(ms).await,
            _ => return outcome,
        }
    }
}

/// Whether anything answers this call, though nothing of it may be read: what tells a server that
/// refuses this page from none at all.
pub async fn is_anyone_there(call: &HttpCall, limit_ms: u32, cancel: &Cancel) -> bool {
    send_observed(RequestMode::NoCors, call, limit_ms, cancel).await.is_ok()
}

async fn send_observed(
    mode: RequestMode,
    call: &HttpCall,
    limit_ms: u32,
    cancel: &Cancel,
) -> Result<CallAnswer, ApiError> {
    let started = Stopwatch::start();
    let outcome = send_in(mode, call, limit_ms, cancel).await;
    OBSERVER.with(|observer| {
        if let Some(observer) = observer.get() {
            observer(call, outcome.as_ref(), started);
        }
    });
    outcome
}

async fn send_in(
    mode: RequestMode,
    call: &HttpCall,
    limit_ms: u32,
    cancel: &Cancel,
) -> Result<CallAnswer, ApiError> {
    let fail = |case| Err(ApiError::without_reply(case));
    if is_mixed_content(&call.url) {
        return fail(Case::MixedContent);
    }
    // The browser throws at such a header, and its binding turns that into a panic.
    if !call.key.fits_header() {
        return fail(Case::KeyUnsendable);
    }
    // The browser would call another path.
    if !call.is_addressable() {
        return fail(Case::NameUnreachable);
    }
    let origin = Origin::of(&call.url);
    let Some(_slot) = queue::slot(origin.as_ref(), cancel).await else {
        return fail(Case::Cancelled);
    };
    // Before the call alone: a network that goes in the middle of it leaves open what was done.
    if is_offline() && Place::of(&call.url) != Place::Machine {
        return fail(Case::Offline);
    }
    let started = Stopwatch::start();
    // Every browser that runs wasm has this; where one had not, the call could not be ended early.
    let controller = AbortController::new().ok();
    let abort = {
        let controller = controller.clone();
        move || controller.iter().for_each(AbortController::abort)
    };
    let _listener = cancel.on_cancel(abort.clone());
    let is_late = Rc::new(Cell::new(false));
    let timeout = {
        let is_late = is_late.clone();
        Timeout::new(limit_ms, move || {
            is_late.set(true);
            abort();
        })
    };
    let outcome = exchange(mode, call, controller.as_ref()).await;
    drop(timeout);
    outcome.map(|reply| CallAnswer { elapsed_ms: started.elapsed_ms(), ..reply }).map_err(
        |status| {
            let case = match status {
                _ if cancel.is_cancelled() => Case::Cancelled,
                _ if is_late.get() => Case::Timeout,
                Some(_) => Case::NotJson,
                None => Case::Unreachable,
            };
            ApiError { status, ..ApiError::without_reply(case) }
        },
    )
}

/// The answer, or the status alone when the body was cut off. The key is known to fit a header.
async fn exchange(
    mode: RequestMode,
    call: &HttpCall,
    controller: Option<&AbortController>,
) -> Result<CallAnswer, Option<u16>> {
    let method = match call.method {
        Method::Get => HttpMethod::GET,
        Method::Post => HttpMethod::POST,
        Method::Put => HttpMethod::PUT,
        Method::Delete => HttpMethod::DELETE,
    };
    let signal = controller.map(AbortController::signal);
    let mut builder = RequestBuilder::new(&call.url)
        .method(method)
        .mode(mode)
        .abort_signal(signal.as_ref())
        .credentials(web_sys::RequestCredentials::Omit)
        .cache(web_sys::RequestCache::NoStore);
    if !call.key.is_empty() {
        builder = builder.header("apikey", call.key.reveal());
    }
    // A browser would send the key on to wherever the answer points, and the body as well.
    if !call.key.is_empty() || call.body.is_some() {
        builder = builder.redirect(RequestRedirect::Error);
    }
    let request = match &call.body {
        Some(body) => builder.header("Content-Type", "application/json").body(body.as_str()),
        None => builder.build(),
    };
    let response = request.map_err(|_| None)?.send().await.map_err(|_| None)?;
    let status = response.status();
    let retry_after = response.headers().get("retry-after");
    let retry_after_s = retry_after.and_then(|text| retry::after_s(&text));
    let body = response.binary().await.map_err(|_| Some(status))?;
    Ok(CallAnswer { status, text: decoded(body), elapsed_ms: 0, retry_after_s })
}

/// The text of a body, as the browser would read it. The browser's own text would be passed on letter by
/// letter, which takes a list of ten thousand instances a fifth of a second.
fn decoded(mut body: Vec<u8>) -> String {
    if body.starts_with(BYTE_ORDER_MARK) {
        body.drain(..BYTE_ORDER_MARK.len());
    }
    String::from_utf8(body)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
