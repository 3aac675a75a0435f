//! Pairing the telephone: a step that is never blank. What stands in it follows the machine of
//! `domain::pairing`; the picture is dark on white in both themes.

use std::sync::Arc;

use leptos::prelude::*;

use super::copy_button::plain_copy;
use super::customer_view::customer_view;
use super::element::{El, button, classed, el};
use super::failure_panel::{details, failed};
use super::failure_text::{self, Failed};
use super::focus;
use super::icon::{Icon, draw};
use super::pairing_form::pairing_form;
use super::qr_drawing::qr_drawing;
use super::text::{counted_plain, t, tf};
use crate::domain::diagnosis::hints;
use crate::domain::error::ApiError;
use crate::domain::pairing::{CODE_LIFE, Input, Pairing, Phase};
use crate::domain::plan::Step;
use crate::domain::section::Section;
use crate::state::Panel;
use crate::state::creation::Attempt;

/// What the card and the view for the customer both show.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub panel: Panel,
    /// The picture as a data URL, empty when there is none to show
    pub picture: Memo<String>,
    /// The pairing code in two groups, empty when there is none to show
    pub typed: Memo<String>,
    /// The name of the phase
    pub phase: Memo<String>,
}

impl Shown {
    fn new(panel: Panel) -> Self {
        let pairing = panel.pairing.pairing;
        let is_wanted = |pairing: &Pairing| matches!(pairing.phase, Phase::Shown | Phase::Expired);
        Self {
            panel,
            picture: Memo::new(move |_| {
                pairing.with(|pairing| match is_wanted(pairing) && !pairing.is_by_number {
                    true => picture(pairing),
                    false => String::new(),
                })
            }),
            typed: Memo::new(move |_| {
                pairing.with(|pairing| match pairing.phase {
                    Phase::Shown => pairing.typed_code().unwrap_or_default(),
                    _ => String::new(),
                })
            }),
            phase: Memo::new(move |_| pairing.with(|pairing| pairing.phase.id().to_owned())),
        }
    }

    pub fn is(self, phase: Phase) -> bool {
        self.phase.with(|id| id == phase.id())
    }

    pub fn has_picture(self) -> bool {
        self.picture.with(|picture| !picture.is_empty())
    }

    pub fn has_typed(self) -> bool {
        self.typed.with(|typed| !typed.is_empty())
    }

    pub fn by_number(self) -> bool {
        self.panel.pairing.pairing.with(|pairing| pairing.is_by_number)
    }

    fn seconds_left(self) -> u32 {
        let now = u32::try_from(self.panel.pairing.now.get()).unwrap_or(u32::MAX);
        self.panel.pairing.pairing.with(|pairing| pairing.seconds_left(now))
    }

    /// How long the code is still good, as a number and a bar. A timer is read out when it is looked
    /// for and not each second.
    pub fn countdown(self) -> El {
        let bar = el("progress")
            .attr("max", CODE_LIFE.to_string())
            .attr("aria-hidden", "true")
            .live_attr("value", move || Some(self.seconds_left().to_string()));
        let left = move || {
            let seconds = self.seconds_left().to_string();
            tf("pairing.left", &[("seconds", &seconds)])
        };
        classed("p", "countdown")
            .flag("hidden", move || !self.is(Phase::Shown))
            .child(bar)
            .child(el("span").attr("role", "timer").live_text(left))
    }

    /// The image itself, for a frame.
    pub fn image(self, alt: &str) -> El {
        el("img")
            .attr("alt", alt)
            .flag("hidden", move || !self.has_picture())
            .live_attr("src", move || Some(self.picture.get()).filter(|src| !src.is_empty()))
    }
}

/// The server's picture, or one drawn from the text.
fn picture(pairing: &Pairing) -> String {
    let code = &pairing.code;
    match (&code.image, &code.code) {
        (Some(image), _) => image.clone(),
        (None, Some(text)) => qr_drawing(text.reveal()).unwrap_or_default(),
        (None, None) => String::new(),
    }
}

