//! What the form does not need: the other screens, and everything that talks to a server. It comes
//! in a module of its own, which is fetched as soon as the form is on the screen, so that the form
//! itself is there sooner. The build cuts here: what can be reached from [`parts`] alone is in the
//! later module, so nothing named there may be called in any other way.

use std::cell::{Cell, OnceCell, RefCell};

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
#[cfg(split)]
use leptos::wasm_split::wasm_split;

use crate::domain::deployment::{BootInput, Deployment};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::platform::host_page;
use crate::state::create::taken_names::TakenNames;
use crate::state::form::model::FormModel;
use crate::state::preferences::Language;
use crate::state::{LoadState, Panel};
use crate::ui::create::send::send;
use crate::ui::deployment::links::page_links;
use crate::ui::deployment::preset_choice::above_form;
use crate::ui::embed::address_notice::address_notice;
use crate::ui::embed::clean_address::keep_address_clean;
use crate::ui::embed::frame_gate::{admit, configure};
use crate::ui::embed::session;
use crate::ui::fields::readonly_row::{held_switch, restricted_row};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::{focus, i18n};
use crate::ui::result::failure_panel::failure_panel;
use crate::ui::result::page::result_page;
use crate::ui::servers::page::servers_page;
use crate::ui::shell::lock_notice::lock_notice;

/// What the later module offers.
#[derive(Clone, Copy, Debug)]
pub struct LazyExports {
    pub result_page: fn(Panel) -> El,
    pub servers_page: fn(Panel) -> El,
    pub failure_panel: fn(Panel) -> El,
    pub address_notice: fn(Panel) -> El,
    /// What the deployment puts above the form
    pub above_form: fn(Panel) -> El,
    /// What it puts below every page
    pub page_links: fn(Panel) -> Option<El>,
    /// The row of a field that the operator may not change
    pub restricted_row: fn(FormModel, Field) -> Option<El>,
    /// The switch of a group that stays on
    pub held_switch: fn(Section) -> El,
    /// Begins what goes on beside the form
    wake: fn(Panel),
    /// Asks the server in use whether it is there
    pub greet: fn(Panel),
    /// Looks up whether the typed name is taken
    pub check_name: fn(TakenNames, FormModel),
    /// What the deployment makes of the panel, before anything of it is drawn
    configure: fn(&BootInput) -> Deployment,
    /// Draws the panel where it may be shown: at once, later, or never
    admit: fn(Deployment, Draw),
}

/// Draws the panel as it was set up.
pub type Draw = fn(Deployment);

/// What is to be done with the module once it is here.
type ChunkTask = Box<dyn FnOnce(&LazyExports)>;

thread_local! {
    static HERE: OnceCell<LazyExports> = const { OnceCell::new() };
    static WAITING: RefCell<Vec<ChunkTask>> = const { RefCell::new(Vec::new()) };
    static IS_FETCHING: Cell<bool> = const { Cell::new(false) };
}

/// Everything that the later module offers, and with it all that only it can reach.
fn all() -> LazyExports {
    let wake = |panel: Panel| {
        panel.wake();
        keep_address_clean(panel);
        session::begin(panel);
        lock_notice(panel);
        panel.submission.provide_sender(move |server| send(panel, server));
    };
    let greet = |panel: Panel| spawn_local(panel.servers.greet_current());
    LazyExports {
        result_page,
        servers_page,
        failure_panel,
        address_notice,
        above_form,
        page_links,
        restricted_row,
        held_switch,
        wake,
        greet,
        check_name: TakenNames::check,
        configure,
        admit,
    }
}

/// The point at which the module is cut. The build that cuts says so (`cfg(split)`).
#[cfg(split)]
#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn parts() -> Result<Box<LazyExports>, SplitLoaderError> {
    Ok(Box::new(all()))
}

/// Where nobody cuts, in the tests in the browser, everything is there at once.
#[cfg(not(split))]
async fn parts() -> Result<Box<LazyExports>, SplitLoaderError> {
    Ok(Box::new(all()))
}

