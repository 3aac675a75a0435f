//! What can be done with all ticked rows, and how far it is.

use leptos::prelude::*;

use crate::domain::bulk::report::csv;
use crate::domain::bulk::{BulkCounts, ItemState};
use crate::domain::instances::action::RowAction;
use crate::domain::instances::listed_row::{ListedRow, RowKey};
use crate::domain::interpolate;
use crate::platform::files::download;
use crate::state::export::ExportSource;
use crate::state::instances::{BulkResult, BulkWork, Instances};
use crate::ui::asked_sheet::{AskedSheet, SheetPlace};
use crate::ui::instances::bulk::words as bulk_words;
use crate::ui::instances::confirm::Question;
use crate::ui::instances::page::ListScreen;
use crate::ui::instances::words;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, fill, filled_key, key, plural_key, t};

/// The file of results has them all.
const MOST_FAILURES: usize = 50;
const BAR: &str = "bulk-bar";
const COMPARE_BUTTON: &str = "bulk-compare";
const EXPORT_BUTTON: &str = "bulk-export";
pub(in crate::ui::instances) const SET_BUTTON: &str = "bulk-set";

pub(in crate::ui::instances) fn bulk_bar(screen: ListScreen) -> El {
    let instances = screen.instances;
    let count = Memo::new(move |_| instances.ticked.with(|ticked| ticked.len()));
    // The look at what would change has a place of its own, in the sheet that asked for it.
    let has_work = Memo::new(move |_| {
        instances.bulk.work.with(Option::is_some) && !instances.bulk.is_preview()
    });
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
    let set_group =
        button("button small").id(SET_BUTTON).t(key!("instances.set.open")).on_click(move || {
            screen.is_setting.set(true);
            focus::next_frame("bulk-section".to_owned());
        });
    classed("div", "bulk-bar")
        .attr("role", "region")
        .attr_t("aria-label", key!("instances.bulk"))
        .child(
            el("b")
                .attr("role", "status")
                .dyn_text(move || counted(plural_key!("instances.selected"), count.get())),
        )
        .child(el("span").dyn_text(move || match instances.ticked_hidden() {
            0 => String::new(),
            hidden => counted(plural_key!("instances.ticked_hidden"), hidden),
        }))
        .child(set_group)
        .show(move || count.get() == 2, move || compare(screen))
        .child(export(screen))
        .child(offer(RowAction::Restart))
        .child(offer(RowAction::Disconnect))
        .child(offer(RowAction::Delete))
        .child(classed("span", "spring"))
        .child(button("link").t(key!("instances.clear_selection")).on_click(move || {
            instances.untick_all();
            focus::by_id("instances-search");
        }))
}

fn compare(screen: ListScreen) -> El {
    button("button small").id(COMPARE_BUTTON).t(key!("instances.compare.selected")).on_click(
        move || {
            let keys: Vec<RowKey> =
                untrack(|| screen.instances.ticked_rows()).iter().map(ListedRow::key).collect();
            if let [one, other] = keys.as_slice() {
                screen.comparing.start(one.clone(), Some(other.clone()), COMPARE_BUTTON);
            }
        },
    )
}

fn export(screen: ListScreen) -> El {
    let place = expect_context::<SheetPlace>();
    button("button small").id(EXPORT_BUTTON).t(key!("export.open")).on_click(move || {
        let rows = untrack(|| screen.instances.ticked_rows());
        let keys = rows.iter().map(ListedRow::key).collect();
        place.open(AskedSheet::Export(ExportSource::Instances(keys)), EXPORT_BUTTON);
    })
}

/// How far a run is. The same bar stays until it is closed, so that nobody loses the focus.
fn progress(instances: Instances) -> El {
    let bulk = instances.bulk;
    let is_running = Memo::new(move |_| bulk.is_running());
    let title = move || {
        bulk.work
            .with(|work| work.as_ref().map(|work| bulk_words::job(&work.job)))
            .unwrap_or_default()
    };
    // Its buttons go with the state that they belong to; who stood on one stays at the bar.
    Effect::new(move || {
        is_running.track();
        request_animation_frame(|| {
            if focus::is_nowhere() {
                focus::by_id(BAR);
            }
        });
    });
    classed("div", "bulk-bar")
        .id(BAR)
        .attr("tabindex", "-1")
        .attr("role", "region")
        .attr_t("aria-label", key!("instances.bulk"))
        .child(el("b").dyn_text(title))
        .child(progress_bar(instances))
        .child(el("span").attr("role", "status").dyn_text(move || line(instances)))
        .child(classed("span", "spring"))
        .show(move || is_running.get(), move || running_buttons(instances))
        .show(move || !is_running.get(), move || over_buttons(instances))
        .child(results(instances))
}

