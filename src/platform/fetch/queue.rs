//! A limit on the calls that one server gets at a time. Those above it wait, first come, first served;
//! their time limit begins when they are sent.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::domain::http::url::Origin;
use crate::platform::fetch::cancel::Cancel;
use crate::platform::pending::pending;

/// As many as browsers open connections to one host over HTTP/1.1.
const MOST_AT_ONCE: usize = 6;

/// The calls of one origin.
struct Lane {
    origin: Option<Origin>,
    running: usize,
    waiting: VecDeque<Rc<Waiter>>,
}

struct Waiter {
    wake: Function,
    has_slot: Cell<bool>,
}

thread_local! {
    static LANES: RefCell<Vec<Lane>> = const { RefCell::new(Vec::new()) };
}

fn with_lane<T>(origin: Option<&Origin>, run: impl FnOnce(&mut Lane) -> T) -> T {
    LANES.with_borrow_mut(|lanes| {
        if let Some(lane) = lanes.iter_mut().find(|lane| lane.origin.as_ref() == origin) {
            return run(lane);
        }
        let mut lane = Lane { origin: origin.cloned(), running: 0, waiting: VecDeque::new() };
        let answer = run(&mut lane);
        lanes.push(lane);
        answer
    })
}

fn wake(waiter: &Waiter) {
    // A promise's own function cannot fail.
    let _ = waiter.wake.call0(&JsValue::UNDEFINED);
}

/// The right to send one call; dropping it passes the right on.
#[derive(Debug)]
pub(super) struct Slot {
    origin: Option<Origin>,
}

impl Drop for Slot {
    fn drop(&mut self) {
        let next = with_lane(self.origin.as_ref(), |lane| {
            let next = lane.waiting.pop_front();
            if next.is_none() {
                lane.running -= 1;
            }
            next
        });
        if let Some(next) = next {
            next.has_slot.set(true);
            wake(&next);
        }
    }
}

/// Waits for the turn of a call to this origin; `None` when it was cancelled before.
pub(super) async fn slot(origin: Option<&Origin>, cancel: &Cancel) -> Option<Slot> {
    if cancel.is_cancelled() {
        return None;
    }
    let owned = || Slot { origin: origin.cloned() };
    let is_free = with_lane(origin, |lane| {
        let is_free = lane.running < MOST_AT_ONCE;
        lane.running += usize::from(is_free);
        is_free
    });
    if is_free {
        return Some(owned());
    }
    let (promise, function) = pending();
    let waiter = Rc::new(Waiter { wake: function, has_slot: Cell::new(false) });
    with_lane(origin, |lane| lane.waiting.push_back(waiter.clone()));
    let listener = {
        let waiter = waiter.clone();
        cancel.on_cancel(move || wake(&waiter))
    };
    let _ = JsFuture::from(promise).await;
    drop(listener);
    if waiter.has_slot.get() {
        // Where it was cancelled as well, dropping the slot passes it on.
        return Some(owned()).filter(|_| !cancel.is_cancelled());
    }
    with_lane(origin, |lane| lane.waiting.retain(|other| !Rc::ptr_eq(other, &waiter)));
    None
}
