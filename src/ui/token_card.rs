//! The instance's own token: masked, with reveal, copy and download, and what else the creation
//! answered about the instance.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::copy_button::CopyButton;
use super::text::{choice, t};
use crate::domain::decode::Created;
use crate::domain::fields::Field;
use crate::domain::json_text;
use crate::domain::secret::{Secret, masked};
use crate::state::Panel;
use crate::state::creation::Attempt;

#[component]
pub fn TokenCard(panel: Panel, attempt: Arc<Attempt>, created: Arc<Created>) -> impl IntoView {
    let token = created.hash.clone();
    let body = match token {
        Some(token) => view! { <Token panel attempt=attempt.clone() token /> }.into_any(),
        None => view! { <p class="card-body">{t("result.token.none")}</p> }.into_any(),
    };
    view! {
        <section class="card" aria-labelledby="token-heading">
            <div class="card-head">
                <h2 id="token-heading">{t("result.token")}</h2>
                <p class="card-lead">{t("result.token.lead")}</p>
            </div>
            {body}
            <Facts created attempt />
        </section>
    }
}

#[component]
fn Token(panel: Panel, attempt: Arc<Attempt>, token: Secret) -> impl IntoView {
    let is_revealed = RwSignal::new(false);
    let hidden = masked(token.reveal());
    let token = StoredValue::new(token);
    let attempt = StoredValue::new(attempt);
    let in_clear = move || token.with_value(|token| token.reveal().to_owned());
    let shown = move || if is_revealed.get() { in_clear() } else { hidden.clone() };
    let facts = move || {
        attempt.with_value(|attempt| {
            (attempt.name().to_owned(), attempt.server.base_url.clone(), in_clear())
        })
    };
    let download_json = move |_| {
        let (name, base_url, token) = facts();
        let json =
            serde_json::json!({ "instanceName": name, "baseUrl": base_url, "apikey": token });
        let _ = download(&format!("{}.json", file_name(&name)), &json_text::text(&json));
    };
    let download_env = move |_| {
        let (name, base_url, token) = facts();
        let lines = [
            format!("EVOLUTION_INSTANCE={}", env_quoted(&name)),
            format!("EVOLUTION_BASE_URL={}", env_quoted(&base_url)),
            format!("EVOLUTION_INSTANCE_TOKEN={}", env_quoted(&token)),
        ];
        let _ = download(&format!("{}.env", file_name(&name)), &(lines.join("\n") + "\n"));
    };
    let stored = panel.creation.is_stored;
    view! {
        <div class="card-body">
            <div class="token-line">
                <output class="input mono token" aria-label=t("result.token")>{shown}</output>
                <button
                    type="button"
                    class="button small"
                    on:click=move |_| is_revealed.update(|is_revealed| *is_revealed = !*is_revealed)
                >
                    {move || if is_revealed.get() { t("common.hide") } else { t("common.reveal") }}
                </button>
                <CopyButton text=Callback::new(move |()| in_clear()) />
                <button type="button" class="button small" on:click=download_json>
                    {t("result.token.download_json")}
                </button>
                <button type="button" class="button small" on:click=download_env>
                    {t("result.token.download_env")}
                </button>
                <button
                    type="button"
                    class="button small primary"
                    aria-pressed=move || stored.get().to_string()
                    on:click=move |_| stored.set(true)
                >
                    {move || {
                        if stored.get() {
                            t("result.token.stored_done")
                        } else {
                            t("result.token.stored")
                        }
                    }}
                </button>
            </div>
            <p class="help">{t("result.token.notice")}</p>
        </div>
    }
}

/// What the answer says of the instance.
#[component]
fn Facts(created: Arc<Created>, attempt: Arc<Attempt>) -> impl IntoView {
    let engine = match created.integration.as_deref() {
        Some(engine) if Field::Integration.spec().has_choice(engine) => {
            choice(Field::Integration, engine)
        }
        Some(engine) => engine.to_owned(),
        None => t("result.engine_default"),
    };
    let name = created.instance_name.clone().unwrap_or_else(|| attempt.name().to_owned());
    let fact = |key: &str, value: Option<String>| {
        let key = t(key);
        value.map(|value| view! { <div><dt>{key}</dt><dd>{value}</dd></div> })
    };
    let is_localhost = created
        .chatwoot_webhook
        .as_deref()
        .is_some_and(|url| url.contains("://localhost") || url.contains("://127."));
    view! {
        <dl class="facts">
            {fact("result.name", Some(name))} {fact("result.id", created.instance_id.clone())}
            {fact("result.engine", Some(engine))} {fact("result.state", created.status.clone())}
            {fact("result.business_webhook", created.business_webhook.clone())}
            {created
                .verify_token
                .clone()
                .map(|token| {
                    view! {
                        <div>
                            <dt>{t("result.verify_token")}</dt>
                            <dd><MaskedValue token /></dd>
                        </div>
                    }
                })}
            {fact("result.chatwoot_webhook", created.chatwoot_webhook.clone())}
        </dl>
        {is_localhost
            .then(|| view! { <p class="notice warning">{t("result.chatwoot_localhost")}</p> })}
    }
}

/// A secret in a line of text, with reveal and copy.
#[component]
fn MaskedValue(token: Secret) -> impl IntoView {
    let is_revealed = RwSignal::new(false);
    let token = StoredValue::new(token);
    let in_clear = move || token.with_value(|token| token.reveal().to_owned());
    view! {
        <span class="masked-value">
            <code>
                {move || if is_revealed.get() { in_clear() } else { masked(&in_clear()) }}
            </code>
            <button
                type="button"
                class="button small"
                on:click=move |_| is_revealed.update(|is_revealed| *is_revealed = !*is_revealed)
            >
                {move || if is_revealed.get() { t("common.hide") } else { t("common.reveal") }}
            </button>
            <CopyButton text=Callback::new(move |()| in_clear()) />
        </span>
    }
}

/// A file's name that no system stumbles over.
fn file_name(name: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' };
    name.chars().take(80).map(safe).collect()
}

/// A value of an `.env` file: in double quotes, with what is special inside them escaped.
fn env_quoted(value: &str) -> String {
    let escaped =
        value.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

/// Hands a text to the operator as a file, without a request to anyone.
fn download(name: &str, text: &str) -> Option<()> {
    let parts = js_sys::Array::of1(&text.into());
    let blob = web_sys::Blob::new_with_str_sequence(&parts).ok()?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&url).ok()
}