/// The card of the instance of this name.
pub fn pairing_card(panel: Panel, attempt: &Arc<Attempt>, name: &str) -> El {
    let shown = Shown::new(panel);
    let is_form_open = RwSignal::new(false);
    let is_presented = RwSignal::new(false);
    let head = classed("div", "card-head")
        .child(el("h2").id("pairing-heading").attr("tabindex", "-1").say("pairing.title"))
        .child(classed("span", "badge").live_text(move || link(shown)));
    let body = classed("div", "card-body")
        .child(
            classed("p", "pairing-status").attr("role", "status").live_text(move || status(shown)),
        )
        .child(frame(shown, name))
        .child(typed(shown))
        .child(shown.countdown())
        .child(where_to_tap(shown))
        .child(actions(shown, name, is_form_open, is_presented))
        .child(pairing_form(panel, attempt, is_form_open))
        .child(troubles(shown, attempt));
    classed("section", "card qr")
        .attr("aria-labelledby", "pairing-heading")
        .child(head)
        .child(body)
        .child(customer_view(shown, name, is_presented))
}

/// What the server calls the connection.
fn link(shown: Shown) -> String {
    let link = shown.panel.pairing.pairing.with(|pairing| pairing.link);
    t(&format!("pairing.link.{}", link.id()))
}

/// Where the pairing is, in one sentence. It changes with the phase and the code alone, so that it is
/// read out no more often.
fn status(shown: Shown) -> String {
    shown.panel.pairing.pairing.with(|pairing| match pairing.phase {
        Phase::Shown => {
            let key =
                if pairing.is_by_number { "pairing.status.typed" } else { "pairing.status.shown" };
            tf(key, &[("count", &pairing.attempt().to_string())])
        }
        Phase::Waiting if pairing.needs_diagnosis() => t("pairing.status.long"),
        Phase::Paused if pairing.needs_diagnosis() => {
            counted_plain("pairing.status.empty", pairing.empties as usize)
        }
        phase => t(&format!("pairing.status.{}", phase.id())),
    })
}

/// A white square of one size, whatever stands in it.
fn frame(shown: Shown, name: &str) -> El {
    let over = move || {
        shown.panel.pairing.pairing.with(|pairing| match pairing.phase {
            Phase::Idle => t("pairing.frame.idle"),
            Phase::Waiting => t("pairing.frame.waiting"),
            Phase::Expired => t("pairing.frame.expired"),
            Phase::Paused | Phase::Failed => t("pairing.frame.stopped"),
            Phase::Open => t("pairing.frame.open"),
            Phase::Shown => String::new(),
        })
    };
    let is_waiting = move || shown.is(Phase::Waiting) || shown.is(Phase::Expired);
    let words = classed("p", "qr-words")
        .flag("hidden", move || shown.is(Phase::Shown))
        .live(move || is_waiting().then(|| classed("span", "spinner").attr("aria-hidden", "true")))
        .live(move || shown.is(Phase::Open).then(|| draw(Icon::Check)))
        .child(el("span").live_text(over));
    classed("div", "qr-frame")
        .class_when("has-code", move || shown.has_picture())
        .class_when("is-over", move || shown.is(Phase::Expired))
        .flag("hidden", move || shown.is(Phase::Shown) && !shown.has_picture())
        .child(shown.image(&tf("pairing.alt", &[("name", name)])))
        .child(words)
}

/// The pairing code, in the size it is read out from.
fn typed(shown: Shown) -> El {
    classed("p", "pairing")
        .flag("hidden", move || !shown.has_typed())
        .child(el("span").say("pairing.code"))
        .child(el("output").live_text(move || shown.typed.get()))
        .child(plain_copy(move || shown.typed.get_untracked()))
}

fn where_to_tap(shown: Shown) -> El {
    let key = move || if shown.by_number() { "pairing.where_number" } else { "pairing.where" };
    classed("p", "help").flag("hidden", move || shown.is(Phase::Open)).live_text(move || t(key()))
}

