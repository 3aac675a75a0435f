//! What brings an instance back, from the mildest step to the hardest. The last one deletes it and
//! creates it anew with everything that was read, and ends in the proof of that creation.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::http::json_print;
use crate::domain::instance::left_behind::{LeftBehind, left_behind};
use crate::domain::instance::stored_group::GroupReading;
use crate::domain::instance::{duplicate, export};
use crate::domain::instances::action::{ActionOutcome, RowAction};
use crate::domain::interpolate;
use crate::domain::route::Route;
use crate::domain::schema::drafts::Drafts;
use crate::platform::download;
use crate::state::creation::{Creation, driver};
use crate::state::instance::{GroupRun, InstanceScreen, RowsRun};
use crate::state::route::go_to;
use crate::ui::instance::head::HeadContext;
use crate::ui::instances::words;
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, section_name, t, tf};

const DIALOG: &str = "anew-dialog";

/// The card, while it is open.
pub fn rescue(context: HeadContext) -> El {
    let is_asking = RwSignal::new(false);
    let creation = expect_context::<Creation>();
    let card = move || {
        let close = button("button small").t(key!("common.close")).on_click(move || {
            context.is_rescue_open.set(false);
            focus::by_id("instance-more");
        });
        let head = classed("div", "card-head")
            .child(el("h2").id("rescue-heading").attr("tabindex", "-1").t(key!("instance.rescue")))
            .child(classed("p", "card-lead").t(key!("instance.rescue.lead")))
            .child(close);
        classed("section", "card rescue")
            .attr("aria-labelledby", "rescue-heading")
            .child(head)
            .child(steps(context, is_asking))
    };
    el("div")
        .show(move || context.is_rescue_open.get(), card)
        .child(anew_dialog(context, creation, is_asking))
}

fn steps(context: HeadContext, is_asking: RwSignal<bool>) -> El {
    let (screen, instances) = (context.screen, context.instances);
    let is_busy = move || instances.activities.is_running(&screen.key());
    let step = |help: &'static str, label: String, act: Box<dyn Fn()>| {
        el("li")
            .child(el("p").t(help))
            .child(button("button small").bool_attr("disabled", is_busy).text(label).on_click(act))
    };
    let start = move |action| Box::new(move || instances.start(screen.key(), action));
    let connect = t(key!("instances.connect"));
    el("ol")
        .class("rescue-steps")
        .child(step(
            key!("instance.rescue.connect"),
            connect,
            Box::new(move || context.connect.run(())),
        ))
        .child(step(
            key!("instance.rescue.restart"),
            words::action(RowAction::Restart),
            start(RowAction::Restart),
        ))
        .child(step(
            key!("instance.rescue.disconnect"),
            words::action(RowAction::Disconnect),
            start(RowAction::Disconnect),
        ))
        .child(step(
            key!("instance.rescue.anew"),
            t(key!("instance.anew")),
            Box::new(move || is_asking.set(true)),
        ))
}

/// The question before an instance is deleted and created anew: what stays behind, a copy of everything,
/// and the name to be typed.
fn anew_dialog(context: HeadContext, creation: Creation, is_asking: RwSignal<bool>) -> El {
    show_while(DIALOG.to_owned(), move || is_asking.get());
    let title = format!("{DIALOG}-title");
    classed("dialog", "dialog anew")
        .id(DIALOG)
        .attr("aria-labelledby", &title)
        .on("cancel", move |event| {
            event.prevent_default();
            is_asking.set(false);
        })
        .show(move || is_asking.get(), move || question(context, creation, is_asking))
}

fn question(context: HeadContext, creation: Creation, is_asking: RwSignal<bool>) -> El {
    let screen = context.screen;
    let name = screen.name();
    let typed = RwSignal::new(String::new());
    let expected = name.trim().to_owned();
    let is_proven = Memo::new(move |_| typed.with(|text| text.trim() == expected));
    let left: Vec<El> = left(screen).iter().map(|one| el("li").text(left_words(one))).collect();
    let copy =
        button("button small").t(key!("instance.copy_all")).on_click(move || download_copy(screen));
    let input = classed("input", "input")
        .id("anew-name")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("autofocus", "")
        .prop_value(move || typed.get())
        .on_text("input", move |text| typed.set(text));
    let label = classed("label", "typed-proof")
        .attr("for", "anew-name")
        .child(el("span").t(key!("instances.ask.type_name")))
        .child(input);
    let confirm = el("button")
        .attr("type", "submit")
        .class("button danger")
        .bool_attr("disabled", move || !is_proven.get())
        .t(key!("instance.anew"));
    el("form")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            if is_proven.get_untracked() {
                is_asking.set(false);
                create_anew(context, creation);
            }
        })
        .child(
            el("h2")
                .id(format!("{DIALOG}-title"))
                .text(tf!("instance.anew.title", name = &interpolate::plain(&name))),
        )
        .child(el("p").t(key!("instance.anew.body")))
        .child((!left.is_empty()).then(|| {
            el("div")
                .child(el("p").t(key!("instance.anew.left")))
                .child(classed("ul", "said-list").child(left))
        }))
        .child(copy)
        .child(label)
        .child(
            classed("div", "actions")
                .child(
                    button("button")
                        .t(key!("common.cancel"))
                        .on_click(move || is_asking.set(false)),
                )
                .child(confirm),
        )
}

