//! What can be done with all ticked rows, and how far it is.

use leptos::prelude::*;

use crate::domain::bulk::report::csv;
use crate::domain::bulk::{BulkCounts, ItemState};
use crate::domain::instances::action::RowAction;
use crate::platform::download;
use crate::state::instances::{BulkWork, Instances};
use crate::ui::instances::confirm::Question;
use crate::ui::instances::page::ListScreen;
use crate::ui::instances::words;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{counted, fill, filled_key, key, plural_key, t};

pub(super) fn bulk_bar(screen: ListScreen) -> El {
    let instances = screen.instances;
    let count = Memo::new(move |_| instances.ticked.with(|ticked| ticked.len()));
    let has_work = Memo::new(move |_| instances.bulk.work.with(Option::is_some));
    el("div")
        .class("bulk-place")
        .show(move || has_work.get(), move || progress(instances))
        .show(move || !has_work.get() && count.get() > 0, move || offers(screen, count))
}

fn offers(screen: ListScreen, count: Memo<usize>) -> El {
    let instances = screen.instances;
    let offer = |action: RowAction| {
        let class =
            if action == RowAction::Delete { "button small danger" } else { "button small" };
        button(class).text(words::action(action)).on_click(move || {
            screen.question.set(Some(Question::ticked(action, count.get_untracked())));
        })
    };
    classed("div", "bulk-bar")
        .attr("role", "region")
        .attr_t("aria-label", key!("instances.bulk"))
        .child(
            el("b")
                .attr("role", "status")
                .dyn_text(move || counted(plural_key!("instances.ticked"), count.get())),
        )
        .child(offer(RowAction::Restart))
        .child(offer(RowAction::Disconnect))
        .child(offer(RowAction::Delete))
        .child(classed("span", "spring"))
        .child(
            button("link")
                .t(key!("instances.untick"))
                .on_click(move || instances.tick_shown(false)),
        )
}

/// How far a run is. The same bar stays until it is closed, so that nobody loses the focus.
fn progress(instances: Instances) -> El {
    let bulk = instances.bulk;
    let counts = Memo::new(move |_| bulk.counts());
    let is_running = Memo::new(move |_| bulk.is_running());
    let is_paused = Memo::new(move |_| {
        bulk.work.with(|work| work.as_ref().is_some_and(|work| work.run.is_paused))
    });
    let title = move || {
        let action = bulk.work.with(|work| work.as_ref().map(|work| work.action));
        action.map(words::action).unwrap_or_default()
    };
    let line = move || {
        let BulkCounts { all, done, failed, skipped, .. } = counts.get();
        let values = [
            ("done", &*(done + failed).to_string()),
            ("all", &all.to_string()),
            ("failed", &failed.to_string()),
            ("skipped", &skipped.to_string()),
        ];
        match (is_running.get(), is_paused.get()) {
            (true, true) => fill(filled_key!("instances.bulk.paused", done, all, failed), &values),
            (true, false) => {
                fill(filled_key!("instances.bulk.running", done, all, failed), &values)
            }
            _ => fill(filled_key!("instances.bulk.over", done, all, failed, skipped), &values),
        }
    };
    let pause_words = move || match is_paused.get() {
        true => t(key!("instances.bulk.resume")),
        false => t(key!("instances.bulk.pause")),
    };
    let running = move || {
        classed("span", "bulk-buttons")
            .child(
                button("button small")
                    .dyn_text(pause_words)
                    .on_click(move || instances.pause_bulk(!is_paused.get_untracked())),
            )
            .child(
                button("button small")
                    .t(key!("instances.bulk.stop"))
                    .on_click(move || instances.stop_bulk()),
            )
    };
    let has_undone = move || {
        let BulkCounts { failed, skipped, .. } = counts.get();
        failed + skipped > 0
    };
    let over = move || {
        classed("span", "bulk-buttons")
            .show(has_undone, move || {
                button("button small")
                    .t(key!("instances.bulk.retry"))
                    .on_click(move || instances.retry_bulk())
            })
            .child(
                button("button small")
                    .t(key!("instances.bulk.file"))
                    .on_click(move || save_report(instances)),
            )
            .child(button("button small").t(key!("common.close")).on_click(move || bulk.close()))
    };
    classed("div", "bulk-bar")
        .attr("role", "region")
        .attr_t("aria-label", key!("instances.bulk"))
        .child(el("b").dyn_text(title))
        .child(
            el("progress")
                .attr_t("aria-label", key!("instances.bulk"))
                .dyn_attr("max", move || Some(counts.get().all.to_string()))
                .dyn_attr("value", move || {
                    let BulkCounts { done, failed, skipped, .. } = counts.get();
                    Some((done + failed + skipped).to_string())
                }),
        )
        .child(el("span").attr("role", "status").dyn_text(line))
        .child(classed("span", "spring"))
        .show(move || is_running.get(), running)
        .show(move || !is_running.get(), over)
}

/// One line a row: server, name, what was done, how it ended.
fn save_report(instances: Instances) {
    let Some(BulkWork { action, run }) = instances.bulk.work.get_untracked() else { return };
    let heads = [
        key!("instances.file.server"),
        key!("instances.file.name"),
        key!("instances.file.action"),
        key!("instances.file.result"),
    ];
    let mut rows = vec![heads.map(t).to_vec()];
    for item in run.items() {
        let server = instances.server(item.key.server);
        let result = match &item.state {
            ItemState::Ended(outcome) => words::outcome(action, outcome, server.as_ref()),
            ItemState::Skipped => t(key!("instances.bulk.skipped")),
            ItemState::Waiting | ItemState::Running => String::new(),
        };
        let label = server.map(|server| server.label).unwrap_or_default();
        rows.push(vec![label, item.key.name.clone(), words::action(action), result]);
    }
    let lines = rows.iter().map(|row| row.iter().map(String::as_str).collect());
    download::text(&csv(lines), "text/csv", &format!("{}.csv", action.id()));
}
