//! A list of many rows of the same height. Only the rows in view are in the page, so that 10,000 of
//! them cost no more than a screenful.

use std::hash::Hash;
use std::ops::Range;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::kit::element::{El, classed};

/// Rows beyond the visible ones that are rendered on each side, so that scrolling shows no gap.
const OVERSCAN: usize = 6;

/// What a screen reader takes the rows for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsAre {
    Items,
    /// The body of a table, below a row with its heads
    TableRows,
}

impl RowsAre {
    const fn roles(self) -> (&'static str, &'static str) {
        match self {
            Self::Items => ("list", "listitem"),
            Self::TableRows => ("rowgroup", "row"),
        }
    }
}

/// The list scrolls by itself: its style must give it a height. All rows have the same height, in
/// pixels, which may change. `render` gets a row once, as a signal of its current item. A row that has
/// the focus stays in the page when it scrolls out of view.
pub fn virtual_list<T, K>(
    items: Signal<Vec<T>>,
    rows_are: RowsAre,
    row_height: Signal<u32>,
    key: fn(&T) -> K,
    render: impl Fn(Signal<Option<T>>) -> El + Clone + Send + Sync + 'static,
) -> El
where
    T: Clone + PartialEq + Send + Sync + 'static,
    K: Clone + Eq + Hash + ToString + Send + Sync + 'static,
{
    let view = Viewport::new(row_height);
    let focused = RwSignal::new(None::<K>);
    let count = Memo::new(move |_| items.with(Vec::len));
    // The rows to render, with their place in the list.
    let rows = Memo::new(move |old: Option<&Vec<(usize, T)>>| {
        let shown = view.rows(count.get());
        items.with(|items| {
            let row = |place: usize| items.get(place).map(|item| (place, item.clone()));
            let Some(focused) = focused.get() else { return shown.filter_map(row).collect() };
            let mut rows: Vec<(usize, T)> =
                shown.filter_map(row).filter(|(_, item)| key(item) != focused).collect();
            // An element that moves in the page loses the focus, and the keyed list moves one whose index
            // changes. So this row keeps its index; where it is seen is said by its style.
            let is_focused = |item: &T| key(item) == focused;
            if let Some(row) = items.iter().position(is_focused).and_then(row) {
                let old = old.and_then(|old| old.iter().position(|(_, item)| is_focused(item)));
                rows.insert(old.unwrap_or(rows.len()).min(rows.len()), row);
            }
            rows
        })
    });
    let row = move |(_, item): (usize, T)| {
        let own = key(&item);
        let is_own = move |row: &&(usize, T)| key(&row.1) == own;
        // Nothing for a row that is about to be removed.
        let current = Memo::new(move |_| rows.with(|rows| rows.iter().find(&is_own).cloned()));
        let place = move || current.with(|row| row.as_ref().map_or(0, |(place, _)| *place));
        let content = Signal::derive(move || current.get().map(|(_, item)| item));
        let own = key(&item);
        let element = classed("div", "virtual-row").attr("role", rows_are.roles().1);
        let element = match rows_are {
            RowsAre::Items => element
                .dyn_attr("aria-posinset", move || Some((place() + 1).to_string()))
                .dyn_attr("aria-setsize", move || Some(count.get().to_string())),
            // Counted from one, and the heads are the first.
            RowsAre::TableRows => {
                element.dyn_attr("aria-rowindex", move || Some((place() + 2).to_string()))
            }
        };
        element
            .dyn_style("position", || "absolute".to_owned())
            .dyn_style("inset-inline", || "0".to_owned())
            .dyn_style("height", move || format!("{}px", row_height.get()))
            .dyn_style("top", move || format!("{}px", place() * row_height.get() as usize))
            .on("focusin", move |_| focused.set(Some(own.clone())))
            .on("focusout", move |_| focused.set(None))
            .child(render(content))
    };
    let space = classed("div", "virtual-space")
        .dyn_style("position", || "relative".to_owned())
        .dyn_style("height", move || format!("{}px", count.get() * row_height.get() as usize))
        .each(move || rows.get(), move |(_, item)| key(item), row);
    classed("div", "virtual-list")
        .attr("role", rows_are.roles().0)
        .attr("tabindex", "0")
        .dyn_style("overflow-y", || "auto".to_owned())
        .node_ref(view.element)
        .on("scroll", move |_| view.measure())
        .child(space)
}

/// The part of the list that is in view, in pixels.
#[derive(Clone, Copy)]
struct Viewport {
    row_height: Signal<u32>,
    /// The first row in view
    first: RwSignal<u32>,
    height: RwSignal<u32>,
    element: NodeRef<leptos::html::Div>,
}

impl Viewport {
    fn new(row_height: Signal<u32>) -> Self {
        let view = Self {
            row_height,
            first: RwSignal::new(0),
            height: RwSignal::new(0),
            element: NodeRef::new(),
        };
        // The element has a height once it is in the page.
        request_animation_frame(move || view.measure());
        let resized = window_event_listener_untyped("resize", move |_| view.measure());
        on_cleanup(move || resized.remove());
        Effect::new(move || {
            row_height.track();
            view.measure();
        });
        view
    }

    /// The list may be gone when a scroll event or a frame comes late.
    fn measure(self) {
        let Some(element) = self.element.try_get_untracked().flatten() else { return };
        let element: &web_sys::Element = element.unchecked_ref();
        let pixels = |value: i32| u32::try_from(value).unwrap_or_default();
        let row_height = self.row_height.get_untracked().max(1);
        // Scrolling within a row changes nothing.
        set_if_changed(self.first, pixels(element.scroll_top()) / row_height);
        set_if_changed(self.height, pixels(element.client_height()));
    }

    /// The places of the rows to render.
    fn rows(self, count: usize) -> Range<usize> {
        let first = self.first.get() as usize;
        let visible = self.height.get().div_ceil(self.row_height.get().max(1)) as usize + 1;
        let end = first.saturating_add(visible + OVERSCAN).min(count);
        first.saturating_sub(OVERSCAN).min(end)..end
    }
}

fn set_if_changed(signal: RwSignal<u32>, value: u32) {
    if signal.try_get_untracked().is_some_and(|old| old != value) {
        signal.set(value);
    }
}
