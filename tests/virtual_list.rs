//! The virtual list, mounted in a real browser with 10,000 rows.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use instance_panel::ui::kit::element::{button, el};
use instance_panel::ui::kit::virtual_list::{RowsAre, virtual_list};
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

struct Mounted {
    root: HtmlElement,
    items: RwSignal<Vec<Item>>,
    // Dropped in this order: the view goes before the signals that it reads.
    _view: Box<dyn std::any::Any>,
    _owner: Owner,
}

impl Mounted {
    /// The list, 400 pixels high.
    async fn new() -> Self {
        let owner = Owner::new();
        owner.set();
        let root: HtmlElement = document().create_element("div").unwrap().dyn_into().unwrap();
        document().body().unwrap().append_child(&root).unwrap();
        let items = RwSignal::new((0..ROWS).map(|id| (id, format!("row {id}"))).collect());
        let view = Box::new(mount_to(root.clone(), move || {
            virtual_list(
                items.into(),
                RowsAre::Items,
                Signal::derive(|| HEIGHT),
                |item: &Item| item.0,
                |item| {
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

    /// Waits until the list has measured itself and rendered.
    async fn settle(&self) {
        for _ in 0..2 {
            let frame = js_sys::Promise::new(&mut |resolve, _| {
                window().request_animation_frame(&resolve).unwrap();
            });
            JsFuture::from(frame).await.unwrap();
            tick().await;
        }
    }

    fn list(&self) -> Element {
        self.root.query_selector(".virtual-list").unwrap().unwrap()
    }

    fn rows(&self) -> Vec<Element> {
        let found = self.root.query_selector_all(".virtual-row").unwrap();
        (0..found.length()).map(|at| found.get(at).unwrap().dyn_into().unwrap()).collect()
    }

    fn row(&self, text: &str) -> Option<Element> {
        self.rows().into_iter().find(|row| row.text_content().as_deref() == Some(text))
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
        items[3].1 = "changed".to_owned();
        items.swap(3, 5);
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
async fn a_list_that_shrinks_shows_what_is_left() {
    let list = Mounted::new().await;
    list.scroll_to(5_000).await;
    list.items.update(|items| items.truncate(2));
    list.settle().await;
    let texts: Vec<_> = list.rows().iter().filter_map(|row| row.text_content()).collect();
    assert_eq!(texts, ["row 0", "row 1"]);
}
