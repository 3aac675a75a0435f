//! The page around this one, and the port that it gave us. Who is not allowed hears nothing, not even
//! that somebody listens. It knows no signal: what is said is handed on.

use std::cell::RefCell;

use js_sys::{JSON, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort, Window};

use crate::domain::embed::protocol::{LONGEST, Message, PanelEvent, Refusal, RefusalReason};
use crate::domain::embed::{framing, protocol};

/// How many messages a second are listened to.
const MOST_A_SECOND: u32 = 50;
/// How many hellos are answered.
const MOST_HELLOS: u32 = 60;

/// What is done with a message.
pub type Hear = Box<dyn Fn(Message) -> Result<(), Refusal>>;

/// The line to the parent.
#[derive(Default)]
struct ParentConnection {
    port: Option<MessagePort>,
    wants_hash: bool,
    hellos: u32,
    /// Since when messages are counted, in milliseconds, and how many came
    counted: (f64, u32),
    hear: Option<Hear>,
    /// What is done when a parent has been heard, and when the talk begins
    on_hello: Option<Box<dyn FnOnce()>>,
    on_open: Option<Box<dyn FnOnce()>>,
}

thread_local! {
    static LINE: RefCell<ParentConnection> = RefCell::default();
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
    text_of(&js_sys::global(), "origin").unwrap_or_default()
}

/// The origins of the pages around, the nearest first; `None` where the browser does not tell.
#[must_use]
pub fn ancestors() -> Option<Vec<String>> {
    let window = web_sys::window()?;
    let told = Reflect::get(&window.location(), &"ancestorOrigins".into()).ok()?;
    if !told.is_object() {
        return ancestors_by_hand(window);
    }
    let origins = js_sys::Array::from(&told);
    origins.iter().map(|origin| origin.as_string()).collect()
}

/// A page of the same origin may be asked; any other throws.
fn ancestors_by_hand(mut window: Window) -> Option<Vec<String>> {
    let mut origins = Vec::new();
    loop {
        let parent = window.parent().ok().flatten()?;
        if parent == window {
            return Some(origins);
        }
        origins.push(text_of(&parent, "origin")?);
        window = parent;
    }
}

fn text_of(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &name.into()).ok()?.as_string()
}

/// Listens for the hello of a parent of one of these origins, or of our own. `on_hello` is called for
/// the first one.
pub fn listen(allowed: Vec<String>, on_hello: impl FnOnce() + 'static) {
    LINE.with_borrow_mut(|line| line.on_hello = Some(Box::new(on_hello)));
    let own = own_origin();
    let handle = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let parent = web_sys::window().and_then(|window| window.parent().ok().flatten());
        let is_parent = event.source().map(JsValue::from) == parent.map(JsValue::from);
        // Nothing of a message is looked at before it is known whose it is.
        if is_parent && framing::is_allowed(&own, &event.origin(), &allowed) {
            greet(&event);
        }
    });
    if let Some(window) = web_sys::window() {
        // It fails for an event without a name.
        let _ = window.add_event_listener_with_callback("message", handle.as_ref().unchecked_ref());
    }
    // It listens for as long as the page lives.
    handle.forget();
}

/// A first message of an allowed parent: it has to bring a port, on which it is answered.
fn greet(event: &MessageEvent) {
    let Ok(port) = event.ports().get(0).dyn_into::<MessagePort>() else { return };
    let is_too_many = LINE.with_borrow_mut(|line| {
        line.hellos += 1;
        line.hellos > MOST_HELLOS
    });
    if is_too_many {
        return port.close();
    }
    let has_port = LINE.with_borrow(|line| line.port.is_some());
    let refusal = match read(&event.data()) {
        Ok(Message::Hello { wants_hash }) if !has_port => {
            let on_hello = LINE.with_borrow_mut(|line| {
                line.port = Some(port);
                line.wants_hash = wants_hash;
                line.on_hello.take()
            });
            if let Some(on_hello) = on_hello {
                on_hello();
            }
            return open();
        }
        Ok(Message::Hello { .. }) => Refusal::new(RefusalReason::Greeted, Some("hello")),
        Ok(message) => Refusal::new(RefusalReason::UnknownType, Some(message.kind())),
        Err(refusal) => refusal,
    };
    post(&port, &PanelEvent::Refused(refusal));
    port.close();
}

