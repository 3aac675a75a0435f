//! Which columns are shown, and whether the browser tells of lost connections.

use leptos::prelude::*;

use crate::state::instances::Column;
use crate::ui::instances::page::{ListScreen, drop_sentence};
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::kit::icon::{Icon, draw};

pub(super) fn columns_menu(screen: ListScreen) -> El {
    let instances = screen.instances;
    let boxes = Column::ALL.map(|column| {
        check(
            move || {
                let name = t(&format!("instances.column.{}", column.id()));
                match instances.columns.has(column) && !screen.has(column) {
                    true => tf!("instances.columns_no_room", column = &name),
                    false => name,
                }
            },
            move || instances.columns.has(column),
            move |is_shown| instances.columns.show(column, is_shown),
        )
    });
    let drops = instances.drops;
    let refused = classed("p", "help").attr("role", "status").dyn_text(move || {
        match drops.is_refused.get() {
            true => t(key!("instances.notify_refused")),
            false => String::new(),
        }
    });
    classed("details", "list-settings")
        .child(
            el("summary")
                .class("button")
                .child(draw(Icon::Sliders))
                .child(el("span").t(key!("instances.view"))),
        )
        .child(
            classed("div", "menu-items")
                .child(el("h2").t(key!("instances.columns")))
                .child(Vec::from(boxes))
                .child(el("h2").t(key!("instances.notify")))
                .child(check(
                    || t(key!("instances.notify_drops")),
                    move || drops.is_told.get(),
                    move |is_wanted| drops.tell(is_wanted, drop_sentence),
                ))
                .child(refused),
        )
}

fn check(
    name: impl Fn() -> String + Send + Sync + 'static,
    is_on: impl Fn() -> bool + Send + Sync + 'static,
    set: impl Fn(bool) + 'static,
) -> El {
    classed("label", "check")
        .child(el("input").attr("type", "checkbox").prop_checked(is_on).on_check(set))
        .child(el("span").dyn_text(name))
}
