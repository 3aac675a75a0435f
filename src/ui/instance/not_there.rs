//! What stands in the place of an instance that cannot be shown: its server is not known here or has no
//! key, or the server does not list it.

use crate::domain::creation::machine::calls::row_call;
use crate::domain::instances::list_reply;
use crate::domain::interpolate;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::state::instance::InstanceScreen;
use crate::ui::instance::trouble::{failed, trouble};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::lazy_chunks::SERVERS;

/// The address names a server that this browser does not know.
pub fn no_server() -> El {
    notice("notice warning", t(key!("instance.no_server.title")))
        .child(el("p").t(key!("instance.no_server.body")))
        .child(
            classed("div", "actions").child(
                classed("a", "button primary")
                    .attr("href", Route::Servers.to_hash())
                    .t(key!("nav.servers")),
            ),
        )
}

/// The server has no key in this session, or refused it: it is asked for in place. The form is about the
/// server in use.
pub fn key_needed(server: &Server, is_refused: bool) -> El {
    let (title, body) = match is_refused {
        true => (key!("instance.key_refused.title"), key!("instance.key_refused.body")),
        false => (key!("create.no_key.action"), key!("create.no_key")),
    };
    let label = interpolate::plain(&server.label);
    classed("section", "card connect")
        .attr("aria-labelledby", "key-heading")
        .child(
            classed("div", "card-head")
                .child(el("h2").id("key-heading").text(format!("{}: {label}", t(title))))
                .child(classed("p", "card-lead").t(body)),
        )
        .child(
            classed("div", "connect-place for-key")
                .child(SERVERS.part(|servers| servers.connect_form)),
        )
}

/// The server lists no instance of this name, or none any more.
pub fn missing(screen: InstanceScreen, is_deleted_here: bool) -> El {
    let server = screen.server();
    let body = tf!(
        "instance.missing.body",
        server = &interpolate::plain(&server.label),
        name = &interpolate::plain(&screen.name())
    );
    let back = || {
        let list = Route::instances(Some(server.id)).to_hash();
        classed("a", "button primary").attr("href", list).t(key!("instance.missing.back"))
    };
    // The head says that it was deleted.
    if is_deleted_here {
        return classed("div", "actions").child(back());
    }
    notice("notice warning instance-missing", t(key!("instance.missing.title")))
        .child(el("p").text(body))
        .child(
            classed("div", "actions")
                .child(back())
                .child(button("button").t(key!("again.read")).on_click(move || screen.row.read())),
        )
}

/// The list could not be read; the groups may answer all the same.
pub fn unreadable(screen: InstanceScreen, error: &ApiError) -> El {
    let server = screen.server();
    let failed = failed(&server, row_call(&server, &screen.name()), list_reply::TIME_LIMIT_MS);
    let is_network = matches!(error.case, Case::Unreachable | Case::Timeout | Case::Offline);
    let title = match is_network {
        true => tf!("instance.down.title", server = &interpolate::plain(&server.label)),
        false => t(key!("instance.unread.title")),
    };
    notice("notice failure", title).child(trouble(error, &failed)).child(
        classed("div", "actions")
            .child(
                button("button primary").t(key!("again.read")).on_click(move || screen.read_all()),
            )
            .child(
                classed("a", "button")
                    .attr("href", Route::Servers.to_hash())
                    .t(key!("create.mixed.action")),
            ),
    )
}

fn notice(class: &'static str, title: String) -> El {
    classed("section", class)
        .attr("role", "alert")
        .child(el("h2").child(draw(Icon::Alert)).child(el("span").text(title)))
}