/// Draws the panel as a deployment wants it. What that is only the module can tell, so here the form
/// waits for it.
///
/// # Errors
/// When the module cannot be had: a form that ignores what was configured would be another one.
pub async fn draw_configured(given: BootInput, draw: Draw) -> Result<(), ()> {
    let parts = parts().await.map_err(drop)?;
    let setup = (parts.configure)(&given);
    // The form shows rows of the module, too, and says some of its sentences.
    i18n::speak(Language::of_document());
    if !load_rest().await {
        return Err(());
    }
    let parts = HERE.with(|here| *here.get_or_init(|| *parts));
    (parts.admit)(setup, draw);
    Ok(())
}

/// Fetches the module, unless it is here. After a failure this tries again.
pub fn load(panel: Panel) {
    if panel.later.get_untracked() != LoadState::Loaded && !IS_FETCHING.replace(true) {
        spawn_local(fetch(panel));
    }
}

/// Uses the module, and fetches it for that if it is not here.
pub fn with(panel: Panel, run: impl FnOnce(&LazyExports) + 'static) {
    after(run);
    load(panel);
}

/// Uses the module as soon as it is here, which may be at once.
pub fn after(run: impl FnOnce(&LazyExports) + 'static) {
    match here() {
        Some(parts) => run(&parts),
        None => WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(run))),
    }
}

async fn fetch(panel: Panel) {
    let parts = match parts().await {
        Ok(parts) if load_rest().await => Some(parts),
        _ => None,
    };
    IS_FETCHING.set(false);
    let Some(parts) = parts else {
        panel.submission.stop_waiting();
        panel.later.set(LoadState::Failed);
        return;
    };
    let parts = HERE.with(|here| *here.get_or_init(|| *parts));
    panel.later.set(LoadState::Loaded);
    (parts.wake)(panel);
    WAITING.take().into_iter().for_each(|run| run(&parts));
}

/// The module's sentences and styles. The sheet comes last: one that is there is not linked again.
async fn load_rest() -> bool {
    i18n::load_whole().await.is_ok() && host_page::use_style("later").await.is_ok()
}

/// A screen of the module; until it is here, that it is on its way or could not be had.
pub fn screen(panel: Panel, choose: fn(&LazyExports) -> fn(Panel) -> El) -> El {
    // What is here already is not drawn anew when that is noted.
    el("div").dyn_child(move || match here() {
        Some(parts) => choose(&parts)(panel),
        None => el("main").id("main").class("page").attr("tabindex", "-1").child(
            match panel.later.get() {
                LoadState::Failed => missing(panel),
                _ => loading(),
            },
        ),
    })
}

/// A part of the page that shows nothing until it is there. That the module could not be had says
/// another one, once.
pub fn silent_part(panel: Panel, choose: fn(&LazyExports) -> fn(Panel) -> El) -> El {
    el("div").dyn_child(move || {
        // What is here already is not drawn anew when that is noted: it may hold the focus.
        if here().is_none() {
            panel.later.track();
        }
        here().map(|parts| choose(&parts)(panel))
    })
}

/// A part of the form that shows nothing at first, so that nobody misses it while it is on its way.
pub fn part(panel: Panel, choose: fn(&LazyExports) -> fn(Panel) -> El) -> El {
    el("div").dyn_child(move || match here() {
        Some(parts) => Some(choose(&parts)(panel)),
        None => match panel.later.get() {
            LoadState::Failed => Some(missing(panel)),
            LoadState::Retrying => Some(loading()),
            _ => None,
        },
    })
}

/// The module, once it is here.
#[must_use]
pub fn here() -> Option<LazyExports> {
    HERE.with(|here| here.get().copied())
}

fn loading() -> El {
    classed("p", "notice").attr("role", "status").t("later.loading")
}

fn missing(panel: Panel) -> El {
    let again = move || {
        // The button goes with the notice; the focus stays on the page.
        focus::by_id("main");
        panel.later.set(LoadState::Retrying);
        load(panel);
    };
    classed("section", "notice warning")
        .attr("role", "alert")
        .child(el("p").t("later.failed"))
        .child(button("button").t("later.retry").on_click(again))
}
