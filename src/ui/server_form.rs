//! Adding or editing a server. The address is cleaned as it is read; the dialect is asked of the
//! server or chosen by hand.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::failure_text::{self, Failed};
use super::focus;
use super::text::{t, tf};
use crate::api;
use crate::domain::dialect::Dialect;
use crate::domain::endpoint::{HttpCall, Method, clean_base_url};
use crate::domain::secret::Secret;
use crate::domain::server::Server;
use crate::state::Panel;
use crate::state::page::Page;
use crate::state::servers::greet;

/// What asking the server for its version has shown.
#[derive(Clone, Debug, PartialEq)]
enum Detection {
    Nothing,
    Asking,
    Found(Dialect, String),
    Untold,
    Failed(String),
}

#[component]
pub fn ServerForm(panel: Panel, server: Option<Server>, on_close: Callback<()>) -> impl IntoView {
    let old = server.clone();
    let server = server.unwrap_or(Server {
        id: 0,
        label: String::new(),
        base_url: String::new(),
        dialect: Dialect::EvolutionV2,
        version: None,
        key: Secret::default(),
        is_remembered: false,
    });
    let is_new = server.id == 0;
    let label = RwSignal::new(server.label.clone());
    let url = RwSignal::new(server.base_url.clone());
    let key = RwSignal::new(server.key.reveal().to_owned());
    let dialect = RwSignal::new((!is_new).then_some(server.dialect));
    let version = RwSignal::new(server.version.clone());
    let is_remembered = RwSignal::new(server.is_remembered);
    let is_revealed = RwSignal::new(false);
    let is_attempted = RwSignal::new(false);
    let detection = RwSignal::new(Detection::Nothing);
    let clean = Memo::new(move |_| url.with(|url| clean_base_url(url)));

    // The answer may come after the form was closed, or for an address typed before this one.
    let detect = move || {
        let Some(base_url) = clean.get_untracked() else { return };
        if let Some(found) = Dialect::of_base_url(&base_url) {
            dialect.set(Some(found));
            detection.set(Detection::Nothing);
            return;
        }
        detection.set(Detection::Asking);
        spawn_local(async move {
            let outcome = greet(&base_url).await;
            if clean.try_get_untracked().flatten().as_ref() != Some(&base_url) {
                return;
            }
            detection.set(match outcome {
                Ok(Some(told)) => match Dialect::of_version(&told) {
                    Some(found) => {
                        dialect.set(Some(found));
                        version.set(Some(told.clone()));
                        Detection::Found(found, told)
                    }
                    None => Detection::Untold,
                },
                Ok(None) => Detection::Untold,
                Err(error) => {
                    let call = HttpCall::new(Method::Get, &base_url, "/", &Secret::default());
                    let failed = Failed { call, limit_ms: 15_000, secrets: Vec::new() };
                    let cause = failure_text::cause(&error, &failed);
                    Detection::Failed(format!("{cause} {}", failure_text::cure(&error, &failed)))
                }
            });
        });
    };
    let label_problem = move || {
        (is_attempted.get() && label.with(|label| label.trim().is_empty()))
            .then(|| t("servers.problem.label"))
    };
    let url_problem = move || match clean.get() {
        None if is_attempted.get() => Some(t("servers.problem.url")),
        Some(url) if api::is_mixed_content(&url) => Some(t("servers.problem.mixed")),
        _ => None,
    };
    let dialect_problem = move || {
        (is_attempted.get() && dialect.get().is_none()).then(|| t("servers.problem.dialect"))
    };
    let cleaned = move || {
        clean
            .get()
            .filter(|clean| url.with(|url| url.trim() != clean.as_str()))
            .map(|clean| tf("servers.cleaned", &[("url", &clean)]))
    };
    let detected = move || match detection.get() {
        Detection::Nothing => None,
        Detection::Asking => Some(t("servers.dialect.detecting")),
        Detection::Found(found, version) => {
            let values = [("version", version.as_str()), ("dialect", found.name())];
            Some(tf("servers.dialect.detected", &values))
        }
        Detection::Untold => Some(t("servers.dialect.undetected")),
        Detection::Failed(why) => Some(why),
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        is_attempted.set(true);
        let first_problem = [
            ("server-label", label_problem().is_some()),
            ("server-url", clean.get_untracked().is_none()),
            ("server-dialect-0", dialect.get_untracked().is_none()),
        ];
        if let Some((id, _)) = first_problem.into_iter().find(|(_, is_wrong)| *is_wrong) {
            focus::by_id(id);
            return;
        }
        let (Some(base_url), Some(dialect)) = (clean.get_untracked(), dialect.get_untracked())
        else {
            return;
        };
        let id = panel.servers.save(Server {
            id: server.id,
            label: label.get_untracked().trim().to_owned(),
            // A version belongs to the address it was told by.
            version: version.get_untracked().filter(|_| {
                Dialect::of_version(&version.get_untracked().unwrap_or_default()) == Some(dialect)
            }),
            base_url,
            dialect,
            key: Secret::new(key.get_untracked().trim()),
            is_remembered: is_remembered.get_untracked(),
        });
        on_close.run(());
        if is_new {
            panel.servers.choose(id);
            Page::Create.go();
        }
    };
    let title = match &old {
        Some(old) => tf("servers.edit", &[("label", &old.label)]),
        None => t("servers.add"),
    };
    request_animation_frame(|| focus::by_id("server-url"));
    let problem = |id: &'static str, sentence: Signal<Option<String>>| {
        view! { <p class="problem" id=id>{sentence}</p> }
    };
    view! {
        <form class="card server-form" novalidate autocomplete="off" on:submit=save>
            <div class="card-head">
                <h2>{title}</h2>
            </div>
            <div class="row">
                <div class="row-name">
                    <label class="label" for="server-url">{t("servers.base_url")}</label>
                </div>
                <div class="row-control">
                    <input
                        class="input"
                        id="server-url"
                        name="baseUrl"
                        inputmode="url"
                        autocapitalize="off"
                        spellcheck="false"
                        placeholder="https://"
                        aria-describedby="server-url-help server-url-problem"
                        aria-invalid=move || url_problem().map(|_| "true")
                        prop:value=url
                        on:input=move |event| {
                            detection.set(Detection::Nothing);
                            url.set(event_target_value(&event));
                        }
                        on:change=move |_| {
                            if label.with_untracked(String::is_empty) {
                                label.set(suggested_label(clean.get_untracked()));
                            }
                            if is_new && dialect.get_untracked().is_none() {
                                detect();
                            }
                        }
                    />
                    <p class="help" id="server-url-help">
                        {t("servers.base_url.help")} " " {cleaned}
                    </p>
                    {problem("server-url-problem", Signal::derive(url_problem))}
                </div>
            </div>
            <div class="row">
                <div class="row-name">
                    <label class="label" for="server-label">{t("servers.label")}</label>
                </div>
                <div class="row-control">
                    <input
                        class="input"
                        id="server-label"
                        name="label"
                        aria-describedby="server-label-help server-label-problem"
                        aria-invalid=move || label_problem().map(|_| "true")
                        prop:value=label
                        on:input=move |event| label.set(event_target_value(&event))
                    />
                    <p class="help" id="server-label-help">{t("servers.label.help")}</p>
                    {problem("server-label-problem", Signal::derive(label_problem))}
                </div>
            </div>
            <div class="row">
                <div class="row-name">
                    <span class="label" id="server-dialect-label">{t("servers.dialect")}</span>
                </div>
                <div class="row-control">
                    <div class="inline">
                        <div
                            class="segments"
                            role="radiogroup"
                            aria-labelledby="server-dialect-label"
                            aria-describedby="server-dialect-help server-dialect-problem"
                        >
                            {Dialect::ALL
                                .into_iter()
                                .enumerate()
                                .map(|(index, one)| {
                                    view! {
                                        <label class="segment">
                                            <input
                                                type="radio"
                                                name="dialect"
                                                id=format!("server-dialect-{index}")
                                                value=one.id()
                                                prop:checked=move || dialect.get() == Some(one)
                                                on:change=move |_| dialect.set(Some(one))
                                            />
                                            <span>{one.name()}</span>
                                        </label>
                                    }
                                })
                                .collect_view()}
                        </div>
                        <button
                            type="button"
                            class="button"
                            disabled=move || clean.get().is_none()
                            on:click=move |_| detect()
                        >
                            {t("servers.dialect.detect")}
                        </button>
                    </div>
                    <p class="help" id="server-dialect-help">{t("servers.dialect.help")}</p>
                    <p class="help detected" role="status">{detected}</p>
                    {problem("server-dialect-problem", Signal::derive(dialect_problem))}
                </div>
            </div>
            <div class="row">
                <div class="row-name">
                    <label class="label" for="server-key">{t("servers.key")}</label>
                </div>
                <div class="row-control">
                    <div class="secret">
                        <input
                            class="input mono"
                            id="server-key"
                            name="apikey"
                            type=move || if is_revealed.get() { "text" } else { "password" }
                            autocomplete="new-password"
                            spellcheck="false"
                            aria-describedby="server-key-help"
                            prop:value=key
                            on:input=move |event| key.set(event_target_value(&event))
                        />
                        <button
                            type="button"
                            class="button small"
                            on:click=move |_| is_revealed.update(|shown| *shown = !*shown)
                        >
                            {move || {
                                if is_revealed.get() { t("common.hide") } else { t("common.reveal") }
                            }}
                        </button>
                    </div>
                    <p class="help" id="server-key-help">{t("servers.key.help")}</p>
                    <label class="check">
                        <input
                            type="checkbox"
                            name="remember"
                            aria-describedby="server-remember-help"
                            prop:checked=is_remembered
                            on:change=move |event| is_remembered.set(event_target_checked(&event))
                        />
                        <span>{t("servers.remember")}</span>
                    </label>
                    <p class="help" id="server-remember-help">{t("servers.remember.help")}</p>
                </div>
            </div>
            <div class="form-actions">
                <button type="button" class="button" on:click=move |_| on_close.run(())>
                    {t("common.cancel")}
                </button>
                <button type="submit" class="button primary">{t("servers.save")}</button>
            </div>
        </form>
    }
}

/// The host's first part, as a label to begin with.
fn suggested_label(base_url: Option<String>) -> String {
    let url = base_url.unwrap_or_default();
    let address = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    address.to_owned()
}
