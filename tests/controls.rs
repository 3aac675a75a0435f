//! Controls, rows and forms, mounted in a real browser: what is done to a control arrives in its draft,
//! what the draft says is what the control shows, and two forms on a page do not disturb each other.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;

use instance_panel::domain::deployment::form_rules::FormRules;
use instance_panel::domain::schema::api::Api;
use instance_panel::domain::schema::dialect::Dialect;
use instance_panel::domain::schema::event::{Event as ServerEvent, EventSet};
use instance_panel::domain::schema::field::Draft;
use instance_panel::domain::schema::fields::Field;
use instance_panel::domain::schema::section::Section;
use instance_panel::state::form::model::{FormModel, FormSetup};
use instance_panel::ui::create::section_card::section_card;
use instance_panel::ui::fields::control::control;
use instance_panel::ui::fields::table_row::{RowSupplies, free_row, table_texts, table_view};
use instance_panel::ui::kit::element::{El, el};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

fn new_form(
    id_prefix: &'static str,
    version: RwSignal<Option<&'static str>>,
    dialect: Dialect,
    rules: FormRules,
) -> FormModel {
    FormModel::new(FormSetup {
        id_prefix,
        api: Memo::new(move |_| Api::with_version_text(dialect, version.get())),
        rules,
        taken_names: Signal::stored(vec!["taken".to_owned()]),
    })
}

/// A view of a form, in a part of the page of its own.
struct Mounted {
    root: HtmlElement,
    form: FormModel,
    /// What the server told
    version: RwSignal<Option<&'static str>>,
    field: Field,
    // Dropped in this order: what is rendered goes before the signals that it reads.
    _view: Box<dyn std::any::Any>,
    _owner: Owner,
}

impl Mounted {
    /// The control of a field.
    fn of(field: Field, dialect: Dialect) -> Self {
        Self::view(field, "", dialect, FormRules::default(), move |form| {
            control(table_view(form, field).unwrap(), &table_texts(form, field).unwrap())
        })
    }

    /// Whatever is rendered of a form.
    fn view(
        field: Field,
        id_prefix: &'static str,
        dialect: Dialect,
        rules: FormRules,
        render: impl FnOnce(FormModel) -> El + 'static,
    ) -> Self {
        let owner = Owner::new();
        owner.set();
        let root: HtmlElement = document().create_element("div").unwrap().dyn_into().unwrap();
        document().body().unwrap().append_child(&root).unwrap();
        let version = RwSignal::new(None);
        let form = new_form(id_prefix, version, dialect, rules);
        let view = Box::new(mount_to(root.clone(), move || render(form).into_view()));
        Self { root, form, version, field, _view: view, _owner: owner }
    }

    fn set(&self, draft: Draft) {
        self.form.draft(self.field).set(draft);
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|at| found.get(at).unwrap().dyn_into().unwrap()).collect()
    }

    fn one<T: JsCast>(&self, selector: &str) -> T {
        self.root.query_selector(selector).unwrap().unwrap().dyn_into().unwrap()
    }

    fn type_into(&self, selector: &str, text: &str) {
        let input: HtmlInputElement = self.one::<Element>(selector).unchecked_into();
        input.set_value(text);
        fire(&input, "input");
    }

    fn click(&self, selector: &str) {
        self.one::<HtmlElement>(selector).click();
    }

    fn shown(&self, selector: &str) -> String {
        self.one::<Element>(selector).unchecked_into::<HtmlInputElement>().value()
    }

    fn draft(&self) -> Draft {
        self.form.draft(self.field).get_untracked()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.root.remove();
    }
}

fn fire(target: &Element, name: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    target.dispatch_event(&Event::new_with_event_init_dict(name, &init).unwrap()).unwrap();
}

const V1: Dialect = Dialect::EvolutionV1;
const V2: Dialect = Dialect::EvolutionV2;

