//! The chunk that operates servers: the screens beside the form, and everything that sends a call.

use leptos::task::spawn_local;

use crate::state::Panel;
use crate::state::create::taken_names::TakenNames;
use crate::state::diagnostics::greet_current;
use crate::ui::create::find_field::find_field;
use crate::ui::create::groups::cards::groups;
use crate::ui::create::overlays::overlays;
use crate::ui::create::request::sheet::request;
use crate::ui::create::send::send;
use crate::ui::create::sending::sending;
use crate::ui::create::summary::summary;
use crate::ui::deployment::links::page_links;
use crate::ui::deployment::preset_choice::above_form;
use crate::ui::embed::address_notice::address_notice;
use crate::ui::embed::clean_address::keep_address_clean;
use crate::ui::embed::frame_gate::{admit, configure};
use crate::ui::embed::session;
use crate::ui::fields::readonly_row::{held_switch, restricted_row};
use crate::ui::lazy_chunks::{OPERATE, Operate};
use crate::ui::result::failure_panel::failure_panel;
use crate::ui::result::page::result_page;
use crate::ui::servers::page::servers_page;
use crate::ui::shell::lock_notice::lock_notice;

lazy_chunk!(operate: OPERATE => exports() -> Operate);

fn exports() -> Operate {
    Operate {
        result_page,
        servers_page,
        failure_panel,
        groups,
        request,
        find_field,
        summary,
        sending,
        overlays,
        address_notice,
        above_form,
        page_links,
        restricted_row,
        held_switch,
        start,
        greet: |servers| spawn_local(greet_current(servers)),
        check_name: TakenNames::check,
        configure,
        admit,
    }
}

fn start(panel: Panel) {
    let notices = panel.start_background();
    keep_address_clean(notices);
    session::begin(panel);
    lock_notice();
    let (form, creation, route) = (panel.form, panel.creation, panel.route);
    panel.submission.provide_sender(move |server| send(form, creation, route, server));
}
