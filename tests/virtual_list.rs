//! The virtual list, mounted in a real browser with 10,000 rows.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use instance_panel::ui::kit::element::{button, el};
use instance_panel::ui::kit::virtual_list::{ListItems, RowsAre, virtual_list};
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

const ROWS: u32 = 10_000;
const HEIGHT: u32 = 40;

/// An id and a text.
type Item = (u32, String);

struct Items(Vec<Item>);

impl ListItems for Items {
    type Item = Item;

    fn count(&self) -> usize {
        self.0.len()
    }

    fn at(&self, place: usize) -> Option<&Item> {
        self.0.get(place)
    }

    fn is_same(one: &Item, other: &Item) -> bool {
        one.0 == other.0
    }
}

struct Mounted {
    root: HtmlElement,
    items: RwSignal<Items>,
    // Dropped in this order: the view goes before the signals that it reads.
    _view: Box<dyn std::any::Any>,
    _owner: Owner,
}

/// Waits for the callbacks of the next frame, before it is painted.
async fn next_frame() {
    let frame = js_sys::Promise::new(&mut |resolve, _| {
        window().request_animation_frame(&resolve).unwrap();
    });
    JsFuture::from(frame).await.unwrap();
    tick().await;
}

impl Mounted {
    /// The list, 400 pixels high.
    async fn new() -> Self {
        let owner = Owner::new();
        owner.set();
        let root: HtmlElement = document().create_element("div").unwrap().dyn_into().unwrap();
        document().body().unwrap().append_child(&root).unwrap();
        let items = RwSignal::new(Items((0..ROWS).map(|id| (id, format!("row {id}"))).collect()));
        let view = Box::new(mount_to(root.clone(), move || {
            virtual_list(
                Signal::<Items>::from(items),
                RowsAre::Items,
                Signal::derive(|| HEIGHT),
                |item: Signal<Option<Item>>| {
                    let text = move || item.get().map(|(_, text)| text).unwrap_or_default();
                    el("div").child(button("").dyn_text(text))
                },
            )
            .dyn_style("height", || "400px".to_owned())
            .into_view()
        }));
        let mounted = Self { root, items, _view: view, _owner: owner };
        mounted.settle().await;
        mounted
    }

    /// Waits until the list has measured itself, rendered, and rendered what waits for the paint.
    async fn settle(&self) {
        for _ in 0..3 {
            next_frame().await;
            let timer = js_sys::Promise::new(&mut |resolve, _| {
                window().set_timeout_with_callback(&resolve).unwrap();
            });
            JsFuture::from(timer).await.unwrap();
            tick().await;
        }
    }

    fn list(&self) -> Element {
        self.root.query_selector(".virtual-list").unwrap().unwrap()
    }

    fn rows(&self) -> Vec<Element> {
        let found = self.root.query_selector_all(".virtual-row:not([hidden])").unwrap();
        (0..found.length()).map(|at| found.get(at).unwrap().dyn_into().unwrap()).collect()
    }

    fn row(&self, text: &str) -> Option<Element> {
        self.rows().into_iter().find(|row| row.text_content().as_deref() == Some(text))
    }

    fn ids(&self) -> Vec<u32> {
        let id = |row: &Element| -> u32 {
            row.text_content().unwrap().trim_start_matches("row ").parse().unwrap()
        };
        self.rows().iter().map(id).collect()
    }

    /// The rows of the page come to stand as they are seen.
    async fn assert_order(&self) {
        let mut turns = 0;
        while !self.ids().is_sorted() {
            turns += 1;
            assert!(turns < 600, "{:?}", self.ids());
            self.settle().await;
        }
    }

    async fn scroll_to(&self, row: u32) {
        self.list().set_scroll_top(i32::try_from(row * HEIGHT).unwrap());
        self.settle().await;
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.root.remove();
    }
}

#[wasm_bindgen_test]
async fn only_the_rows_in_view_are_in_the_page() {
    let list = Mounted::new().await;
    assert!((10..40).contains(&list.rows().len()), "{} rows", list.rows().len());
    assert_eq!(list.list().scroll_height(), i32::try_from(ROWS * HEIGHT).unwrap());
    assert!(list.row("row 0").is_some());

    list.scroll_to(5_000).await;
    assert!((10..40).contains(&list.rows().len()), "{} rows", list.rows().len());
    assert!(list.row("row 0").is_none());
    let row = list.row("row 5000").unwrap();
    assert_eq!(row.get_attribute("aria-posinset").unwrap(), "5001");
    assert_eq!(row.get_attribute("aria-setsize").unwrap(), "10000");
    let top = |element: &Element| element.get_bounding_client_rect().top();
    assert!((top(&row) - top(&list.list())).abs() < 1.0);

    list.scroll_to(ROWS).await;
    assert!(list.row("row 9999").is_some());
}

