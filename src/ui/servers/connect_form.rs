//! The form above the creation form that connects the first server, for which address and key are enough,
//! or gives the server in use its key. It shares what is typed with the form of the servers screen.

use leptos::prelude::*;

use crate::domain::diagnostics::detection::DialectDetection;
use crate::domain::schema::fields::Field;
use crate::domain::servers::form::ServerField;
use crate::platform::frame;
use crate::state::create::submit::Submission;
use crate::state::diagnostics::{Diagnostics, SaveEnd};
use crate::state::form::model::FormModel;
use crate::state::keys::KeyGuard;
use crate::state::servers::Servers;
use crate::state::servers::draft::{Detection, NEW, ServerDraft};
use crate::ui::fields::field_focus;
use crate::ui::kit::element::{El, classed};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::key;
use crate::ui::servers::fields::{control_id, field_row};
use crate::ui::servers::save_bar::{save_anyway, save_button, save_line};

pub fn connect_form() -> El {
    let draft = expect_context::<ServerDraft>();
    let diagnostics = expect_context::<Diagnostics>();
    let keys = expect_context::<KeyGuard>();
    let form = expect_context::<FormModel>();
    let submission = expect_context::<Submission>();
    let servers = expect_context::<Servers>();
    let save = move |is_forced: bool| {
        diagnostics.save(is_forced, move |end| match end {
            SaveEnd::Saved(_) => {
                keys.forgotten.set(None);
                draft.close();
                // Saved without one, the key is still what is asked for.
                if !untrack(|| servers.has_key()) {
                    draft.open(servers.current.get_untracked().as_ref());
                }
                focus_name(form);
            }
            SaveEnd::Stopped(field) => focus::next_frame(control_id(draft.place_of(field))),
        });
    };
    // Rendered again when there is another one.
    let server = servers.current.get_untracked();
    let id = server.as_ref().map_or(NEW, |server| server.id);
    draft.take_key_alone(id != NEW);
    let first = control_id(if id == NEW { ServerField::Url } else { ServerField::Key });
    request_animation_frame({
        let first = first.clone();
        move || {
            if draft.editing.get_untracked() != Some(id) {
                draft.open(server.as_ref());
            }
            // In a frame, the focus belongs to the page around.
            if !frame::is_framed() && focus::is_nowhere() {
                focus::by_id(&first);
            }
        }
    });
    // *Create* without a server leads here.
    // A press may come before this form has loaded.
    Effect::new(move || {
        if submission.answers_serverless_press(submission.serverless_presses.get()) {
            focus::next_frame(first.clone());
        }
    });
    on_cleanup(move || {
        diagnostics.cancel_save_check();
        // What is typed for a first server stays; a form for any other would open by itself elsewhere.
        let is_needed = id == NEW && servers.list.with_untracked(Vec::is_empty);
        if !is_needed && draft.editing.get_untracked() == Some(id) {
            draft.close();
        }
    });
    let needs_dialect = Memo::new(move |was: Option<&bool>| {
        was == Some(&true) || id == NEW && needs_dialect(draft)
    });
    let next = |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            focus::by_id(&control_id(ServerField::Key));
        }
    };
    classed("form", "server-form connect-form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            save(false);
        })
        .child((id == NEW).then(|| field_row(draft, ServerField::Url).on_key(next)))
        .show(move || needs_dialect.get(), move || field_row(draft, ServerField::Dialect))
        .child(field_row(draft, ServerField::Key))
        .child(field_row(draft, ServerField::Remember))
        .child(
            classed("div", "actions form-actions")
                .child(save_line(draft, diagnostics))
                .child(classed("span", "spring"))
                .child(save_anyway(draft, move || save(true)))
                .child(save_button(draft, key!("servers.connect"))),
        )
}

/// Most servers tell their dialect; where one does not, it is asked for from then on.
fn needs_dialect(draft: ServerDraft) -> bool {
    draft.stop_at(ServerField::Dialect).is_some()
        || draft
            .detection
            .with(|detection| *detection == Detection::Done(DialectDetection::Unknown))
}

/// The creation form may be rendered again for the server's dialect: that is done after the next frame.
fn focus_name(form: FormModel) {
    request_animation_frame(move || {
        request_animation_frame(move || field_focus::control(form, Field::InstanceName));
    });
}
