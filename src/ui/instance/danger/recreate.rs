//! Deleting the instance and creating it again with everything that was read. It ends in the proof of
//! that creation.

use std::iter;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::instance::copy::InstanceCopy;
use crate::domain::instance::copy::left_behind::LeftBehind;
use crate::domain::instances::action::{ActionOutcome, RowAction};
use crate::domain::interpolate;
use crate::domain::route::Route;
use crate::state::creation::{Creation, driver};
use crate::state::route::go_to;
use crate::ui::instance::danger::ask::may_delete;
use crate::ui::instance::danger::copy_file::download_copy;
use crate::ui::instance::head::HeadContext;
use crate::ui::instances::common::left_list::left_list;
use crate::ui::instances::confirm::name_proof;
use crate::ui::kit::dialog::confirm_form::ConfirmForm;
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t, tf};

const DIALOG: &str = "recreate-dialog";
const TITLE: &str = "recreate-dialog-title";

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum RecreateState {
    #[default]
    Idle,
    /// Everything is read once more
    Reading,
    Deleting,
    /// Nothing was deleted; the key of the sentence that says why
    Stopped(&'static str),
    /// It was deleted, and the creation could not be started
    NotStarted(Box<InstanceCopy>),
}

/// Whether everything that it needs is known, and nothing speaks against it.
pub fn is_offered(context: HeadContext) -> bool {
    let screen = context.screen;
    let is_read = screen.row.row_just_read().is_some() && screen.is_answered();
    let is_idle = context
        .recreation
        .with(|recreation| matches!(recreation, RecreateState::Idle | RecreateState::Stopped(_)));
    is_read && is_idle && may_delete(context)
}

/// The question: what stays behind, a copy of everything, and the name to be typed.
pub fn recreate_dialog(context: HeadContext, creation: Creation) -> El {
    let is_asking = context.is_recreate_asked;
    show_while(DIALOG.to_owned(), move || is_asking.get());
    classed("dialog", "dialog instance-question")
        .id(DIALOG)
        .attr("aria-labelledby", TITLE)
        .on("cancel", move |event| {
            event.prevent_default();
            is_asking.set(false);
        })
        .show(move || is_asking.get(), move || untrack(|| question(context, creation)))
}

fn question(context: HeadContext, creation: Creation) -> El {
    let (screen, is_asking) = (context.screen, context.is_recreate_asked);
    let name = screen.name();
    let left = screen.left_behind();
    let list = left_list(key!("instance.recreate.left"), &left);
    let copy = button("button small")
        .t(key!("instance.copy_all"))
        .on_click(move || download_copy(screen, &screen.copy()));
    let title = tf!("instance.recreate.title", name = &interpolate::plain(&name));
    ConfirmForm {
        title: el("h2").id(TITLE).text(title),
        body: iter::once(el("p").t(key!("instance.recreate.body")))
            .chain(list)
            .chain([copy])
            .collect(),
        proof: Some(name_proof(name)),
        confirm: t(key!("instance.recreate")),
    }
    .view(
        move || is_asking.set(false),
        move || {
            is_asking.set(false);
            recreate(context, creation, left.clone());
        },
    )
}

/// Reads everything once more, deletes the instance, sees that it is gone, and creates it again.
/// Everything stands in the form of the creation before the deletion: if the creation fails, nothing is
/// lost.
fn recreate(context: HeadContext, creation: Creation, confirmed: Vec<LeftBehind>) {
    let (screen, instances, form) = (context.screen, context.instances, context.form);
    let (server, key) = (screen.server(), screen.key());
    let recreation = context.recreation;
    if creation.is_sending.get_untracked() {
        recreation.set(RecreateState::Stopped(key!("instance.recreate.busy")));
        return;
    }
    recreation.set(RecreateState::Reading);
    spawn_local(async move {
        let copy = screen.read_copy(&instances.cancel()).await;
        // Who left meanwhile deletes nothing.
        if recreation.try_get_untracked().is_none() {
            return;
        }
        let copy = match copy {
            None => Err(key!("instance.recreate.unread")),
            Some(copy) if copy.left_behind() != confirmed => {
                screen.read_all();
                Err(key!("instance.recreate.changed"))
            }
            Some(_) if creation.is_sending.get_untracked() => Err(key!("instance.recreate.busy")),
            Some(copy) => Ok(copy),
        };
        let copy = match copy {
            Ok(copy) => copy,
            Err(why) => return recreation.set(RecreateState::Stopped(why)),
        };
        let mut drafts = copy.drafts_to_recreate(server.api());
        form.fill(&drafts);
        drafts.fresh_token = form.drafts.with_untracked(|drafts| drafts.fresh_token.clone());
        recreation.set(RecreateState::Deleting);
        let outcome = instances.act(key, RowAction::Delete).await;
        if !matches!(outcome, ActionOutcome::Verified(None)) {
            let _ = recreation.try_set(RecreateState::Idle);
            return;
        }
        let is_free = !creation.is_sending.get_untracked();
        if is_free {
            driver::start(creation, server, drafts, |is_created| {
                go_to(if is_created { &Route::Result } else { &Route::Create });
            });
        }
        if !is_free || !creation.is_sending.get_untracked() {
            let _ = recreation.try_set(RecreateState::NotStarted(Box::new(copy)));
        }
    });
}

/// What is going on before the deletion, or why nothing goes on.
pub fn recreate_line(context: HeadContext) -> El {
    let (screen, recreation) = (context.screen, context.recreation);
    el("div").dyn_child(move || match recreation.get() {
        RecreateState::Idle | RecreateState::Deleting => None,
        RecreateState::Reading => Some(
            classed("p", "notice action-line busy")
                .attr("role", "status")
                .t(key!("instance.recreate.reading")),
        ),
        RecreateState::Stopped(why) => {
            let close = button("button small").t(key!("common.close")).on_click(move || {
                recreation.set(RecreateState::Idle);
                focus::by_id("instance-more");
            });
            Some(
                classed("section", "notice warning action-line")
                    .attr("role", "alert")
                    .child(classed("div", "action-words").child(el("p").t(why)))
                    .child(close),
            )
        }
        RecreateState::NotStarted(copy) => {
            let keep = button("button")
                .t(key!("instance.copy_all"))
                .on_click(move || download_copy(screen, &copy));
            Some(
                classed("section", "notice failure action-line")
                    .attr("role", "alert")
                    .child(
                        classed("div", "action-words")
                            .child(el("p").t(key!("instance.recreate.not_started"))),
                    )
                    .child(keep),
            )
        }
    })
}
