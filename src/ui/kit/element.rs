//! A builder of elements whose types are erased. Its methods have the names that Leptos's own builder
//! has, and it makes Leptos elements: signals, events and mounting are Leptos's. `view!` and the typed
//! builder give every element a type of its own, and every type its own code; here all elements have
//! one type. `docs/architecture.md` has the numbers.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::prelude::*;
use leptos::tachys::html::class::class;
use leptos::tachys::html::element::{ElementType, custom};
use leptos::tachys::html::event::on;
use leptos::tachys::html::node_ref::node_ref;
use leptos::tachys::html::property::prop;
use leptos::tachys::html::style::style;
use leptos::tachys::view::iterators::StaticVec;
use wasm_bindgen::JsCast;

use crate::ui::kit::children::IntoChildren;
use crate::ui::kit::i18n::t;

/// An element under construction. The methods take it by value and return it; it is one pointer, so
/// that moving it is cheap.
#[must_use]
#[derive(Debug)]
pub struct El(Box<ElementParts>);

/// The parts of an element.
#[derive(Debug)]
pub struct ElementParts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An empty element.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(ElementParts { tag, attributes: Vec::new(), children: Vec::new() }))
}

/// A button that does not submit the form around it.
#[inline(never)]
pub fn button(class: &'static str) -> El {
    el("button").attr("type", "button").class(class)
}

/// An element with a class.
#[inline(never)]
pub fn classed(tag: &'static str, class: &'static str) -> El {
    el(tag).class(class)
}

// The generic methods are thin: each calls one that takes its argument boxed or borrowed and is
// compiled once. Those are not inlined: a call is smaller.
impl El {
    #[inline(never)]
    fn push_attr(mut self, attribute: AnyAttribute) -> Self {
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

    /// A static attribute.
    pub fn attr(self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.set(name, value.as_ref())
    }

    #[inline(never)]
    fn set(self, name: &'static str, value: &str) -> Self {
        self.push_attr(custom_attribute(name, value.to_owned()).into_any_attr())
    }

    /// The attribute with the value `true`, or no attribute.
    pub fn attr_true(self, name: &'static str, is_so: bool) -> Self {
        if is_so { self.set(name, "true") } else { self }
    }

    /// An attribute whose value is the message of this locale key.
    #[inline(never)]
    pub fn attr_t(self, name: &'static str, key: &str) -> Self {
        self.set(name, &t(key))
    }

    /// A reactive attribute; `None` removes it.
    pub fn dyn_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.bind_attr(name, Signal::derive(value))
    }

    #[inline(never)]
    fn bind_attr(self, name: &'static str, value: Signal<Option<String>>) -> Self {
        self.push_attr(custom_attribute(name, value).into_any_attr())
    }

    /// A reactive attribute without a value, such as `disabled`.
    pub fn bool_attr(
        self,
        name: &'static str,
        is_set: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.dyn_attr(name, move || is_set().then(String::new))
    }

    /// A reactive attribute that is `true` or `false`, for the states of ARIA.
    pub fn aria_bool(
        self,
        name: &'static str,
        is_so: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.dyn_attr(name, move || Some(if is_so() { "true" } else { "false" }.to_owned()))
    }

    /// A reactive class, next to the static ones.
    pub fn dyn_class(
        self,
        name: &'static str,
        is_on: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.bind_class(name, Signal::derive(is_on))
    }

    #[inline(never)]
    fn bind_class(self, name: &'static str, is_on: Signal<bool>) -> Self {
        self.push_attr(class((name, is_on)).into_any_attr())
    }

    /// A reactive property of the element's style. Unlike an attribute `style`, it needs no permission of
    /// the page's policy.
    pub fn dyn_style(
        self,
        name: &'static str,
        value: impl Fn() -> String + Send + Sync + 'static,
    ) -> Self {
        self.push_attr(style((name, Signal::derive(value))).into_any_attr())
    }

    /// The `value` property of an input. Typing changes the property, never the attribute.
    pub fn prop_value(self, value: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.bind_value(Signal::derive(value))
    }

    #[inline(never)]
    fn bind_value(self, value: Signal<String>) -> Self {
        self.push_attr(prop("value", value).into_any_attr())
    }

    pub fn prop_checked(self, is_checked: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.bind_checked(Signal::derive(is_checked))
    }

    #[inline(never)]
    fn bind_checked(self, is_checked: Signal<bool>) -> Self {
        self.push_attr(prop("checked", is_checked).into_any_attr())
    }

    pub fn on(self, event: &'static str, handle: impl FnMut(web_sys::Event) + 'static) -> Self {
        self.handle(event, Box::new(handle))
    }

