//! A button that copies a text made at the press, and says so.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::clipboard;
use crate::ui::kit::element::{El, button, classed};
use crate::ui::kit::i18n::{key, t};

/// `label` and `done` are keys of the locale files; most copies take [`plain_copy`]'s.
pub fn copy_button(
    label: &'static str,
    done: &'static str,
    text: impl Fn() -> String + 'static,
) -> El {
    noted_copy(label, done, Box::new(text), None)
}

/// As [`copy_button`]; the signal is set once the clipboard has the text.
pub fn noted_copy(
    label: &'static str,
    done: &'static str,
    text: Box<dyn Fn() -> String>,
    is_noted: Option<RwSignal<bool>>,
) -> El {
    let said = RwSignal::new("");
    let presses = Rc::new(Cell::new(0));
    let copy = move || {
        let (text, presses) = (text(), presses.clone());
        let press = presses.get() + 1;
        presses.set(press);
        spawn_local(async move {
            let is_copied = clipboard::write(&text).await;
            if let Some(is_noted) = is_noted.filter(|_| is_copied) {
                let _ = is_noted.try_set(true);
            }
            let key = if is_copied { done } else { key!("common.copy_failed") };
            // The button may be gone by now.
            let _ = said.try_set(key);
            let end = move || {
                // A later press says it for as long again.
                if presses.get() == press {
                    let _ = said.try_set("");
                }
            };
            set_timeout(end, Duration::from_millis(2500));
        });
    };
    classed("span", "copy").child(button("button small").t(label).on_click(copy)).child(
        classed("span", "said").attr("role", "status").dyn_child(move || {
            let key = said.get();
            (!key.is_empty()).then(|| t(key).into_any())
        }),
    )
}

pub fn plain_copy(text: impl Fn() -> String + 'static) -> El {
    copy_button(key!("common.copy"), key!("common.copied"), text)
}
