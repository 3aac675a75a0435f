//! The elements of a virtual list: which row each of them holds, and their order in the page.

use std::ops::Range;
use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

use crate::ui::kit::virtual_list::ListItems;

/// The list stands still when nothing has moved for this long.
const STILL: Duration = Duration::from_millis(150);

/// An item and its place in the list; nothing in an element that is not needed.
pub(super) type Held<T> = Option<(usize, T)>;

/// The rows that get an element.
pub(super) enum RowsToHold {
    /// Those at the places that are seen. Other elements stay as they are for now
    Seen(Range<usize>),
    /// All of them
    Around(Range<usize>),
}

impl RowsToHold {
    fn places(&self, count: usize) -> Range<usize> {
        let (Self::Seen(places) | Self::Around(places)) = self;
        places.start.min(count)..places.end.min(count)
    }

    /// Whether a row at this place may be an old one.
    fn leaves(&self, place: usize) -> bool {
        matches!(self, Self::Seen(seen) if !seen.contains(&place))
    }
}

/// The elements of a list, and what each holds.
pub(super) struct Elements<T: Send + Sync + 'static> {
    pub(super) count: RwSignal<usize>,
    all: StoredValue<Vec<ListElement<T>>>,
    /// Rises with every change
    turn: StoredValue<u32>,
}

/// Each element has a signal of its own. A memo of them all would wake everything in every row at every step of
/// scrolling, only to find that most rows are what they were.
struct ListElement<T: Send + Sync + 'static> {
    held: ArcRwSignal<Held<T>>,
    node: Option<NodeRef<Div>>,
}

impl<T: Send + Sync + 'static> Clone for Elements<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Elements<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Elements<T> {
    pub(super) fn new() -> Self {
        Self {
            count: RwSignal::new(0),
            all: StoredValue::new(Vec::new()),
            turn: StoredValue::new(0),
        }
    }

    /// An element comes into the page: what it holds.
    pub(super) fn enter(self, element: usize, node: NodeRef<Div>) -> RwSignal<Held<T>> {
        let held = self.all.try_update_value(|all| {
            let element = all.get_mut(element)?;
            element.node = Some(node);
            Some(element.held.clone())
        });
        held.flatten().unwrap_or_else(|| ArcRwSignal::new(None)).into()
    }

    /// Whether the row of the element with the focus is not in the list any more.
    pub(super) fn has_lost<L: ListItems<Item = T>>(
        self,
        items: &L,
        focused: Option<usize>,
    ) -> bool {
        let Some(element) = focused else { return false };
        self.all.with_value(|all| {
            let held = all.get(element).and_then(|element| element.held.get_untracked());
            held.is_none_or(|(place, item)| find(items, &item, place).is_none())
        })
    }

    /// Gives the rows in view to the elements. Only elements that get another row are drawn again.
    pub(super) fn hold<L: ListItems<Item = T>>(
        self,
        items: &L,
        rows: &RowsToHold,
        focused: Option<usize>,
    ) {
        let held = self.all.with_value(|all| {
            let old: Vec<Held<T>> =
                all.iter().map(|element| element.held.get_untracked()).collect();
            hold(items, rows, &old, focused)
        });
        let count = held.len();
        self.all.update_value(|all| {
            for (element, held) in held.into_iter().enumerate() {
                match all.get(element) {
                    Some(element) if element.held.with_untracked(|old| *old == held) => {}
                    Some(element) => element.held.set(held),
                    None => {
                        let held = ArcRwSignal::new(held);
                        all.push(ListElement { held, node: None });
                    }
                }
            }
        });
        if self.count.get_untracked() != count {
            self.count.set(count);
        }
    }

    /// Which change was the last one; nothing once the list is gone.
    pub(super) fn turn(self) -> Option<u32> {
        self.turn.try_get_value()
    }

    /// Puts the elements into the order of their rows once the list stands still: who goes through the page by
    /// Tab, or listens to it, meets the rows as they are seen. To move an element costs as much as to make it.
    pub(super) fn order_when_still(self, focused: RwSignal<Option<usize>>) {
        let turn = self.turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        });
        let order = move || {
            if self.turn() == turn {
                let focused = focused.try_get_untracked().flatten();
                self.all.try_with_value(|all| put_in_order(all, focused));
            }
        };
        set_timeout(order, STILL);
    }
}

