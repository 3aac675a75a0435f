//! Sends the form and shows the result.

use leptos::prelude::*;

use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::state::creation::{Creation, driver};
use crate::state::form::model::FormModel;
use crate::state::route::go_to;
use crate::ui::kit::focus;

/// Starts one creation. When the instance exists, the form keeps its values for the next one, but for
/// those that belong to one instance alone. Otherwise the failure is shown above the form.
pub fn send(form: FormModel, creation: Creation, route: ReadSignal<Route>, server: Server) {
    driver::start(creation, server, form.drafts.get_untracked(), move |is_created| {
        let is_watched = route.get_untracked() == Route::Create;
        if is_created {
            form.start_over();
        } else {
            form.renew_token();
        }
        match (is_created, is_watched) {
            (true, true) => go_to(&Route::Result),
            (false, true) => request_animation_frame(|| focus::by_id("failure")),
            // The operator went to another page meanwhile and stays there.
            (_, false) => {}
        }
    });
}
