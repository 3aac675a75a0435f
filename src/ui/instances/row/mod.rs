//! One row of the list. It is drawn once while it is in view; what a new answer changes in it is
//! reactive.

pub(super) mod menu;
mod state_cell;

use leptos::prelude::*;

use crate::domain::instances::filter::{ListedRow, RowKey};
use crate::domain::instances::phone_number::written;
use crate::domain::instances::row::{Counts, InstanceRow};
use crate::domain::interpolate;
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::route::Route;
use crate::domain::schema::section::Section;
use crate::state::instances::Column;
use crate::ui::instances::page::ListScreen;
use crate::ui::instances::row::menu::menu_button;
use crate::ui::instances::row::state_cell::state_cell;
use crate::ui::instances::words;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{fill, filled_key, key, section_name, t};

/// A row as the parts of it see it.
#[derive(Clone, Copy)]
pub(super) struct RowView {
    pub screen: ListScreen,
    pub key: StoredValue<RowKey>,
    /// Nothing when the row is about to be removed
    pub listed: Signal<Option<ListedRow>>,
}

impl RowView {
    pub(super) fn text(self, read: fn(&InstanceRow) -> String) -> String {
        self.listed.with(|listed| listed.as_ref().map(|one| read(&one.row)).unwrap_or_default())
    }

    pub(super) fn key(self) -> RowKey {
        self.key.get_value()
    }

    fn name(self) -> String {
        self.key.with_value(|key| interpolate::plain(&key.name))
    }

    /// The state of the connection, and whether the connection itself told it.
    pub(super) fn state(self) -> (ConnectionState, bool) {
        let live = self.key.with_value(|key| self.screen.instances.live_state(key));
        let listed = self
            .listed
            .with(|listed| listed.as_ref().map_or(ConnectionState::Unknown, |one| one.row.state));
        (live.unwrap_or(listed), live.is_some())
    }
}

pub(super) fn row(screen: ListScreen, listed: Signal<Option<ListedRow>>) -> El {
    let instances = screen.instances;
    let Some(first) = listed.get_untracked() else { return el("span") };
    let view = RowView { screen, key: StoredValue::new(first.key()), listed };
    instances.watch_row(first.key());
    let is_ticked =
        move || view.key.with_value(|key| instances.ticked.with(|ticked| ticked.contains(key)));
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("aria-label", fill(filled_key!("instances.select", name), &[("name", &view.name())]))
        .prop_checked(is_ticked)
        .on_check(move |is_ticked| instances.tick(view.key(), is_ticked));
    let optional = move |column: Column, cell: fn(RowView) -> El| {
        classed("span", "column-slot").show(move || screen.has(column), move || cell(view))
    };
    classed("div", "instance-row")
        .dyn_class("ticked", is_ticked)
        .child(classed("span", "cell tick").attr("role", "cell").child(tick))
        .child(name_cell(view, &first))
        .child(state_cell(view))
        .child(optional(Column::Number, |view| {
            cell("number").dyn_text(move || {
                view.text(|row| row.number.as_deref().map(written).unwrap_or_default())
            })
        }))
        .child(optional(Column::Engine, |view| {
            cell("engine").dyn_text(move || view.text(|row| words::engine(row.engine)))
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
fn name_cell(view: RowView, first: &ListedRow) -> El {
    let instances = view.screen.instances;
    let name = view.name();
    let link = if first.row.name.is_empty() {
        el("b").t(key!("instances.nameless"))
    } else {
        let route = Route::Instance { server: first.server, name: first.row.name.clone() };
        el("a").attr("href", route.to_hash()).text(&name)
    };
    let server = first.server;
    let place = classed("span", "server-of-row").show(
        move || instances.scope.get().is_none(),
        move || {
            let label = instances.server(server).map(|server| server.label).unwrap_or_default();
            classed("span", "badge").text(interpolate::plain(&label))
        },
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
                .child(link)
                .child(classed("span", "profile").dyn_text(move || interpolate::plain(&profile())))
                .child(place),
        )
}

fn groups(view: RowView) -> El {
    let instances = view.screen.instances;
    let server = view.key.with_value(|key| key.server);
    cell("groups").dyn_child(move || {
        let on = view.listed.with(|listed| listed.as_ref().map(|one| one.row.groups_on));
        let badge = |section: Section| {
            let name = section_name(section);
            if !instances.is_switched_off(server, section) {
                return classed("span", "badge").text(name);
            }
            let why = t(key!("instances.group_off"));
            classed("span", "badge")
                .attr("title", &why)
                .child(el("s").text(name))
                .child(classed("span", "off-screen").text(why))
        };
        on.unwrap_or_default().iter().map(badge).collect::<Vec<El>>()
    })
}

fn counts(view: RowView) -> El {
    let counts = move || view.listed.with(|listed| listed.as_ref().and_then(|one| one.row.counts));
    let title = move || {
        counts().map(|Counts { messages, contacts, chats }| {
            fill(
                filled_key!("instances.counts", messages, contacts, chats),
                &[
                    ("messages", &messages.to_string()),
                    ("contacts", &contacts.to_string()),
                    ("chats", &chats.to_string()),
                ],
            )
        })
    };
    let short = move || {
        counts()
            .map(|counts| format!("{} · {} · {}", counts.messages, counts.contacts, counts.chats))
            .unwrap_or_default()
    };
    cell("counts")
        .dyn_attr("title", title)
        .child(el("span").attr("aria-hidden", "true").dyn_text(short))
        .child(classed("span", "off-screen").dyn_text(move || title().unwrap_or_default()))
}

/// The one action that fits the state, and the menu with the rest.
fn actions(view: RowView) -> El {
    let instances = view.screen.instances;
    let can_connect = Memo::new(move |_| {
        let is_paired = view
            .listed
            .with(|listed| listed.as_ref().is_some_and(|one| one.row.engine.is_paired()));
        let is_busy = view.key.with_value(|key| instances.activities.is_running(key));
        is_paired && !is_busy && view.state().0 != ConnectionState::Open
    });
    let connect = move || {
        let label = fill(filled_key!("instances.connect_row", name), &[("name", &view.name())]);
        button("button small")
            .attr("aria-label", label)
            .t(key!("instances.connect"))
            .on_click(move || view.screen.connecting.set(Some(view.key())))
    };
    cell("row-actions")
        .child(el("span").show(move || can_connect.get(), connect))
        .child(menu_button(view, &view.name()))
}