/// One text in one element: name, address, telephone, whole number, list, masked secret.
async fn check_text(field: Field, dialect: Dialect, name: &str, text: &str) {
    let control = Mounted::of(field, dialect);
    let selector = format!("#{}", field.id());
    assert_eq!(control.one::<Element>(&selector).get_attribute("name").unwrap(), name);
    control.type_into(&selector, text);
    assert_eq!(control.draft(), Draft::Text(text.to_owned()));
    control.type_into(&selector, "");
    assert_eq!(control.draft(), Draft::NotSent, "an emptied text is not sent");
    control.set(Draft::Text("from elsewhere".into()));
    rendered().await;
    assert_eq!(control.shown(&selector), "from elsewhere");
    control.set(Draft::NotSent);
    rendered().await;
    assert_eq!(control.shown(&selector), "", "a reset empties the control");
}

#[wasm_bindgen_test]
async fn texts_write_their_draft_and_show_it() {
    check_text(Field::InstanceName, V2, "instanceName", "<img src=x onerror=alert(1)>").await;
    check_text(Field::WebhookUrl, V1, "webhook", "https://hooks.example.com").await;
    check_text(Field::WebhookUrl, V2, "webhook.url", "https://hooks.example.com").await;
    check_text(Field::Number, V2, "number", "+55 (11) 91234-5678").await;
    check_text(Field::ProxyPort, V1, "proxy.port", "-").await;
    check_text(Field::Token, V2, "token", "secret").await;
    check_text(Field::TypebotIgnoreJids, V2, "ignoreJids", "a@s\nb@s").await;
}

#[wasm_bindgen_test]
async fn a_secret_is_masked_until_it_is_revealed() {
    let control = Mounted::of(Field::Token, V1);
    let kind = || control.one::<Element>("#token").get_attribute("type").unwrap();
    assert_eq!(kind(), "password");
    control.click(".secret-actions button");
    rendered().await;
    assert_eq!(kind(), "text");
    control.click(".secret-actions > button:last-of-type");
    rendered().await;
    let Draft::Text(token) = control.draft() else { panic!("a token was made") };
    assert_eq!(token.len(), 36);
    assert_eq!(control.shown("#token"), token);
}

#[wasm_bindgen_test]
async fn a_flag_has_three_states() {
    let control = Mounted::of(Field::RejectCall, V2);
    let is_checked =
        |value: &str| control.one::<HtmlInputElement>(&format!("input[value='{value}']")).checked();
    rendered().await;
    assert!(is_checked(""), "not sent at first");
    for (value, draft) in
        [("true", Draft::Flag(true)), ("false", Draft::Flag(false)), ("", Draft::NotSent)]
    {
        control.click(&format!("input[value='{value}']"));
        rendered().await;
        assert_eq!(control.draft(), draft);
        assert!(is_checked(value));
    }
    assert!(
        control
            .all("input")
            .iter()
            .all(|input| input.get_attribute("name").unwrap() == "rejectCall")
    );
}

#[wasm_bindgen_test]
async fn a_choice_offers_what_the_server_knows() {
    let control = Mounted::of(Field::Integration, V2);
    rendered().await;
    assert_eq!(control.all("input").len(), 3, "three engines, one of them filled in");
    assert!(control.one::<HtmlInputElement>("input[value='WHATSAPP-BAILEYS']").checked());
    control.click("input[value='EVOLUTION']");
    assert_eq!(control.draft(), Draft::Text("EVOLUTION".into()));

    let control = Mounted::of(Field::Integration, V1);
    let values: Vec<String> =
        control.all("input").iter().map(|input| input.get_attribute("value").unwrap()).collect();
    assert_eq!(values, ["", "WHATSAPP-BAILEYS", "WHATSAPP-BUSINESS"]);

    let control = Mounted::of(Field::TypebotTriggerType, V2);
    assert_eq!(control.all("input[value='']").len(), 0, "what must be chosen can be chosen");
    assert_eq!(control.all("input").len(), 4);

    let control = Mounted::of(Field::TypebotTriggerOperator, V2);
    let list: Element = control.one("select");
    list.clone().unchecked_into::<HtmlInputElement>().set_value("regex");
    fire(&list, "change");
    assert_eq!(control.draft(), Draft::Text("regex".into()));
    control.set(Draft::NotSent);
    rendered().await;
    assert_eq!(control.shown("select"), "");
}

