//! The request as it will be sent, live at every keystroke, and the plan behind one press.

use leptos::prelude::*;
use serde_json::Value;

use super::copy_button::CopyButton;
use super::json_view::JsonView;
use super::text::{section_name, t};
use crate::domain::curl;
use crate::domain::dialect::Dialect;
use crate::domain::encode;
use crate::domain::endpoint::HttpCall;
use crate::domain::plan::{self, Step, Target};
use crate::domain::secret::{Secret, masked_body};
use crate::domain::{json_text, server::Server};
use crate::state::Panel;

#[component]
pub fn RequestPane(panel: Panel, dialect: Dialect) -> impl IntoView {
    let step = RwSignal::new(Step::Create);
    let is_curl = RwSignal::new(false);
    let steps = Memo::new(move |_| panel.form.drafts.with(|drafts| plan::steps(drafts, dialect)));
    // A step that the plan no longer has cannot be shown.
    let shown = Memo::new(move |_| {
        let step = step.get();
        if steps.with(|steps| steps.contains(&step)) { step } else { Step::Create }
    });
    let call = Memo::new(move |_| {
        let server = panel.servers.current.get();
        panel.form.drafts.with(|drafts| call_of(shown.get(), drafts, server.as_ref(), dialect))
    });
    let body = Signal::derive(move || match shown.get() {
        Step::Create => panel.form.body.get(),
        step => step
            .carrier()
            .and_then(|carrier| {
                panel.form.drafts.with(|drafts| encode::body(drafts, dialect, carrier))
            })
            .unwrap_or(Value::Null),
    });
    let marked = Signal::derive(move || {
        let wire = panel.form.focused.get()?.spec().wire(dialect)?;
        let is_here = Some(wire.carrier) == shown.get().carrier();
        is_here.then(|| wire.path.to_owned())
    });
    let masked_command = move || {
        let mut call = call.get();
        if call.body.is_some() {
            call.body = Some(json_text::text(&masked_body(&body.get())));
        }
        curl::command(&call)
    };
    let content = move || {
        if is_curl.get() {
            view! {
                <pre class="json curl" tabindex="0" role="region" aria-label=t("request.curl")>
                    <code>{masked_command}</code>
                </pre>
            }
            .into_any()
        } else {
            view! { <JsonView value=body marked /> }.into_any()
        }
    };
    let copy = move || {
        if is_curl.get() {
            let text = Callback::new(move |()| curl::command(&call.get_untracked()));
            view! { <CopyButton text label="request.copy_curl" done="request.copied_curl" /> }
                .into_any()
        } else {
            let text = Callback::new(move |()| call.get_untracked().body.unwrap_or_default());
            view! { <CopyButton text label="request.copy_json" done="request.copied_json" /> }
                .into_any()
        }
    };
    let tab = move |is_for_curl: bool, key: &'static str| {
        view! {
            <label class="segment">
                <input
                    type="radio"
                    name="request-format"
                    prop:checked=move || is_curl.get() == is_for_curl
                    on:change=move |_| is_curl.set(is_for_curl)
                />
                <span>{t(key)}</span>
            </label>
        }
    };
    view! {
        <section class="request" aria-label=t("request.label")>
            <div class="request-head">
                <h2>{t("request.title")}</h2>
                <div class="segments small" role="radiogroup" aria-label=t("request.title")>
                    {tab(false, "request.json")} {tab(true, "request.curl")}
                </div>
                {copy}
            </div>
            <p class="request-line">
                <b>{move || call.with(|call| call.method.name())}</b>
                " "
                <span>{move || call.with(|call| call.url.clone())}</span>
            </p>
            {content}
            <PlanList steps shown step />
        </section>
    }
}

/// The call of a step. Without a server it is shown against an address that cannot be anyone's.
fn call_of(
    step: Step,
    drafts: &crate::domain::drafts::Drafts,
    server: Option<&Server>,
    dialect: Dialect,
) -> HttpCall {
    let no_key = Secret::default();
    let nowhere = Target { base_url: "https://server.example", key: &no_key, dialect };
    step.call(drafts, &server.map_or(nowhere, Server::target))
}

/// What one press does, when it does more than one thing. A step's request is shown by choosing it.
#[component]
fn PlanList(steps: Memo<Vec<Step>>, shown: Memo<Step>, step: RwSignal<Step>) -> impl IntoView {
    let entry = move |entry: Step| {
        view! {
            <li>
                <button
                    type="button"
                    class="plan-step"
                    aria-pressed=move || (shown.get() == entry).to_string()
                    on:click=move |_| step.set(entry)
                >
                    {t(&format!("step.{}", entry.id()))}
                </button>
            </li>
        }
    };
    let sent =
        move || steps.get().into_iter().filter(|step| step.carrier().is_some()).collect::<Vec<_>>();
    let read = move || {
        let names: Vec<String> = steps.get().into_iter().filter_map(read_section).collect();
        names.join(", ")
    };
    view! {
        <div class="plan">
            <h3>{t("request.plan")}</h3>
            <ol>
                <For each=sent key=|step| step.id() let:step>
                    {entry(step)}
                </For>
                <li>
                    <span class="plan-read">{t("step.read_all")} <small>{read}</small></span>
                </li>
            </ol>
        </div>
    }
}

fn read_section(step: Step) -> Option<String> {
    match step {
        Step::ReadBack(section) => Some(section_name(section)),
        _ => None,
    }
}
