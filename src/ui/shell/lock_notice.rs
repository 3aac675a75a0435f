//! That the keys were forgotten because nobody was there, and the way back. It lies over whatever
//! screen is open, which keeps everything that is no secret.

use leptos::mount::mount_to_body;
use leptos::prelude::*;

use crate::domain::route::Route;
use crate::state::Panel;
use crate::state::keys::idle_lock::LOCKED;
use crate::state::route::go_to;
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::t;

const ID: &str = "locked";

/// Puts the notice beside the panel, closed; it opens when the keys are forgotten by the lock.
pub fn lock_notice(panel: Panel) {
    mount_to_body(move || {
        el("div")
            .dyn_child(move || {
                panel.language.track();
                notice(panel)
            })
            .into_view()
    });
}

fn notice(panel: Panel) -> El {
    show_while(ID.to_owned(), move || panel.forgotten.with(|key| key == LOCKED));
    let close = move || panel.forgotten.set(String::new());
    let back = move || {
        close();
        give_key(panel);
    };
    classed("dialog", "dialog")
        .id(ID)
        .attr("aria-labelledby", "locked-title")
        .attr("aria-describedby", "locked-body")
        .on("cancel", move |event| {
            event.prevent_default();
            close();
        })
        .child(el("h2").id("locked-title").t("servers.lock.title"))
        .child(el("p").id("locked-body").text(t(LOCKED)))
        .child(
            classed("div", "actions")
                .child(
                    button("button primary")
                        .attr("autofocus", "")
                        .t("servers.lock.back")
                        .on_click(back),
                )
                .child(button("button").t("common.close").on_click(close)),
        )
}

/// The form of the server in use, at its key. A form that is open already has what was typed.
fn give_key(panel: Panel) {
    let draft = panel.server_draft;
    if draft.editing.get_untracked().is_none() {
        draft.open(panel.servers.current.get_untracked().as_ref());
    }
    go_to(&Route::Servers);
    // The form leads to its first field as soon as it is drawn; the key is what is wanted now.
    request_animation_frame(|| {
        request_animation_frame(|| request_animation_frame(|| focus::by_id("server-key")));
    });
}
