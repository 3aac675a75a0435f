//! The home screen: sections on the left, the form in the middle, the request on the right.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::failure_panel::FailurePanel;
use super::focus;
use super::footer_bar::FooterBar;
use super::rail::Rail;
use super::request_pane::RequestPane;
use super::section_card::SectionCard;
use super::summary::summary;
use super::text::{self, t, tf};
use crate::domain::dialect::Dialect;
use crate::domain::fields::Field;
use crate::domain::section::Section;
use crate::state::creation::{self, Sighting};
use crate::state::page::Page;
use crate::state::{Panel, use_panel};

/// Another dialect has other fields, so its form is drawn anew; the drafts stay where they are.
#[component]
pub fn CreatePage() -> impl IntoView {
    let panel = use_panel();
    move || {
        let dialect = panel.servers.dialect.get();
        view! { <CreateForm panel dialect /> }
    }
}

#[component]
fn CreateForm(panel: Panel, dialect: Dialect) -> impl IntoView {
    let submit = move || press(panel, dialect);
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            submit();
        }
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        submit();
    };
    view! {
        <div class="create" on:keydown=on_key>
            <Rail panel dialect />
            <main id="main" tabindex="-1">
                <div class="page-head">
                    <h1>{t("create.title")}</h1>
                    <p class="lead">{t("create.lead")}</p>
                </div>
                <ServerNotice panel />
                <LostFields panel dialect />
                <FailurePanel panel />
                {summary(panel).into_view()}
                <form novalidate autocomplete="off" on:submit=on_submit>
                    {Section::of(dialect)
                        .map(|section| view! { <SectionCard panel section dialect /> })
                        .collect_view()}
                    // Enter in a text field presses the form's submit button, so there is one.
                    <button type="submit" class="off-screen" tabindex="-1" aria-hidden="true"></button>
                </form>
                <FooterBar panel on_submit=Callback::new(move |()| submit()) />
            </main>
            <RequestPane panel dialect />
        </div>
    }
}

/// One press: all problems at once, or the request.
fn press(panel: Panel, dialect: Dialect) {
    let form = panel.form;
    form.is_attempted.set(true);
    let Some(server) = panel.servers.current.get_untracked() else {
        Page::Servers.go();
        return;
    };
    let is_blocked = form
        .problems
        .with_untracked(|problems| problems.iter().any(|problem| !problem.fault.is_warning()));
    if is_blocked {
        // The summary is drawn by this very change; it is there after the next frame.
        request_animation_frame(|| focus::by_id("summary"));
        return;
    }
    debug_assert_eq!(server.dialect, dialect);
    panel.creation.start(server, form.drafts.get_untracked(), Page::Result.show_after(panel));
}

impl Page {
    /// What to do as soon as the instance exists.
    fn show_after(self, panel: Panel) -> impl Fn() + 'static {
        move || {
            panel.form.start_over();
            self.go();
        }
    }
}

/// Looks the typed name up when its control is left, so that a name in use is told before the press.
pub fn check_name(panel: Panel) {
    let Some(server) = panel.servers.current.get_untracked() else { return };
    let name =
        panel.form.draft(Field::InstanceName).with_untracked(|draft| draft.as_text().to_owned());
    let has_problem = panel.form.problems.with_untracked(|problems| {
        problems.iter().any(|problem| problem.field == Field::InstanceName)
    });
    if name.is_empty() || has_problem || server.key.is_empty() {
        return;
    }
    spawn_local(async move {
        if let Sighting::Exists { .. } = creation::sight(&server, &name).await {
            panel.form.taken_names.update(|taken| taken.push(name));
        }
    });
}

/// No server yet, or one without a key: said before anything is typed in vain.
#[component]
fn ServerNotice(panel: Panel) -> impl IntoView {
    move || {
        panel.servers.current.with(|server| match server {
            None => Some(
                view! {
                    <section class="notice">
                        <h2>{t("create.no_server.title")}</h2>
                        <p>{t("create.no_server.body")}</p>
                        <a class="button primary" href=Page::Servers.hash()>
                            {t("create.no_server.action")}
                        </a>
                    </section>
                }
                .into_any(),
            ),
            Some(server) if server.key.is_empty() => Some(
                view! {
                    <section class="notice warning">
                        <p>{t("create.no_key")}</p>
                        <a class="button" href=Page::Servers.hash()>{t("create.no_key.action")}</a>
                    </section>
                }
                .into_any(),
            ),
            Some(_) => None,
        })
    }
}

/// Values that the dialect in use cannot take.
#[component]
fn LostFields(panel: Panel, dialect: Dialect) -> impl IntoView {
    let lost = Memo::new(move |_| {
        panel.form.drafts.with(|drafts| drafts.lost_in(dialect).collect::<Vec<_>>())
    });
    move || {
        let names: Vec<String> = lost.get().into_iter().map(text::full_label).collect();
        (!names.is_empty()).then(|| {
            let values = [("dialect", dialect.name()), ("fields", &names.join(", "))];
            view! { <p class="notice warning" role="status">{tf("create.lost", &values)}</p> }
        })
    }
}
