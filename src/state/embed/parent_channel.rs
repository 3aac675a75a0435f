//! The channel to the page around this one: a port that an allowed parent sends. Others get no
//! answer at all. It holds no signal: messages are passed on.

use std::cell::RefCell;

use crate::domain::embed::protocol::{LONGEST, Message, PanelEvent, Refusal, RefusalReason};
use crate::domain::embed::{framing, protocol};
use crate::platform::clock::monotonic_ms;
use crate::platform::frame;
use crate::platform::frame::{MessagePort, UnreadableMessage, WindowMessage};

/// How many messages a second are listened to.
const MOST_A_SECOND: u32 = 50;
/// How many hellos are answered.
const MOST_HELLOS: u32 = 60;

/// What is done with a message.
pub type OnMessage = Box<dyn Fn(Message) -> Result<(), Refusal>>;

/// The connection to the parent.
#[derive(Default)]
struct ParentConnection {
    port: Option<MessagePort>,
    wants_hash: bool,
    hellos: u32,
    /// When the current second of counting began, in milliseconds, and how many messages came in it
    counted: (f64, u32),
    on_message: Option<OnMessage>,
    /// Called when a parent has greeted, and when the connection opens
    on_hello: Option<Box<dyn FnOnce()>>,
    on_open: Option<Box<dyn FnOnce()>>,
}

thread_local! {
    static CONNECTION: RefCell<ParentConnection> = RefCell::default();
}

/// Listens for the hello of a parent of one of these origins, or of our own. `on_hello` is called for
/// the first one.
pub fn listen(allowed: Vec<String>, on_hello: impl FnOnce() + 'static) {
    CONNECTION.with_borrow_mut(|connection| connection.on_hello = Some(Box::new(on_hello)));
    let own = frame::own_origin();
    frame::listen(move |message| {
        // Nothing of a message is read before it is known whose it is.
        if message.is_from_parent() && framing::is_allowed(&own, &message.origin(), &allowed) {
            greet(message);
        }
    });
}

/// A first message of an allowed parent: it has to bring a port, on which it is answered.
fn greet(message: &WindowMessage) {
    let Some(port) = message.port() else { return };
    let is_too_many = CONNECTION.with_borrow_mut(|connection| {
        connection.hellos += 1;
        connection.hellos > MOST_HELLOS
    });
    if is_too_many {
        return port.close();
    }
    let has_port = CONNECTION.with_borrow(|connection| connection.port.is_some());
    let refusal = match read(message.text(LONGEST)) {
        Ok(Message::Hello { wants_hash }) if !has_port => {
            let on_hello = CONNECTION.with_borrow_mut(|connection| {
                connection.port = Some(port);
                connection.wants_hash = wants_hash;
                connection.on_hello.take()
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

/// From now on messages are passed on: at once where a parent has greeted, else as soon as one does.
/// `on_open` is called then, before the first message.
pub fn start(on_message: OnMessage, on_open: impl FnOnce() + 'static) {
    CONNECTION.with_borrow_mut(|connection| {
        connection.on_message = Some(on_message);
        connection.on_open = Some(Box::new(on_open));
    });
    open();
}

/// Opens the connection once both are there: the port, and the function that takes messages.
fn open() {
    let on_open = CONNECTION.with_borrow_mut(|connection| {
        if connection.port.is_some() && connection.on_message.is_some() {
            connection.on_open.take()
        } else {
            None
        }
    });
    let Some(on_open) = on_open else { return };
    on_open();
    let Some(port) = CONNECTION.with_borrow(|connection| connection.port.clone()) else { return };
    port.listen(LONGEST, |text| {
        if is_flood() {
            return close();
        }
        let outcome = match read(text) {
            Ok(Message::Hello { .. }) => Err(Refusal::new(RefusalReason::Greeted, Some("hello"))),
            Ok(message) => {
                // Following a message may send something, so the connection is not borrowed meanwhile.
                let follow = CONNECTION.with_borrow_mut(|connection| connection.on_message.take());
                let outcome = follow.as_ref().map_or(Ok(()), |follow| follow(message));
                CONNECTION.with_borrow_mut(|connection| connection.on_message = follow);
                outcome
            }
            Err(refusal) => Err(refusal),
        };
        if let Err(refusal) = outcome {
            tell(&PanelEvent::Refused(refusal));
        }
    });
}

fn is_flood() -> bool {
    let now = monotonic_ms();
    CONNECTION.with_borrow_mut(|connection| {
        let (since, count) = &mut connection.counted;
        if now - *since > 1000.0 {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        *count > MOST_A_SECOND
    })
}

/// The parent sends too much: it is told so, and ignored from then on. No other hello opens a new connection.
fn close() {
    tell(&PanelEvent::Refused(Refusal::new(RefusalReason::Flood, None)));
    CONNECTION.with_borrow_mut(|connection| {
        if let Some(port) = connection.port.take() {
            port.close();
        }
        connection.hellos = MOST_HELLOS;
    });
}

fn read(text: Result<String, UnreadableMessage>) -> Result<Message, Refusal> {
    let refuse = |reason| Err(Refusal::new(reason, None));
    match text {
        Ok(text) => protocol::read(&text),
        Err(UnreadableMessage::NotJson) => refuse(RefusalReason::NotAnObject),
        Err(UnreadableMessage::TooLong) => refuse(RefusalReason::TooLong),
    }
}

/// Tells the parent, where there is one that greeted.
pub fn tell(told: &PanelEvent) {
    CONNECTION.with_borrow(|connection| {
        if let Some(port) = &connection.port {
            post(port, told);
        }
    });
}

fn post(port: &MessagePort, told: &PanelEvent) {
    port.post(&told.to_json().to_string());
}

/// Whether the parent asked for the token of what is created.
#[must_use]
pub fn wants_hash() -> bool {
    CONNECTION.with_borrow(|connection| connection.wants_hash)
}

/// Whether an allowed parent has spoken.
#[must_use]
pub fn is_greeted() -> bool {
    CONNECTION.with_borrow(|connection| connection.port.is_some())
}