#[wasm_bindgen_test]
async fn events_are_ticked_preset_and_filtered() {
    let control = Mounted::of(Field::RabbitmqEvents, V2);
    assert!(control.all("input").is_empty(), "folded, the boxes are not even in the page");
    let toggle = || control.one::<Element>("#rabbitmq_events");
    assert_eq!(toggle().get_attribute("aria-expanded").unwrap(), "false");
    control.click("#rabbitmq_events");
    rendered().await;
    assert_eq!(toggle().get_attribute("aria-expanded").unwrap(), "true");
    assert_eq!(control.all("input[type=checkbox]").len(), ServerEvent::of(V2).count());
    control.click("input[value=CALL]");
    let call = ServerEvent::named("CALL").unwrap();
    assert_eq!(control.draft(), Draft::Events(EventSet::default().with(call, true)));

    let presets = control.all(".events-bar button");
    let press = |at: usize| presets[at].clone().unchecked_into::<HtmlElement>().click();
    press(0);
    assert_eq!(control.draft(), Draft::Events(EventSet::all(V2)));
    press(1);
    assert_eq!(control.draft(), Draft::Events(EventSet::default()));
    press(2);
    assert_eq!(control.draft(), Draft::Events(EventSet::bot_minimum()));
    control
        .form
        .draft(Field::WebhookEvents)
        .set(Draft::Events(EventSet::default().with(call, true)));
    press(3);
    assert_eq!(control.draft(), Draft::Events(EventSet::default().with(call, true)));

    control.type_into("input[type=search]", "qr code");
    rendered().await;
    let shown = control.all("label.check:not([hidden]) input");
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].get_attribute("value").unwrap(), "QRCODE_UPDATED");
    assert!(!control.all("fieldset[hidden]").is_empty(), "empty families go");

    let webhook = Mounted::of(Field::WebhookEvents, V2);
    webhook.click("#webhook_events");
    rendered().await;
    assert_eq!(webhook.all(".events-bar button").len(), 3, "the webhook is not like itself");
}

#[wasm_bindgen_test]
async fn headers_come_and_go_by_row() {
    let control = Mounted::of(Field::WebhookHeaders, V2);
    control.click(".headers-add button:last-child");
    rendered().await;
    control.type_into("#webhook_headers-0-value", "Bearer t");
    control.click(".headers-add button");
    rendered().await;
    control.type_into("#webhook_headers-1-name", "X-Team");
    control.type_into("#webhook_headers-1-value", "a");
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        control.draft(),
        Draft::Headers(vec![pair("Authorization", "Bearer t"), pair("X-Team", "a")])
    );
    assert_eq!(
        control.one::<Element>("#webhook_headers-0-value").get_attribute("type").unwrap(),
        "password"
    );
    control.click(".header-row button:last-child");
    rendered().await;
    assert_eq!(control.draft(), Draft::Headers(vec![pair("X-Team", "a")]));
    assert_eq!(control.shown("#webhook_headers-0-name"), "X-Team");
    control.click(".header-row button:last-child");
    assert_eq!(control.draft(), Draft::NotSent, "the last row takes the field with it");
}

const NO_SUPPLIES: fn() -> RowSupplies =
    || RowSupplies { control, restricted_row: |_, _| None, next_to: |_| None };

/// The sections of a form in a `<form>` of its own.
fn whole_form(id_prefix: &'static str, dialect: Dialect) -> Mounted {
    Mounted::view(Field::InstanceName, id_prefix, dialect, FormRules::default(), move |form| {
        form.sections(dialect).into_iter().fold(el("form"), |all, section| {
            all.show(
                move || form.is_on(section),
                move || section_card(form, section, NO_SUPPLIES()),
            )
        })
    })
}

