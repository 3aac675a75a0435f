//! The head of the page: which servers are listed, how old the list is, and the way to a new instance.

use leptos::prelude::*;

use crate::domain::instances::filter::Selection;
use crate::domain::interpolate;
use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::state::instances::{Instances, Source};
use crate::ui::instances::page::ListScreen;
use crate::ui::instances::words;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{counted, key, plural_key, t, tf};
use crate::ui::kit::tick::every_second;

pub(super) fn page_head(screen: ListScreen) -> El {
    let instances = screen.instances;
    let titles = el("div")
        .child(el("h1").t(key!("instances.title")))
        .child(classed("p", "lead").dyn_text(move || lead(instances)));
    let create = classed("a", "button primary")
        .attr("href", Route::Create.to_hash())
        .t(key!("instances.create"));
    // Of all servers, the one in use.
    let server = move || {
        let own = instances.servers.current.with(|now| now.as_ref().map(|now| now.id));
        instances.scope.get().or(own)
    };
    let many = move || server().map(|server| Route::Many { server }.to_hash().into_owned());
    let create_many = classed("a", "button").dyn_attr("href", many).t(key!("instances.many"));
    let actions = classed("div", "actions")
        .child(scope_switch(instances))
        .child(refresh(instances))
        .child(create_many)
        .child(create);
    classed("div", "page-head with-actions").child(titles).child(actions)
}

/// Where the rows come from, and how many there are.
fn lead(instances: Instances) -> String {
    let servers = instances.listed_servers();
    let place = match (instances.scope.get(), servers.as_slice()) {
        (Some(_), [server]) => interpolate::plain(&server.label),
        (Some(_), _) => t(key!("instances.no_server")),
        (None, servers) => counted(plural_key!("instances.servers"), servers.len()),
    };
    let (total, shown) = (instances.total.get(), instances.selection.with(Selection::len));
    if total == 0 {
        return place;
    }
    let count = if shown == total {
        counted(plural_key!("instances.count"), total)
    } else {
        tf!("instances.count_of", count = &shown.to_string(), all = &total.to_string())
    };
    format!("{place} · {count}")
}

/// One server, or all: offered where there are several.
fn scope_switch(instances: Instances) -> El {
    let servers = instances.servers;
    let has_several = Memo::new(move |_| {
        let has_key = |server: &&Server| !server.key.is_empty();
        servers.list.with(|list| list.iter().filter(has_key).count()) > 1
    });
    el("span").show(
        move || has_several.get(),
        move || {
            let is_all = move || instances.scope.get().is_none();
            let target = move || {
                let own = servers.current.with(|now| now.as_ref().map(|now| now.id));
                let to = if is_all() { own } else { None };
                Route::instances(to).to_hash().into_owned()
            };
            let label = move || match is_all() {
                true => t(key!("instances.one_server")),
                false => t(key!("instances.all_servers")),
            };
            classed("a", "button").dyn_attr("href", move || Some(target())).dyn_text(label)
        },
    )
}

/// How old the list is, and the button that asks again.
fn refresh(instances: Instances) -> El {
    let now = every_second();
    let is_loading = Memo::new(move |_| any(instances, |source| source.is_loading));
    let age = Memo::new(move |_| {
        now.track();
        if is_loading.get() {
            return t(key!("instances.updating"));
        }
        let oldest = oldest(instances);
        oldest.map(words::updated).unwrap_or_default()
    });
    classed("span", "refresh")
        // Not announced: a screen reader would talk every few seconds.
        .child(classed("span", "age").dyn_text(move || age.get()))
        .child(
            button("button")
                .aria_bool("aria-disabled", move || is_loading.get())
                .t(key!("instances.refresh"))
                .on_click(move || {
                    if !is_loading.get_untracked() {
                        instances.reload();
                    }
                }),
        )
}

fn any(instances: Instances, holds: fn(&Source) -> bool) -> bool {
    let servers = instances.listed_servers();
    instances
        .sources
        .with(|sources| servers.iter().any(|server| sources.of(server.id).is_some_and(holds)))
}

/// Of several lists, the age of the oldest counts.
fn oldest(instances: Instances) -> Option<crate::platform::clock::Stopwatch> {
    let servers = instances.listed_servers();
    instances.sources.with(|sources| {
        let read = servers.iter().filter_map(|server| sources.of(server.id)?.read_at);
        read.max_by_key(|at| at.elapsed_with_sleep_ms())
    })
}
