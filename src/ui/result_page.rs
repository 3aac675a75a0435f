//! What the press has made: the steps, the token, what was stored, the QR code, what to do next.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::copy_button::CopyButton;
use super::focus;
use super::json_view::JsonView;
use super::proof_table::ProofTable;
use super::qr_card::QrCard;
use super::text::{counted, t, tf};
use super::timeline::Timeline;
use super::token_card::TokenCard;
use crate::domain::curl;
use crate::domain::decode::Created;
use crate::domain::field::Draft;
use crate::domain::fields::Field;
use crate::domain::next_step;
use crate::domain::proof::{Outcome, SectionProof, Verdict};
use crate::domain::secret::masked_body;
use crate::domain::{json_text, secret::Secret};
use crate::state::creation::{Attempt, Progress};
use crate::state::page::Page;
use crate::state::{Panel, use_panel};

#[component]
pub fn ResultPage() -> impl IntoView {
    let panel = use_panel();
    let content = move || match (panel.creation.attempt.get(), panel.creation.created.get()) {
        (Some(attempt), Some(created)) => {
            request_animation_frame(|| focus::by_id("main"));
            view! { <Made panel attempt created /> }.into_any()
        }
        _ => view! {
            <section class="notice">
                <p>{t("result.gone")}</p>
                <a class="button primary" href=Page::Create.hash()>{t("create.title")}</a>
            </section>
        }
        .into_any(),
    };
    view! { <main id="main" class="page" tabindex="-1">{content}</main> }
}

#[component]
fn Made(panel: Panel, attempt: Arc<Attempt>, created: Arc<Created>) -> impl IntoView {
    let another = move |_| {
        panel.form.reset();
        Page::Create.go();
    };
    // Everything but what must be new on a server: the name, and the token made for it.
    let duplicate = move |_| {
        panel.form.draft(Field::InstanceName).set(Draft::NotSent);
        panel.form.draft(Field::Token).set(Draft::NotSent);
        Page::Create.go();
    };
    let when = js_sys::Date::new(&JsValue::from_f64(attempt.started_at))
        .to_locale_string(panel.language.get_untracked().tag(), &JsValue::UNDEFINED);
    let when = String::from(when);
    let label = attempt.server.label.clone();
    let created_line = tf("result.created", &[("server", &label), ("time", &when)]);
    let name = created.instance_name.clone().unwrap_or_else(|| attempt.name().to_owned());
    let qr = created.qrcode.clone();
    let has_qr = qr.is_some();
    let raw = created.raw.clone();
    view! {
        <div class="page-head with-actions">
            <div>
                <h1 class="name">{name.clone()}</h1>
                <p class="lead">{created_line} " " <span role="status">{move || outcome(panel)}</span></p>
            </div>
            <div class="actions">
                <button type="button" class="button" on:click=duplicate>
                    {t("result.duplicate")}
                </button>
                <button type="button" class="button primary" on:click=another>
                    {t("result.another")}
                </button>
            </div>
        </div>
        <Timeline panel />
        <div class="result-columns" class:with-qr=has_qr>
            <div class="result-main">
                <TokenCard panel attempt=attempt.clone() created=created.clone() />
                <ProofTable panel attempt=attempt.clone() />
                <NextSteps attempt=attempt.clone() created=created.clone() />
                <details class="card raw-reply">
                    <summary>{t("result.raw")}</summary>
                    <CopyButton
                        text={
                            let raw = raw.clone();
                            Callback::new(move |()| json_text::text(&masked_body(&raw)))
                        }
                        label="result.raw.copy"
                    />
                    <JsonView value=Signal::stored(raw) marked=None />
                </details>
            </div>
            {qr.map(|qr| view! { <QrCard qr name /> })}
        </div>
    }
}

/// How well what is stored matches what was asked, in one sentence.
fn outcome(panel: Panel) -> String {
    let is_left = |progress: &Progress| matches!(progress, Progress::Waiting | Progress::Running);
    if panel.creation.progress.with(|progress| progress.iter().any(is_left)) {
        return t("result.reading");
    }
    let failed_steps = panel.creation.progress.with(|progress| {
        progress.iter().filter(|progress| matches!(progress, Progress::Failed(_))).count()
    });
    let differing =
        panel.creation.proofs.with(|proofs| proofs.iter().map(differences).sum::<usize>());
    match differing.max(failed_steps) {
        0 => t("result.as_asked"),
        count => counted("result.differs", count),
    }
}

fn differences(proof: &SectionProof) -> usize {
    match proof.outcome {
        Outcome::Stored => {
            proof.rows.iter().filter(|row| matches!(row.verdict, Verdict::Different(_))).count()
        }
        Outcome::Dropped(_) => 1,
        Outcome::Unreadable(_) => 0,
    }
}

/// The first message with this instance's own token, ready to copy.
#[component]
fn NextSteps(attempt: Arc<Attempt>, created: Arc<Created>) -> impl IntoView {
    let token = created.hash.clone().unwrap_or_default();
    let call = |token: &Secret| next_step::first_message(&attempt.server, attempt.name(), token);
    let shown = curl::command(&call(&Secret::default()));
    let in_clear = curl::command_with_key(&call(&token));
    view! {
        <section class="card" aria-labelledby="next-heading">
            <div class="card-head">
                <h2 id="next-heading">{t("result.next")}</h2>
                <p class="card-lead">{t("result.next.lead")}</p>
                <CopyButton text=Callback::new(move |()| in_clear.clone()) label="result.next.copy" />
            </div>
            <pre class="json curl" tabindex="0" role="region" aria-label=t("result.next")>
                <code>{shown}</code>
            </pre>
        </section>
    }
}
