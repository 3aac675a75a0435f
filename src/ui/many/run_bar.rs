//! Below the table: the press that creates, and how far the run is.

use leptos::prelude::*;

use crate::domain::many::queue::QrQueue;
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::counts::{CauseGroup, RunCounts};
use crate::domain::many::run::input::RunInput;
use crate::domain::many::run::row::RowWork;
use crate::state::many::{ListKnown, ManyDesk};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, fill, filled_key, key, plural_key, t, tf};
use crate::ui::kit::tick::every_second;
use crate::ui::many::page::ManyScreen;
use crate::ui::many::queue::{self, QUEUE_BUTTON};
use crate::ui::many::result_file;
use crate::ui::many::run_options::run_options;
use crate::ui::many::words;

const BAR: &str = "many-bar";
/// More causes than a run has.
const MOST_CAUSES: usize = 12;

/// In which state the run is, as far as its buttons go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RunPhase {
    NotBegun,
    Running,
    Paused,
    Over,
}

fn phase(screen: ManyScreen) -> RunPhase {
    screen.desk.run.with(|run| match run {
        None => RunPhase::NotBegun,
        Some(run) if run.is_over() => RunPhase::Over,
        // Where every row that is left waits for a secret, nothing happens by itself.
        Some(run) if run.is_paused() || run.only_lacks() => RunPhase::Paused,
        Some(_) => RunPhase::Running,
    })
}

pub(super) fn run_bar(screen: ManyScreen) -> El {
    let phase = Memo::new(move |_| phase(screen));
    // Its buttons go with the state that they belong to; who stood on one stays at the bar.
    Effect::new(move || {
        phase.track();
        request_animation_frame(|| {
            if focus::is_nowhere() {
                focus::by_id(BAR);
            }
        });
    });
    let has_run = Memo::new(move |_| screen.has_run());
    let is_elsewhere = Memo::new(move |_| screen.desk.is_elsewhere());
    classed("section", "card many-run")
        .id(BAR)
        .attr("tabindex", "-1")
        .attr_t("aria-label", key!("many.run"))
        .show(move || has_run.get(), move || progress(screen, phase))
        .child(
            classed("div", "many-line")
                .show(move || phase.get() != RunPhase::Over, move || run_options(screen.desk))
                .child(el("span").attr("role", "status").dyn_text(move || held_line(screen)))
                .child(classed("span", "spring"))
                .dyn_child(move || {
                    let (phase, is_elsewhere) = (phase.get(), is_elsewhere.get());
                    untrack(|| if is_elsewhere { Vec::new() } else { buttons(screen, phase) })
                }),
        )
        .show(move || has_run.get(), move || causes(screen))
}

/// Why the last press began nothing.
fn held_line(screen: ManyScreen) -> String {
    let is_asking = screen.desk.list.with(|list| matches!(list, ListKnown::Asking));
    match (is_asking && screen.is_starting.get(), screen.is_held.get()) {
        (true, _) => t(key!("many.comparing")),
        (false, true) => t(key!("many.held")),
        (false, false) => String::new(),
    }
}

fn create_button(screen: ManyScreen) -> El {
    let desk = screen.desk;
    let ready = Memo::new(move |_| {
        let rows = desk.right_rows();
        let changed = rows.iter().filter(|(_, work)| *work == RowWork::Change).count();
        (rows.len() - changed, changed)
    });
    let words = move || match ready.get() {
        (created, 0) => counted(plural_key!("many.create"), created),
        (0, changed) => counted(plural_key!("many.change"), changed),
        (created, changed) => tf!(
            "many.create_and_change",
            created = &created.to_string(),
            changed = &changed.to_string()
        ),
    };
    // While rows are being compared, the button would say something else at each moment.
    let is_idle =
        move || !screen.is_starting.get() && !desk.is_checking.get() && !desk.is_comparing.get();
    let start = move || {
        screen.is_starting.set(true);
        screen.is_held.set(false);
        desk.start(move |has_begun| {
            let _ = screen.is_starting.try_set(false);
            let _ = screen.is_held.try_set(!has_begun);
        });
    };
    button("button primary")
        .id("many-create")
        .bool_attr("disabled", move || ready.get() == (0, 0) || !is_idle())
        .dyn_text(words)
        .on_click(start)
}

fn buttons(screen: ManyScreen, phase: RunPhase) -> Vec<El> {
    let desk = screen.desk;
    let give = move |label: &str, class: &'static str, input: fn() -> RunInput| {
        button(class).t(label).on_click(move || {
            desk.is_resumed.set(false);
            desk.give(input());
        })
    };
    let stop = || give(key!("instances.bulk.stop"), "button", || RunInput::Stop);
    match phase {
        RunPhase::NotBegun => vec![create_button(screen)],
        RunPhase::Running => {
            vec![give(key!("instances.bulk.pause"), "button", || RunInput::Pause), stop()]
        }
        RunPhase::Paused => {
            vec![stop(), give(key!("instances.bulk.resume"), "button primary", || RunInput::GoOn)]
        }
        RunPhase::Over => over_buttons(screen),
    }
}

fn counts(desk: ManyDesk) -> Memo<RunCounts> {
    Memo::new(move |_| desk.run.with(|run| run.map(ManyRun::counts).unwrap_or_default()))
}

