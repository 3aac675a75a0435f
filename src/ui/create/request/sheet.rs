//! Where the request is shown: in a column of its own, or in a sheet over the form that a button opens.

use leptos::prelude::*;

use crate::platform::window::matches;
use crate::state::form::model::FormModel;
use crate::ui::create::overlays::Overlays;
use crate::ui::create::request::pane::{RenderedRequest, request_pane};
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, el};
use crate::ui::kit::i18n::key;
use crate::ui::kit::icon::{Icon, draw};

const SHEET: &str = "request-sheet";
/// The same as in `layout.css`
const HAS_COLUMN: &str = "(min-width: 75em)";

pub fn request() -> El {
    let form = expect_context::<FormModel>();
    let is_open = expect_context::<Overlays>().is_request_open;
    let shown = RenderedRequest::new(form);
    let has_column = RwSignal::new(matches(HAS_COLUMN));
    let resized = window_event_listener_untyped("resize", move |_| {
        let has = matches(HAS_COLUMN);
        if has_column.get_untracked() != has {
            has_column.set(has);
            is_open.set(false);
        }
    });
    on_cleanup(move || resized.remove());
    el("div")
        .show(move || has_column.get(), move || request_pane(shown))
        .child(sheet(shown, is_open))
}

/// The browser keeps the focus inside; Esc and a press next to it close it.
fn sheet(shown: RenderedRequest, is_open: RwSignal<bool>) -> El {
    show_while(SHEET.to_owned(), move || is_open.get());
    let close = button("button icon-only quiet close-sheet")
        .attr_t("aria-label", key!("common.close"))
        .attr_t("title", key!("common.close"))
        .on_click(move || is_open.set(false))
        .child(draw(Icon::Cross));
    el("dialog")
        .id(SHEET)
        .class("sheet")
        .attr_t("aria-label", key!("request.label"))
        .on("close", move |_| is_open.set(false))
        // The dialog fills its box, so only the backdrop is the dialog itself.
        .on("click", move |event| {
            if event.target() == event.current_target() {
                is_open.set(false);
            }
        })
        .show(move || is_open.get(), move || request_pane(shown))
        .child(close)
}
