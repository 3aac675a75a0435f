//! A text through the instance, with its own token: what became of it, and the same call as cURL.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::http::curl;
use crate::domain::http::secret::Secret;
use crate::domain::instance::test_message::{MessageOutcome, TIME_LIMIT_MS, call, read};
use crate::domain::schema::encode::digits;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::state::instance::{InstanceScreen, RowReading};
use crate::ui::instance::trouble::{failed, trouble};
use crate::ui::kit::buttons::copy_button::copy_button;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::kit::icon::{Icon, draw};

/// What is typed, and what came of it.
#[derive(Clone, Copy)]
struct TryIt {
    screen: InstanceScreen,
    number: RwSignal<String>,
    text: RwSignal<String>,
    is_sending: RwSignal<bool>,
    is_wrong: RwSignal<bool>,
    outcome: RwSignal<Option<MessageOutcome>>,
    cancel: StoredValue<Cancel, LocalStorage>,
}

pub fn try_it(screen: InstanceScreen) -> El {
    let one = TryIt {
        screen,
        number: RwSignal::new(String::new()),
        text: RwSignal::new(t(key!("result.next.greeting"))),
        is_sending: RwSignal::new(false),
        is_wrong: RwSignal::new(false),
        outcome: RwSignal::new(None),
        cancel: StoredValue::new_local(Cancel::new()),
    };
    on_cleanup(move || {
        one.cancel.try_with_value(Cancel::cancel);
    });
    let head = classed("div", "card-head")
        .child(el("h2").id("try-heading").attr("tabindex", "-1").t(key!("instance.try")))
        .child(classed("p", "card-lead").t(key!("instance.try.lead")));
    classed("section", "card try-it")
        .attr("aria-labelledby", "try-heading")
        .child(head)
        .child(one.without_token())
        .child(one.form())
        .child(one.curl())
}

impl TryIt {
    /// The instance's own token, where the server tells it. The server's key is no stand-in: a text that
    /// goes out with it says nothing about the token.
    fn token(self) -> Option<Secret> {
        let token = self.screen.row.row().and_then(|row| row.token.clone());
        token.filter(|token| !token.is_empty())
    }

    /// That the token is not known, once that is certain.
    fn without_token(self) -> El {
        let is_unknown = move || {
            let is_loading = self.screen.row.reading.with(|it| *it == RowReading::Loading);
            !is_loading && self.token().is_none()
        };
        el("div").show(is_unknown, || {
            classed("p", "card-body why").attr("role", "status").t(key!("instance.try.no_token"))
        })
    }

    fn form(self) -> El {
        let number = field("try-number", key!("pairing.number"))
            .child(
                input("try-number", "tel")
                    .attr("aria-describedby", "try-number-problem")
                    .dyn_attr("aria-invalid", move || {
                        self.is_wrong.get().then(|| "true".to_owned())
                    })
                    .prop_value(move || self.number.get())
                    .on_text("input", move |text| self.number.set(text)),
            )
            .child(classed("p", "problem").id("try-number-problem").dyn_text(move || {
                if self.is_wrong.get() { t(key!("pairing.number.problem")) } else { String::new() }
            }));
        let text = field("try-text", key!("instance.try.text")).child(
            input("try-text", "text")
                .prop_value(move || self.text.get())
                .on_text("input", move |text| self.text.set(text)),
        );
        let send = el("button")
            .attr("type", "submit")
            .class("button")
            .aria_bool("aria-disabled", move || self.is_sending.get() || self.token().is_none())
            .dyn_text(move || {
                let is_sending = self.is_sending.get();
                t(if is_sending { key!("instance.try.sending") } else { key!("instance.try.send") })
            });
        classed("form", "card-body try-form")
            .attr("novalidate", "")
            .attr("autocomplete", "off")
            .on("submit", move |event| {
                event.prevent_default();
                self.send();
            })
            .child(number)
            .child(text)
            .child(send)
            .child(self.said())
    }

