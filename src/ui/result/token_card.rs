//! The instance's own token: masked, with reveal, copy and download, and what else the creation
//! answered about the instance.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::creation::token_use::TokenUse;
use crate::domain::http::json_print;
use crate::domain::http::secret::{Secret, masked};
use crate::domain::interpolate;
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::reply::decode::Created;
use crate::domain::schema::fields::{BUSINESS, Field};
use crate::platform::files::download;
use crate::state::creation::{Attempt, Creation, FindReason, TokenFacts};
use crate::state::pairing::PairingRun;
use crate::ui::fields::control::secret_control::reveal_button;
use crate::ui::kit::buttons::copy_button::noted_copy;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{choice, key, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::result::next_action::NextAction;
use crate::ui::result::state_words::with_words;

/// The token and the facts of the instance.
pub fn token_card(
    creation: Creation,
    attempt: &Arc<Attempt>,
    created: &Arc<Created>,
    next: Memo<NextAction>,
) -> El {
    let body = match &created.hash {
        Some(token) => token_body(creation, attempt, token, next),
        None if attempt.is_forgotten => {
            classed("p", "card-body").t(key!("inflight.token_forgotten"))
        }
        None => classed("p", "card-body").t(match attempt.found {
            FindReason::LostAnswer => key!("result.token.none"),
            _ => key!("result.token.not_shown"),
        }),
    };
    let head = classed("div", "card-head")
        .child(el("h2").id("token-heading").attr("tabindex", "-1").t(key!("result.token")))
        .child(classed("p", "card-lead").t(key!("result.token.lead")));
    classed("section", "card")
        .attr("aria-labelledby", "token-heading")
        .child(head)
        .child(body)
        .child(facts(attempt, created))
}

fn token_body(
    creation: Creation,
    attempt: &Arc<Attempt>,
    token: &Secret,
    next: Memo<NextAction>,
) -> El {
    let is_stored = creation.is_stored;
    let facts = expect_context::<TokenFacts>();
    let is_revealed = RwSignal::new(false);
    let shown = token.clone();
    let output = classed("output", "input mono token")
        .attr_t("aria-label", key!("result.token"))
        .dyn_text(move || spoken(&shown, is_revealed));
    let line = classed("div", "token-line")
        .child(output)
        .child(reveal_button(is_revealed, t(key!("result.token"))))
        .child(copy(token, Some(is_stored)))
        .child(download_button(is_stored, &JSON, attempt, token))
        .child(download_button(is_stored, &ENV, attempt, token))
        .child(stored_button(is_stored, next));
    classed("div", "card-body")
        .child(line)
        .child(classed("p", "help").t(key!("result.token.notice")))
        .dyn_child(move || token_note(&facts.used_by.get()))
}

/// Who else has the token, where that is of interest.
fn token_note(told: &TokenUse) -> Option<El> {
    let text = match told {
        TokenUse::NotAsked | TokenUse::Alone => return None,
        TokenUse::Unchecked => {
            return Some(classed("p", "help").t(key!("result.token.unchecked")));
        }
        TokenUse::Shared(names) => {
            tf!("result.token.shared", names = &names.join(", "))
        }
    };
    Some(classed("p", "why").text(text))
}

fn spoken(secret: &Secret, is_revealed: RwSignal<bool>) -> String {
    if is_revealed.get() { secret.reveal().to_owned() } else { masked(secret.reveal()) }
}

/// A copy that was made counts as stored.
fn copy(secret: &Secret, is_stored: Option<RwSignal<bool>>) -> El {
    let secret = secret.clone();
    let text = Box::new(move || secret.reveal().to_owned());
    noted_copy(key!("common.copy"), key!("common.copied"), text, is_stored)
}

/// The operator says that the token is kept; leaving the page asks for nothing from then on.
fn stored_button(is_stored: RwSignal<bool>, next: Memo<NextAction>) -> El {
    let key = move || {
        if is_stored.get() { key!("result.token.saved_done") } else { key!("result.token.saved") }
    };
    button("button small stored")
        .dyn_class("primary", move || next.get() == NextAction::StoreToken)
        .aria_bool("aria-pressed", move || is_stored.get())
        .on_click(move || is_stored.set(true))
        .dyn_child(move || is_stored.get().then(|| draw(Icon::Check)))
        .child(el("span").dyn_text(move || t(key())))
}

/// A file that the token can be downloaded in.
struct TokenFile {
    label: &'static str,
    ending: &'static str,
    content: fn(&Attempt, &Secret) -> String,
}

static JSON: TokenFile =
    TokenFile { label: key!("result.token.download_json"), ending: "json", content: json_file };
static ENV: TokenFile =
    TokenFile { label: key!("result.token.download_env"), ending: "env", content: env_file };

fn download_button(
    is_stored: RwSignal<bool>,
    file: &'static TokenFile,
    attempt: &Arc<Attempt>,
    token: &Secret,
) -> El {
    let (attempt, token) = (attempt.clone(), token.clone());
    button("button small").t(file.label).on_click(move || {
        let name = format!("{}.{}", file_name(attempt.name()), file.ending);
        // It fails where the browser keeps files from being made; copying is still there.
        if download::text(&(file.content)(&attempt, &token), &name) {
            is_stored.set(true);
        }
    })
}

fn json_file(attempt: &Attempt, token: &Secret) -> String {
    json_print::text(&serde_json::json!({
        "instanceName": attempt.name(),
        "baseUrl": attempt.server.base_url,
        "apikey": token.reveal(),
    }))
}

fn env_file(attempt: &Attempt, token: &Secret) -> String {
    let lines = [
        format!("EVOLUTION_INSTANCE={}", env_quoted(attempt.name())),
        format!("EVOLUTION_BASE_URL={}", env_quoted(&attempt.server.base_url)),
        format!("EVOLUTION_INSTANCE_TOKEN={}", env_quoted(token.reveal())),
    ];
    lines.join("\n") + "\n"
}

/// What the answer says of the instance.
fn facts(attempt: &Attempt, created: &Created) -> El {
    let run = use_context::<Option<PairingRun>>().flatten();
    let engine = match created.integration.as_deref() {
        Some(engine) if Field::Integration.spec().has_choice(engine) => {
            choice(Field::Integration, engine)
        }
        Some(engine) => engine.to_owned(),
        None => t(key!("result.engine_default")),
    };
    let name = attempt.created_name(created);
    let told = |key: &str, value: Option<&str>| {
        value.map(|value| fact(key, el("dd").text(interpolate::plain(value))))
    };
    let verify_token = created
        .verify_token
        .as_ref()
        .map(|token| fact(key!("result.verify_token"), el("dd").child(masked_value(token))));
    classed("dl", "facts")
        .child(told(key!("result.name"), Some(name)))
        .child(told(key!("result.id"), created.instance_id.as_deref()))
        .child(told(key!("result.engine"), Some(&engine)))
        .child(created.status.clone().map(|told| {
            let value = el("dd").dyn_child(move || state(run, &told));
            // The server calls this engine open from the start, and has not asked Meta.
            let is_business = created.integration.as_deref() == Some(BUSINESS);
            let note = is_business.then(|| el("dd").t(key!("result.state_business")));
            fact(key!("result.state"), value).child(note)
        }))
        .child(told(key!("result.business_webhook"), created.business_webhook.as_deref()))
        .child(verify_token)
        .child(told(key!("result.chatwoot_webhook"), created.chatwoot_webhook.as_deref()))
}

/// The state that the creation told, until the pairing knows a newer one.
fn state(run: Option<PairingRun>, told: &str) -> El {
    match run.map_or(ConnectionState::Unknown, |run| run.pairing.with(|pairing| pairing.link)) {
        ConnectionState::Unknown => with_words(told),
        link => with_words(link.id()),
    }
}

fn fact(key: &str, value: El) -> El {
    el("div").child(el("dt").t(key)).child(value)
}

/// A secret in a line of text, with reveal and copy.
fn masked_value(secret: &Secret) -> El {
    let is_revealed = RwSignal::new(false);
    let shown = secret.clone();
    classed("span", "masked-value")
        .child(el("code").dyn_text(move || spoken(&shown, is_revealed)))
        .child(reveal_button(is_revealed, t(key!("result.verify_token"))))
        .child(copy(secret, None))
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
