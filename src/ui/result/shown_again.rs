//! The page of the result without one: after a reload the last one can be shown again, from what its
//! server tells.

use leptos::prelude::*;

use crate::domain::creation::in_flight::InFlight;
use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::state::creation::{Attempt, Creation, FindReason, notes};
use crate::state::servers::Servers;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t, tf};

/// There is no result; what was shown last can be shown again.
pub fn gone(creation: Creation) -> El {
    let servers = expect_context::<Servers>();
    let last = servers.list.with(|list| notes::result(list));
    let notice = classed("section", "notice");
    match last {
        None => notice.child(el("p").t(key!("result.gone"))).child(to_form(true)),
        Some((server, note)) => {
            let text = tf!("result.again.offer", name = &note.name, server = &server.label);
            let show = button("button primary")
                .t(key!("result.again.show"))
                .on_click(move || show_again(creation, &server, &note));
            notice
                .child(el("p").text(text))
                .child(classed("div", "actions").child(show).child(to_form(false)))
        }
    }
}

fn show_again(creation: Creation, server: &Server, note: &InFlight) {
    creation.give(CreationInput::Show {
        server: server.clone(),
        drafts: note.drafts(),
        started_at: note.started_at,
        found: FindReason::ShownAgain,
    });
    focus::next_frame("main".to_owned());
}

fn to_form(is_primary: bool) -> El {
    classed("a", if is_primary { "button primary" } else { "button" })
        .attr("href", Route::Create.to_hash())
        .t(key!("create.title"))
}

/// An instance that is being looked up to be shown, or that could not be found.
pub fn looked_up(creation: Creation, attempt: &Attempt) -> El {
    let name = attempt.name().to_owned();
    let (server, drafts) = (attempt.server.clone(), attempt.drafts.clone());
    let (started_at, found) = (attempt.started_at, attempt.found);
    let again = move || {
        let (server, drafts) = (server.clone(), drafts.clone());
        creation.give(CreationInput::Show { server, drafts, started_at, found });
    };
    classed("section", "notice").attr("role", "status").dyn_child(move || {
        let lookup = creation.lookup.get();
        let spinner = || classed("span", "spinner").attr("aria-hidden", "true");
        let text = match lookup {
            InstanceLookup::Looking => tf!("failure.look.running", name = &name),
            InstanceLookup::Absent => tf!("result.again.absent", name = &name),
            _ => t(key!("result.again.unclear")),
        };
        let is_looking = lookup == InstanceLookup::Looking;
        let words = classed("div", "outcome-text")
            .child(is_looking.then(spinner))
            .child(el("p").text(text));
        let again = again.clone();
        let retry = (!is_looking && lookup != InstanceLookup::Absent)
            .then(|| button("button primary").t(key!("failure.look_again")).on_click(again));
        let actions = classed("div", "actions").child(retry).child(to_form(false));
        vec![words, actions]
    })
}