fn over_buttons(screen: ManyScreen) -> Vec<El> {
    let desk = screen.desk;
    let counts = counts(desk);
    let undone = Memo::new(move |_| counts.with(|counts| counts.undone));
    // Rows that were never begun are not tried again.
    let has_skipped = Memo::new(move |_| counts.with(|counts| counts.skipped > 0));
    let has_new = Memo::new(move |_| !desk.right_rows().is_empty());
    let with_tokens = button("button")
        .t(key!("many.file.with_tokens"))
        .on_click(move || screen.is_saving_tokens.set(true));
    let file = button("button")
        .t(key!("instances.bulk.file"))
        .on_click(move || result_file::save(screen, false));
    let retry = move || {
        button("button")
            .dyn_class("primary", move || !has_new.get())
            .dyn_text(move || match has_skipped.get() {
                true => counted(plural_key!("many.rest"), undone.get()),
                false => counted(plural_key!("many.retry"), undone.get()),
            })
            .on_click(move || desk.give(RunInput::Retry))
    };
    let connectable = Memo::new(move |_| queue::connectable(desk).len());
    // The next thing to do once all is well.
    let is_next = move || undone.get() == 0 && !has_new.get();
    let connect = move || {
        button("button")
            .id(QUEUE_BUTTON)
            .dyn_class("primary", is_next)
            .t(key!("many.queue.open"))
            .on_click(move || screen.queue.set(Some(QrQueue::new(queue::connectable(desk)))))
    };
    let more = classed("span", "many-buttons")
        .show(move || connectable.get() > 0, connect)
        .show(move || undone.get() > 0, retry)
        .show(move || has_new.get(), move || create_button(screen));
    vec![with_tokens, file, more]
}

fn progress(screen: ManyScreen, phase: Memo<RunPhase>) -> El {
    let desk = screen.desk;
    let second = every_second();
    let counts = counts(desk);
    let speed = Memo::new(move |_| {
        second.track();
        let left = counts.get().left();
        let speed = desk.run.with_untracked(|run| run.and_then(|run| run.pace().speed(left)));
        speed.filter(|_| phase.get() == RunPhase::Running)
    });
    let paused_by =
        Memo::new(move |_| desk.run.with(|run| run.and_then(ManyRun::paused_by)).is_some());
    let pace = move || {
        let Some(speed) = speed.get() else { return String::new() };
        tf!(
            "many.speed",
            rate = &speed.rows_per_minute.to_string(),
            left = &words::span(speed.seconds_left)
        )
    };
    classed("div", "many-progress")
        .child(
            el("progress")
                .attr_t("aria-label", key!("many.run"))
                .dyn_attr("max", move || Some(counts.get().all.to_string()))
                .dyn_attr("value", move || {
                    let counts = counts.get();
                    Some((counts.ended() + counts.skipped).to_string())
                }),
        )
        .child(
            classed("p", "many-counts")
                .attr("role", "status")
                .dyn_text(move || line(&counts.get(), phase.get())),
        )
        .child(classed("p", "help").dyn_text(pace))
        .show(
            move || counts.get().lacking > 0 && phase.get() != RunPhase::Over,
            move || {
                classed("p", "notice warning")
                    .dyn_text(move || counted(plural_key!("many.lacking"), counts.get().lacking))
            },
        )
        .show(move || paused_by.get(), || classed("p", "notice warning").t(key!("many.paused_by")))
}

/// How far the run is, in one sentence.
fn line(counts: &RunCounts, phase: RunPhase) -> String {
    let values = [("done", &*counts.ended().to_string()), ("all", &counts.all.to_string())];
    let head = match phase {
        RunPhase::Running | RunPhase::NotBegun => {
            fill(filled_key!("many.line.running", done, all), &values)
        }
        // The count goes on until what was begun has ended.
        RunPhase::Paused if counts.at_work > 0 => {
            counted(plural_key!("many.line.pausing"), counts.at_work)
        }
        RunPhase::Paused => fill(filled_key!("many.line.paused", done, all), &values),
        RunPhase::Over => fill(filled_key!("many.line.over", done, all), &values),
    };
    let parts = [
        (counts.as_asked, plural_key!("many.line.as_requested")),
        (counts.not_compared, plural_key!("many.line.not_checked")),
        (counts.not_as_asked, plural_key!("many.line.with_problems")),
        (counts.not_created, plural_key!("many.line.failed")),
        (counts.unknown, plural_key!("many.line.unknown")),
        (counts.changed, plural_key!("many.line.changed")),
        (counts.not_changed, plural_key!("many.line.change_problems")),
        (counts.skipped, plural_key!("many.line.skipped")),
    ];
    std::iter::once(head).chain(words::counts(&parts)).collect::<Vec<_>>().join(" · ")
}

/// What did not end well, by its cause.
fn causes(screen: ManyScreen) -> El {
    let desk = screen.desk;
    let groups =
        Memo::new(move |_| desk.run.with(|run| run.map(ManyRun::causes).unwrap_or_default()));
    classed("ul", "many-causes").dyn_child(move || {
        let server = desk.server();
        let line = |group: CauseGroup| {
            let (cause, cure) = words::cause(group.cause, &group.example, server.as_ref());
            el("li")
                .child(el("b").text(counted(plural_key!("many.rows"), group.count)))
                .text(" ")
                .child(el("span").text(cause))
                .text(" ")
                .child(classed("small", "help").text(cure))
        };
        groups.get().into_iter().take(MOST_CAUSES).map(line).collect::<Vec<El>>()
    })
}
