//! The state of a row: a word with its colour, where it comes from, since when and why; and what is
//! being done with the row.

use leptos::prelude::*;

use crate::domain::instances::disconnect::Disconnect;
use crate::domain::instances::row::InstanceRow;
use crate::domain::pairing::phase::ConnectionState;
use crate::state::instances::Activity;
use crate::ui::instances::row::RowView;
use crate::ui::instances::words;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{fill, filled_key, key, t};
use crate::ui::kit::icon::{Icon, draw};

pub(in crate::ui::instances) fn state_cell(view: RowView) -> El {
    let (instances, texts) = (view.screen.instances, view.screen.shared_texts);
    let activity = Memo::new(move |_| view.key.with(|key| instances.activities.of(key)));
    let state = Memo::new(move |_| view.state());
    let source = move || match state.get().1 {
        true => texts.source(true),
        false if instances.lists_late(view.key.with(|key| key.server)) => texts.source(false),
        false => String::new(),
    };
    let word = classed("span", "state-word")
        .child(
            el("span")
                .dyn_attr("class", move || Some(format!("dot {}", state.get().0.id())))
                .attr("aria-hidden", "true"),
        )
        .child(el("b").dyn_text(move || texts.state(state.get().0)))
        .child(classed("span", "source").dyn_text(source))
        .child(history(view));
    let detail =
        Memo::new(move |_| view.listed.with(|it| Detail::of(&it.as_ref()?.row, state.get().0)));
    let is_done = move || activity.with(Option::is_some);
    let part = move |read: fn(&Detail) -> Option<String>| {
        detail.with(|detail| detail.as_ref().and_then(read))
    };
    let detail_line = move || {
        el("span")
            .dyn_attr("class", move || {
                let is_warning = detail.with(|it| matches!(it, Some(Detail::Warning(_))));
                Some(if is_warning { "state-detail warn" } else { "state-detail" }.to_owned())
            })
            .dyn_attr("title", move || part(Detail::title))
            .dyn_text(move || part(|detail| Some(detail.text())).unwrap_or_default())
    };
    el("span")
        .class("cell state")
        .attr("role", "cell")
        .child(word)
        .show(move || !is_done(), detail_line)
        .dyn_child(move || activity.get().map(|activity| activity_line(view, &activity)))
}

/// What is said below the state.
#[derive(Clone, PartialEq)]
enum Detail {
    /// What is odd about an open connection
    Warning(String),
    /// Why a connection is closed
    Disconnected(Disconnect),
}

impl Detail {
    fn of(row: &InstanceRow, state: ConnectionState) -> Option<Self> {
        match state {
            ConnectionState::Open => words::warning(row).map(Self::Warning),
            ConnectionState::Close => row.disconnect.map(Self::Disconnected),
            _ => None,
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Warning(warning) => warning.clone(),
            Self::Disconnected(disconnect) => {
                let reason = words::reason(*disconnect);
                match disconnect.at {
                    Some(at) => format!("{reason} · {}", words::when(at, true)),
                    None => reason,
                }
            }
        }
    }

    /// What helps.
    fn title(&self) -> Option<String> {
        match self {
            Self::Warning(_) => None,
            Self::Disconnected(disconnect) => Some(words::remedy(*disconnect)),
        }
    }
}

/// What is done with the row, or how it ended.
fn activity_line(view: RowView, activity: &Activity) -> El {
    let line = classed("span", "state-detail").attr("role", "status");
    match activity {
        Activity::Running(action) => line
            .child(classed("span", "spinner small").attr("aria-hidden", "true"))
            .child(el("span").text(t(&format!("instances.running.{}", action.id())))),
        Activity::Ended(action, outcome) => {
            let server = view.screen.instances.server(view.key.with_untracked(|key| key.server));
            let text = words::outcome(*action, outcome, server.as_ref());
            let (icon, class) = if outcome.is_verified() {
                (Icon::Check, "state-detail good")
            } else {
                (Icon::Alert, "state-detail bad")
            };
            let dismiss = button("icon-button")
                .attr_t("aria-label", key!("instances.dismiss"))
                .child(draw(Icon::Cross))
                .on_click(move || {
                    view.screen.instances.activities.dismiss(&view.key.get_untracked());
                });
            line.class(class)
                .attr("title", text.clone())
                .child(draw(icon))
                .child(classed("span", "outcome").text(text))
                .child(dismiss)
        }
    }
}

/// The last states as a bar, oldest first, once there are two of them.
fn history(view: RowView) -> El {
    let instances = view.screen.instances;
    let runs = Memo::new(move |_| view.key.with(|key| instances.history(key)));
    let has_bar = move || runs.with(|runs| runs.iter().map(|(_, count)| count).sum::<usize>() > 1);
    el("span").show(has_bar, move || {
        let sentence = move || {
            let runs = runs.get();
            let all: usize = runs.iter().map(|(_, count)| count).sum();
            let open = runs.iter().filter(|(state, _)| *state == ConnectionState::Open);
            let open: usize = open.map(|(_, count)| count).sum();
            let values = [("open", &*open.to_string()), ("all", &*all.to_string())];
            fill(filled_key!("instances.history", open, all), &values)
        };
        classed("span", "history")
            .attr("role", "img")
            .dyn_attr("aria-label", move || Some(sentence()))
            .dyn_attr("title", move || Some(sentence()))
            .dyn_style("background-image", move || gradient(&runs.get()))
    })
}

/// Bands of colour, each as wide as its state was seen often.
fn gradient(runs: &[(ConnectionState, usize)]) -> String {
    let all: usize = runs.iter().map(|(_, count)| count).sum::<usize>().max(1);
    let mut at = 0;
    let mut bands = Vec::new();
    for (state, count) in runs {
        let from = at * 100 / all;
        at += count;
        let to = at * 100 / all;
        bands.push(format!("var(--state-{}) {from}% {to}%", state.id()));
    }
    format!("linear-gradient(to right, {})", bands.join(", "))
}
