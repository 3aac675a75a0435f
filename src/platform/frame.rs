//! The pages around this one, and the messages to and from them. Who may speak is for the caller to
//! judge: nothing of a message is read before that.

use js_sys::{Array, JSON};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Location, MessageEvent, Window};

#[wasm_bindgen]
extern "C" {
    type WindowWithOrigin;

    /// Firefox has no `ancestorOrigins`. It cannot be hidden from a plain getter in the browsers that
    /// have it, and a test must be able to play Firefox.
    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    fn optional_member(object: &Location, name: &str) -> Result<Option<js_sys::Object>, JsValue>;

    /// A page of another origin throws.
    #[wasm_bindgen(method, getter, structural, catch)]
    fn origin(this: &WindowWithOrigin) -> Result<Option<String>, JsValue>;
}

/// Whether another page shows this one.
#[must_use]
pub fn is_framed() -> bool {
    web_sys::window()
        .is_some_and(|window| window.parent().ok().flatten().is_none_or(|parent| parent != window))
}

/// This page's own origin; `null` in a frame whose sandbox takes it away.
#[must_use]
pub fn own_origin() -> String {
    web_sys::window().and_then(origin_of).unwrap_or_default()
}

fn origin_of(window: Window) -> Option<String> {
    window.unchecked_into::<WindowWithOrigin>().origin().ok().flatten()
}

/// The origins of the pages around, the nearest first; `None` where the browser does not tell.
#[must_use]
pub fn ancestors() -> Option<Vec<String>> {
    let window = web_sys::window()?;
    match optional_member(&window.location(), "ancestorOrigins").ok().flatten() {
        Some(origins) => Array::from(&origins).iter().map(|origin| origin.as_string()).collect(),
        None => ancestors_by_hand(window),
    }
}

/// A page of the same origin may be asked; any other throws.
fn ancestors_by_hand(mut window: Window) -> Option<Vec<String>> {
    let mut origins = Vec::new();
    loop {
        let parent = window.parent().ok().flatten()?;
        if parent == window {
            return Some(origins);
        }
        origins.push(origin_of(parent.clone())?);
        window = parent;
    }
}

/// A message to this window, not read yet.
#[derive(Debug)]
pub struct WindowMessage(MessageEvent);

impl WindowMessage {
    /// Whether the page directly around this one sent it.
    #[must_use]
    pub fn is_from_parent(&self) -> bool {
        let parent = web_sys::window().and_then(|window| window.parent().ok().flatten());
        self.0.source().map(JsValue::from) == parent.map(JsValue::from)
    }

    #[must_use]
    pub fn origin(&self) -> String {
        self.0.origin()
    }

    /// The port that came along.
    #[must_use]
    pub fn port(&self) -> Option<MessagePort> {
        self.0.ports().get(0).dyn_into().ok().map(MessagePort)
    }

    /// # Errors
    /// See [`UnreadableMessage`].
    pub fn text(&self, most: usize) -> Result<String, UnreadableMessage> {
        text_of(&self.0.data(), most)
    }
}

/// Hears every message to this window, for as long as the page lives.
pub fn listen(hear: impl Fn(&WindowMessage) + 'static) {
    let handle = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        hear(&WindowMessage(event));
    });
    if let Some(window) = web_sys::window() {
        // It fails for an event without a name.
        let _ = window.add_event_listener_with_callback("message", handle.as_ref().unchecked_ref());
    }
    handle.forget();
}

/// Why a message has no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnreadableMessage {
    /// It has no JSON: a cycle, a function
    NotJson,
    TooLong,
}

/// A message's JSON. It is measured where it is: what is too long is never copied.
fn text_of(data: &JsValue, most: usize) -> Result<String, UnreadableMessage> {
    let text = JSON::stringify(data).map_err(|_| UnreadableMessage::NotJson)?;
    if !text.is_string() {
        return Err(UnreadableMessage::NotJson);
    }
    if text.length() as usize > most {
        return Err(UnreadableMessage::TooLong);
    }
    Ok(text.into())
}

/// A port to another page.
#[derive(Clone, Debug)]
pub struct MessagePort(web_sys::MessagePort);

impl MessagePort {
    /// Sends a value by its JSON. What is no JSON is not sent.
    pub fn post(&self, json: &str) {
        if let Ok(value) = JSON::parse(json) {
            // What was made of JSON can be copied.
            let _ = self.0.post_message(&value);
        }
    }

    /// Hears what comes through the port, as JSON of at most so many UTF-16 units, until the port is
    /// closed.
    pub fn listen(&self, most: usize, hear: impl Fn(Result<String, UnreadableMessage>) + 'static) {
        let handle = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            hear(text_of(&event.data(), most));
        });
        self.0.set_onmessage(Some(handle.as_ref().unchecked_ref()));
        handle.forget();
    }

    /// Neither side hears the other from now on.
    pub fn close(&self) {
        self.0.set_onmessage(None);
        self.0.close();
    }
}
