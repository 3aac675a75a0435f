//! The instances whose page was left before an edit was saved.

use leptos::prelude::*;

use crate::domain::interpolate;
use crate::domain::route::Route;
use crate::domain::servers::server::Server;
use crate::state::instance::{InstanceKey, InstanceMemory};
use crate::state::instances::Instances;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, tf};

/// Nothing where no edit was left.
pub(super) fn unsaved_edits(instances: Instances) -> El {
    let memory = instances.memory;
    let left = Memo::new(move |_| instances.servers.list.with(|servers| memory.unsaved(servers)));
    classed("div", "list-notices").dyn_child(move || {
        let entries = left.get().into_iter();
        let entries: Vec<El> =
            entries.map(|(server, instance)| entry(memory, &server, instance)).collect();
        (!entries.is_empty()).then(|| {
            classed("section", "notice warning unsaved-edits")
                .attr("aria-labelledby", "unsaved-edits-heading")
                .child(el("h2").id("unsaved-edits-heading").t(key!("instances.unsaved.title")))
                .child(el("ul").child(entries))
        })
    })
}

fn entry(memory: InstanceMemory, server: &Server, instance: InstanceKey) -> El {
    let name = interpolate::plain(&instance.name);
    let page = Route::Instance { server: server.id, name: instance.name.clone() };
    let discard = button("button small")
        .attr("aria-label", tf!("instances.unsaved.discard_named", name = &name))
        .t(key!("instances.unsaved.discard"))
        .on_click(move || {
            memory.discard(&instance);
            focus::by_id("main");
        });
    el("li")
        .child(el("a").attr("href", page.to_hash()).text(name))
        .child(classed("span", "card-lead").text(interpolate::plain(&server.label)))
        .child(discard)
}