#[wasm_bindgen_test]
async fn two_forms_on_a_page_do_not_disturb_each_other() {
    let left = whole_form("left-", V2);
    let right = whole_form("right-", V1);
    for form in [&left, &right] {
        form.form.group(Section::Webhook).set(true);
        form.form.group(Section::Proxy).set(true);
    }
    rendered().await;

    left.type_into("#left-instance_name", "first");
    right.type_into("#right-instance_name", "second");
    assert_eq!(left.draft(), Draft::Text("first".into()));
    assert_eq!(right.draft(), Draft::Text("second".into()));
    let flag = |form: &Mounted| form.form.draft(Field::RejectCall).get_untracked();
    left.click("[name='rejectCall'][value='true']");
    right.click("[name='reject_call'][value='false']");
    rendered().await;
    assert_eq!((flag(&left), flag(&right)), (Draft::Flag(true), Draft::Flag(false)));
    assert!(left.one::<HtmlInputElement>("[name='rejectCall'][value='true']").checked());
    right.form.group(Section::Proxy).set(false);
    rendered().await;
    assert!(left.all("#left-row-proxy_host").len() == 1, "the other form's group stays on");
    assert!(right.all("#right-row-proxy_host").is_empty());

    // Leaving a control shows its problem in its own form alone.
    for form in [&left, &right] {
        form.form.draft(Field::WebhookUrl).set(Draft::Text("no address".into()));
    }
    fire(&left.one::<Element>("#left-webhook_url"), "focusout");
    rendered().await;
    assert_eq!(left.all(".problem > *").len(), 2, "an icon and a sentence");
    assert!(right.all(".problem > *").is_empty());

    let ids = all_ids();
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "every id is there once");
    for root in [&left, &right] {
        for label in root.all("label[for]") {
            let id = label.get_attribute("for").unwrap();
            assert!(ids.contains(&id), "a label without its control: {id}");
        }
        let descriptions = root.all("[aria-describedby], [aria-labelledby]");
        assert!(!descriptions.is_empty());
        for described in descriptions {
            for name in ["aria-describedby", "aria-labelledby"] {
                let named = described.get_attribute(name).unwrap_or_default();
                for id in named.split_whitespace() {
                    assert!(ids.contains(&id.to_owned()), "{name} names no element: {id}");
                }
            }
        }
    }
}

/// The ids of the page.
fn all_ids() -> Vec<String> {
    let found = document().query_selector_all("[id]").unwrap();
    let element = |at| found.get(at).unwrap().unchecked_into::<Element>();
    (0..found.length()).map(|at| element(at).id()).filter(|id| !id.is_empty()).collect()
}

#[wasm_bindgen_test]
async fn only_what_matters_is_in_the_form() {
    let form = whole_form("", V2);
    form.form.group(Section::Typebot).set(true);
    rendered().await;
    let has = |field: Field| !form.all(&format!("#row-{}", field.id())).is_empty();
    assert!(has(Field::Qrcode) && !has(Field::BusinessId) && !has(Field::TypebotTriggerValue));
    form.click("input[value='WHATSAPP-BUSINESS']");
    form.click("input[value='advanced']");
    rendered().await;
    assert!(!has(Field::Qrcode) && has(Field::BusinessId) && has(Field::TypebotTriggerValue));
    assert!(!has(Field::TypebotTriggerOperator));
    // What was typed stays in sight.
    form.type_into("#business_id", "102290129340398");
    form.click("input[value='WHATSAPP-BAILEYS']");
    rendered().await;
    assert!(has(Field::Qrcode) && has(Field::BusinessId));
}

#[wasm_bindgen_test]
async fn a_version_that_is_told_changes_what_depends_on_it_and_nothing_else() {
    let form = whole_form("", V2);
    form.form.group(Section::Proxy).set(true);
    form.form.group(Section::Websocket).set(true);
    rendered().await;
    form.click("#websocket_events");
    form.type_into("#proxy_host", "proxy.example.com");
    rendered().await;
    let protocols = || form.all("[name=proxyProtocol]").len();
    let history = "input[value=MESSAGING_HISTORY_SET]";
    let host = form.one::<Element>("#proxy_host");
    assert_eq!((protocols(), form.all(history).len()), (2, 0));
    form.version.set(Some("2.3.6"));
    rendered().await;
    assert_eq!(form.all("input[type=checkbox]").len(), 31 + 2, "the same version, the same page");
    form.version.set(Some("2.3.7"));
    rendered().await;
    assert_eq!(protocols(), 3);
    form.version.set(Some("2.4.0"));
    rendered().await;
    form.click("#websocket_events");
    rendered().await;
    assert_eq!((protocols(), form.all(history).len()), (3, 1));
    assert_eq!(form.one::<Element>("#proxy_host"), host, "a row without a version stays as it is");
}

