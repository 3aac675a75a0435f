//! The page. Its parts share [`ManyScreen`], which lives as long as the page is shown.

use leptos::prelude::*;

use crate::domain::interpolate;
use crate::domain::many::queue::QrQueue;
use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::state::import::ImportDesk;
use crate::state::many::ManyDesk;
use crate::state::servers::Servers;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, t};
use crate::ui::many::notices::notices;
use crate::ui::many::queue::queue_dialog;
use crate::ui::many::request::request_sheet;
use crate::ui::many::result_file::tokens_dialog;
use crate::ui::many::run_bar::run_bar;
use crate::ui::many::source::source;
use crate::ui::many::table::table;
use crate::ui::many::toolbar::{ShownRows, toolbar};

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct ManyScreen {
    pub desk: ManyDesk,
    pub paste: ImportDesk,
    /// Which rows are shown
    pub shown: RwSignal<ShownRows>,
    /// More rows are being added
    pub is_adding: RwSignal<bool>,
    /// The row whose request is looked at
    pub looking: RwSignal<Option<u32>>,
    /// The results are about to be saved with their tokens
    pub is_saving_tokens: RwSignal<bool>,
    /// The customers whose phones are connected one after the other, while that is so
    pub queue: RwSignal<Option<QrQueue>>,
    /// The press of *Create* is being answered
    pub is_starting: RwSignal<bool>,
    /// The last press began nothing: the list brought something new
    pub is_held: RwSignal<bool>,
}

impl ManyScreen {
    pub(super) fn has_rows(self) -> bool {
        self.desk.batch.with(|batch| !batch.is_empty())
    }

    pub(super) fn has_run(self) -> bool {
        self.desk.run.with(|run| run.is_some())
    }
}

pub fn many_page() -> El {
    let desk = expect_context::<ManyDesk>();
    let servers = expect_context::<Servers>();
    let route = expect_context::<ReadSignal<Route>>();
    let screen = ManyScreen {
        desk,
        paste: expect_context::<ImportDesk>(),
        shown: RwSignal::new(ShownRows::All),
        is_adding: RwSignal::new(false),
        looking: RwSignal::new(None),
        is_saving_tokens: RwSignal::new(false),
        queue: RwSignal::new(None),
        is_starting: RwSignal::new(false),
        is_held: RwSignal::new(false),
    };
    let asked = Memo::new(move |_| match route.get() {
        Route::Many { server } => Some(server),
        _ => None,
    });
    let server = Memo::new(move |_| {
        let id = asked.get()?;
        servers.list.with(|list| list.iter().find(|server| server.id == id).cloned())
    });
    // Drawing writes no signal.
    Effect::new(move || {
        if let Some(Server { id, .. }) = server.get() {
            request_animation_frame(move || {
                servers.choose(id);
                desk.enter(id);
            });
        }
    });
    let is_there = Memo::new(move |_| server.with(Option::is_some));
    let elsewhere = Memo::new(move |_| {
        let rows_of = desk.server.get()?;
        (Some(rows_of) != asked.get() && screen.has_run()).then_some(rows_of)
    });
    let is_here = move || is_there.get() && elsewhere.get().is_none();
    let has_rows = Memo::new(move |_| screen.has_rows());
    let has_run = Memo::new(move |_| screen.has_run());
    let is_sourced = move || !has_run.get() && (!has_rows.get() || screen.is_adding.get());
    classed("main", "page many")
        .id("main")
        .attr("tabindex", "-1")
        .child(head(server))
        .show(
            move || !is_there.get(),
            || classed("p", "notice warning").t(key!("instances.no_server")),
        )
        .dyn_child(move || elsewhere.get().filter(|_| is_there.get()).map(elsewhere_notice))
        .show(is_here, move || {
            el("div")
                .class("many-body")
                .child(notices(screen, server))
                .show(is_sourced, move || source(screen))
                .show(move || has_rows.get(), move || toolbar(screen))
                .show(move || has_rows.get(), move || table(screen))
                .show(move || has_rows.get(), move || run_bar(screen))
        })
        .child(request_sheet(screen))
        .child(tokens_dialog(screen))
        .child(queue_dialog(screen))
}

/// The rows of another server are on their way.
fn elsewhere_notice(server: u32) -> El {
    classed("p", "notice").child(el("span").t(key!("many.elsewhere"))).text(" ").child(
        el("a").attr("href", Route::Many { server }.to_hash()).t(key!("many.elsewhere_open")),
    )
}

fn head(server: Memo<Option<Server>>) -> El {
    let label = move || {
        server.with(|server| server.as_ref().map(|server| interpolate::plain(&server.label)))
    };
    let list = move || server.with(|server| server.as_ref().map(|server| server.id));
    classed("div", "page-head with-actions")
        .child(el("div").child(el("h1").t(key!("many.title"))).child(
            classed("p", "lead").dyn_text(move || label().unwrap_or_else(|| t(key!("many.lead")))),
        ))
        .child(
            classed("div", "actions").child(
                classed("a", "button")
                    .dyn_attr("href", move || Some(Route::instances(list()).to_hash().into_owned()))
                    .t(key!("nav.instances")),
            ),
        )
}