/// From now on a parent is heard: at once where one has greeted, else as soon as one does. `on_open`
/// is called then, before anything is heard.
pub fn attend(hear: Hear, on_open: impl FnOnce() + 'static) {
    LINE.with_borrow_mut(|line| {
        line.hear = Some(hear);
        line.on_open = Some(Box::new(on_open));
    });
    open();
}

/// Begins the talk where both are there, the port and whoever listens.
fn open() {
    let on_open = LINE.with_borrow_mut(|line| {
        if line.port.is_some() && line.hear.is_some() { line.on_open.take() } else { None }
    });
    let Some(on_open) = on_open else { return };
    on_open();
    let handle = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        if is_flood() {
            return close();
        }
        let outcome = match read(&event.data()) {
            Ok(Message::Hello { .. }) => Err(Refusal::new(RefusalReason::Greeted, Some("hello"))),
            Ok(message) => {
                // What is heard may have something told, so the line is not held meanwhile.
                let hear = LINE.with_borrow_mut(|line| line.hear.take());
                let outcome = hear.as_ref().map_or(Ok(()), |hear| hear(message));
                LINE.with_borrow_mut(|line| line.hear = hear);
                outcome
            }
            Err(refusal) => Err(refusal),
        };
        if let Err(refusal) = outcome {
            tell(&PanelEvent::Refused(refusal));
        }
    });
    LINE.with_borrow(|line| {
        if let Some(port) = &line.port {
            port.set_onmessage(Some(handle.as_ref().unchecked_ref()));
        }
    });
    handle.forget();
}

fn is_flood() -> bool {
    let now = js_sys::Date::now();
    LINE.with_borrow_mut(|line| {
        let (since, count) = &mut line.counted;
        if now - *since > 1000.0 || now < *since {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        *count > MOST_A_SECOND
    })
}

/// The parent talks too much: it is told so, and not heard any more. No other hello opens a new line.
fn close() {
    tell(&PanelEvent::Refused(Refusal::new(RefusalReason::Flood, None)));
    LINE.with_borrow_mut(|line| {
        if let Some(port) = line.port.take() {
            port.set_onmessage(None);
            port.close();
        }
        line.hellos = MOST_HELLOS;
    });
}

/// A message's text is measured where it is: what is too long is never copied.
fn read(data: &JsValue) -> Result<Message, Refusal> {
    let refuse = |reason| Err(Refusal::new(reason, None));
    // Cycles and the like have no JSON.
    let Ok(text) = JSON::stringify(data) else { return refuse(RefusalReason::NotAnObject) };
    if !text.is_string() {
        return refuse(RefusalReason::NotAnObject);
    }
    if text.length() as usize > LONGEST {
        return refuse(RefusalReason::TooLong);
    }
    protocol::read(&String::from(text))
}

/// Tells the parent, where there is one that greeted.
pub fn tell(told: &PanelEvent) {
    LINE.with_borrow(|line| {
        if let Some(port) = &line.port {
            post(port, told);
        }
    });
}

fn post(port: &MessagePort, told: &PanelEvent) {
    if let Ok(value) = JSON::parse(&told.to_json().to_string()) {
        // What was made of JSON can be cloned.
        let _ = port.post_message(&value);
    }
}

/// Whether the parent asked for the token of what is created.
#[must_use]
pub fn wants_hash() -> bool {
    LINE.with_borrow(|line| line.wants_hash)
}

/// Whether an allowed parent has spoken.
#[must_use]
pub fn is_greeted() -> bool {
    LINE.with_borrow(|line| line.port.is_some())
}