#[wasm_bindgen_test]
async fn a_form_goes_with_its_owner_and_the_other_stays() {
    let stays = whole_form("stays-", V2);
    let goes = whole_form("goes-", V2);
    stays.type_into("#stays-instance_name", "kept");
    goes.type_into("#goes-instance_name", "gone");
    let draft = goes.form.draft(Field::InstanceName);
    let drafts = goes.form.drafts;
    drop(goes);
    rendered().await;
    assert!(draft.is_disposed() && drafts.try_get_untracked().is_none(), "its signals are gone");
    assert_eq!(stays.draft(), Draft::Text("kept".into()));
    stays.type_into("#stays-instance_name", "still works");
    rendered().await;
    assert_eq!(stays.shown("#stays-instance_name"), "still works");
    assert_eq!(stays.form.drafts.get_untracked().get(Field::InstanceName).as_text(), "still works");
}

#[wasm_bindgen_test]
async fn a_form_starts_with_its_own_rules() {
    let mut rules = FormRules::default();
    rules.initial.set(Field::MsgCall, Draft::Text("busy".into()));
    rules.initial.switch(Section::Proxy, true);
    let mounted = Mounted::view(Field::MsgCall, "rules-", V2, rules, |form| {
        free_row(form, Field::MsgCall, control, None).unwrap()
    });
    rendered().await;
    assert_eq!(mounted.shown("#rules-msg_call"), "busy");
    assert!(mounted.form.is_on(Section::Proxy) && !mounted.form.is_on(Section::Webhook));
    mounted.type_into("#rules-msg_call", "later");
    rendered().await;
    mounted.click("button.reset");
    assert_eq!(mounted.draft(), Draft::Text("busy".into()), "a reset leads to the initial value");
    mounted.form.locked(Field::MsgCall).set(true);
    rendered().await;
    assert!(mounted.one::<Element>("#rules-msg_call").matches(":disabled").unwrap());
}

#[wasm_bindgen_test]
async fn a_taken_name_is_a_problem_of_the_form() {
    let mounted = Mounted::view(Field::InstanceName, "", V2, FormRules::default(), |form| {
        free_row(form, Field::InstanceName, control, None).unwrap()
    });
    mounted.type_into("#instance_name", "taken");
    assert!(mounted.form.is_blocked());
    mounted.type_into("#instance_name", "free");
    assert!(!mounted.form.is_blocked());
}

/// A row with the style sheets of the page.
fn styled_row(field: Field) -> Mounted {
    Mounted::view(field, "", V2, FormRules::default(), move |form| {
        form.group(field.spec().section).set(true);
        let style = el("style")
            .text(concat!(include_str!("../style/base.css"), include_str!("../style/form.css")));
        el("div")
            .attr("style", "width: 900px")
            .child(style)
            .child(free_row(form, field, control, None))
    })
}

#[wasm_bindgen_test]
async fn a_problem_in_place_of_the_help_moves_nothing_below_it() {
    for (field, wrong) in [
        (Field::WebhookUrl, "no address"),
        (Field::InstanceName, "taken"),
        (Field::Number, "none"),
        (Field::ProxyPort, "-"),
    ] {
        let mounted = styled_row(field);
        let height = || mounted.one::<Element>(".row").get_bounding_client_rect().height();
        mounted.type_into(&format!("#{}", field.id()), wrong);
        rendered().await;
        let before = height();
        fire(&mounted.one::<Element>(&format!("#{}", field.id())), "focusout");
        rendered().await;
        assert_eq!(mounted.all(".problem > *").len(), 2, "{} has a problem", field.id());
        assert!((height() - before).abs() < 0.5, "{}: {before} to {}", field.id(), height());
    }
}

/// Goes on when everything that is scheduled by now has run.
async fn rendered() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        window().set_timeout_with_callback(&resolve).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_problem_waits_for_the_end_of_a_press() {
    let mounted = styled_row(Field::WebhookUrl);
    let input = "#webhook_url";
    mounted.type_into(input, "no address");
    let body: Element = document().body().unwrap().into();
    let problems = || mounted.all(".problem > *").len();

    fire(&body, "pointerdown");
    fire(&mounted.one::<Element>(input), "focusout");
    rendered().await;
    assert_eq!(problems(), 0, "nothing moves while the pointer is down");
    fire(&body, "pointerup");
    assert_eq!(problems(), 0, "nor before the click, which comes in the same task");
    rendered().await;
    assert_eq!(problems(), 2);
}
