//! The form of the first server, above the creation form: address and key are enough. It shares what is
//! typed with the form of the servers screen.

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
                focus_name(form);
            }
            SaveEnd::Stopped(field) => focus::next_frame(control_id(field)),
        });
    };
    let url = control_id(ServerField::Url);
    request_animation_frame({
        let url = url.clone();
        move || {
            if draft.editing.get_untracked() != Some(NEW) {
                draft.open(None);
            }
            // In a frame, the focus belongs to the page around.
            if !frame::is_framed() && focus::is_nowhere() {
                focus::by_id(&url);
            }
        }
    });
    // *Create* without a server leads here.
    Effect::new(move |was: Option<u32>| {
        let presses = submission.serverless_presses.get();
        if was.is_some_and(|was| was != presses) {
            focus::by_id(&url);
        }
        presses
    });
    on_cleanup(move || {
        diagnostics.cancel_save_check();
        let has_server = servers.list.with_untracked(|list| !list.is_empty());
        if has_server && draft.editing.get_untracked() == Some(NEW) {
            draft.close();
        }
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
        .child(field_row(draft, ServerField::Url).on_key(next))
        .show(move || needs_dialect(draft), move || field_row(draft, ServerField::Dialect))
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

/// Most servers tell their dialect; only where one does not, it is asked for.
fn needs_dialect(draft: ServerDraft) -> bool {
    draft.stop_at(ServerField::Dialect).is_some()
        || draft
            .detection
            .with(|detection| *detection == Detection::Done(DialectDetection::Unknown))
        || draft.values.with(|values| values.dialect.is_some() && values.version.is_empty())
}

/// The creation form may be drawn anew for the server's dialect: that is done after the next frame.
fn focus_name(form: FormModel) {
    request_animation_frame(move || {
        request_animation_frame(move || field_focus::control(form, Field::InstanceName));
    });
}
