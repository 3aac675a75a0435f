//! The keys of the requests: never a part of the form, and offered to the form of a server.

use leptos::prelude::*;

use crate::domain::deployment::{Deployment, ServerPolicy};
use crate::domain::http::secret::masked;
use crate::domain::import::{Import, OfferedKey};
use crate::domain::interpolate;
use crate::domain::route::Route;
use crate::domain::schema::field::Draft;
use crate::domain::servers::form::ServerField;
use crate::domain::servers::server::Server;
use crate::state::diagnostics::{Diagnostics, Subject};
use crate::state::import::ImportDesk;
use crate::state::route::go_to;
use crate::state::servers::Servers;
use crate::state::servers::draft::ServerDraft;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, tf};

/// As many as anybody tells apart.
const MOST: usize = 10;

pub(super) fn keys(import: &Import) -> Option<El> {
    if import.keys.is_empty() {
        return None;
    }
    let items: Vec<El> = import.keys.iter().take(MOST).map(offer).collect();
    Some(
        classed("section", "import-part import-keys")
            .child(el("h3").t(key!("import.keys")))
            .child(classed("p", "help").t(key!("import.keys_lead")))
            .child(classed("ul", "import-list").child(items)),
    )
}

fn offer(offered: &OfferedKey) -> El {
    let servers = expect_context::<Servers>();
    let policy = &expect_context::<&'static Deployment>().server_policy;
    let shown = masked(offered.key.reveal());
    let place = offered.base_url.clone().unwrap_or_default();
    // The server that the text is for; without an address, the one in use may be meant.
    let known = match &offered.base_url {
        Some(url) => servers
            .list
            .with_untracked(|list| list.iter().find(|server| server.base_url == *url).cloned()),
        None => servers.current.get_untracked(),
    };
    let may_add = *policy != ServerPolicy::Nothing
        && offered.base_url.as_deref().is_none_or(|url| policy.allows(url));
    let is_known = known.is_some();
    let use_for = known.map(|server| {
        let label = tf!("import.use_for", server = &interpolate::plain(&server.label));
        button("button small").text(label).on_click(opener(offered, Some(server)))
    });
    let add = (may_add && !(is_known && offered.base_url.is_some())).then(|| {
        button("button small").t(key!("import.new_server")).on_click(opener(offered, None))
    });
    el("li")
        .child(el("code").text(shown))
        .child((!place.is_empty()).then(|| el("span").text(interpolate::plain(&place))))
        .child(use_for)
        .child(add)
}

/// Leads to the form of a server with the key in it.
fn opener(offered: &OfferedKey, server: Option<Server>) -> impl Fn() + use<> {
    let is_open = expect_context::<ImportDesk>().is_open;
    let draft = expect_context::<ServerDraft>();
    let diagnostics = expect_context::<Diagnostics>();
    let offered = offered.clone();
    move || {
        is_open.set(false);
        go_to(&Route::Servers);
        let (offered, server) = (offered.clone(), server.clone());
        // The page that is left closes a form of its own.
        request_animation_frame(move || {
            request_animation_frame(move || {
                diagnostics.forget(Subject::Form);
                draft.open(server.as_ref());
                if server.is_none() {
                    let url = offered.base_url.clone().unwrap_or_default();
                    draft.draft(ServerField::Url).set(Draft::text(url));
                    if let Some(dialect) = offered.dialect {
                        draft.choose_dialect(dialect);
                    }
                    draft.leave_url();
                }
                draft.draft(ServerField::Key).set(Draft::text(offered.key.reveal()));
            });
        });
    }
}
