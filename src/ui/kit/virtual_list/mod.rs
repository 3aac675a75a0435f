//! A list of many rows of the same height. Only the rows in view are in the page, so that 10,000 of
//! them cost no more than a screenful.

mod elements;
mod viewport;

use std::ops::Range;

use leptos::prelude::*;

use crate::ui::kit::element::{El, classed};
use crate::ui::kit::paint::after_paint;
use crate::ui::kit::virtual_list::elements::{Elements, RowsToHold};
use crate::ui::kit::virtual_list::viewport::Viewport;

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

/// What a virtual list shows. It may be far too long to be copied.
pub trait ListItems: Send + Sync + 'static {
    type Item: Clone + PartialEq + Send + Sync + 'static;

    fn count(&self) -> usize;

    fn at(&self, place: usize) -> Option<&Self::Item>;

    /// Whether two stand for the same thing, which may have changed meanwhile.
    fn is_same(one: &Self::Item, other: &Self::Item) -> bool;
}

/// The list scrolls by itself: its style must give it a height. All rows have the same height, in
/// pixels, which may change.
///
/// There are as many elements as rows fit into the view. One whose row leaves the view gets another row,
/// since new content costs much less than a new element. So `render` is called once an element, gets its
/// current item as a signal, and everything in it must follow that. An element that is not needed is
/// hidden and has no item. A row that has the focus stays in the page when it scrolls out of view.
pub fn virtual_list<L: ListItems>(
    items: Signal<L>,
    rows_are: RowsAre,
    row_height: Signal<u32>,
    render: impl Fn(Signal<Option<L::Item>>) -> El + Clone + Send + Sync + 'static,
) -> El {
    let view = Viewport::new(row_height);
    let focused = RwSignal::new(None::<usize>);
    let count = Memo::new(move |_| items.with(L::count));
    let elements = Elements::<L::Item>::new();
    let row = move |element: usize| {
        let node = NodeRef::new();
        let held = elements.enter(element, node);
        let place = Memo::new(move |_| held.with(|held| held.as_ref().map(|(place, _)| *place)));
        let content = Memo::new(move |_| held.with(|held| held.as_ref().map(|(_, it)| it.clone())));
        let number = move |first: usize| place.get().map(|place| (place + first).to_string());
        let row = classed("div", "virtual-row").attr("role", rows_are.roles().1);
        let row = match rows_are {
            RowsAre::Items => row
                .dyn_attr("aria-posinset", move || number(1))
                .dyn_attr("aria-setsize", move || Some(count.get().to_string())),
            // Counted from one, and the heads are the first.
            RowsAre::TableRows => row.dyn_attr("aria-rowindex", move || number(2)),
        };
        let top = move || place.get().unwrap_or_default() * row_height.get() as usize;
        row.node_ref(node)
            .bool_attr("hidden", move || place.get().is_none())
            .dyn_style("position", || "absolute".to_owned())
            .dyn_style("inset-inline", || "0".to_owned())
            .dyn_style("height", move || format!("{}px", row_height.get()))
            .dyn_style("top", move || format!("{}px", top()))
            .on("focusin", move |_| focused.set(Some(element)))
            .on("focusout", move |_| focused.set(None))
            .child(render(content.into()))
    };
    let later = RwSignal::new(0_u32);
    Effect::new(move |before: Option<(Range<usize>, u32)>| {
        let now = (view.seen(), later.get());
        // Rows that are seen come first. Those around them follow once these are painted, unless the list has
        // only scrolled.
        let is_moved =
            |(seen, turn): &(Range<usize>, u32)| seen.start != now.0.start || *turn != now.1;
        let draws_around = before.as_ref().is_some_and(is_moved);
        let rows = if draws_around {
            RowsToHold::Around(view.around())
        } else {
            RowsToHold::Seen(now.0.clone())
        };
        if items.with(|items| elements.has_lost(items, focused.get())) {
            // The row with the focus is gone: a key must not reach the one that comes in its place.
            view.focus();
        }
        items.with(|items| elements.hold(items, &rows, focused.get()));
        elements.order_when_still(focused);
        if !draws_around {
            let turn = elements.turn();
            after_paint(move || {
                // What was drawn since asks for its own rows around. A list that is gone asks for none.
                if turn.is_some() && elements.turn() == turn {
                    later.update(|later| *later = later.wrapping_add(1));
                }
            });
        }
        now
    });
    let space = classed("div", "virtual-space")
        .dyn_style("position", || "relative".to_owned())
        .dyn_style("height", move || format!("{}px", count.get() * row_height.get() as usize))
        .each(move || (0..elements.count.get()).collect(), |element| *element, row);
    classed("div", "virtual-list")
        .attr("role", rows_are.roles().0)
        .attr("tabindex", "0")
        .dyn_style("overflow-y", || "auto".to_owned())
        .node_ref(view.element)
        .on("scroll", move |_| view.measure())
        .child(space)
}
