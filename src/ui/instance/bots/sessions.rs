//! The conversations of a bot: who it talks to, and what can be done about it.

use leptos::prelude::*;

use crate::domain::bots::BotKind;
use crate::domain::bots::sessions::{BotSession, SessionAction, TIME_LIMIT_MS};
use crate::domain::interpolate;
use crate::state::instance::{InstanceScreen, SessionsRun};
use crate::ui::instance::trouble::{failed, trouble};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{fill, filled_key, key, t, tf};

pub(super) fn sessions_list(screen: InstanceScreen, kind: &'static BotKind, bot: String) -> El {
    let run = SessionsRun::start(screen, kind, bot);
    let state = run.state;
    let sessions = Memo::new(move |_| state.with(|state| state.sessions.clone()));
    let error = Memo::new(move |_| state.with(|state| state.error.clone()));
    let is_busy = Memo::new(move |_| state.with(|state| state.is_busy));
    let again = button("button small")
        .bool_attr("disabled", move || is_busy.get())
        .t(key!("again.read"))
        .on_click(move || run.read());
    let rows = move || {
        let sessions = sessions.get()?;
        Some(match sessions.as_slice() {
            [] => classed("p", "help").t(key!("instance.sessions.none")),
            sessions => {
                let rows: Vec<El> =
                    sessions.iter().map(|session| line(run, is_busy, session)).collect();
                el("ul").child(rows)
            }
        })
    };
    let said = move || {
        state.with(|state| match &state.done {
            _ if state.is_busy => t(key!("instance.sessions.busy")),
            Some((action, jid, is_done)) => said(*action, jid, *is_done),
            None => String::new(),
        })
    };
    classed("div", "card-body sessions")
        .child(classed("p", "row-said").attr("role", "status").dyn_text(said))
        .dyn_child(move || {
            error.get().map(|error| {
                trouble(&error, &failed(&screen.server(), run.list_call(), TIME_LIMIT_MS))
            })
        })
        .dyn_child(rows)
        .child(classed("p", "help").t(key!("instance.sessions.help")))
        .child(classed("div", "actions").child(again))
}

fn said(action: SessionAction, jid: &str, is_done: bool) -> String {
    let values = [("number", interpolate::plain(jid))];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, &**value)).collect();
    if is_done {
        fill(&format!("instance.sessions.done.{}", action.id()), &values)
    } else {
        fill(filled_key!("instance.sessions.not_done", number), &values)
    }
}

fn line(run: SessionsRun, is_busy: Memo<bool>, session: &BotSession) -> El {
    let BotSession { jid, name, status, updated_at, .. } = session.clone();
    let shown = interpolate::plain(&jid);
    let status_name = match status {
        Some(status) => t(&format!("instance.sessions.status.{}", status.id())),
        None => t(key!("instance.sessions.status.unknown")),
    };
    let press = |action: SessionAction| {
        let jid = jid.clone();
        let word = t(&format!("instance.sessions.action.{}", action.id()));
        button("button small")
            .bool_attr("disabled", move || is_busy.get())
            .attr(
                "aria-label",
                tf!("instance.sessions.action_named", action = &word, number = &shown),
            )
            .text(word)
            .on_click(move || run.act(action, jid.clone()))
    };
    let actions: Vec<El> = SessionAction::ALL
        .into_iter()
        .filter(|action| action.is_offered(status))
        .map(press)
        .collect();
    el("li")
        .child(
            classed("span", "session-who")
                .child(el("code").text(&shown))
                .child(name.map(|name| el("span").text(interpolate::plain(&name)))),
        )
        .child(classed("span", "badge").text(status_name))
        .child(updated_at.map(|at| {
            let to_seconds = at.split('.').next().unwrap_or(&at).replace('T', " ");
            classed("span", "help").text(format!("{} UTC", interpolate::plain(&to_seconds)))
        }))
        .child(classed("span", "actions").child(actions))
}
