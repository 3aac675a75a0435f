//! Elements with their types erased. `view!` gives every element a type of its own, and every type
//! its own code: for this panel that was twice the whole size budget. Here an element is always the
//! same Leptos type, so building one costs a few calls; signals, events and mounting stay Leptos's.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::prelude::*;
use leptos::tachys::html::class::class;
use leptos::tachys::html::element::custom;
use leptos::tachys::html::event::on;
use leptos::tachys::html::property::prop;
use leptos::tachys::view::iterators::StaticVec;
use wasm_bindgen::JsCast;

/// An element that is being put together. Its methods take it and give it back.
#[must_use]
#[derive(Debug)]
pub struct El {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element of this tag, without attributes and children.
pub fn el(tag: &'static str) -> El {
    El { tag, attributes: Vec::new(), children: Vec::new() }
}

/// A button that submits nothing: any other would send the form around it.
pub fn button(class: &'static str) -> El {
    el("button").attr("type", "button").class(class)
}

impl El {
    pub fn class(self, names: &'static str) -> Self {
        self.attr("class", names)
    }

    pub fn id(self, id: impl Into<String>) -> Self {
        self.attr("id", id)
    }

    /// An attribute that stays as it is.
    pub fn attr(self, name: &'static str, value: impl Into<String>) -> Self {
        self.text_attribute(name, value.into())
    }

    fn text_attribute(mut self, name: &'static str, value: String) -> Self {
        self.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// An attribute that follows signals; `None` takes it away.
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.signal_attribute(name, Signal::derive(value))
    }

    fn signal_attribute(mut self, name: &'static str, value: Signal<Option<String>>) -> Self {
        self.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// An attribute that is there or not.
    pub fn flag(
        self,
        name: &'static str,
        is_there: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.live_attr(name, move || is_there().then(String::new))
    }

    /// `true` or `false`, for the states of ARIA.
    pub fn state(
        self,
        name: &'static str,
        is_so: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.live_attr(name, move || Some(is_so().to_string()))
    }

    /// A class that is there or not, beside the fixed ones.
    pub fn class_when(
        self,
        name: &'static str,
        is_on: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.signal_class(name, Signal::derive(is_on))
    }

    fn signal_class(mut self, name: &'static str, is_on: Signal<bool>) -> Self {
        self.attributes.push(class((name, is_on)).into_any_attr());
        self
    }

    /// The property of an input, which typing changes and its attribute does not.
    pub fn value(self, value: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.signal_value(Signal::derive(value))
    }

    fn signal_value(mut self, value: Signal<String>) -> Self {
        self.attributes.push(prop("value", value).into_any_attr());
        self
    }

    pub fn checked(self, is_checked: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.signal_checked(Signal::derive(is_checked))
    }

    fn signal_checked(mut self, is_checked: Signal<bool>) -> Self {
        self.attributes.push(prop("checked", is_checked).into_any_attr());
        self
    }

    pub fn on(self, event: &'static str, handle: impl FnMut(web_sys::Event) + 'static) -> Self {
        self.boxed_on(event, Box::new(handle))
    }

    fn boxed_on(mut self, event: &'static str, handle: Box<dyn FnMut(web_sys::Event)>) -> Self {
        self.attributes.push(on(ev::Custom::<web_sys::Event>::new(event), handle).into_any_attr());
        self
    }

    pub fn on_click(self, mut handle: impl FnMut() + 'static) -> Self {
        self.on("click", move |_| handle())
    }

    /// What was typed or chosen.
    pub fn on_text(self, event: &'static str, mut handle: impl FnMut(String) + 'static) -> Self {
        self.on(event, move |event| handle(event_target_value(&event)))
    }

    /// Whether a box was ticked.
    pub fn on_check(self, mut handle: impl FnMut(bool) + 'static) -> Self {
        self.on("change", move |event| handle(event_target_checked(&event)))
    }

    pub fn on_key(self, mut handle: impl FnMut(web_sys::KeyboardEvent) + 'static) -> Self {
        self.on("keydown", move |event| handle(event.unchecked_into()))
    }

    pub fn text(self, text: impl Into<String>) -> Self {
        let text: String = text.into();
        self.child(text.into_any())
    }

    /// Text that follows signals.
    pub fn live_text(self, text: impl Fn() -> String + Send + Sync + 'static) -> Self {
        let text: Signal<String> = Signal::derive(text);
        self.child(text.into_any())
    }

    pub fn child(mut self, child: impl Into<Child>) -> Self {
        let Child(views) = child.into();
        self.children.extend(views);
        self
    }

    /// A child that is drawn anew whenever the signals it reads change.
    pub fn live<V: Into<Child>>(self, draw: impl Fn() -> V + Send + 'static) -> Self {
        self.boxed_live(Box::new(move || draw().into().into_view()))
    }

    fn boxed_live(mut self, draw: Box<dyn FnMut() -> AnyView + Send>) -> Self {
        self.children.push(draw.into_any());
        self
    }

    pub fn into_view(self) -> AnyView {
        custom(self.tag)
            .child(StaticVec::from(self.children))
            .add_any_attr(self.attributes)
            .into_any()
    }
}

/// What may stand inside an element: none, one or several views.
#[derive(Debug)]
pub struct Child(Vec<AnyView>);

impl Child {
    /// Nothing at all.
    #[must_use]
    pub fn none() -> Self {
        Self(Vec::new())
    }

    fn into_view(mut self) -> AnyView {
        match self.0.len() {
            1 => self.0.remove(0),
            _ => self.0.into_any(),
        }
    }
}

impl From<El> for Child {
    fn from(element: El) -> Self {
        Self(vec![element.into_view()])
    }
}

impl From<AnyView> for Child {
    fn from(view: AnyView) -> Self {
        Self(vec![view])
    }
}

impl<V: Into<Child>> From<Option<V>> for Child {
    fn from(view: Option<V>) -> Self {
        view.map_or(Self(Vec::new()), Into::into)
    }
}

impl<V: Into<Child>> From<Vec<V>> for Child {
    fn from(views: Vec<V>) -> Self {
        Self(views.into_iter().flat_map(|view| view.into().0).collect())
    }
}
