//! One row of the list.

pub(super) mod menu;
pub(super) mod shared_texts;
mod state_cell;

use leptos::prelude::*;

use crate::domain::instances::listed_row::{ListedRow, RowKey};
use crate::domain::instances::phone_number::written;
use crate::domain::instances::row::{Counts, InstanceRow};
use crate::domain::interpolate;
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::route::Route;
use crate::domain::schema::section::Section;
use crate::state::instances::Column;
use crate::ui::instances::page::ListScreen;
use crate::ui::instances::row::menu::menu_button;
use crate::ui::instances::row::shared_texts::RowSentence;
use crate::ui::instances::row::state_cell::state_cell;
use crate::ui::instances::words;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, section_name, t};

/// A row as the parts of it see it. Its elements show one instance after another while the list scrolls,
/// so everything in it follows these signals.
#[derive(Clone, Copy)]
pub(super) struct RowView {
    pub screen: ListScreen,
    /// Nothing while the elements are not needed
    pub listed: Signal<Option<ListedRow>>,
    /// No instance has the key of such a row
    pub key: Memo<RowKey>,
}

impl RowView {
    fn new(screen: ListScreen, listed: Signal<Option<ListedRow>>) -> Self {
        let no_row = || RowKey { server: u32::MAX, name: String::new() };
        let key = move |_: Option<&RowKey>| {
            listed.with(|listed| listed.as_ref().map_or_else(no_row, ListedRow::key))
        };
        Self { screen, listed, key: Memo::new(key) }
    }

    pub(super) fn text(self, read: fn(&InstanceRow) -> String) -> String {
        self.listed.with(|listed| listed.as_ref().map(|one| read(&one.row)).unwrap_or_default())
    }

    fn sentence(self, sentence: RowSentence) -> String {
        self.key.with(|key| self.screen.shared_texts.sentence(sentence, &key.name))
    }

    /// The state of the connection, and whether the connection itself told it.
    pub(super) fn state(self) -> (ConnectionState, bool) {
        let live = self.key.with(|key| self.screen.instances.live_state(key));
        let listed = self
            .listed
            .with(|listed| listed.as_ref().map_or(ConnectionState::Unknown, |one| one.row.state));
        (live.unwrap_or(listed), live.is_some())
    }
}

pub(super) fn row(screen: ListScreen, listed: Signal<Option<ListedRow>>) -> El {
    let instances = screen.instances;
    let view = RowView::new(screen, listed);
    instances.watch_row(Memo::new(move |_| listed.with(Option::is_some).then(|| view.key.get())));
    let is_ticked = Memo::new(move |_| {
        view.key.with(|key| instances.ticked.with(|ticked| ticked.contains(key)))
    });
    let tick = el("input")
        .attr("type", "checkbox")
        .dyn_attr("aria-label", move || Some(view.sentence(RowSentence::Select)))
        .prop_checked(move || is_ticked.get())
        .on_check(move |is_ticked| instances.tick(view.key.get_untracked(), is_ticked));
    let optional = move |column: Column, cell: fn(RowView) -> El| {
        classed("span", "column-slot").show(move || screen.has(column), move || cell(view))
    };
    classed("div", "instance-row")
        .dyn_class("ticked", move || is_ticked.get())
        .child(classed("span", "cell tick").attr("role", "cell").child(tick))
        .child(name_cell(view))
        .child(state_cell(view))
        .child(optional(Column::Number, |view| {
            cell("number").dyn_text(move || {
                view.text(|row| row.number.as_deref().map(written).unwrap_or_default())
            })
        }))
        .child(optional(Column::Engine, |view| {
            let texts = view.screen.shared_texts;
            let engine = move |listed: &ListedRow| texts.engine(listed.row.engine);
            cell("engine").dyn_text(move || {
                view.listed.with(|listed| listed.as_ref().map(engine).unwrap_or_default())
            })
        }))
        .child(optional(Column::Groups, groups))
        .child(optional(Column::Counts, counts))
        .child(optional(Column::Created, |view| {
            cell("created").dyn_text(move || {
                view.text(|row| row.created_at.map(|at| words::when(at, false)).unwrap_or_default())
            })
        }))
        .child(actions(view))
}

