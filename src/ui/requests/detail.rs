//! All that is known of a call: its request and its answer, every secret masked, and what can be done
//! with it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::http::secret::masked;
use crate::domain::interpolate;
use crate::domain::requests::curl::masked_command;
use crate::domain::requests::mask::ShownBody;
use crate::domain::requests::record::{CallEnd, CallRecord, Excerpt};
use crate::domain::requests::shown::ShownCall;
use crate::state::requests::view::RequestView;
use crate::ui::kit::buttons::copy_button::copy_button;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n;
use crate::ui::kit::i18n::{filled_key, key, t, tf};
use crate::ui::kit::json_view::named_json_view;
use crate::ui::requests::words;

pub(super) fn detail(log: RequestView, record: Arc<CallRecord>) -> El {
    // As they are known when it is unfolded: what becomes known later stands in later calls.
    let shown = ShownCall::of(&record, &log.known_secrets());
    let answer = match &record.end {
        CallEnd::Answer { body, .. } => Some(body),
        CallEnd::Opaque | CallEnd::Failure { .. } => None,
    };
    let sent = record.body.as_ref().zip(shown.sent.as_ref());
    let answer = answer.zip(shown.answer.as_ref());
    let facts = el("dl")
        .child(fact(key!("requests.address"), el("code").text(interpolate::plain(&shown.url))))
        .child(fact(key!("requests.key"), key_shown(&record)));
    classed("div", "call-detail")
        .child(facts)
        .child(sent.map(|(body, shown)| {
            body_part(key!("requests.sent"), filled_key!("request.lines", count), body, shown)
        }))
        .child(words::cause(&record).map(|cause| el("p").text(cause)))
        .child(answer.map(|(body, shown)| {
            let lines = filled_key!("requests.answer_lines", count);
            body_part(key!("requests.answer"), lines, body, shown)
        }))
        .child(actions(log, record, shown))
}

fn fact(name: &str, value: El) -> El {
    el("div").child(el("dt").t(name)).child(el("dd").child(value))
}

fn key_shown(record: &CallRecord) -> El {
    if record.key.is_empty() {
        el("span").t(key!("requests.no_key"))
    } else {
        el("code").text(masked(record.key.reveal()))
    }
}

/// A body under its title, with a note where it is not all there.
fn body_part(title: &str, lines: &'static str, body: &Excerpt, shown: &ShownBody) -> El {
    let part = el("section").child(el("h2").t(title));
    let note = match shown {
        _ if body.is_cut() => Some(tf!(
            "requests.cut",
            shown = &words::part_bytes(body.text.len()),
            total = &words::bytes(body.total)
        )),
        ShownBody::Json { is_whole: false, .. } => Some(t(key!("requests.broken"))),
        _ => None,
    };
    let part = part.child(note.map(|note| classed("p", "quiet").text(note)));
    match shown {
        ShownBody::Empty => part.child(classed("p", "quiet").t(key!("requests.no_body"))),
        ShownBody::Json { value, .. } => {
            let value = value.clone();
            part.child(named_json_view(lines, move || value.clone(), || None))
        }
        ShownBody::Text(text) => part.child(
            classed("pre", "call-text")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr_t("aria-label", title)
                .text(text.as_str()),
        ),
    }
}

fn actions(log: RequestView, record: Arc<CallRecord>, shown: ShownCall) -> El {
    let command = masked_command(&record, &shown);
    let curl = command.map(|command| {
        let done =
            if record.key.is_empty() { key!("common.copied") } else { key!("request.copied_curl") };
        copy_button(key!("request.copy_curl"), done, move || command.clone())
    });
    let answer = shown.answer.filter(|answer| *answer != ShownBody::Empty);
    let copy_answer = answer.map(|answer| {
        copy_button(key!("requests.copy_answer"), key!("common.copied"), move || answer.text())
    });
    let actions = classed("div", "actions").child(curl).child(copy_answer);
    if !record.is_repeatable() {
        return actions;
    }
    let of_memo = record.clone();
    let is_held = Memo::new(move |_| log.holds_key(&of_memo));
    actions.dyn_child(move || {
        if is_held.get() {
            repeat(log, record.clone())
        } else {
            classed("span", "quiet").t(key!("requests.repeat_gone"))
        }
    })
}

/// Sends the call again. Its answer becomes a row of its own; how it ended is said here.
fn repeat(log: RequestView, record: Arc<CallRecord>) -> El {
    let is_running = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let press = move || {
        if is_running.get_untracked() {
            return;
        }
        is_running.set(true);
        let record = record.clone();
        spawn_local(async move {
            let outcome = log.repeat(&record).await;
            let sentence = match outcome {
                Some(Ok(answer)) => tf!(
                    "requests.repeated",
                    status = &answer.status.to_string(),
                    took = &i18n::duration(answer.elapsed_ms)
                ),
                Some(Err(_)) => t(key!("requests.repeat_failed")),
                None => String::new(),
            };
            // The row may have been folded meanwhile.
            let _ = is_running.try_set(false);
            let _ = said.try_set(sentence);
        });
    };
    classed("span", "call-repeat")
        .child(
            button("button small")
                .aria_bool("aria-disabled", move || is_running.get())
                .t(key!("requests.repeat"))
                .on_click(press),
        )
        .child(classed("span", "quiet").attr("role", "status").dyn_text(move || said.get()))
}