#[wasm_bindgen_test]
async fn a_row_that_stays_keeps_its_element_and_shows_its_new_text() {
    let list = Mounted::new().await;
    let row = list.row("row 3").unwrap();
    list.items.update(|items| {
        items.0[3].1 = "changed".to_owned();
        items.0.swap(3, 5);
    });
    list.settle().await;
    assert!(list.row("changed").unwrap().is_same_node(Some(&row)));
    assert_eq!(row.get_attribute("aria-posinset").unwrap(), "6");
    assert!(list.row("row 3").is_none());
}

#[wasm_bindgen_test]
async fn a_row_with_the_focus_survives_scrolling() {
    let list = Mounted::new().await;
    let button = list.row("row 2").unwrap().query_selector("button").unwrap().unwrap();
    button.dyn_ref::<HtmlElement>().unwrap().focus().unwrap();
    list.scroll_to(5_000).await;
    assert!(list.row("row 5000").is_some());
    assert!(document().active_element().unwrap().is_same_node(Some(&button)));
}

#[wasm_bindgen_test]
async fn scrolling_makes_no_new_element_and_the_page_keeps_the_order_of_the_rows() {
    let list = Mounted::new().await;
    list.scroll_to(1_000).await;
    let elements = list.rows().len();
    for row in [1_003, 1_011, 1_006, 994, 5_000, 4_990] {
        list.scroll_to(row).await;
        // The row with the focus is one more.
        assert!(list.rows().len() <= elements + 1, "{} and not {elements}", list.rows().len());
        list.assert_order().await;
        let ids = list.ids();
        let first = u32::try_from(list.list().scroll_top()).unwrap() / HEIGHT;
        assert!((first..first + 10).all(|row| ids.contains(&row)), "{first} in {ids:?}");
        if row == 1_006 {
            // From here on the list goes around the row with the focus.
            let button = list.row("row 1008").unwrap().query_selector("button").unwrap().unwrap();
            button.dyn_ref::<HtmlElement>().unwrap().focus().unwrap();
        }
    }
}

#[wasm_bindgen_test]
async fn the_focus_of_a_row_that_goes_is_the_list_s_and_no_other_row_gets_it() {
    let list = Mounted::new().await;
    let button = list.row("row 2").unwrap().query_selector("button").unwrap().unwrap();
    button.dyn_ref::<HtmlElement>().unwrap().focus().unwrap();
    list.settle().await;
    list.items.update(|items| items.0.retain(|item| item.0 != 2));
    list.settle().await;
    assert!(list.row("row 2").is_none());
    assert!(document().active_element().unwrap().is_same_node(Some(&list.list())));
}

#[wasm_bindgen_test]
async fn another_list_is_shown_as_a_whole_where_the_first_one_was() {
    let list = Mounted::new().await;
    list.scroll_to(100).await;
    // Every other row: some keep their element, some lose it, and the rest comes a frame later.
    list.items.update(|items| items.0.retain(|item| item.0 % 2 == 0));
    list.settle().await;
    assert_eq!(list.list().scroll_height(), i32::try_from(ROWS / 2 * HEIGHT).unwrap());
    list.assert_order().await;
    let ids = list.ids();
    assert!(ids.contains(&200) && ids.iter().all(|id| id % 2 == 0), "{ids:?}");
    assert!(ids.iter().zip(ids.iter().skip(1)).all(|(one, next)| one + 2 == *next), "{ids:?}");
}

#[wasm_bindgen_test]
async fn rows_around_those_that_are_seen_change_after_the_paint() {
    let list = Mounted::new().await;
    let texts = || list.rows().iter().filter_map(|row| row.text_content()).collect::<Vec<_>>();
    assert!(texts().contains(&"row 16".to_owned()), "{:?}", texts());
    list.items
        .update(|items| items.0.iter_mut().for_each(|item| item.1 = format!("new {}", item.0)));
    tick().await;
    // Nothing is painted before the callbacks of a frame have run.
    next_frame().await;
    assert!((0..10).all(|row| texts().contains(&format!("new {row}"))), "{:?}", texts());
    assert!(texts().contains(&"row 16".to_owned()), "{:?}", texts());
    list.settle().await;
    assert!(texts().contains(&"new 16".to_owned()), "{:?}", texts());
}

#[wasm_bindgen_test]
async fn a_list_that_shrinks_shows_what_is_left() {
    let list = Mounted::new().await;
    list.scroll_to(5_000).await;
    list.items.update(|items| items.0.truncate(2));
    list.settle().await;
    let texts: Vec<_> = list.rows().iter().filter_map(|row| row.text_content()).collect();
    assert_eq!(texts, ["row 0", "row 1"]);
}
