//! The conversations of a bot: who it talks to, and what can be done about it.

use leptos::prelude::*;

use crate::domain::bots::BotKind;
use crate::domain::bots::sessions::{BotSession, SessionAction, SessionOutcome, TIME_LIMIT_MS};
use crate::domain::interpolate;
use crate::state::instance::{InstanceScreen, SessionsRun};
use crate::ui::instance::trouble::{failed, trouble};
use crate::ui::kit::dialog::confirm_form::ConfirmForm;
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{fill, key, t, tf};

/// The conversations of one bot on the screen.
#[derive(Clone, Copy)]
struct SessionsView {
    run: SessionsRun,
    /// What its elements are told from those of other bots by
    id: StoredValue<String>,
    is_busy: Memo<bool>,
    /// What is asked about before it is done
    question: RwSignal<Option<(SessionAction, String)>>,
}

pub(super) fn sessions_list(screen: InstanceScreen, kind: &'static BotKind, bot: String) -> El {
    let id = StoredValue::new(format!("sessions-{}-{bot}", kind.bots.id()));
    let run = SessionsRun::start(screen, kind, bot);
    let state = run.state;
    let is_busy = Memo::new(move |_| state.with(|state| state.is_busy));
    let view = SessionsView { run, id, is_busy, question: RwSignal::new(None) };
    let failure = Memo::new(move |_| state.with(|state| state.failure.clone()));
    view.keep_focus();
    let again = button("button small")
        .aria_bool("aria-disabled", move || is_busy.get())
        .t(key!("again.read"))
        .on_click(move || run.read());
    classed("div", "card-body sessions")
        .child(
            classed("p", "row-said")
                .id(view.element_id("said"))
                .attr("role", "status")
                .attr("tabindex", "-1")
                .dyn_text(move || view.said()),
        )
        .dyn_child(move || {
            failure.get().map(|failure| {
                trouble(&failure.error, &failed(&screen.server(), failure.call, TIME_LIMIT_MS))
            })
        })
        .child(view.rows())
        .child(classed("p", "help").t(key!("instance.sessions.help")))
        .child(classed("div", "actions").child(again))
        .child(view.ask_dialog())
}

impl SessionsView {
    fn element_id(self, name: &str) -> String {
        self.id.try_with_value(|id| format!("{id}-{name}")).unwrap_or_default()
    }

    /// A conversation that is gone takes its buttons with it: the focus goes to what is said of it.
    fn keep_focus(self) {
        Effect::new(move |was_busy: Option<bool>| {
            let is_busy = self.is_busy.get();
            let is_acted = self.run.state.with_untracked(|state| state.done.is_some());
            if was_busy == Some(true) && !is_busy && is_acted {
                request_animation_frame(move || {
                    if focus::is_nowhere() {
                        focus::by_id(&self.element_id("said"));
                    }
                });
            }
            is_busy
        });
    }

    fn said(self) -> String {
        self.run.state.with(|state| match &state.done {
            _ if state.is_busy => t(key!("instance.sessions.busy")),
            Some((action, jid, outcome)) => said(*action, jid, *outcome),
            None => String::new(),
        })
    }

    fn rows(self) -> El {
        let state = self.run.state;
        let sessions = Memo::new(move |_| {
            state.with(|state| {
                state.list.as_ref().map(|list| list.sessions.clone()).unwrap_or_default()
            })
        });
        let note = Memo::new(move |_| {
            state.with(|state| match &state.list {
                Some(list) if !list.is_complete => Some(key!("instance.sessions.incomplete")),
                Some(list) if list.sessions.is_empty() => Some(key!("instance.sessions.none")),
                _ => None,
            })
        });
        let list = move || {
            el("ul").each(
                move || sessions.get(),
                |session| session.id.clone(),
                move |session| self.line(session),
            )
        };
        el("div")
            .show(move || sessions.with(|sessions| !sessions.is_empty()), list)
            .dyn_child(move || note.get().map(|key| classed("p", "help").t(key)))
    }

