//! Which instance another one is compared with.

use leptos::prelude::*;

use crate::domain::instances::listed_row::RowKey;
use crate::domain::interpolate;
use crate::domain::servers::server::Server;
use crate::ui::instances::compare::Comparing;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t};

const NAME: &str = "compare-name";
const NAMES: &str = "compare-names";
/// A browser shows no more of them, and each is an element.
const MOST_NAMES: usize = 500;

pub(super) fn focus_name() {
    focus::next_frame(NAME.to_owned());
}

/// The server and the name. The names of a list that was loaded are offered; any other may be typed.
pub(super) fn picker(comparing: Comparing, one: &RowKey) -> El {
    let instances = comparing.instances;
    let servers: Vec<Server> = instances.servers.list.with_untracked(|list| {
        list.iter().filter(|server| !server.key.is_empty()).cloned().collect()
    });
    let server = RwSignal::new(one.server);
    let name = RwSignal::new(String::new());
    let is_wrong = RwSignal::new(false);
    Effect::new(move || {
        let id = server.get();
        let is_known = untrack(|| !instances.names(id).is_empty());
        if let Some(server) = instances.server(id).filter(|_| !is_known) {
            instances.load(server);
        }
    });
    let own = one.clone();
    let names = move || {
        let id = server.get();
        let mut names = instances.names(id);
        names.retain(|name| !name.is_empty() && (id != own.server || *name != own.name));
        names.truncate(MOST_NAMES);
        names.into_iter().map(|name| el("option").attr("value", name)).collect::<Vec<El>>()
    };
    let own = one.clone();
    let submit = move || {
        let chosen = RowKey { server: server.get_untracked(), name: name.get_untracked() };
        let is_usable = !chosen.name.trim().is_empty() && chosen != own;
        is_wrong.set(!is_usable);
        if is_usable {
            comparing.choose(chosen);
            focus::next_frame("compare-with".to_owned());
        } else {
            focus::by_id(NAME);
        }
    };
    el("form")
        .class("compare-picker")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            submit();
        })
        .child((servers.len() > 1).then(|| choice(&servers, server)))
        .child(
            classed("label", "typed-proof")
                .child(el("span").t(key!("instances.compare.other")))
                .child(
                    classed("input", "input")
                        .id(NAME)
                        .attr("type", "text")
                        .attr("autofocus", "")
                        .attr("autocomplete", "off")
                        .attr("spellcheck", "false")
                        .attr("list", NAMES)
                        .attr("aria-describedby", "compare-problem")
                        .aria_bool("aria-invalid", move || is_wrong.get())
                        .prop_value(move || name.get())
                        .on_text("input", move |text| name.set(text)),
                ),
        )
        .child(el("datalist").id(NAMES).dyn_child(names))
        .child(classed("p", "problem").id("compare-problem").attr("role", "alert").dyn_text(
            move || match is_wrong.get() {
                true => t(key!("instances.compare.wrong")),
                false => String::new(),
            },
        ))
        .child(
            classed("div", "actions").child(
                el("button")
                    .attr("type", "submit")
                    .class("button primary")
                    .t(key!("instances.compare.start")),
            ),
        )
}

fn choice(servers: &[Server], chosen: RwSignal<u32>) -> El {
    let options = servers.iter().map(|server| {
        let option = el("option")
            .attr("value", server.id.to_string())
            .text(interpolate::plain(&server.label));
        if server.id == chosen.get_untracked() { option.attr("selected", "") } else { option }
    });
    let options: Vec<El> = options.collect();
    classed("label", "typed-proof").child(el("span").t(key!("instances.compare.server"))).child(
        classed("select", "input")
            .on_text("change", move |id| chosen.set(id.parse().unwrap_or_default()))
            .child(options),
    )
}