fn is_paused(instances: Instances) -> bool {
    instances.bulk.work.with(|work| work.as_ref().is_some_and(|work| work.run.is_paused))
}

/// How far a run is, in one sentence.
pub(in crate::ui::instances) fn line(instances: Instances) -> String {
    let BulkCounts { all, done, failed, skipped, .. } = instances.bulk.counts();
    let values = [
        ("done", &*(done + failed).to_string()),
        ("all", &all.to_string()),
        ("failed", &failed.to_string()),
        ("skipped", &skipped.to_string()),
    ];
    match (instances.bulk.is_running(), is_paused(instances)) {
        (true, true) => fill(filled_key!("instances.bulk.paused", done, all, failed), &values),
        (true, false) => fill(filled_key!("instances.bulk.running", done, all, failed), &values),
        _ => fill(filled_key!("instances.bulk.over", done, all, failed, skipped), &values),
    }
}

pub(in crate::ui::instances) fn progress_bar(instances: Instances) -> El {
    let counts = Memo::new(move |_| instances.bulk.counts());
    el("progress")
        .attr_t("aria-label", key!("instances.bulk"))
        .dyn_attr("max", move || Some(counts.get().all.to_string()))
        .dyn_attr("value", move || {
            let BulkCounts { done, failed, skipped, .. } = counts.get();
            Some((done + failed + skipped).to_string())
        })
}

fn running_buttons(instances: Instances) -> El {
    let paused = Memo::new(move |_| is_paused(instances));
    let pause_words = move || match paused.get() {
        true => t(key!("instances.bulk.resume")),
        false => t(key!("instances.bulk.pause")),
    };
    classed("span", "bulk-buttons")
        .child(
            button("button small")
                .dyn_text(pause_words)
                .on_click(move || instances.pause_bulk(!paused.get_untracked())),
        )
        .child(
            button("button small")
                .t(key!("instances.bulk.stop"))
                .on_click(move || instances.stop_bulk()),
        )
}

fn over_buttons(instances: Instances) -> El {
    let has_undone = move || {
        let BulkCounts { failed, skipped, .. } = instances.bulk.counts();
        failed + skipped > 0
    };
    let retry = move || {
        button("button small")
            .t(key!("instances.bulk.retry"))
            .on_click(move || instances.retry_bulk())
    };
    classed("span", "bulk-buttons")
        .show(has_undone, retry)
        .child(
            button("button small")
                .t(key!("instances.bulk.file"))
                .on_click(move || save_report(instances)),
        )
        .child(
            button("button small").t(key!("common.close")).on_click(move || instances.bulk.close()),
        )
}

/// A result for each row that did not end well: the others went where they should.
fn results(instances: Instances) -> El {
    let failed = Memo::new(move |_| {
        instances.bulk.work.with(|work| {
            let items = work.as_ref().map(|work| work.run.items()).unwrap_or_default();
            let failed = items.iter().filter_map(|item| match &item.state {
                ItemState::Ended(result) if result.has_failed() => {
                    Some((item.key.clone(), result.clone()))
                }
                _ => None,
            });
            failed.take(MOST_FAILURES).collect::<Vec<_>>()
        })
    });
    classed("ul", "bulk-failed").dyn_child(move || {
        let job = instances.bulk.work.with_untracked(|work| work.as_ref().map(|it| it.job.clone()));
        let Some(job) = job else { return Vec::new() };
        let line = |(key, result): (RowKey, BulkResult)| {
            let server = instances.server(key.server);
            let text = bulk_words::result(&job, &result, server.as_ref());
            el("li").child(el("b").text(interpolate::plain(&key.name))).text(" ").text(text)
        };
        failed.get().into_iter().map(line).collect::<Vec<El>>()
    })
}

/// One line a row: server, name, what was done, how it ended.
fn save_report(instances: Instances) {
    let Some(BulkWork { job, run }) = instances.bulk.work.get_untracked() else { return };
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
            ItemState::Ended(result) => bulk_words::result(&job, result, server.as_ref()),
            ItemState::Skipped => t(key!("instances.bulk.skipped")),
            ItemState::Waiting | ItemState::Running => String::new(),
        };
        let label = server.map(|server| server.label).unwrap_or_default();
        rows.push(vec![label, item.key.name.clone(), bulk_words::job(&job), result]);
    }
    let lines = rows.iter().map(|row| row.iter().map(String::as_str).collect());
    download::text(&csv(lines), &format!("{}.csv", bulk_words::file_name(&job)));
}
