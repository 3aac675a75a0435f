//! A panel that slides over the side of the page, with a heading and a button that closes it: the
//! browser's own modal dialog, which keeps the focus inside.

use leptos::prelude::*;

use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::key;
use crate::ui::kit::icon::{Icon, draw};

/// What tells a sheet from others.
#[derive(Clone, Copy, Debug)]
pub struct SheetSpec {
    pub id: &'static str,
    pub class: &'static str,
}

/// It is open while `open` is something, which `content` shows under a title. Whatever closes it calls
/// `close`, which also says where the focus goes.
pub fn sheet<T: Clone + PartialEq + Send + Sync + 'static>(
    spec: SheetSpec,
    open: impl Fn() -> Option<T> + Send + Sync + 'static,
    content: impl Fn(T) -> (String, El) + Send + 'static,
    close: impl Fn() + Copy + Send + 'static,
) -> El {
    let open = Memo::new(move |_| open());
    let SheetSpec { id, class } = spec;
    show_while(id.to_owned(), move || open.with(Option::is_some));
    let title_id = format!("{id}-title");
    let view = {
        let title_id = title_id.clone();
        move |shown: T| {
            let (title, body) = untrack(|| content(shown));
            let close_button = button("button icon-only quiet")
                .attr_t("aria-label", key!("common.close"))
                .child(draw(Icon::Cross))
                .on_click(close);
            let head = classed("div", "sheet-head")
                .child(el("h2").id(&title_id).text(title))
                .child(close_button);
            vec![head, body]
        }
    };
    classed("dialog", class)
        .id(id)
        .attr("aria-labelledby", title_id)
        .on("cancel", move |event| {
            event.prevent_default();
            close();
        })
        .dyn_child(move || open.get().map(&view))
}
