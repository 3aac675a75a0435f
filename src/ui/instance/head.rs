//! Who the instance is, how it is connected, and what can be done with it.

use leptos::prelude::*;

use crate::domain::instance::state_watch::StateWatch;
use crate::domain::instances::action::{ActionCall, ActionOutcome, RowAction};
use crate::domain::instances::phone_number::written;
use crate::domain::interpolate;
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::route::Route;
use crate::platform::{clipboard, clock};
use crate::state::export::ExportSource;
use crate::state::form::model::FormModel;
use crate::state::instance::InstanceScreen;
use crate::state::instances::{Activity, Instances};
use crate::state::preferences::Preferences;
use crate::ui::asked_sheet::{AskedSheet, SheetPlace};
use crate::ui::instance::danger::ask::ask_dialog;
use crate::ui::instance::danger::copy_file::download_copy;
use crate::ui::instance::danger::recreate::{RecreateState, recreate_line};
use crate::ui::instance::rescue::rescue;
use crate::ui::instance::trouble::{failed, trouble};
use crate::ui::instances::compare::{Comparing, compare_sheet};
use crate::ui::instances::duplicate::{Duplicating, Duplication, duplicate_dialog};
use crate::ui::instances::words;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::kit::menu::{MenuEntry, menu};
use crate::ui::result::failure::words::Failed;

const MENU: &str = "instance-more";

/// What the head needs of the page.
#[derive(Clone, Copy, Debug)]
pub struct HeadContext {
    pub screen: InstanceScreen,
    /// Knows what is being done with each instance
    pub instances: Instances,
    /// Opens the card that connects the phone
    pub connect: Callback<()>,
    /// What is asked before it is done
    pub question: RwSignal<Option<RowAction>>,
    pub form: FormModel,
    pub duplicating: Duplicating,
    pub comparing: Comparing,
    pub sheets: SheetPlace,
    pub is_rescue_open: RwSignal<bool>,
    /// Whether to create it again is asked
    pub is_recreate_asked: RwSignal<bool>,
    pub recreation: RwSignal<RecreateState>,
}

pub fn head(context: HeadContext) -> El {
    let screen = context.screen;
    let server = screen.server();
    let back = Route::instances(Some(server.id)).to_hash();
    let crumbs = classed("p", "crumbs")
        .child(el("a").attr("href", back).text(interpolate::plain(&server.label)));
    let title = classed("h1", "name")
        .id("instance-name")
        .attr("tabindex", "-1")
        .text(interpolate::plain(&screen.name()));
    let titles = el("div").child(crumbs).child(title).child(facts(screen));
    el("div")
        .child(
            classed("div", "page-head with-actions")
                .child(titles)
                .child(classed("div", "actions").child(main_action(context)).child(more(context))),
        )
        .child(progress(context))
        .child(recreate_line(context))
        .child(rescue(context))
        .child(duplicate_dialog(context.duplicating))
        .child(compare_sheet(context.comparing))
        .child(ask_dialog(context))
}

/// The state in words, the number and the profile.
fn facts(screen: InstanceScreen) -> El {
    let state = Memo::new(move |_| screen.row.state());
    let badge = el("span")
        .dyn_attr("class", move || Some(format!("badge state-{}", state.get().id())))
        .dyn_text(move || words::state(state.get()));
    let language = expect_context::<Preferences>().language.get_untracked();
    // A state that cannot be checked is an old one.
    let age = Memo::new(move |_| {
        let watch = screen.row.watch.get();
        // Where nothing was read at all, the page says it once.
        let is_told = watch.is_failed && (watch.read_at.is_some() || screen.row.row().is_some());
        is_told.then_some(watch.read_at)
    });
    let age = move || {
        age.get().map(|at| match at {
            Some(at) => {
                tf!("instance.state_old", time = &clock::local_short(at, language.tag(), true))
            }
            None => t(key!("instance.state_unchecked")),
        })
    };
    let number = move || {
        let row = screen.row.row()?;
        row.number.as_deref().map(written)
    };
    let profile = move || screen.row.row().and_then(|row| row.profile_name.clone());
    classed("p", "lead instance-facts")
        .child(el("span").attr("role", "status").child(badge))
        .dyn_child(move || age().map(|age| classed("span", "state-age").text(age)))
        .dyn_child(move || number().map(|number| el("span").text(number)))
        .dyn_child(move || profile().map(|name| el("span").text(interpolate::plain(&name))))
}

/// The one action that fits the state.
fn main_action(context: HeadContext) -> El {
    let screen = context.screen;
    let fits = Memo::new(move |_| {
        let is_paired = screen.row.row().is_some_and(|row| row.engine.is_paired());
        let is_looked = screen.row.watch.with(StateWatch::is_looked);
        is_paired && is_looked && screen.row.state() != ConnectionState::Open
    });
    el("span").show(
        move || fits.get(),
        move || {
            button("button primary")
                .id("connect-instance")
                .t(key!("instances.connect"))
                .on_click(move || context.connect.run(()))
        },
    )
}