fn cell(class: &'static str) -> El {
    el("span").attr("class", format!("cell {class}")).attr("role", "cell")
}

/// Initials, name and profile. Pictures are on other hosts, which the page asks nothing.
fn name_cell(view: RowView) -> El {
    let instances = view.screen.instances;
    // A row without a name has no page.
    let address = move || {
        let RowKey { server, name } = view.key.get();
        (!name.is_empty()).then(|| Route::Instance { server, name }.to_hash().into_owned())
    };
    let name = move || {
        let is_nameless = view.listed.with(|row| row.as_ref().is_some_and(ListedRow::is_nameless));
        if is_nameless {
            return t(key!("instances.nameless"));
        }
        view.key.with(|key| interpolate::plain(&key.name))
    };
    let label = move || {
        let server = view.key.with(|key| instances.server(key.server));
        interpolate::plain(&server.map(|server| server.label).unwrap_or_default())
    };
    let place = classed("span", "server-of-row").show(
        move || instances.scope.get().is_none(),
        move || classed("span", "badge").dyn_text(label),
    );
    let profile = move || view.text(|row| row.profile_name.clone().unwrap_or_default());
    cell("who")
        .child(
            classed("span", "initials")
                .attr("aria-hidden", "true")
                .dyn_text(move || view.text(InstanceRow::initials)),
        )
        .child(
            classed("span", "names")
                .child(el("a").dyn_attr("href", address).dyn_text(name))
                .child(classed("span", "profile").dyn_text(move || interpolate::plain(&profile())))
                .child(place),
        )
}

/// The groups that are on, each with whether the server has it switched off.
fn groups(view: RowView) -> El {
    let instances = view.screen.instances;
    let on = Memo::new(move |_| {
        let on = view.listed.with(|listed| listed.as_ref().map(|one| one.row.groups_on));
        let server = view.key.with(|key| key.server);
        let with_switch = |section| (section, instances.is_switched_off(server, section));
        on.unwrap_or_default().iter().map(with_switch).collect::<Vec<(Section, bool)>>()
    });
    let badge = |(section, is_off): (Section, bool)| {
        let name = section_name(section);
        if !is_off {
            return classed("span", "badge").text(name);
        }
        let why = t(key!("instances.group_off"));
        classed("span", "badge")
            .attr("title", &why)
            .child(el("s").text(name))
            .child(classed("span", "off-screen").text(why))
    };
    cell("groups").dyn_child(move || on.get().into_iter().map(badge).collect::<Vec<El>>())
}

fn counts(view: RowView) -> El {
    let counts = Memo::new(move |_| {
        view.listed.with(|listed| listed.as_ref().and_then(|one| one.row.counts))
    });
    let sentence = Memo::new(move |_| {
        counts.get().map(|Counts { messages, contacts, chats }| {
            view.screen.shared_texts.counts(&[
                ("messages", &messages.to_string()),
                ("contacts", &contacts.to_string()),
                ("chats", &chats.to_string()),
            ])
        })
    });
    let short = move || {
        let counts = counts.get();
        counts.map(|it| format!("{} · {} · {}", it.messages, it.contacts, it.chats))
    };
    cell("counts")
        .dyn_attr("title", move || sentence.get())
        .child(el("span").attr("aria-hidden", "true").dyn_text(move || short().unwrap_or_default()))
        .child(classed("span", "off-screen").dyn_text(move || sentence.get().unwrap_or_default()))
}

/// The one action that fits the state, and the menu with the rest.
fn actions(view: RowView) -> El {
    let instances = view.screen.instances;
    let can_connect = Memo::new(move |_| {
        let is_paired = view
            .listed
            .with(|listed| listed.as_ref().is_some_and(|one| one.row.engine.is_paired()));
        let is_busy = view.key.with(|key| instances.activities.is_running(key));
        is_paired && !is_busy && view.state().0 != ConnectionState::Open
    });
    let connect = move || {
        button("button small")
            .dyn_attr("aria-label", move || Some(view.sentence(RowSentence::Connect)))
            .t(key!("instances.connect"))
            .on_click(move || view.screen.connecting.set(Some(view.key.get_untracked())))
    };
    cell("row-actions")
        .child(el("span").show(move || can_connect.get(), connect))
        .child(menu_button(view))
}