    #[inline(never)]
    fn handle(self, event: &'static str, mut handle: Box<dyn FnMut(web_sys::Event)>) -> Self {
        // Removing an input from the page fires `change` and `blur` on it. Its signals are disposed by
        // then, so the handler must not run.
        let is_alive = StoredValue::new(());
        let handle: Box<dyn FnMut(web_sys::Event)> = Box::new(move |event| {
            if !is_alive.is_disposed() {
                handle(event);
            }
        });
        self.push_attr(on(ev::Custom::<web_sys::Event>::new(event), handle).into_any_attr())
    }

    pub fn on_click(self, mut handle: impl FnMut() + 'static) -> Self {
        self.on("click", move |_| handle())
    }

    /// Passes what was typed or chosen.
    pub fn on_text(self, event: &'static str, mut handle: impl FnMut(String) + 'static) -> Self {
        self.on(event, move |event| handle(event_target_value(&event)))
    }

    /// Passes whether the box is ticked.
    pub fn on_check(self, mut handle: impl FnMut(bool) + 'static) -> Self {
        self.on("change", move |event| handle(event_target_checked(&event)))
    }

    pub fn on_key(self, mut handle: impl FnMut(web_sys::KeyboardEvent) + 'static) -> Self {
        self.on("keydown", move |event| handle(event.unchecked_into()))
    }

    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.push_text(text.as_ref())
    }

    #[inline(never)]
    fn push_text(self, text: &str) -> Self {
        self.push_child(text.to_owned().into_any())
    }

    /// The message of this locale key.
    #[inline(never)]
    pub fn t(self, key: &str) -> Self {
        self.push_text(&t(key))
    }

    /// Reactive text.
    pub fn dyn_text(self, text: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.bind_text(Signal::derive(text))
    }

    #[inline(never)]
    fn bind_text(self, text: Signal<String>) -> Self {
        self.push_child(text.into_any())
    }

    pub fn child(mut self, child: impl IntoChildren) -> Self {
        child.append_to(&mut self.0.children);
        self
    }

    #[inline(never)]
    fn push_child(mut self, view: AnyView) -> Self {
        self.0.children.push(view);
        self
    }

    /// A reactive child. When a signal that it reads changes, it is rendered again and replaced as a
    /// whole: an input inside loses its focus and a `<details>` closes. Keep both out of it, or use
    /// [`El::show`] or [`El::each`].
    pub fn dyn_child<C: IntoChildren>(self, render: impl Fn() -> C + Send + 'static) -> Self {
        self.bind_view(Box::new(move || {
            let mut views = Vec::new();
            render().append_to(&mut views);
            views.into_any()
        }))
    }

    /// Renders the child only while the condition holds. Unlike in [`El::dyn_child`], a signal that
    /// changes without changing the condition leaves the child as it is.
    pub fn show<C: IntoChildren>(
        self,
        when: impl Fn() -> bool + Send + Sync + 'static,
        render: impl Fn() -> C + Send + 'static,
    ) -> Self {
        let when = Memo::new(move |_| when());
        self.dyn_child(move || when.get().then(|| untrack(&render)))
    }

    /// A keyed list, as Leptos's `<For>`: an item whose key stays keeps its element, its focus and its
    /// signals, wherever it moves to. An item is rendered once; what changes inside it must be reactive.
    pub fn each<T, K>(
        self,
        items: impl Fn() -> Vec<T> + Send + Sync + 'static,
        key: impl Fn(&T) -> K + Clone + Send + Sync + 'static,
        render: impl Fn(T) -> Self + Clone + Send + Sync + 'static,
    ) -> Self
    where
        T: Send + Sync + 'static,
        K: Eq + std::hash::Hash + ToString + Send + Sync + 'static,
    {
        let children = move |item: T| render(item).into_view();
        self.push_child(For(ForProps { each: items, key, children }).into_any())
    }

    /// Fills a node reference with the element once it exists.
    pub fn node_ref<E>(self, reference: NodeRef<E>) -> Self
    where
        E: ElementType + Send + 'static,
        E::Output: JsCast + Clone + 'static,
    {
        self.push_attr(node_ref::<E, NodeRef<E>>(reference).into_any_attr())
    }

    #[inline(never)]
    fn bind_view(self, render: Box<dyn FnMut() -> AnyView + Send>) -> Self {
        self.push_child(render.into_any())
    }

    #[inline(never)]
    pub fn into_view(self) -> AnyView {
        let ElementParts { tag, attributes, children } = *self.0;
        custom(tag).child(StaticVec::from(children)).add_any_attr(attributes).into_any()
    }
}