/// What the operator can do. The buttons stay where they are, so that a press keeps its focus.
fn actions(
    shown: Shown,
    name: &str,
    is_form_open: RwSignal<bool>,
    is_presented: RwSignal<bool>,
) -> El {
    let state = shown.panel.pairing;
    let main = move || match () {
        () if shown.is(Phase::Idle) => t("pairing.connect"),
        () if shown.is(Phase::Paused) || shown.is(Phase::Failed) => t("pairing.again"),
        () => t("pairing.renew"),
    };
    let begin = move || {
        let is_idle = state.pairing.with_untracked(|pairing| pairing.phase == Phase::Idle);
        state.give(if is_idle { Input::Begin(None) } else { Input::Renew });
    };
    let other = move || if shown.by_number() { t("pairing.by_qr") } else { t("pairing.by_number") };
    let switch = move || {
        if state.pairing.with_untracked(|pairing| pairing.is_by_number) {
            state.give(Input::ByQr);
            is_form_open.set(false);
        } else if !is_form_open.get_untracked() {
            is_form_open.set(true);
            request_animation_frame(|| focus::by_id("pairing-number"));
        } else {
            is_form_open.set(false);
        }
    };
    let is_code = move || shown.has_picture() || shown.has_typed();
    let save = classed("a", "button small")
        .flag("hidden", move || !(shown.has_picture() && shown.is(Phase::Shown)))
        .live_attr("href", move || Some(shown.picture.get()))
        .live_attr("download", {
            let name = name.to_owned();
            move || {
                let is_svg = shown.picture.with(|src| src.starts_with("data:image/svg"));
                Some(format!("{name}-qr.{}", if is_svg { "svg" } else { "png" }))
            }
        })
        .say("pairing.save");
    leave_focus_behind(shown);
    classed("div", "actions")
        .flag("hidden", move || shown.is(Phase::Open))
        .child(
            button("button small")
                .class_when("primary", move || !shown.is(Phase::Shown) && !shown.is(Phase::Waiting))
                .live_text(main)
                .on_click(begin),
        )
        .child(
            button("button small")
                .flag("hidden", move || !is_code())
                .say("pairing.present")
                .on_click(move || is_presented.set(true)),
        )
        .child(
            button("button small")
                .state("aria-expanded", move || is_form_open.get())
                .attr("aria-controls", "pairing-form")
                .live_text(other)
                .on_click(switch),
        )
        .child(save)
        .child(
            button("button small")
                .flag("hidden", move || shown.is(Phase::Idle))
                .say("pairing.restart")
                .on_click(move || state.give(Input::Restart)),
        )
}

/// Once it is open the buttons go; whoever stood on one of them is led to the heading.
fn leave_focus_behind(shown: Shown) {
    Effect::new(move || {
        if shown.is(Phase::Open) {
            let is_inside = document().active_element().is_some_and(|element| {
                element.closest(".qr .actions, .qr form").ok().flatten().is_some()
            });
            if is_inside {
                request_animation_frame(|| focus::by_id("pairing-heading"));
            }
        }
    });
}

/// Why the last call failed, and what to look at when no code comes. It is drawn anew only when it
/// is about something else: the answer has a fold.
fn troubles(shown: Shown, attempt: &Arc<Attempt>) -> El {
    let pairing = shown.panel.pairing.pairing;
    let error = Memo::new(move |_| pairing.with(|pairing| pairing.error.clone()));
    let needs_diagnosis = Memo::new(move |_| pairing.with(Pairing::needs_diagnosis));
    let (of_error, of_hints) = (attempt.clone(), attempt.clone());
    el("div")
        .live(move || error.get().map(|error| failure(shown, &error, &of_error)))
        .live(move || needs_diagnosis.get().then(|| diagnosis(shown, &of_hints)))
}

fn failure(shown: Shown, error: &ApiError, attempt: &Attempt) -> El {
    let failed = failed(attempt, Step::Create);
    let call = shown.panel.pairing.failed_call().unwrap_or_else(|| failed.call.clone());
    let secrets = failed.secrets.into_iter().chain([call.key.reveal().to_owned()]).collect();
    let failed = Failed { call, limit_ms: 45_000, secrets };
    classed("div", "pairing-trouble")
        .child(el("p").text(failure_text::cause(error, &failed)))
        .child(el("p").text(failure_text::cure(error, &failed)))
        .child(details(error, &failed))
}

/// What to look at, most of it on the server.
fn diagnosis(shown: Shown, attempt: &Attempt) -> El {
    let server = &attempt.server;
    // The greeting may have been heard only after the press.
    let current = shown.panel.servers.list.with_untracked(|servers| {
        servers.iter().find(|known| known.id == server.id).and_then(|known| known.version.clone())
    });
    let version = current.or_else(|| server.version.clone());
    let has_proxy = attempt.drafts.is_on(Section::Proxy);
    let by_number = shown.panel.pairing.pairing.with_untracked(|pairing| pairing.is_by_number);
    let hints = hints(server.dialect, version.as_deref(), has_proxy, by_number);
    let line = |id: &str| {
        let version = version.as_deref().unwrap_or_default();
        el("li").text(tf(&format!("pairing.hint.{id}"), &[("version", version)]))
    };
    let lines: Vec<El> = hints.into_iter().map(|hint| line(hint.id())).collect();
    classed("div", "pairing-trouble")
        .child(el("h3").say("pairing.diagnosis"))
        .child(classed("ul", "said-list").child(lines))
}
