//! Every control, mounted in a real browser: what is done to it arrives in its draft, and what the
//! draft says is what it shows.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use instance_panel::domain::schema::dialect::Dialect;
use instance_panel::domain::schema::event::{Event as ServerEvent, EventSet};
use instance_panel::domain::schema::field::Draft;
use instance_panel::domain::schema::fields::Field;
use instance_panel::ui::fields::control::{FieldRow, control};
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

/// A control in a page of its own.
struct Mounted {
    root: HtmlElement,
    draft: RwSignal<Draft>,
    webhook_events: RwSignal<Draft>,
    // Dropped in this order: what is drawn goes before the signals that it reads.
    _view: Box<dyn std::any::Any>,
    _owner: Owner,
}

impl Mounted {
    fn of(field: Field, dialect: Dialect) -> Self {
        let owner = Owner::new();
        owner.set();
        let root: HtmlElement = document().create_element("div").unwrap().dyn_into().unwrap();
        document().body().unwrap().append_child(&root).unwrap();
        let draft = RwSignal::new(Draft::NotSent);
        let webhook_events = RwSignal::new(Draft::NotSent);
        let row = FieldRow {
            field,
            wire: field.spec().wire(dialect).unwrap(),
            dialect,
            draft,
            fault: Memo::new(|_| None),
            webhook_events,
            fresh_token: instance_panel::state::create::form::random_token,
        };
        let view = Box::new(mount_to(root.clone(), move || control(row).into_view()));
        Self { root, draft, webhook_events, _view: view, _owner: owner }
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
        self.draft.get_untracked()
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
    control.draft.set(Draft::Text("from elsewhere".into()));
    tick().await;
    assert_eq!(control.shown(&selector), "from elsewhere");
    control.draft.set(Draft::NotSent);
    tick().await;
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
    tick().await;
    assert_eq!(kind(), "text");
    control.click(".secret-actions > button:last-of-type");
    tick().await;
    let Draft::Text(token) = control.draft() else { panic!("a token was made") };
    assert_eq!(token.len(), 36);
    assert_eq!(control.shown("#token"), token);
}

#[wasm_bindgen_test]
async fn a_flag_has_three_states() {
    let control = Mounted::of(Field::RejectCall, V2);
    let is_checked =
        |value: &str| control.one::<HtmlInputElement>(&format!("input[value='{value}']")).checked();
    tick().await;
    assert!(is_checked(""), "not sent at first");
    for (value, draft) in
        [("true", Draft::Flag(true)), ("false", Draft::Flag(false)), ("", Draft::NotSent)]
    {
        control.click(&format!("input[value='{value}']"));
        tick().await;
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
    tick().await;
    assert_eq!(control.all("input").len(), 3, "three engines, one of them filled in");
    assert!(control.one::<HtmlInputElement>("input[value='WHATSAPP-BAILEYS']").checked());
    control.click("input[value='EVOLUTION']");
    assert_eq!(control.draft(), Draft::Text("EVOLUTION".into()));

    let control = Mounted::of(Field::Integration, V1);
    let values: Vec<String> =
        control.all("input").iter().map(|input| input.get_attribute("value").unwrap()).collect();
    assert_eq!(values, ["", "WHATSAPP-BAILEYS", "WHATSAPP-BUSINESS"]);

    let control = Mounted::of(Field::TypebotTriggerOperator, V2);
    let list: Element = control.one("select");
    list.clone().unchecked_into::<HtmlInputElement>().set_value("regex");
    fire(&list, "change");
    assert_eq!(control.draft(), Draft::Text("regex".into()));
    control.draft.set(Draft::NotSent);
    tick().await;
    assert_eq!(control.shown("select"), "");
}

#[wasm_bindgen_test]
async fn events_are_ticked_preset_and_filtered() {
    let control = Mounted::of(Field::RabbitmqEvents, V2);
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
    control.webhook_events.set(Draft::Events(EventSet::default().with(call, true)));
    press(3);
    assert_eq!(control.draft(), Draft::Events(EventSet::default().with(call, true)));

    control.type_into("input[type=search]", "qr code");
    tick().await;
    let shown = control.all("label.check:not([hidden]) input");
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].get_attribute("value").unwrap(), "QRCODE_UPDATED");
    assert!(!control.all("fieldset[hidden]").is_empty(), "empty families go");

    let webhook = Mounted::of(Field::WebhookEvents, V2);
    assert_eq!(webhook.all(".events-bar button").len(), 3, "the webhook is not like itself");
}

#[wasm_bindgen_test]
async fn headers_come_and_go_by_row() {
    let control = Mounted::of(Field::WebhookHeaders, V2);
    control.click(".headers-add button:last-child");
    tick().await;
    control.type_into("#webhook_headers-0-value", "Bearer t");
    control.click(".headers-add button");
    tick().await;
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
    tick().await;
    assert_eq!(control.draft(), Draft::Headers(vec![pair("X-Team", "a")]));
    // The rows are drawn anew, and a property is set one task later.
    tick().await;
    assert_eq!(control.shown("#webhook_headers-0-name"), "X-Team");
    control.click(".header-row button:last-child");
    assert_eq!(control.draft(), Draft::NotSent, "the last row takes the field with it");
}
