//! What is on the server under the name of a failed creation, in one sentence, and what the operator
//! can do about it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::creation::patience::HOLD_LIMIT_MS;
use crate::domain::route::Route;
use crate::domain::schema::fields::Field;
use crate::state::creation::{Attempt, Creation};
use crate::state::route::go_to;
use crate::ui::fields::field_focus;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{duration, fill, filled_key, key, t, tf};
use crate::ui::result::failure::retry::Retry;
use crate::ui::result::failure::words;
use crate::ui::result::failure::words::Failed;
use crate::ui::result::state_words::in_words;

pub fn lookup_line(attempt: Arc<Attempt>, outcome: CreationOutcome, failed: Failed) -> El {
    let creation = expect_context::<Creation>();
    let retry = Retry::of_contexts();
    // Rendered again when it changes, and not every second.
    let is_forgotten = Memo::new(move |_| {
        creation.attempt.with(|attempt| attempt.as_ref().is_some_and(|it| it.is_forgotten))
    });
    classed("div", "outcome").attr("aria-live", "polite").dyn_child(move || {
        let lookup = creation.lookup.get();
        if is_forgotten.get() {
            // There is no key left to ask with. What was found already can be shown.
            let is_found = matches!(lookup, InstanceLookup::Exists { .. });
            let line = classed("p", "lookup").text(t(key!("inflight.forgotten")));
            return vec![Some(line), is_found.then(|| show(creation))];
        }
        let text = text(&lookup, attempt.name(), outcome, &failed);
        let spinner = || classed("span", "spinner").attr("aria-hidden", "true");
        let line = text.map(|text| {
            let words = el("div").child(classed("p", "lookup").text(text));
            classed("div", "outcome-text")
                .child(lookup.is_waiting().then(spinner))
                .child(words.child(waited(creation, &lookup)))
        });
        let actions = actions(retry, &attempt, &lookup, outcome);
        let actions = classed("div", "actions").child(actions);
        vec![line, Some(actions)]
    })
}

fn text(
    lookup: &InstanceLookup,
    name: &str,
    outcome: CreationOutcome,
    failed: &Failed,
) -> Option<String> {
    let named = |key: &str| fill(key, &[("name", name)]);
    Some(match lookup {
        InstanceLookup::NotLooked => return None,
        InstanceLookup::Looking => named(filled_key!("failure.look.running", name)),
        InstanceLookup::NotYet => named(filled_key!("failure.look.not_yet", name)),
        InstanceLookup::Exists { state, is_own, .. } => {
            let key = match outcome {
                CreationOutcome::PartiallyCreated => {
                    filled_key!("failure.look.half_made", name, state)
                }
                CreationOutcome::Uncertain => filled_key!("failure.look.doubtful", name, state),
                _ if *is_own => filled_key!("failure.look.exists", name, state),
                _ => filled_key!("failure.look.there", name, state),
            };
            fill(key, &[("name", name), ("state", &in_words(state))])
        }
        InstanceLookup::Foreign => named(filled_key!("failure.look.foreign", name)),
        InstanceLookup::Earlier => named(filled_key!("failure.look.earlier", name)),
        InstanceLookup::Absent => named(filled_key!("failure.look.absent", name)),
        InstanceLookup::Held => named(filled_key!("failure.look.held", name)),
        InstanceLookup::StillHeld => {
            let limit = duration(u32::try_from(HOLD_LIMIT_MS).unwrap_or(u32::MAX));
            tf!("failure.look.still_held", limit = &limit, name = name)
        }
        InstanceLookup::Unclear => named(key!("failure.look.unclear")),
        InstanceLookup::LoggingOut => named(filled_key!("failure.delete.logging_out", name)),
        InstanceLookup::Deleting => named(filled_key!("failure.delete.running", name)),
        InstanceLookup::Deleted => named(filled_key!("failure.delete.done", name)),
        InstanceLookup::DeleteFailed(error) => {
            let (cause, cure) = (words::cause(error, failed), words::cure(error, failed));
            format!("{} {cause} {cure}", named(filled_key!("failure.delete.failed", name)))
        }
    })
}

/// For how long already. It is drawn apart from the rest, so that its change removes no button and is
/// not read out every second.
fn waited(creation: Creation, lookup: &InstanceLookup) -> Option<El> {
    matches!(lookup, InstanceLookup::Held | InstanceLookup::NotYet).then(|| {
        classed("p", "quiet").attr("aria-hidden", "true").dyn_text(move || {
            let (waited, limit) = creation.waited.get();
            let values = [("time", &*duration(waited * 1000)), ("limit", &duration(limit * 1000))];
            fill(filled_key!("sending.elapsed", time, limit), &values)
        })
    })
}

/// What fits to what was seen.
fn actions(
    retry: Retry,
    attempt: &Arc<Attempt>,
    lookup: &InstanceLookup,
    outcome: CreationOutcome,
) -> Vec<El> {
    let Retry { creation, form, .. } = retry;
    // The button that was pressed goes with what it changes; the focus stays with the failure.
    let act = |key: &str, input: CreationInput| {
        button("button").t(key).on_click(move || {
            creation.give(input.clone());
            focus::by_id("failure");
        })
    };
    let look = |key: &str| act(key, CreationInput::Look);
    let delete = || act(key!("failure.delete"), CreationInput::Delete);
    let stop = || act(key!("failure.stop"), CreationInput::StopLooking);
    let show = || show(creation);
    let other_name = || {
        button("button")
            .t(key!("failure.other_name"))
            .on_click(move || field_focus::field(form, Field::InstanceName))
    };
    let again = || {
        let attempt = attempt.clone();
        button("button primary").t(key!("failure.again")).on_click(move || retry.again(&attempt))
    };
    match lookup {
        InstanceLookup::NotLooked => vec![look(key!("failure.look"))],
        InstanceLookup::Exists { .. } if outcome == CreationOutcome::PartiallyCreated => {
            vec![delete()]
        }
        InstanceLookup::Exists { .. } if outcome == CreationOutcome::Uncertain => {
            vec![show(), delete()]
        }
        InstanceLookup::Exists { .. } => vec![show()],
        InstanceLookup::Absent | InstanceLookup::Deleted => vec![again()],
        InstanceLookup::DeleteFailed(_) => vec![delete(), look(key!("failure.look_again"))],
        InstanceLookup::Unclear => vec![look(key!("failure.look_again")), other_name()],
        InstanceLookup::Foreign | InstanceLookup::Earlier | InstanceLookup::StillHeld => {
            vec![other_name(), look(key!("failure.look_again"))]
        }
        InstanceLookup::NotYet => vec![other_name(), stop()],
        InstanceLookup::Held => vec![stop()],
        InstanceLookup::Looking | InstanceLookup::LoggingOut | InstanceLookup::Deleting => {
            Vec::new()
        }
    }
}

fn show(creation: Creation) -> El {
    button("button primary").t(key!("failure.show")).on_click(move || {
        creation.give(CreationInput::ShowFound);
        go_to(&Route::Result);
    })
}
