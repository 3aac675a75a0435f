//! Sends what the form holds and shows what comes of it.

use leptos::prelude::*;

use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::state::Panel;
use crate::state::route::go_to;
use crate::ui::kit::focus;

/// One creation. When the instance exists, the form keeps its values for the next one, and begins
/// anew in what belongs to one attempt alone; else the failure is shown above it.
pub fn send(panel: Panel, server: Server) {
    let form = &panel.form;
    panel.creation.start(server, form.drafts.get_untracked(), move |is_created| {
        let is_watched = panel.route.get_untracked() == Route::Create;
        if is_created {
            form.start_over();
        } else {
            form.renew_token();
        }
        match (is_created, is_watched) {
            (true, true) => go_to(&Route::Result),
            (false, true) => request_animation_frame(|| focus::by_id("failure")),
            // Whoever went elsewhere meanwhile is left there.
            (_, false) => {}
        }
    });
}
