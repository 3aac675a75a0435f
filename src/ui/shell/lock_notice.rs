//! Says that the secrets were forgotten because nobody was there, and leads to the form that takes the
//! key again. It is shown over any screen.

use crate::ui::kit::i18n::key;
use leptos::mount::mount_to_body;
use leptos::prelude::*;

use crate::domain::route::Route;
use crate::state::keys::{Forgotten, KeyGuard};
use crate::state::preferences::Preferences;
use crate::state::route::go_to;
use crate::state::servers::Servers;
use crate::state::servers::draft::ServerDraft;
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;

const ID: &str = "locked";

/// Puts the notice next to the panel, closed; it opens when the keys are forgotten by the lock.
pub fn lock_notice() {
    let language = expect_context::<Preferences>().language;
    let notice = Notice {
        keys: expect_context::<KeyGuard>(),
        servers: expect_context::<Servers>(),
        draft: expect_context::<ServerDraft>(),
    };
    mount_to_body(move || {
        el("div")
            .dyn_child(move || {
                language.track();
                notice.view()
            })
            .into_view()
    });
}

#[derive(Clone, Copy)]
struct Notice {
    keys: KeyGuard,
    servers: Servers,
    draft: ServerDraft,
}

impl Notice {
    fn view(self) -> El {
        let keys = self.keys;
        show_while(ID.to_owned(), move || keys.forgotten.get() == Some(Forgotten::Idle));
        let close = move || keys.forgotten.set(None);
        let back = move || {
            close();
            self.ask_for_key();
        };
        classed("dialog", "dialog")
            .id(ID)
            .attr("aria-labelledby", "locked-title")
            .attr("aria-describedby", "locked-body")
            .on("cancel", move |event| {
                event.prevent_default();
                close();
            })
            .child(el("h2").id("locked-title").t(key!("locked.title")))
            .child(el("p").id("locked-body").t(key!("locked.body")))
            .child(
                classed("div", "actions")
                    .child(
                        button("button primary")
                            .attr("autofocus", "")
                            .t(key!("locked.back"))
                            .on_click(back),
                    )
                    .child(button("button").t(key!("common.close")).on_click(close)),
            )
    }

    /// Leads to the field of the key, where it is on the page; else to the form of the current server. An
    /// open form keeps what was typed.
    fn ask_for_key(self) {
        if focus::element("server-key").is_none() {
            if self.draft.editing.get_untracked().is_none() {
                self.draft.open(self.servers.current.get_untracked().as_ref());
            }
            go_to(&Route::Servers);
        }
        // The form focuses its first field as soon as it is rendered; the key is what is wanted now.
        request_animation_frame(|| {
            request_animation_frame(|| request_animation_frame(|| focus::by_id("server-key")));
        });
    }
}
