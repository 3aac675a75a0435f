//! What else can be done, behind one button. It is a disclosure and no menu of the operating system's
//! kind: Tab goes through it, and Esc, a press or leaving it closes it.

use std::fmt;

use leptos::prelude::*;

use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;

/// An entry: its button or link, and what a press does in addition to closing the menu.
pub struct MenuEntry {
    element: El,
    act: Box<dyn Fn()>,
}

impl fmt::Debug for MenuEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.element.fmt(f)
    }
}

impl MenuEntry {
    /// A button with the text of this key.
    pub fn new(label: &str, act: impl Fn() + 'static) -> Self {
        Self::of(el("button").attr("type", "button").t(label), act)
    }

    /// An entry that is more than a plain button.
    pub fn of(element: El, act: impl Fn() + 'static) -> Self {
        Self { element: element.class("item"), act: Box::new(act) }
    }

    pub fn disabled_while(
        mut self,
        is_disabled: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.element = self.element.bool_attr("disabled", is_disabled);
        self
    }

    pub fn hidden_while(mut self, is_hidden: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.element = self.element.bool_attr("hidden", is_hidden);
        self
    }

    pub fn dangerous(mut self) -> Self {
        self.element = self.element.class("item danger");
        self
    }
}

/// `id` tells its button from others on the page; `class` is the one of the button.
pub fn menu(id: &str, class: &'static str, label: &str, entries: Vec<MenuEntry>) -> El {
    let is_open = RwSignal::new(false);
    let button_id = StoredValue::new(id.to_owned());
    let items_id = format!("{id}-items");
    let shown_items = StoredValue::new(items_id.clone());
    let close = move |keeps_focus: bool| {
        if is_open.get_untracked() {
            is_open.set(false);
            if keeps_focus {
                button_id.with_value(|id| focus::by_id(id));
            }
        }
    };
    let toggle = button(class)
        .id(id)
        .aria_bool("aria-expanded", move || is_open.get())
        .attr("aria-controls", &items_id)
        .on_click(move || {
            is_open.update(|is| *is = !*is);
            // At the lower edge of the window they would be out of sight.
            if is_open.get_untracked() {
                shown_items.with_value(|id| focus::bring_into_view(id));
            }
        })
        .child(el("span").t(label));
    let entry = |MenuEntry { element, act }: MenuEntry| {
        element.on_click(move || {
            close(true);
            act();
        })
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
            if focus::left_for(&event).is_some() {
                close(false);
            }
        })
        .child(toggle)
        .child(items)
}
