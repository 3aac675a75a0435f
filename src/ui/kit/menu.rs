//! What else can be done, behind one button. It is a disclosure and no menu of the operating system's
//! kind: Tab goes through it, and Esc, a press or leaving it closes it.

use std::fmt;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::t;

/// An entry: its text, whether it can be pressed, and what it does.
pub struct MenuEntry {
    pub class: &'static str,
    pub label: &'static str,
    pub is_disabled: Signal<bool>,
    pub act: Box<dyn Fn()>,
}

impl fmt::Debug for MenuEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label)
    }
}

impl MenuEntry {
    pub fn new(label: &'static str, act: impl Fn() + 'static) -> Self {
        let is_disabled = Signal::derive(|| false);
        Self { class: "item", label, is_disabled, act: Box::new(act) }
    }

    pub fn disabled_while(
        mut self,
        is_disabled: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.is_disabled = Signal::derive(is_disabled);
        self
    }

    pub fn dangerous(mut self) -> Self {
        self.class = "item danger";
        self
    }
}

/// `id` tells its button from others on the page.
pub fn menu(id: &'static str, label: &'static str, entries: Vec<MenuEntry>) -> El {
    let is_open = RwSignal::new(false);
    let items_id = format!("{id}-items");
    let close = move |keeps_focus: bool| {
        if is_open.get_untracked() {
            is_open.set(false);
            if keeps_focus {
                focus::by_id(id);
            }
        }
    };
    let toggle = button("button")
        .id(id)
        .aria_bool("aria-expanded", move || is_open.get())
        .attr("aria-controls", &items_id)
        .on_click(move || is_open.update(|is| *is = !*is))
        .child(el("span").t(label));
    let entry = |MenuEntry { class, label, is_disabled, act }: MenuEntry| {
        button(class)
            .bool_attr("disabled", move || is_disabled.get())
            .on_click(move || {
                close(true);
                act();
            })
            .text(t(label))
    };
    let items = classed("div", "menu-items")
        .id(&items_id)
        .bool_attr("hidden", move || !is_open.get())
        .child(entries.into_iter().map(entry).collect::<Vec<El>>());
    classed("div", "menu")
        .on_key(move |event| {
            if event.key() == "Escape" && is_open.get_untracked() {
                event.stop_propagation();
                close(true);
            }
        })
        .on("focusout", move |event| {
            let event: web_sys::FocusEvent = event.unchecked_into();
            let inside = event.current_target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
            let next = event.related_target().and_then(|it| it.dyn_into::<Node>().ok());
            // A press on what takes no focus leads nowhere, and is no leaving.
            if let Some((inside, next)) = inside.zip(next)
                && !inside.contains(Some(&next))
            {
                close(false);
            }
        })
        .child(toggle)
        .child(items)
}
