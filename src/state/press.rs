//! Waits until a press of the pointer has ended. Leaving a control can show a problem, and what it
//! shows can move the page: between the two halves of a press the pointer would then be over something
//! else, and the click would be lost.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::prelude::*;

type Task = Box<dyn FnOnce()>;

thread_local! {
    static IS_WATCHING: Cell<bool> = const { Cell::new(false) };
    static IS_PRESSED: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Task>> = const { RefCell::new(Vec::new()) };
}

/// Notes from now on whether a pointer is pressed. The first row on the page calls it, or the form of a
/// server; the listeners stay for as long as the page does.
pub fn watch() {
    if IS_WATCHING.replace(true) {
        return;
    }
    // Whoever calls it first may be gone long before the page.
    window_event_listener_untyped("pointerdown", |_| IS_PRESSED.set(true));
    for end in ["pointerup", "pointercancel", "blur"] {
        window_event_listener_untyped(end, |_| release());
    }
}

/// Runs a task now, or after the click that ends the press under way.
pub fn after_press(task: impl FnOnce() + 'static) {
    if IS_PRESSED.get() {
        WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(task)));
    } else {
        task();
    }
}

fn release() {
    IS_PRESSED.set(false);
    // The click follows the release, before anything that is scheduled now.
    if !WAITING.with_borrow(Vec::is_empty) {
        set_timeout(|| WAITING.take().into_iter().for_each(|task| task()), Duration::ZERO);
    }
}
