//! The rows. Only those in view are in the page.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::domain::schema::fields::Field;
use crate::ui::kit::element::{El, classed};
use crate::ui::kit::i18n::{self, key};
use crate::ui::kit::virtual_list::{ListItems, RowsAre, virtual_list};
use crate::ui::many::page::ManyScreen;
use crate::ui::many::row::row;

/// The height of a row with the usual size of text, in pixels.
const GUESS: u32 = 68;

/// The ids of the rows that are shown.
#[derive(Clone, Debug, PartialEq)]
struct ShownIds(Arc<Vec<u32>>);

impl ListItems for ShownIds {
    type Item = u32;

    fn count(&self) -> usize {
        self.0.len()
    }

    fn at(&self, place: usize) -> Option<&u32> {
        self.0.get(place)
    }

    fn is_same(one: &u32, other: &u32) -> bool {
        one == other
    }
}

pub(super) fn table(screen: ManyScreen) -> El {
    let desk = screen.desk;
    let ids = Memo::new(move |_| ShownIds(Arc::new(screen.shown.get().ids(desk))));
    let columns = Memo::new(move |_| {
        let forgotten = desk.common().forgotten;
        desk.batch.with(|batch| batch.columns(&forgotten))
    });
    let others = Memo::new(move |_| columns.with(|columns| columns.len().saturating_sub(1)));
    let is_empty = Memo::new(move |_| ids.with(|ids| ids.0.is_empty()));
    let (row_height, probe) = measured_row();
    let body =
        virtual_list(Signal::<ShownIds>::from(ids), RowsAre::TableRows, row_height, move |id| {
            row(screen, columns, id)
        })
        .id("many-rows")
        .attr_t("aria-label", key!("many.table"));
    let head = |label: String| classed("span", "cell").attr("role", "columnheader").text(label);
    let heads = classed("div", "many-head")
        .attr("role", "row")
        .attr("aria-rowindex", "1")
        .child(classed("span", "cell").attr("role", "columnheader").text("#"))
        .child(head(i18n::full_label(Field::InstanceName)))
        .child(head(i18n::t(key!("many.state"))))
        .child(classed("span", "many-slots").attr("role", "presentation").each(
            move || columns.with(|columns| columns.iter().skip(1).copied().collect()),
            |field: &Field| field.id(),
            move |field: Field| head(i18n::full_label(field)),
        ))
        .child(
            classed("span", "cell")
                .attr("role", "columnheader")
                .child(classed("span", "off-screen").t(key!("instances.column.actions"))),
        );
    classed("div", "card many-card")
        .child(
            classed("div", "many-table")
                .attr("role", "table")
                .attr_t("aria-label", key!("many.table"))
                .dyn_attr("aria-rowcount", move || {
                    Some((ids.with(|ids| ids.0.len()) + 1).to_string())
                })
                .dyn_style("--others", move || others.get().to_string())
                .child(probe)
                .child(heads)
                .child(body),
        )
        .show(move || is_empty.get(), || classed("p", "empty").t(key!("many.none_shown")))
}

/// How high a row is: a hidden one is measured, since its text has the size that the reader chose.
fn measured_row() -> (Signal<u32>, El) {
    let height = RwSignal::new(GUESS);
    let probe = NodeRef::<Div>::new();
    let measure = move || {
        let Some(probe) = probe.try_get_untracked().flatten() else { return };
        let probe: &HtmlElement = probe.unchecked_ref();
        let now = u32::try_from(probe.offset_height()).unwrap_or_default().max(1);
        if height.try_get_untracked().is_some_and(|height| height != now) {
            height.set(now);
        }
    };
    request_animation_frame(measure);
    let resized = window_event_listener_untyped("resize", move |_| measure());
    on_cleanup(move || resized.remove());
    let element = classed("div", "many-probe").attr("aria-hidden", "true").node_ref(probe);
    (height.into(), element)
}