    fn send(self) {
        let number = digits(self.number.get_untracked().trim());
        let is_number =
            (8..=15).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        self.is_wrong.set(!is_number);
        if !is_number {
            crate::ui::kit::focus::by_id("try-number");
            return;
        }
        if self.is_sending.get_untracked() {
            return;
        }
        let Some(token) = untrack(|| self.token()) else { return };
        self.is_sending.set(true);
        self.outcome.set(None);
        let server = self.screen.server();
        let text = self.text.get_untracked();
        let call = call(&server, &self.screen.name(), &token, &number, &text);
        let cancel = self.cancel.get_value();
        spawn_local(async move {
            let reply = fetch::send(&call, TIME_LIMIT_MS, &cancel).await;
            if cancel.is_cancelled() {
                return;
            }
            let secrets = [server.key.reveal().to_owned(), token.reveal().to_owned()];
            let outcome = match reply {
                Ok(reply) => read(reply.status, &reply.text, server.dialect),
                Err(error) => MessageOutcome::Failed(Box::new(error)),
            };
            let outcome = match outcome {
                MessageOutcome::Failed(error) => {
                    MessageOutcome::Failed(Box::new(error.without(&secrets)))
                }
                outcome => outcome,
            };
            self.is_sending.set(false);
            self.outcome.set(Some(outcome));
        });
    }

    /// What became of it, in one sentence.
    fn said(self) -> El {
        classed("div", "try-said").attr("role", "status").dyn_child(move || {
            let line = |icon, class, text: String| {
                el("p").class(class).child(draw(icon)).child(el("span").text(text))
            };
            Some(match self.outcome.get()? {
                MessageOutcome::Sent(Some(id)) => {
                    line(Icon::Check, "good", tf!("instance.try.sent_id", id = &id))
                }
                MessageOutcome::Sent(None) => {
                    line(Icon::Check, "good", t(key!("instance.try.sent")))
                }
                MessageOutcome::NotOnWhatsApp => {
                    line(Icon::Alert, "bad", t(key!("instance.try.not_on_whatsapp")))
                }
                MessageOutcome::NotConnected => {
                    line(Icon::Alert, "bad", t(key!("instance.try.not_connected")))
                }
                MessageOutcome::Failed(error) => {
                    let server = self.screen.server();
                    let call = call(&server, &self.screen.name(), &Secret::default(), "", "");
                    trouble(&error, &failed(&server, call, TIME_LIMIT_MS))
                }
            })
        })
    }

    /// The same call for a shell. The token is copied in clear, and shown nowhere.
    fn curl(self) -> El {
        let command = move |token: &Secret| {
            let (server, name) = (self.screen.server(), self.screen.name());
            let number = self.number.get();
            let number = if number.trim().is_empty() { "5511999999999".to_owned() } else { number };
            call(&server, &name, token, &number, &self.text.get())
        };
        let copied = move || {
            untrack(|| match self.token() {
                Some(token) => curl::command_with_key(&command(&token)),
                None => curl::command(&command(&Secret::default())),
            })
        };
        let shown = move || curl::command(&command(&Secret::default()));
        classed("details", "card-body")
            .child(el("summary").t(key!("request.curl")))
            .child(copy_button(key!("result.next.copy"), key!("common.copied_clear"), copied))
            .child(
                classed("pre", "json curl")
                    .attr("tabindex", "0")
                    .attr("role", "group")
                    .attr_t("aria-label", key!("request.curl"))
                    .child(el("code").dyn_text(shown)),
            )
    }
}

fn field(id: &str, label: &str) -> El {
    classed("div", "try-field").child(classed("label", "label").attr("for", id).t(label))
}

fn input(id: &str, mode: &'static str) -> El {
    classed("input", "input")
        .id(id)
        .attr("type", "text")
        .attr("inputmode", mode)
        .attr("autocomplete", "off")
}