fn readings(
    screen: InstanceScreen,
) -> Vec<(crate::domain::schema::section::Section, GroupReading)> {
    let reading = |run: &GroupRun| {
        Some((run.section, run.state.with_untracked(|state| state.reading.clone())?))
    };
    screen.groups.with_value(|groups| groups.iter().filter_map(reading).collect())
}

fn left(screen: InstanceScreen) -> Vec<LeftBehind> {
    let readings = readings(screen);
    let row = untrack(|| screen.row.row()).unwrap_or_default();
    let groups = readings.iter().map(|(section, reading)| (*section, reading));
    let with_rows = screen.collections.with_value(|all| {
        let has_rows = |run: &&RowsRun| run.rows.with_untracked(|rows| !rows.is_empty());
        all.iter().filter(has_rows).map(|run| run.section).collect::<Vec<_>>()
    });
    left_behind(&row, groups, with_rows)
}

/// In words, what stays behind.
pub fn left_words(left: &LeftBehind) -> String {
    match left {
        LeftBehind::Connection => t(key!("instance.left.connection")),
        LeftBehind::Messages => t(key!("instance.left.messages")),
        LeftBehind::Unread(section) => {
            tf!("instance.left.unread", section = &section_name(*section))
        }
        LeftBehind::Hidden(section) => {
            tf!("instance.left.hidden", section = &section_name(*section))
        }
        LeftBehind::Rows(section) => tf!("instance.left.rows", section = &section_name(*section)),
        LeftBehind::Unseen(section, names) => tf!(
            "instance.left.unseen",
            section = &section_name(*section),
            fields = &names.join(", ")
        ),
    }
}

/// Everything that was read, as a file.
pub fn download_copy(screen: InstanceScreen) {
    let row = untrack(|| screen.row.row()).unwrap_or_default();
    let readings = readings(screen);
    let groups =
        readings.iter().filter_map(|(section, reading)| Some((*section, &**reading.stored()?)));
    let copy = export::json(&screen.server(), &row, groups);
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' };
    let name: String = screen.name().chars().take(80).map(safe).collect();
    download::text(&json_print::text(&copy), &format!("{name}.json"));
}

/// The form of a creation that makes this instance again.
pub fn copied_drafts(screen: InstanceScreen) -> Drafts {
    let row = untrack(|| screen.row.row()).unwrap_or_default();
    let readings = readings(screen);
    let groups =
        readings.iter().filter_map(|(section, reading)| Some((*section, &**reading.stored()?)));
    duplicate::drafts(&row, groups, screen.server().api())
}

/// Deletes the instance, sees that it is gone, and creates it again. Everything stands in the form of the
/// creation from the beginning: if the creation fails, nothing is lost.
fn create_anew(context: HeadContext, creation: Creation) {
    let (screen, instances, form) = (context.screen, context.instances, context.form);
    let server = screen.server();
    let row = untrack(|| screen.row.row()).unwrap_or_default();
    let mut drafts = duplicate::anew(&row, copied_drafts(screen));
    form.fill(&drafts);
    drafts.fresh_token = form.drafts.with_untracked(|drafts| drafts.fresh_token.clone());
    let key = screen.key();
    context.is_recreating.set(true);
    spawn_local(async move {
        let outcome = instances.act(key, RowAction::Delete).await;
        if !matches!(outcome, ActionOutcome::Verified(None)) {
            let _ = context.is_recreating.try_set(false);
            return;
        }
        driver::start(creation, server, drafts, |is_created| {
            go_to(if is_created { &Route::Result } else { &Route::Create });
        });
    });
}
