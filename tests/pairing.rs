//! Pairings on a page, mounted in a real browser: each has its own state, and none disturbs another.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use instance_panel::domain::http::secret::Secret;
use instance_panel::domain::pairing::Input;
use instance_panel::domain::pairing::call::{PairingReply, PairingRequest};
use instance_panel::domain::pairing::phase::{ConnectionState, PairingPhase};
use instance_panel::domain::reply::decode::QrCode;
use instance_panel::domain::schema::dialect::Dialect;
use instance_panel::platform::clock::pause;
use instance_panel::state::pairing::{
    AutoConnect, PairedInstance, PairingMemory, PairingRun, PairingStart,
};
use instance_panel::ui::kit::element::el;
use instance_panel::ui::pairing::card::pairing_card;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

/// Nobody listens there: a call that is made fails, and is answered by the test instead.
fn instance(name: &str) -> PairedInstance {
    PairedInstance {
        id: name.to_owned(),
        base_url: "http://127.0.0.1:9".to_owned(),
        dialect: Dialect::EvolutionV2,
        name: name.to_owned(),
        token: Some(Secret::new(format!("token-of-{name}"))),
        server_key: Secret::new("key"),
    }
}

fn code(text: &str) -> QrCode {
    QrCode { code: Some(Secret::new(text)), ..QrCode::default() }
}

fn shows(run: PairingRun, text: &str) {
    let reply = Ok(PairingReply::Code(code(text)));
    run.give(Input::Answered(PairingRequest::Connect, reply));
}

fn phase(run: PairingRun) -> PairingPhase {
    run.pairing.with_untracked(|pairing| pairing.phase)
}

fn shown_code(run: PairingRun) -> Option<String> {
    run.pairing
        .with_untracked(|pairing| pairing.code.code.as_ref().map(|code| code.reveal().to_owned()))
}

#[wasm_bindgen_test]
async fn three_pairings_on_one_page_do_not_disturb_each_other() {
    let page = Owner::new();
    page.set();
    let memory = PairingMemory::new();
    let root: HtmlElement = document().create_element("div").unwrap().dyn_into().unwrap();
    document().body().unwrap().append_child(&root).unwrap();

    let mut screens = Vec::new();
    for name in ["a", "b", "c"] {
        let screen = page.child();
        let (run, view) = screen.with(|| {
            let run = PairingRun::start(
                memory,
                instance(name),
                PairingStart::default(),
                &format!("{name}-"),
            );
            let root = root.clone();
            let card = move || {
                let (auto, is_presented) = (AutoConnect::of_device(), RwSignal::new(false));
                pairing_card(run, name, el("div"), Some(auto), is_presented).into_view()
            };
            (run, mount_to(root, card))
        });
        screens.push((screen, run, view));
    }
    let [a, b, c] = [screens[0].1, screens[1].1, screens[2].1];

    a.give(Input::Begin(Some(code("code of a"))));
    b.give(Input::Begin(None));
    shows(b, "code of b");
    tick().await;
    assert_eq!(
        (phase(a), phase(b), phase(c)),
        (PairingPhase::Shown, PairingPhase::Shown, PairingPhase::Idle)
    );
    assert_eq!(shown_code(a).as_deref(), Some("code of a"));
    assert_eq!(shown_code(b).as_deref(), Some("code of b"));
    assert_eq!(shown_code(c), None);
    c.typed.set("5511999999999".to_owned());
    assert_eq!((a.typed.get_untracked(), b.typed.get_untracked()), (String::new(), String::new()));

    // The report of a call names the instance that it is about.
    for (run, name) in [(a, "a"), (b, "b"), (c, "c")] {
        let (call, _) = run.failed_call();
        assert!(call.url.ends_with(&format!("/{name}")), "{}", call.url);
        assert_eq!(call.key.reveal(), format!("token-of-{name}"));
    }
    // Each card has elements of its own.
    for id in ["pairing-heading", "pairing-number", "pairing-form", "customer-view"] {
        for name in ["a", "b", "c"] {
            let found = document().query_selector_all(&format!("[id='{name}-{id}']")).unwrap();
            assert_eq!(found.length(), 1, "{name}-{id}");
        }
    }

    // One is paired, and the screen of another one closes: the third goes on.
    let open = Ok(PairingReply::State(ConnectionState::Open));
    a.give(Input::Answered(PairingRequest::State, open));
    let (screen, _, view) = screens.remove(2);
    drop(view);
    screen.cleanup();
    assert!(c.pairing.try_get_untracked().is_none(), "its signals went with its screen");
    assert_eq!((phase(a), phase(b)), (PairingPhase::Open, PairingPhase::Shown));
    shows(b, "next code of b");
    assert_eq!(shown_code(b).as_deref(), Some("next code of b"));

    drop(screens);
    page.cleanup();
    root.remove();
}

/// A cleared timer may fire once more; it finds nothing and harms nothing.
#[wasm_bindgen_test]
async fn a_pairing_whose_screen_is_gone_takes_no_part_any_more() {
    let page = Owner::new();
    page.set();
    let memory = PairingMemory::new();
    let screen = page.child();
    let run = screen.with(|| {
        let start = PairingStart { is_automatic: true, ..PairingStart::default() };
        PairingRun::start(memory, instance("a"), start, "")
    });
    screen.cleanup();
    run.tick();
    assert!(run.pairing.try_get_untracked().is_none());
    page.cleanup();
}

#[wasm_bindgen_test]
async fn a_screen_that_is_drawn_again_finds_its_pairing_and_a_forgotten_one_is_gone() {
    let page = Owner::new();
    page.set();
    let memory = PairingMemory::new();
    let start = |owner: &Owner| {
        owner.with(|| {
            let start =
                PairingStart { number: Some("551199".to_owned()), ..PairingStart::default() };
            PairingRun::start(memory, instance("a"), start, "")
        })
    };
    let first = page.child();
    let run = start(&first);
    run.give(Input::Begin(Some(code("code"))));
    run.typed.set("5521988887777".to_owned());
    first.cleanup();

    let second = page.child();
    let run = start(&second);
    assert_eq!((phase(run), shown_code(run).as_deref()), (PairingPhase::Shown, Some("code")));
    assert_eq!(run.typed.get_untracked(), "5521988887777");

    // Who goes elsewhere ends it: what was on its way is not waited for.
    second.cleanup();
    pause(0).await;
    let back = page.child();
    let run = start(&back);
    assert_eq!((phase(run), shown_code(run)), (PairingPhase::Idle, None));
    assert_eq!(run.typed.get_untracked(), "5521988887777");

    // What runs while all is forgotten leaves nothing behind either.
    memory.forget_all();
    back.cleanup();
    let third = page.child();
    let run = start(&third);
    assert_eq!((phase(run), shown_code(run)), (PairingPhase::Idle, None));
    assert_eq!(run.typed.get_untracked(), "551199");
    page.cleanup();
}
