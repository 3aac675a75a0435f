//! Sends calls from the browser: the one file that names gloo-net. It knows no signal and decodes
//! nothing; it tells an answer from the ways of getting none.

use std::cell::OnceCell;

use gloo_net::http::{Method as HttpMethod, RequestBuilder};
use gloo_timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, RequestMode, RequestRedirect};

use crate::domain::diagnostics::{PageOrigin, Permission};
use crate::domain::http::place::Place;
use crate::domain::http::request::{HttpCall, Method};
use crate::domain::reply::error::{ApiError, Case};

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

/// Is told of every answer: the call, and its status.
type Observer = Box<dyn Fn(&HttpCall, u16)>;

thread_local! {
    static OBSERVER: OnceCell<Observer> = const { OnceCell::new() };
}

/// From now on this is told of every answer. There is one; a second one is not heard.
pub fn observe(observer: impl Fn(&HttpCall, u16) + 'static) {
    OBSERVER.with(|one| {
        let _ = one.set(Box::new(observer));
    });
}

/// Sends one call, once.
///
/// # Errors
/// When nothing was sent, for mixed content or without a network; or no whole answer came:
/// unreachable or refused by CORS, the time was up, cancelled, or cut off in the middle.
pub async fn send(call: &HttpCall, limit_ms: u32, cancel: &Cancel) -> Result<Reply, ApiError> {
    let reply = send_in(RequestMode::Cors, call, limit_ms, cancel).await?;
    OBSERVER.with(|observer| {
        if let Some(observer) = observer.get() {
            observer(call, reply.status);
        }
    });
    Ok(reply)
}

async fn send_in(
    mode: RequestMode,
    call: &HttpCall,
    limit_ms: u32,
    cancel: &Cancel,
) -> Result<Reply, ApiError> {
    if is_mixed_content(&call.url) {
        return Err(ApiError::without_reply(Case::MixedContent));
    }
    // Before the call alone: a network that goes in the middle of it leaves open what was done.
    if is_offline() && Place::of(&call.url) != Place::Machine {
        return Err(ApiError::without_reply(Case::Offline));
    }
    let started = now_ms();
    // The browser takes one signal, so the clock has its own controller that cancelling joins.
    let clock = Cancel::new();
    let timeout = {
        let clock = clock.clone();
        Timeout::new(limit_ms, move || clock.cancel())
    };
    let joined = join(cancel, &clock);
    let outcome = exchange(mode, call, &joined).await;
    timeout.cancel();
    outcome
        .map(|(status, text)| Reply { status, text, elapsed_ms: elapsed_since(started) })
        .map_err(|status| {
            let case = match status {
                _ if cancel.is_cancelled() => Case::Cancelled,
                _ if clock.is_cancelled() => Case::Timeout,
                Some(_) => Case::NotJson,
                None => Case::Unreachable,
            };
            ApiError { status, ..ApiError::without_reply(case) }
        })
}

/// Status and text, or the status alone when the body was cut off.
async fn exchange(
    mode: RequestMode,
    call: &HttpCall,
    signal: &AbortSignal,
) -> Result<(u16, String), Option<u16>> {
    let method = match call.method {
        Method::Get => HttpMethod::GET,
        Method::Post => HttpMethod::POST,
        Method::Put => HttpMethod::PUT,
        Method::Delete => HttpMethod::DELETE,
    };
    let mut builder = RequestBuilder::new(&call.url)
        .method(method)
        .mode(mode)
        .abort_signal(Some(signal))
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

/// A promise and what fulfils it.
///
/// # Panics
/// Never: a promise calls its executor at once.
pub fn promise() -> (Promise, Function) {
    let mut fulfil = None;
    let promise = Promise::new(&mut |resolve, _| fulfil = Some(resolve));
    (promise, fulfil.expect("a promise hands its functions over while it is made"))
}

/// Waits between two calls.
pub async fn pause(ms: u32) {
    let (promise, wake) = promise();
    let _timer = Timeout::new(ms, move || {
        // A promise's own function has no way to fail.
        let _ = wake.call0(&JsValue::UNDEFINED);
    });
    let _ = JsFuture::from(promise).await;
}

fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// An https page may not call an http server, except on the machine itself. Whether it may in the
/// local network is for the browser to say: some ask the operator.
#[must_use]
pub fn is_mixed_content(url: &str) -> bool {
    url.starts_with("http://") && is_page_https() && Place::of(url) == Place::Elsewhere
}

#[must_use]
pub fn is_page_https() -> bool {
    web_sys::window()
        .and_then(|window| window.location().protocol().ok())
        .is_some_and(|protocol| protocol == "https:")
}

/// The page that the calls come from, as the browser's rules see it.
#[must_use]
pub fn page() -> PageOrigin {
    PageOrigin { is_https: is_page_https(), place: Place::of(&origin()) }
}

/// The origin that servers have to allow.
#[must_use]
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Whether anything answers this call, though nothing of it may be read: what tells a server that
/// refuses this page from none at all.
pub async fn is_anyone_there(call: &HttpCall, limit_ms: u32, cancel: &Cancel) -> bool {
    send_in(RequestMode::NoCors, call, limit_ms, cancel).await.is_ok()
}

/// What the browser would do with a call into the local network. Browsers without that permission
/// throw at its name.
pub async fn local_network_permission() -> Permission {
    let get = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into());
    let ask = || -> Result<Promise, JsValue> {
        let navigator = get(&js_sys::global(), "navigator")?;
        let permissions = get(&navigator, "permissions")?;
        let query: Function = get(&permissions, "query")?.dyn_into()?;
        let wanted = js_sys::Object::new();
        js_sys::Reflect::set(&wanted, &"name".into(), &"local-network-access".into())?;
        query.call1(&permissions, &wanted)?.dyn_into()
    };
    let Ok(promise) = ask() else { return Permission::Unknown };
    let Ok(status) = JsFuture::from(promise).await else { return Permission::Unknown };
    match get(&status, "state").ok().and_then(|state| state.as_string()).as_deref() {
        Some("granted") => Permission::Granted,
        Some("prompt") => Permission::Prompt,
        Some("denied") => Permission::Denied,
        _ => Permission::Unknown,
    }
}
