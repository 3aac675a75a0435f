//! What the form does not need: the other screens, and everything that talks to a server. It comes
//! in a module of its own, which is fetched as soon as the form is on the screen, so that the form
//! itself is there sooner. The build cuts here: what can be reached from [`parts`] alone is in the
//! later module, so nothing named there may be called in any other way.

use std::cell::{OnceCell, RefCell};

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::check_name::check_name;
use super::element::{El, button, classed, el};
use super::failure_panel::failure_panel;
use super::page;
use super::result_page::result_page;
use super::send::send;
use super::servers_page::servers_page;
use super::text;
use crate::domain::server::Server;
use crate::state::{Arrival, Panel};

/// What the later module offers.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    pub result_page: fn(Panel) -> El,
    pub servers_page: fn(Panel) -> El,
    pub failure_panel: fn(Panel) -> El,
    /// Begins what goes on beside the form
    wake: fn(Panel),
    /// Sends the creation and runs the plan
    pub send: fn(Panel, Server),
    /// Asks the server in use whether it is there
    pub greet: fn(Panel),
    /// Looks up whether the typed name is taken
    pub check_name: fn(Panel),
}

/// What is to be done with the module once it is here.
type Run = Box<dyn FnOnce(&Parts)>;

thread_local! {
    static HERE: OnceCell<Parts> = const { OnceCell::new() };
    static WAITING: RefCell<Vec<Run>> = const { RefCell::new(Vec::new()) };
}

/// The point at which the module is cut.
#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn parts() -> Result<Box<Parts>, SplitLoaderError> {
    let wake = |panel: Panel| panel.wake();
    let greet = |panel: Panel| spawn_local(panel.servers.greet_current());
    Ok(Box::new(Parts { result_page, servers_page, failure_panel, wake, send, greet, check_name }))
}

/// Fetches the module, unless it is here. After a failure this tries again.
pub fn load(panel: Panel) {
    with(panel, |_| {});
}

/// Uses the module as soon as it is here, which may be at once. When it cannot be had, nothing is
/// done and the screen says so.
pub fn with(panel: Panel, run: impl FnOnce(&Parts) + 'static) {
    if let Some(parts) = here() {
        return run(&parts);
    }
    let waiting = WAITING.with_borrow_mut(|waiting| {
        waiting.push(Box::new(run));
        waiting.len()
    });
    if waiting == 1 {
        panel.later.set(Arrival::OnItsWay);
        spawn_local(fetch(panel));
    }
}

async fn fetch(panel: Panel) {
    let parts = match parts().await {
        Ok(parts) if load_rest().await => Some(parts),
        _ => None,
    };
    let waiting = WAITING.take();
    let Some(parts) = parts else {
        panel.later.set(Arrival::Failed);
        return;
    };
    let parts = HERE.with(|here| *here.get_or_init(|| *parts));
    panel.later.set(Arrival::Here);
    (parts.wake)(panel);
    waiting.into_iter().for_each(|run| run(&parts));
}

/// The module's sentences and styles. The sheet comes last: one that is there is not linked again.
async fn load_rest() -> bool {
    text::load_whole().await.is_ok() && page::call("panelLaterStyle", "").await.is_ok()
}

/// A screen of the module; until it is here, that it is on its way or could not be had.
pub fn screen(panel: Panel, choose: fn(&Parts) -> fn(Panel) -> El) -> El {
    el("div").live(move || match (panel.later.get(), here()) {
        (_, Some(parts)) => choose(&parts)(panel),
        (Arrival::Failed, None) => el("main").id("main").class("page").child(missing(panel)),
        _ => classed("p", "later").attr("role", "status").say("later.loading"),
    })
}

/// A part of the form that shows nothing at first, so that nobody misses it while it is on its way.
pub fn part(panel: Panel, choose: fn(&Parts) -> fn(Panel) -> El) -> El {
    el("div").live(move || match (panel.later.get(), here()) {
        (_, Some(parts)) => Some(choose(&parts)(panel)),
        (Arrival::Failed, None) => Some(missing(panel)),
        _ => None,
    })
}

fn here() -> Option<Parts> {
    HERE.with(|here| here.get().copied())
}

fn missing(panel: Panel) -> El {
    classed("section", "notice warning")
        .attr("role", "alert")
        .child(el("p").say("later.failed"))
        .child(button("button").say("later.retry").on_click(move || load(panel)))
}
