//! What is wrong with a list, server by server, and what stands in its place while there are no rows.

use leptos::prelude::*;

use crate::domain::interpolate;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::state::diagnostics::{Diagnostics, Subject};
use crate::state::instances::{Instances, Source};
use crate::ui::diagnostics::detail::{FailedServer, detail_of};
use crate::ui::instances::common::failed_call;
use crate::ui::instances::open_by_name::open_by_name;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{counted, fill, filled_key, key, plural_key, t};
use crate::ui::lazy_chunks::SERVERS;
use crate::ui::result::failure::panel::details;
use crate::ui::result::failure::words as failure_words;

/// One notice for each server whose list is not what it should be.
pub(super) fn notices(instances: Instances) -> El {
    let ids = move || instances.listed_servers().iter().map(|server| server.id).collect();
    classed("div", "list-notices").each(
        ids,
        |id| *id,
        move |id| {
            let notice = Memo::new(move |_| {
                instances.sources.with(|sources| ListNotice::of(sources.of(id)))
            });
            el("div").dyn_child(move || {
                let server = instances.server(id)?;
                notice.get().map(|notice| draw_notice(instances, &server, &notice))
            })
        },
    )
}

#[derive(Clone, Debug, PartialEq)]
struct ListNotice {
    error: Option<std::sync::Arc<ApiError>>,
    is_stale: bool,
    unreadable: usize,
    is_own_only: bool,
}

impl ListNotice {
    fn of(source: Option<&Source>) -> Option<Self> {
        let source = source?;
        let notice = Self {
            error: source.error.clone(),
            is_stale: source.is_stale(),
            unreadable: source.unreadable,
            is_own_only: source.is_own_only,
        };
        let is_worth_it = notice.error.is_some() || notice.unreadable > 0 || notice.is_own_only;
        is_worth_it.then_some(notice)
    }
}

fn draw_notice(instances: Instances, server: &Server, notice: &ListNotice) -> Vec<El> {
    let mut parts = Vec::new();
    if let Some(error) = &notice.error {
        parts.push(failure(instances, server, error, notice.is_stale));
    }
    if notice.unreadable > 0 {
        let text = counted(plural_key!("instances.unreadable"), notice.unreadable);
        parts.push(classed("p", "notice warning").text(text));
    }
    if notice.is_own_only {
        parts.push(classed("p", "notice").t(key!("instances.own_only")));
    }
    parts
}

fn failure(instances: Instances, server: &Server, error: &ApiError, is_stale: bool) -> El {
    let label = interpolate::plain(&server.label);
    let title = if is_stale {
        fill(filled_key!("instances.failed_stale", server), &[("server", &label)])
    } else {
        fill(filled_key!("instances.failed", server), &[("server", &label)])
    };
    let known = failed_call::failed(Some(server));
    // One row that the server cannot read breaks its whole list.
    let may_be_row = matches!(error.case, Case::ServerFailure | Case::Crashed | Case::Database);
    let cure = match may_be_row {
        true => t(key!("instances.broken_row")),
        false => failure_words::cure(error, &known),
    };
    let again = {
        let server = server.clone();
        button("button")
            .t(key!("instances.try_again"))
            .on_click(move || instances.load(server.clone()))
    };
    classed("section", "notice warning list-failure")
        .attr("role", "alert")
        .child(el("h2").text(title))
        .child(el("p").text(failure_words::cause(error, &known)))
        .child(el("p").text(cure))
        .child(may_be_row.then(|| open_by_name(server.id)))
        .child(classed("div", "actions").child(again))
        .child(details(error, &known))
        .child(help(instances, server, error))
}

/// The field for another key where the key was refused, or the test of a server that cannot be reached.
fn help(instances: Instances, server: &Server, error: &ApiError) -> Option<El> {
    let is_in_use = instances.servers.is_current(server.id, &server.base_url);
    if matches!(error.case, Case::Unauthorized | Case::MissingGlobalKey) && is_in_use {
        SERVERS.load();
        return Some(SERVERS.part(|servers| servers.connect_form));
    }
    let detail = detail_of(error.case)?;
    let diagnostics = expect_context::<Diagnostics>();
    let subject = Subject::Server(server.id);
    let tested = server.clone();
    // After drawing: a check calls the network and changes what is drawn. Of several servers that cannot be
    // reached, the first one is tested by itself: there is one test at a time.
    Effect::new(move || {
        let is_free = diagnostics
            .run
            .with_untracked(|run| run.subject != subject && !is_failing(instances, run.subject));
        if is_free {
            diagnostics.check_server(subject, &tested);
        }
    });
    provide_context(FailedServer { server: server.clone(), detail });
    SERVERS.load();
    Some(SERVERS.part(|servers| servers.server_check))
}

/// Whether it is a shown server whose list failed, so that its test is on the screen.
fn is_failing(instances: Instances, subject: Subject) -> bool {
    let Subject::Server(id) = subject else { return false };
    untrack(|| instances.listed_servers()).iter().any(|server| server.id == id)
        && instances
            .sources
            .with_untracked(|sources| sources.of(id).is_some_and(|source| source.error.is_some()))
}

/// What stands where the rows would be.
pub(super) fn fallback(instances: Instances) -> El {
    let what = Memo::new(move |_| fallback_of(instances));
    el("div").dyn_child(move || match what.get() {
        Fallback::Loading => Some(bones()),
        Fallback::Empty => Some(empty()),
        Fallback::NoServer => Some(no_server()),
        Fallback::NoKey => {
            SERVERS.load();
            let form = SERVERS.part(|servers| servers.connect_form);
            Some(
                classed("section", "notice").child(el("p").t(key!("instances.no_key"))).child(form),
            )
        }
        Fallback::Nothing => None,
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Fallback {
    Loading,
    Empty,
    NoServer,
    NoKey,
    /// A notice says it all
    Nothing,
}

fn fallback_of(instances: Instances) -> Fallback {
    let servers = instances.listed_servers();
    if servers.is_empty() {
        return Fallback::NoServer;
    }
    if servers.iter().all(|server| server.key.is_empty()) {
        return Fallback::NoKey;
    }
    instances.sources.with(|sources| {
        let sources: Vec<Option<&Source>> =
            servers.iter().map(|server| sources.of(server.id)).collect();
        let is_waited_for = |source: &Option<&Source>| {
            source.is_none_or(|source| source.is_loading && source.read_at.is_none())
        };
        let is_read =
            |source: &Option<&Source>| source.is_some_and(|source| source.read_at.is_some());
        if sources.iter().any(is_waited_for) {
            Fallback::Loading
        } else if sources.iter().any(is_read) {
            Fallback::Empty
        } else {
            Fallback::Nothing
        }
    })
}

/// Rows without words, where the rows will be.
fn bones() -> El {
    let bone = || classed("div", "bone-row").child(el("span")).child(el("span")).child(el("span"));
    classed("div", "card bones")
        .child(classed("p", "off-screen").attr("role", "status").t(key!("instances.loading")))
        .child((0..8).map(|_| bone().attr("aria-hidden", "true")).collect::<Vec<El>>())
}

fn empty() -> El {
    classed("section", "empty-list")
        .child(el("h2").t(key!("instances.empty.title")))
        .child(el("p").t(key!("instances.empty.body")))
        .child(
            classed("a", "button")
                .attr("href", Route::Create.to_hash())
                .t(key!("instances.empty.create")),
        )
}

fn no_server() -> El {
    classed("section", "empty-list").child(el("h2").t(key!("instances.no_server_title"))).child(
        classed("a", "button")
            .attr("href", Route::Servers.to_hash())
            .t(key!("instances.to_servers")),
    )
}