fn more(context: HeadContext) -> El {
    let screen = context.screen;
    let instances = context.instances;
    let is_busy = move || instances.activities.is_running(&screen.key());
    // What cannot be checked may be connected.
    let is_closed = move || {
        let is_looked = screen.row.watch.with(StateWatch::is_looked);
        !is_looked || screen.row.state() == ConnectionState::Close
    };
    let act = move |action| move || instances.start(screen.key(), action);
    let has_token = move || screen.row.row().is_some_and(|row| row.token.is_some());
    let entries = vec![
        MenuEntry::new(key!("instances.action.restart"), act(RowAction::Restart))
            .disabled_while(is_busy),
        MenuEntry::new(key!("instances.action.disconnect"), move || {
            context.question.set(Some(RowAction::Disconnect));
        })
        .disabled_while(move || is_busy() || is_closed()),
        MenuEntry::new(key!("instances.copy_token"), move || copy_token(screen))
            .disabled_while(move || !has_token()),
        MenuEntry::new(key!("result.duplicate"), move || duplicate(context))
            .disabled_while(move || screen.row.row().is_none()),
        MenuEntry::new(key!("instances.compare"), move || {
            context.comparing.start(screen.key(), None, MENU);
        }),
        MenuEntry::new(key!("export.open"), move || {
            let source = ExportSource::Instances(vec![screen.key()]);
            context.sheets.open(AskedSheet::Export(source), MENU);
        }),
        MenuEntry::new(key!("presets.open"), move || {
            let drafts = screen.copy().drafts(screen.server().api());
            context.sheets.open(AskedSheet::Presets(Some(drafts.into())), MENU);
        }),
        MenuEntry::new(key!("instance.copy_all"), move || download_copy(screen, &screen.copy())),
        MenuEntry::new(key!("instance.read_all"), move || screen.read_all()),
        MenuEntry::new(key!("instance.repair"), move || {
            context.is_rescue_open.set(true);
            focus::next_frame("rescue-heading".to_owned());
        }),
        MenuEntry::new(key!("instances.action.delete"), move || {
            context.question.set(Some(RowAction::Delete));
        })
        .disabled_while(is_busy)
        .dangerous(),
    ];
    menu(MENU, "button", key!("pairing.more"), entries)
}

/// A form filled in as the screen shows the instance.
fn duplicate(context: HeadContext) {
    let screen = context.screen;
    context.duplicating.start(Duplication {
        server: screen.server(),
        copy: screen.copy_of_now(),
        opener: MENU.to_owned(),
    });
}

fn copy_token(screen: InstanceScreen) {
    let token = untrack(|| screen.row.row()).and_then(|row| row.token.clone());
    if let Some(token) = token {
        leptos::task::spawn_local(async move {
            // The list of facts has a button that says how it went.
            clipboard::write(token.reveal()).await;
        });
    }
}

/// How far the last action is, and how it ended.
fn progress(context: HeadContext) -> El {
    let (screen, activities) = (context.screen, context.instances.activities);
    let shown = Memo::new(move |_| activities.of(&screen.key()));
    classed("div", "action-progress").dyn_child(move || {
        let close = button("button small").t(key!("common.close")).on_click(move || {
            activities.dismiss(&screen.key());
            focus::by_id(MENU);
        });
        Some(match shown.get()? {
            Activity::Running(action) => classed("p", "notice action-line busy")
                .attr("role", "status")
                .t(&format!("instances.running.{}", action.id())),
            Activity::Ended(_, ActionOutcome::Verified(_))
                if context.recreation.get() == RecreateState::Deleting =>
            {
                classed("p", "notice action-line busy")
                    .attr("role", "status")
                    .t(key!("instance.recreate.creating"))
            }
            Activity::Ended(action, outcome) => ended(screen, action, &outcome, close),
        })
    })
}

fn ended(screen: InstanceScreen, action: RowAction, outcome: &ActionOutcome, close: El) -> El {
    let class = match outcome {
        ActionOutcome::Verified(_) => "notice action-line",
        ActionOutcome::Unchanged(_)
        | ActionOutcome::StillThere
        | ActionOutcome::NameUnsafe
        | ActionOutcome::Busy => "notice warning action-line",
        ActionOutcome::Failed(_) => "notice failure action-line",
    };
    let error = match outcome {
        ActionOutcome::Failed(error) => Some(trouble(error, &failed_action(screen, action))),
        _ => None,
    };
    let sentence = match outcome {
        ActionOutcome::Failed(_) => {
            tf!("instance.action_failed", action = &words::action(action))
        }
        _ => words::outcome(action, outcome, None),
    };
    let hold = (*outcome == ActionOutcome::StillThere)
        .then(|| el("p").t(key!("instance.still_there_cure")));
    classed("section", class)
        .attr("role", "status")
        .child(classed("div", "action-words").child(el("p").text(sentence)).child(hold))
        .child(error)
        .child(close)
}

fn failed_action(screen: InstanceScreen, action: RowAction) -> Failed {
    let server = screen.server();
    let call = match action {
        RowAction::Restart => ActionCall::Restart,
        RowAction::Disconnect => ActionCall::LogOut,
        RowAction::Delete => ActionCall::Delete,
    };
    let limit_ms = call.time_limit_ms();
    let call = call.call(&server.base_url, server.dialect, &screen.name(), &server.key);
    failed(&server, call, limit_ms)
}
