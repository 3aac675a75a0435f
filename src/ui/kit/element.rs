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

use crate::ui::kit::i18n::t;

/// An element that is being put together. Its methods take it and give it back; it is one pointer,
/// so that doing so costs nothing.
#[must_use]
#[derive(Debug)]
pub struct El(Box<ElementParts>);

/// What an element is made of.
#[derive(Debug)]
pub struct ElementParts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element of this tag, without attributes and children.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(ElementParts { tag, attributes: Vec::new(), children: Vec::new() }))
}

/// A button that submits nothing: any other would send the form around it.
#[inline(never)]
pub fn button(class: &'static str) -> El {
    el("button").attr("type", "button").class(class)
}

/// An element with a class.
#[inline(never)]
pub fn classed(tag: &'static str, class: &'static str) -> El {
    el(tag).class(class)
}

// The methods that take a closure or a text of any kind are thin: each hands over to one that takes
// it boxed or borrowed, and that exists once. Those must not be inlined: a call is smaller.
impl El {
    #[inline(never)]
    fn with(mut self, attribute: AnyAttribute) -> Self {
        self.0.attributes.push(attribute);
        self
    }

    #[inline(never)]
    pub fn class(self, names: &'static str) -> Self {
        self.set("class", names)
    }

    pub fn id(self, id: impl AsRef<str>) -> Self {
        self.set("id", id.as_ref())
    }

    /// An attribute that stays as it is.
    pub fn attr(self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.set(name, value.as_ref())
    }

    #[inline(never)]
    fn set(self, name: &'static str, value: &str) -> Self {
        self.with(custom_attribute(name, value.to_owned()).into_any_attr())
    }

    /// `true`, or nothing at all.
    pub fn flag_true(self, name: &'static str, is_so: bool) -> Self {
        if is_so { self.set(name, "true") } else { self }
    }

    /// An attribute whose value is a sentence of the locale files.
    #[inline(never)]
    pub fn attr_said(self, name: &'static str, key: &str) -> Self {
        self.set(name, &t(key))
    }

    /// An attribute that follows signals; `None` takes it away.
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.follow(name, Signal::derive(value))
    }

    #[inline(never)]
    fn follow(self, name: &'static str, value: Signal<Option<String>>) -> Self {
        self.with(custom_attribute(name, value).into_any_attr())
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
        self.live_attr(name, move || Some(if is_so() { "true" } else { "false" }.to_owned()))
    }

    /// A class that is there or not, beside the fixed ones.
    pub fn class_when(
        self,
        name: &'static str,
        is_on: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.follow_class(name, Signal::derive(is_on))
    }

    #[inline(never)]
    fn follow_class(self, name: &'static str, is_on: Signal<bool>) -> Self {
        self.with(class((name, is_on)).into_any_attr())
    }

    /// The property of an input, which typing changes and its attribute does not.
    pub fn value(self, value: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.follow_value(Signal::derive(value))
    }

    #[inline(never)]
    fn follow_value(self, value: Signal<String>) -> Self {
        self.with(prop("value", value).into_any_attr())
    }

    pub fn checked(self, is_checked: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.follow_checked(Signal::derive(is_checked))
    }

    #[inline(never)]
    fn follow_checked(self, is_checked: Signal<bool>) -> Self {
        self.with(prop("checked", is_checked).into_any_attr())
    }

    pub fn on(self, event: &'static str, handle: impl FnMut(web_sys::Event) + 'static) -> Self {
        self.handle(event, Box::new(handle))
    }

    #[inline(never)]
    fn handle(self, event: &'static str, mut handle: Box<dyn FnMut(web_sys::Event)>) -> Self {
        // Taking an input out of the page fires `change` and `blur` on it, when the signals that its
        // handlers read are gone already.
        let is_alive = StoredValue::new(());
        let handle: Box<dyn FnMut(web_sys::Event)> = Box::new(move |event| {
            if !is_alive.is_disposed() {
                handle(event);
            }
        });
        self.with(on(ev::Custom::<web_sys::Event>::new(event), handle).into_any_attr())
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

    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.write(text.as_ref())
    }

    #[inline(never)]
    fn write(self, text: &str) -> Self {
        self.add(text.to_owned().into_any())
    }

    /// A sentence of the locale files.
    #[inline(never)]
    pub fn say(self, key: &str) -> Self {
        self.write(&t(key))
    }

    /// Text that follows signals.
    pub fn live_text(self, text: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.follow_text(Signal::derive(text))
    }

    #[inline(never)]
    fn follow_text(self, text: Signal<String>) -> Self {
        self.add(text.into_any())
    }

    pub fn child(mut self, child: impl Part) -> Self {
        child.add_to(&mut self.0.children);
        self
    }

    #[inline(never)]
    fn add(mut self, view: AnyView) -> Self {
        self.0.children.push(view);
        self
    }

    /// A child that is drawn anew whenever the signals it reads change. It is replaced, not patched:
    /// an input or a fold inside loses its focus or falls shut, so neither belongs in here while it
    /// changes what is read.
    pub fn live<P: Part>(self, draw: impl Fn() -> P + Send + 'static) -> Self {
        self.follow_view(Box::new(move || {
            let mut views = Vec::new();
            draw().add_to(&mut views);
            views.into_any()
        }))
    }

    #[inline(never)]
    fn follow_view(self, draw: Box<dyn FnMut() -> AnyView + Send>) -> Self {
        self.add(draw.into_any())
    }

    #[inline(never)]
    pub fn into_view(self) -> AnyView {
        let ElementParts { tag, attributes, children } = *self.0;
        custom(tag).child(StaticVec::from(children)).add_any_attr(attributes).into_any()
    }
}

/// What may stand inside an element: none, one or several views.
pub trait Part {
    fn add_to(self, views: &mut Vec<AnyView>);
}

impl Part for El {
    #[inline(never)]
    fn add_to(self, views: &mut Vec<AnyView>) {
        views.push(self.into_view());
    }
}

impl Part for AnyView {
    #[inline(never)]
    fn add_to(self, views: &mut Vec<AnyView>) {
        views.push(self);
    }
}

impl<P: Part> Part for Option<P> {
    fn add_to(self, views: &mut Vec<AnyView>) {
        if let Some(part) = self {
            part.add_to(views);
        }
    }
}

impl<P: Part> Part for Vec<P> {
    #[inline(never)]
    fn add_to(self, views: &mut Vec<AnyView>) {
        for part in self {
            part.add_to(views);
        }
    }
}