    /// It stays over a new reading, so that its buttons keep the focus.
    fn line(self, first: BotSession) -> El {
        let state = self.run.state;
        let session = Memo::new(move |before: Option<&BotSession>| {
            let now = state.with(|state| {
                let sessions = &state.list.as_ref()?.sessions;
                sessions.iter().find(|session| session.id == first.id).cloned()
            });
            now.unwrap_or_else(|| before.unwrap_or(&first).clone())
        });
        let actions: Vec<El> =
            SessionAction::ALL.into_iter().map(|action| self.action(action, session)).collect();
        el("li")
            .child(
                classed("span", "session-who")
                    .child(el("code").dyn_text(move || number(session)))
                    .child(el("span").dyn_text(move || session.with(name))),
            )
            .child(classed("span", "badge").dyn_text(move || session.with(status_name)))
            .child(classed("span", "help").dyn_text(move || session.with(updated_at)))
            .child(classed("span", "actions").child(actions))
    }

    /// A button that would change nothing stays, so that the one that was pressed keeps the focus.
    fn action(self, action: SessionAction, session: Memo<BotSession>) -> El {
        let word = action_name(action);
        let label = {
            let word = word.clone();
            move || {
                let number = number(session);
                Some(tf!("instance.sessions.action_named", action = &word, number = &number))
            }
        };
        let is_idle = Memo::new(move |_| {
            self.is_busy.get() || !session.with(|it| action.is_offered(it.status))
        });
        let press = move || {
            if is_idle.get_untracked() {
                return;
            }
            let jid = session.with_untracked(|it| it.jid.clone());
            if action.is_far_reaching() {
                self.question.set(Some((action, jid)));
            } else {
                self.run.act(action, jid);
            }
        };
        button("button small")
            .aria_bool("aria-disabled", move || is_idle.get())
            .dyn_attr("aria-label", label)
            .text(word)
            .on_click(press)
    }

    /// No press alone does what reaches other instances. The browser gives the focus back to the button.
    fn ask_dialog(self) -> El {
        let question = self.question;
        let title_id = self.element_id("question-title");
        show_while(self.element_id("question"), move || question.with(Option::is_some));
        classed("dialog", "dialog")
            .id(self.element_id("question"))
            .attr("aria-labelledby", &title_id)
            .on("cancel", move |event| {
                event.prevent_default();
                question.set(None);
            })
            .dyn_child(move || {
                question.get().map(|(action, jid)| self.ask_form(&title_id, action, jid))
            })
    }

    fn ask_form(self, title_id: &str, action: SessionAction, jid: String) -> El {
        let number = interpolate::plain(&jid);
        let title = match action {
            SessionAction::Delete => tf!("instance.sessions.ask_delete", number = &number),
            _ => tf!("instance.sessions.ask_close", number = &number),
        };
        ConfirmForm {
            title: el("h2").id(title_id).text(title),
            body: vec![el("p").t(key!("instance.sessions.ask_body"))],
            proof: None,
            confirm: action_name(action),
        }
        .view(
            move || self.question.set(None),
            move || {
                self.question.set(None);
                self.run.act(action, jid.clone());
            },
        )
    }
}

fn said(action: SessionAction, jid: &str, outcome: SessionOutcome) -> String {
    let number = interpolate::plain(jid);
    match outcome {
        SessionOutcome::Done => {
            fill(&format!("instance.sessions.done.{}", action.id()), &[("number", &number)])
        }
        SessionOutcome::NotDone => tf!("instance.sessions.not_done", number = &number),
        SessionOutcome::Unproven => tf!("instance.sessions.unproven", number = &number),
    }
}

fn action_name(action: SessionAction) -> String {
    t(&format!("instance.sessions.action.{}", action.id()))
}

fn number(session: Memo<BotSession>) -> String {
    session.with(|session| interpolate::plain(&session.jid))
}

fn name(session: &BotSession) -> String {
    session.name.as_deref().map(interpolate::plain).unwrap_or_default()
}

fn status_name(session: &BotSession) -> String {
    match session.status {
        Some(status) => t(&format!("instance.sessions.status.{}", status.id())),
        None => t(key!("instance.sessions.status.unknown")),
    }
}

fn updated_at(session: &BotSession) -> String {
    let Some(at) = &session.updated_at else { return String::new() };
    let to_seconds = at.split('.').next().unwrap_or(at).replace('T', " ");
    format!("{} UTC", interpolate::plain(&to_seconds))
}
