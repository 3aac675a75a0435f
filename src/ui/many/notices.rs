//! What is to be known of the rows as a whole.

use leptos::prelude::*;

use crate::domain::interpolate;
use crate::domain::many::batch::common_fields;
use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::state::many::ListKnown;
use crate::ui::instances::common::failed_call;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{self, counted, key, plural_key, t, tf};
use crate::ui::many::page::ManyScreen;

pub(super) fn notices(screen: ManyScreen, server: Memo<Option<Server>>) -> El {
    let desk = screen.desk;
    let has_key =
        move || server.with(|server| server.as_ref().is_some_and(|it| !it.key.is_empty()));
    let left = Memo::new(move |_| {
        desk.batch.with(|batch| {
            (batch.unknown.join(", "), batch.left_out, batch.nameless, batch.too_many)
        })
    });
    let failure = Memo::new(move |_| {
        let server = server.get();
        desk.list.with(|list| match list {
            ListKnown::Failed(error) => {
                Some(untrack(|| failed_call::failure(error, server.as_ref())))
            }
            _ => None,
        })
    });
    // Only what is new is read out.
    let lines = Memo::new(move |_| {
        let (unknown, left_out, nameless, too_many) = left.get();
        let is_resumed = desk.is_resumed.get();
        let all = [
            (!has_key()).then(|| t(key!("many.no_key"))),
            (!unknown.is_empty())
                .then(|| tf!("many.unknown_columns", columns = &interpolate::plain(&unknown))),
            (left_out > 0).then(|| counted(plural_key!("many.left_out"), left_out)),
            (nameless > 0).then(|| counted(plural_key!("many.nameless"), nameless)),
            (too_many > 0).then(|| counted(plural_key!("many.too_many"), too_many)),
            desk.has_moved().then(|| t(key!("many.moved"))),
            desk.is_elsewhere().then(|| t(key!("many.other_tab"))),
            is_resumed.then(|| t(key!("many.resumed"))),
            (!desk.is_kept()).then(|| t(key!("many.not_kept"))),
        ];
        all.into_iter().flatten().collect::<Vec<String>>()
    });
    let lines = move || {
        lines.get().iter().map(|line| classed("p", "notice").text(line)).collect::<Vec<El>>()
    };
    classed("div", "many-notices").attr("role", "status").dyn_child(lines).dyn_child(move || {
        failure.get().map(|cause| {
            classed("p", "notice warning")
                .child(el("span").text(tf!("many.list_failed", cause = &cause)))
                .text(" ")
                .child(
                    button("link").t(key!("many.compare_again")).on_click(move || desk.ask_list()),
                )
        })
    })
}

/// What every row has of the form, and the way there.
pub(super) fn common_line(screen: ManyScreen) -> El {
    let desk = screen.desk;
    let names = Memo::new(move |_| {
        let common = desk.common();
        let fields = common_fields(&common.drafts, desk.api());
        let names: Vec<String> = fields.into_iter().map(i18n::full_label).collect();
        let forgotten: Vec<String> = common.forgotten.into_iter().map(i18n::full_label).collect();
        (names.join(", "), forgotten.join(", "))
    });
    classed("p", "help many-common")
        .child(el("span").dyn_text(move || {
            names.with(|(names, forgotten)| match (names.as_str(), forgotten.as_str()) {
                (_, forgotten) if !forgotten.is_empty() => {
                    tf!("many.common_forgotten", fields = forgotten)
                }
                ("", _) => t(key!("many.common_none")),
                (names, _) => {
                    let variables = tf!(
                        "many.common_variables",
                        name = "{name}",
                        number = "{number}",
                        n = "{n}"
                    );
                    format!("{} {variables}", tf!("many.common", fields = names))
                }
            })
        }))
        .text(" ")
        .show(
            move || !screen.has_run(),
            || el("a").attr("href", Route::Create.to_hash()).t(key!("many.common_change")),
        )
}
