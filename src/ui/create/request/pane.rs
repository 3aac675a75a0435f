//! The request as it will be sent, live at every keystroke, and the plan behind one press.

use leptos::prelude::*;
use serde_json::Value;

use crate::domain::creation::plan;
use crate::domain::creation::plan::{Step, Target};
use crate::domain::http::request::HttpCall;
use crate::domain::http::secret::{Secret, masked_body};
use crate::domain::http::{curl, json_print};
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::encode;
use crate::domain::schema::wire::Carrier;
use crate::domain::servers::server::Server;
use crate::state::form::model::FormModel;
use crate::state::servers::Servers;
use crate::ui::kit::buttons::copy_button::copy_button;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, section_name, step_name};
use crate::ui::kit::json_view::json_view;

/// What is shown of the plan. What many lines read is a memo: it is computed once a keystroke.
#[derive(Clone, Copy, Debug)]
pub struct RenderedRequest {
    form: FormModel,
    servers: Servers,
    api: Memo<Api>,
    /// The body of the creation
    creation_body: Memo<Value>,
    steps: Memo<Vec<Step>>,
    chosen: RwSignal<Step>,
    step: Memo<Step>,
    is_curl: RwSignal<bool>,
}

impl RenderedRequest {
    pub fn new(form: FormModel) -> Self {
        let api = form.api;
        let steps = Memo::new(move |_| form.drafts.with(|drafts| plan::steps(drafts, api.get())));
        let creation_body = Memo::new(move |_| {
            form.drafts
                .with(|drafts| encode::body(drafts, api.get(), Carrier::Create))
                .unwrap_or_else(|| Value::Object(serde_json::Map::new()))
        });
        let chosen = RwSignal::new(Step::Create);
        // A step that the plan no longer has cannot be shown.
        let step = Memo::new(move |_| {
            let chosen = chosen.get();
            if steps.with(|steps| steps.contains(&chosen)) { chosen } else { Step::Create }
        });
        let servers = expect_context::<Servers>();
        let is_curl = RwSignal::new(false);
        Self { form, servers, api, creation_body, steps, chosen, step, is_curl }
    }

    /// Without a server the request is shown against an address that cannot be anyone's.
    fn with_target<T>(self, read: impl FnOnce(&Drafts, &Target<'_>) -> T) -> T {
        let (server, no_key) = (self.servers.current.get(), Secret::default());
        let nowhere =
            Target { base_url: "https://server.example", key: &no_key, api: self.api.get() };
        let target = server.as_ref().map_or(nowhere, Server::target);
        self.form.drafts.with(|drafts| read(drafts, &target))
    }

    fn address(self) -> HttpCall {
        self.with_target(|drafts, target| self.step.get().address(drafts, target))
    }

    fn call(self) -> HttpCall {
        self.with_target(|drafts, target| self.step.get().call(drafts, target))
    }

    fn body(self) -> Value {
        match self.step.get() {
            Step::Create => self.creation_body.get(),
            step => step
                .carrier()
                .and_then(|carrier| {
                    self.form.drafts.with(|drafts| encode::body(drafts, self.api.get(), carrier))
                })
                .unwrap_or(Value::Null),
        }
    }

    /// The path of the focused field, when it belongs to this request.
    fn marked(self) -> Option<String> {
        let spec = self.form.focused().get()?.spec();
        let carrier = self.step.get().carrier()?;
        spec.path_in(carrier, self.api.get()).map(str::to_owned)
    }

    fn masked_command(self) -> String {
        let mut call = self.call();
        if call.body.is_some() {
            call.body = Some(json_print::text(&masked_body(&self.body())));
        }
        curl::command(&call)
    }
}

pub fn request_pane(shown: RenderedRequest) -> El {
    let line = classed("p", "request-line")
        .child(el("b").dyn_text(move || shown.address().method.name().to_owned()))
        .text(" ")
        .child(el("span").dyn_text(move || shown.address().url));
    classed("section", "request")
        .attr_t("aria-label", key!("request.label"))
        .child(request_head(shown))
        .child(line)
        .dyn_child(move || if shown.is_curl.get() { curl_view(shown) } else { body_view(shown) })
        .child(plan_list(shown))
}

fn request_head(shown: RenderedRequest) -> El {
    let tab = move |is_for_curl: bool, key: &str| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "request-format")
            .prop_checked(move || shown.is_curl.get() == is_for_curl)
            .on("change", move |_| shown.is_curl.set(is_for_curl));
        classed("label", "segment").child(input).child(el("span").t(key))
    };
    let tabs = classed("div", "segments small")
        .attr("role", "radiogroup")
        .attr_t("aria-label", key!("request.title"))
        .child(tab(false, key!("request.json")))
        .child(tab(true, key!("request.curl")));
    classed("div", "request-head").child(el("h2").t(key!("request.title"))).child(tabs).dyn_child(
        move || match shown.is_curl.get() {
            true => {
                copy_button(key!("request.copy_curl"), key!("request.copied_curl"), move || {
                    untrack(move || curl::command(&shown.call()))
                })
            }
            false => {
                copy_button(key!("request.copy_json"), key!("request.copied_json"), move || {
                    untrack(move || shown.call().body.unwrap_or_default())
                })
            }
        },
    )
}

fn curl_view(shown: RenderedRequest) -> El {
    classed("pre", "json curl")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr_t("aria-label", key!("request.curl"))
        .child(el("code").dyn_text(move || shown.masked_command()))
}

fn body_view(shown: RenderedRequest) -> El {
    json_view(move || shown.body(), move || shown.marked())
}

/// What one press does. A step's request is shown by choosing it; the read-backs have no body.
fn plan_list(shown: RenderedRequest) -> El {
    let entry = move |step: Step| {
        el("li").child(
            button("plan-step")
                .aria_bool("aria-pressed", move || shown.step.get() == step)
                .text(step_name(step))
                .on_click(move || shown.chosen.set(step)),
        )
    };
    let list = move || {
        let steps = shown.steps.get();
        let sent = steps.iter().filter(|step| step.carrier().is_some());
        let mut entries: Vec<El> = sent.map(|step| entry(*step)).collect();
        let read: Vec<String> = steps.into_iter().filter_map(read_section).collect();
        let small = el("small").text(read.join(", "));
        let all = classed("span", "plan-read").t(key!("step.read_all")).text(" ").child(small);
        entries.push(el("li").child(all));
        entries
    };
    classed("div", "plan").child(el("h3").t(key!("request.plan"))).child(el("ol").dyn_child(list))
}

fn read_section(step: Step) -> Option<String> {
    match step {
        Step::ReadBack(section) => Some(section_name(section)),
        _ => None,
    }
}
