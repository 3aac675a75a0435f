//! What became of the name of a failed creation, in one sentence, and what can be done about it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::route::Route;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::state::Panel;
use crate::state::creation::Attempt;
use crate::state::creation::lookup::{HOLD_LIMIT, InstanceLookup};
use crate::state::route::go_to;
use crate::ui::fields::field_focus;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{duration, tf};
use crate::ui::result::failure_text;
use crate::ui::result::failure_text::Failed;
use crate::ui::result::state_words::in_words;

pub fn sighting_line(
    panel: Panel,
    attempt: Arc<Attempt>,
    aftermath: CreationOutcome,
    failed: Failed,
) -> El {
    classed("div", "outcome").attr("aria-live", "polite").dyn_child(move || {
        let sighting = panel.creation.sighting.get();
        let text = text(&sighting, attempt.name(), aftermath, &failed);
        let spinner = || classed("span", "spinner").attr("aria-hidden", "true");
        let line = text.map(|text| {
            let words = el("div").child(classed("p", "sighting").text(text));
            classed("div", "outcome-text")
                .child(sighting.is_waiting().then(spinner))
                .child(words.child(waited(panel, &sighting)))
        });
        let actions = actions(panel, &attempt, &sighting, aftermath);
        let actions = classed("div", "actions").child(actions);
        vec![line, Some(actions)]
    })
}

fn text(
    sighting: &InstanceLookup,
    name: &str,
    aftermath: CreationOutcome,
    failed: &Failed,
) -> Option<String> {
    let named = |key: &str| tf(key, &[("name", name)]);
    Some(match sighting {
        InstanceLookup::NotLooked => return None,
        InstanceLookup::Looking => named("failure.look.running"),
        InstanceLookup::NotYet => named("failure.look.not_yet"),
        InstanceLookup::Exists { state, is_own, .. } => {
            let key = match aftermath {
                CreationOutcome::PartiallyCreated => "failure.look.half_made",
                CreationOutcome::Uncertain => "failure.look.doubtful",
                _ if *is_own => "failure.look.exists",
                _ => "failure.look.there",
            };
            tf(key, &[("name", name), ("state", &in_words(state))])
        }
        InstanceLookup::Foreign => named("failure.look.foreign"),
        InstanceLookup::Earlier => named("failure.look.earlier"),
        InstanceLookup::Absent => named("failure.look.absent"),
        InstanceLookup::Held => named("failure.look.held"),
        InstanceLookup::StillHeld => {
            let limit = duration(HOLD_LIMIT * 1000);
            tf("failure.look.still_held", &[("name", name), ("limit", &limit)])
        }
        InstanceLookup::Unclear => named("failure.look.unclear"),
        InstanceLookup::LoggingOut => named("failure.delete.logging_out"),
        InstanceLookup::Deleting => named("failure.delete.running"),
        InstanceLookup::Deleted => named("failure.delete.done"),
        InstanceLookup::DeleteFailed(error) => {
            let (cause, cure) =
                (failure_text::cause(error, failed), failure_text::cure(error, failed));
            format!("{} {cause} {cure}", named("failure.delete.failed"))
        }
    })
}

/// For how long already. It is drawn apart from the rest, so that its change takes no button away
/// and is not read out every second.
fn waited(panel: Panel, sighting: &InstanceLookup) -> Option<El> {
    (*sighting == InstanceLookup::Held).then(|| {
        classed("p", "quiet").attr("aria-hidden", "true").dyn_text(move || {
            let time = duration(panel.creation.waited.get() * 1000);
            tf("sending.elapsed", &[("time", &time), ("limit", &duration(HOLD_LIMIT * 1000))])
        })
    })
}

/// What fits to what was seen.
fn actions(
    panel: Panel,
    attempt: &Arc<Attempt>,
    sighting: &InstanceLookup,
    aftermath: CreationOutcome,
) -> Vec<El> {
    let creation = panel.creation;
    // The button that was pressed goes with what it changes; the focus stays with the failure.
    let act = |class: &'static str, key: &str, act: fn(Panel)| {
        button(class).t(key).on_click(move || {
            act(panel);
            focus::by_id("failure");
        })
    };
    let look = |key: &str| act("button", key, |panel| panel.creation.look());
    let delete = || act("button", "failure.delete", |panel| panel.creation.delete());
    let show = || {
        button("button primary").t("failure.show").on_click(move || {
            creation.show_found();
            go_to(&Route::Result);
        })
    };
    let again = || {
        let attempt = attempt.clone();
        button("button primary").t("failure.again").on_click(move || again(panel, &attempt))
    };
    match sighting {
        InstanceLookup::NotLooked => vec![look("failure.look")],
        InstanceLookup::Exists { .. } if aftermath == CreationOutcome::PartiallyCreated => {
            vec![delete()]
        }
        InstanceLookup::Exists { .. } if aftermath == CreationOutcome::Uncertain => {
            vec![show(), delete()]
        }
        InstanceLookup::Exists { .. } => vec![show()],
        InstanceLookup::Absent | InstanceLookup::Deleted => vec![again()],
        InstanceLookup::DeleteFailed(_) => vec![delete(), look("failure.look_again")],
        InstanceLookup::Foreign
        | InstanceLookup::Earlier
        | InstanceLookup::Unclear
        | InstanceLookup::StillHeld => {
            vec![look("failure.look_again")]
        }
        InstanceLookup::NotYet | InstanceLookup::Held => {
            vec![act("button", "failure.stop", |panel| panel.creation.stop_looking())]
        }
        InstanceLookup::Looking | InstanceLookup::LoggingOut | InstanceLookup::Deleting => {
            Vec::new()
        }
    }
}

/// Another try on the same server: with what stands in the form now, or, when the page was loaded
/// anew and the form is empty, with the name to begin with. Where that server is not in the list any
/// more, there is none to try it on, and certainly no other.
fn again(panel: Panel, attempt: &Attempt) {
    let is_listed = panel.servers.list.with_untracked(|list| {
        let server = &attempt.server;
        list.iter().any(|listed| listed.id == server.id && listed.base_url == server.base_url)
    });
    if !is_listed {
        return go_to(&Route::Servers);
    }
    panel.servers.choose(attempt.server.id);
    if attempt.is_restored {
        panel.creation.dismiss();
        panel.form.draft(Field::InstanceName).set(Draft::text(attempt.name()));
        field_focus::field(panel.form, Field::InstanceName);
    } else {
        panel.submission.press();
        focus::by_id("submit");
    }
}
