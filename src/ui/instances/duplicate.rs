//! The form of a creation, filled in as an instance is, for its own server or for another one. What does
//! not go along is said first.

use leptos::prelude::*;

use crate::domain::instance::copy::InstanceCopy;
use crate::domain::instance::copy::left_behind::LeftBehind;
use crate::domain::interpolate;
use crate::domain::route::Route;
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;
use crate::state::form::model::FormModel;
use crate::state::instances::Instances;
use crate::state::route::go_to;
use crate::state::servers::Servers;
use crate::ui::instances::common::left_list::left_list;
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t};

const DIALOG: &str = "duplicate-dialog";
const TITLE: &str = "duplicate-dialog-title";

/// What is about to be duplicated.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplication {
    pub server: Server,
    pub copy: InstanceCopy,
    /// The id of the control that asked for it
    pub opener: String,
}

/// The question where to, while it is asked.
#[derive(Clone, Copy, Debug)]
pub struct Duplicating {
    open: RwSignal<Option<Duplication>>,
    form: FormModel,
    servers: Servers,
}

/// What was read of an instance has its secrets: it goes with the keys.
pub(super) fn close_when_forgotten(instances: Instances, close: impl Fn() + Copy + 'static) {
    Effect::new(move |before: Option<u32>| {
        let now = instances.forgets.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(close);
        }
        now
    });
}

impl Duplicating {
    /// Lives as long as the current owner.
    #[must_use]
    pub fn new(instances: Instances) -> Self {
        let (open, servers) = (RwSignal::new(None), instances.servers);
        close_when_forgotten(instances, move || {
            let _ = open.try_set(None);
        });
        Self { open, form: expect_context::<FormModel>(), servers }
    }

    /// Asks only where there is something to say or to choose.
    pub fn start(self, duplication: Duplication) {
        let api = duplication.server.api();
        let is_plain =
            duplication.copy.left_by_duplicate(api, api).is_empty() && !self.is_form_used();
        if is_plain && self.targets(&duplication.server).len() == 1 {
            self.fill(&duplication, &duplication.server);
        } else {
            // The view that asks may be gone.
            let _ = self.open.try_set(Some(duplication));
        }
    }

    /// Whether something stands in the form that would be lost.
    fn is_form_used(self) -> bool {
        untrack(|| Field::ALL.iter().any(|field| !self.form.is_initial(*field)))
    }

    /// The servers that it can be created on: its own comes first.
    fn targets(self, own: &Server) -> Vec<Server> {
        let others = self.servers.list.with_untracked(|list| {
            let is_other = |one: &&Server| one.id != own.id && !one.key.is_empty();
            list.iter().filter(is_other).cloned().collect::<Vec<_>>()
        });
        std::iter::once(own.clone()).chain(others).collect()
    }

    fn fill(self, duplication: &Duplication, target: &Server) {
        let drafts = duplication.copy.drafts(duplication.server.api());
        if !self.servers.is_current(target.id, &target.base_url) {
            self.servers.choose(target.id);
        }
        self.form.fill(&drafts);
        self.form.start_over();
        go_to(&Route::Create);
    }
}

pub fn duplicate_dialog(duplicating: Duplicating) -> El {
    let open = duplicating.open;
    show_while(DIALOG.to_owned(), move || open.with(Option::is_some));
    let close = move || {
        if let Some(duplication) = open.get_untracked() {
            open.set(None);
            focus::next_frame(duplication.opener);
        }
    };
    classed("dialog", "dialog instance-question")
        .id(DIALOG)
        .attr("aria-labelledby", TITLE)
        .on("cancel", move |event| {
            event.prevent_default();
            close();
        })
        .dyn_child(move || open.get().map(|it| untrack(|| question(duplicating, it, close))))
}

fn question(
    duplicating: Duplicating,
    duplication: Duplication,
    close: impl Fn() + Copy + 'static,
) -> El {
    let targets = duplicating.targets(&duplication.server);
    let chosen = RwSignal::new(duplication.server.id);
    let choice = (targets.len() > 1).then(|| choice(&targets, chosen));
    let target = {
        let own = duplication.server.clone();
        let find = move |id: u32| targets.iter().find(|one| one.id == id).cloned();
        move |id: u32| find(id).unwrap_or_else(|| own.clone())
    };
    let left = {
        let (duplication, target) = (duplication.clone(), target.clone());
        move || -> Vec<LeftBehind> {
            let to = target(chosen.get()).api();
            duplication.copy.left_by_duplicate(duplication.server.api(), to)
        }
    };
    let go_on = button("button primary")
        .attr("autofocus", "")
        .t(key!("instance.left.go_on"))
        .on_click(move || {
            duplicating.open.set(None);
            duplicating.fill(&duplication, &target(chosen.get_untracked()));
        });
    el("div")
        .child(el("h2").id(TITLE).t(key!("result.duplicate")))
        .child(choice)
        .child(duplicating.is_form_used().then(|| el("p").t(key!("instances.duplicate.replaces"))))
        .child(el("div").attr("role", "status").dyn_child(move || {
            let left = left();
            left_list(key!("instance.left.duplicate"), &left)
                .unwrap_or_else(|| el("p").text(t(key!("instances.duplicate.all"))))
        }))
        .child(
            classed("div", "actions")
                .child(button("button").t(key!("common.cancel")).on_click(close))
                .child(go_on),
        )
}

fn choice(targets: &[Server], chosen: RwSignal<u32>) -> El {
    let options = targets.iter().map(|server| {
        let label = format!("{} · {}", interpolate::plain(&server.label), server.dialect.name());
        el("option").attr("value", server.id.to_string()).text(label)
    });
    let options: Vec<El> = options.collect();
    classed("label", "typed-proof").child(el("span").t(key!("instances.duplicate.server"))).child(
        classed("select", "input")
            .on_text("change", move |id| chosen.set(id.parse().unwrap_or_default()))
            .child(options),
    )
}