/// Which element holds which row: a row keeps its element, and a new row gets one that is free. The element
/// with the focus keeps its row, wherever that is.
fn hold<L: ListItems>(
    items: &L,
    rows: &RowsToHold,
    old: &[Held<L::Item>],
    focused: Option<usize>,
) -> Vec<Held<L::Item>> {
    let mut held: Vec<Held<L::Item>> = vec![None; old.len()];
    let at = |place: usize| items.at(place).map(|item| (place, item.clone()));
    let of_focus = focused.and_then(|element| {
        let (place, item) = old.get(element)?.as_ref()?;
        let place = find(items, item, *place)?;
        *held.get_mut(element)? = at(place);
        Some(place)
    });
    let mut homeless = Vec::new();
    for (place, item) in rows.places(items.count()).filter_map(at) {
        if of_focus == Some(place) {
            continue;
        }
        let is_own =
            |old: &Held<L::Item>| old.as_ref().is_some_and(|(_, old)| L::is_same(old, &item));
        match old.iter().position(is_own).and_then(|element| held.get_mut(element)) {
            Some(held) => *held = Some((place, item)),
            None => homeless.push((place, item)),
        }
    }
    // What may stay as it is for now is taken last. Behind the end of the list nothing stays: the list would
    // scroll that far.
    let may_stay = |place: usize| place < items.count() && rows.leaves(place);
    let (stays, free): (Vec<_>, Vec<_>) = (held.iter_mut().zip(old))
        .filter(|(held, _)| held.is_none())
        .partition(|(_, old)| old.as_ref().is_some_and(|(place, _)| may_stay(*place)));
    let mut homeless = homeless.into_iter();
    for (held, _) in free {
        *held = homeless.next();
    }
    for (held, old) in stays {
        *held = homeless.next().or_else(|| old.clone());
    }
    held.extend(homeless.map(Some));
    held
}

/// Where an item is now; most often where it was.
fn find<L: ListItems>(items: &L, item: &L::Item, was: usize) -> Option<usize> {
    let is_at = |place: usize| items.at(place).is_some_and(|other| L::is_same(other, item));
    if is_at(was) { Some(was) } else { (0..items.count()).find(|place| is_at(*place)) }
}

/// Puts the elements into the order of their rows, around the one with the focus, which would lose it if
/// it was moved. Without one they go around the middle: scrolling either way then moves the new rows alone.
fn put_in_order<T: Send + Sync>(all: &[ListElement<T>], focused: Option<usize>) {
    let place = |element: &ListElement<T>| {
        element.held.with_untracked(|held| held.as_ref().map(|(place, _)| *place))
    };
    let places = all.iter().enumerate();
    let mut order: Vec<(usize, usize)> =
        places.filter_map(|(at, element)| Some((place(element)?, at))).collect();
    order.sort_unstable();
    let centre = focused.and_then(|focused| order.iter().position(|(_, it)| *it == focused));
    let (before, after) = order.split_at(centre.unwrap_or(order.len() / 2));
    let node = |(_, element): &(usize, usize)| -> Option<Node> {
        Some(all.get(*element)?.node?.try_get_untracked()??.unchecked_into())
    };
    let mut last = None::<Node>;
    for node in after.iter().filter_map(node) {
        if let Some(last) = last.replace(node.clone()) {
            join(&last, &node, &node);
        }
    }
    let mut next = after.first().and_then(node);
    for node in before.iter().rev().filter_map(node) {
        if let Some(next) = next.replace(node.clone()) {
            join(&node, &next, &node);
        }
    }
}

/// Lets `second` follow `first` in the page by moving one of them.
fn join(first: &Node, second: &Node, moved: &Node) {
    if first.next_sibling().as_ref() == Some(second) {
        return;
    }
    let before = if moved == second { first.next_sibling() } else { Some(second.clone()) };
    if let Some(parent) = first.parent_node() {
        // Both are in the page, in the same parent.
        let _ = parent.insert_before(moved, before.as_ref());
    }
}
