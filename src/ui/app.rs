//! The panel as a whole: header, the page that the address names, and the question before a token
//! is left behind.

use leptos::prelude::*;

use super::create_page::CreatePage;
use super::dialog::Dialog;
use super::focus;
use super::header::Header;
use super::result_page::ResultPage;
use super::servers_page::ServersPage;
use super::text::t;
use crate::state::page::Page;
use crate::state::provide_panel;

/// The root. A change of language draws everything anew; what was typed lives in the state.
#[component]
pub fn App() -> impl IntoView {
    let panel = provide_panel();
    Effect::new(move || {
        panel.language.track();
        let page = match panel.page.get() {
            Page::Create => t("create.title"),
            Page::Result => t("result.timeline"),
            Page::Servers => t("servers.title"),
        };
        document().set_title(&format!("{page} · {}", t("app.name")));
    });
    Effect::new(move || {
        let server = panel
            .servers
            .current
            .with(|server| server.as_ref().map(|server| (server.id, server.base_url.clone())));
        panel.form.taken_names.set(Vec::new());
        if server.is_some() {
            leptos::task::spawn_local(panel.servers.greet_current());
        }
    });
    warn_before_unload(move || panel.creation.holds_unstored_token());
    let page = move || match panel.page.get() {
        Page::Create => view! { <CreatePage /> }.into_any(),
        Page::Result => view! { <ResultPage /> }.into_any(),
        Page::Servers => view! { <ServersPage /> }.into_any(),
    };
    move || {
        panel.language.track();
        view! {
            <button type="button" class="skip" on:click=move |_| focus::by_id("main")>
                {t("app.skip")}
            </button>
            <Header />
            {page}
            <LeaveDialog />
        }
    }
}

/// Asks once before the page with an unstored token is left.
#[component]
fn LeaveDialog() -> impl IntoView {
    let panel = crate::state::use_panel();
    let leave = move |()| {
        panel.creation.is_stored.set(true);
        if let Some(page) = panel.pending_page.get_untracked() {
            panel.pending_page.set(None);
            page.go();
        }
    };
    view! {
        <Dialog
            is_open=Signal::derive(move || panel.pending_page.get().is_some())
            title="result.leave.title"
            body=t("result.leave.body")
            confirm="result.leave.confirm"
            dismiss="result.leave.stay"
            on_answer=Callback::new(move |yes| {
                if yes { leave(()) } else { panel.pending_page.set(None) }
            })
        />
    }
}

/// Closing the tab loses the token from the screen, too.
fn warn_before_unload(is_needed: impl Fn() -> bool + 'static) {
    let handle = window_event_listener(leptos::ev::beforeunload, move |event| {
        if is_needed() {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}
