//! Connects the phone of a row, in a sheet next to the list.

use leptos::prelude::*;

use crate::domain::instances::filter::RowKey;
use crate::domain::interpolate;
use crate::domain::pairing::phase::{ConnectionState, PairingPhase};
use crate::platform::clock::monotonic_ms;
use crate::state::pairing::{AutoConnect, PairedInstance, PairingMemory, PairingRun};
use crate::ui::instances::page::ListScreen;
use crate::ui::instances::words;
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::pairing::card::pairing_card;

const ID: &str = "connect-sheet";

pub(super) fn connect_sheet(screen: ListScreen) -> El {
    let connecting = screen.connecting;
    show_while(ID.to_owned(), move || connecting.with(Option::is_some));
    let close = move || {
        if let Some(key) = connecting.get_untracked() {
            connecting.set(None);
            focus::next_frame(format!("menu-{key}"));
        }
    };
    classed("dialog", "sheet connect-sheet")
        .id(ID)
        .attr("aria-labelledby", "connect-title")
        .on("cancel", move |event| {
            event.prevent_default();
            close();
        })
        .dyn_child(move || connecting.get().map(|key| content(screen, &key, close)))
}

fn content(screen: ListScreen, key: &RowKey, close: impl Fn() + Copy + 'static) -> Vec<El> {
    let name = interpolate::plain(&key.name);
    let head = classed("div", "sheet-head").child(el("h2").id("connect-title").text(&name)).child(
        button("button icon-only quiet")
            .attr_t("aria-label", key!("common.close"))
            .child(draw(Icon::Cross))
            .on_click(close),
    );
    vec![head, pairing(screen, key).unwrap_or_else(gone)]
}

fn pairing(screen: ListScreen, key: &RowKey) -> Option<El> {
    let instances = screen.instances;
    let (server, listed) = (instances.server(key.server)?, untrack(|| instances.row(key))?);
    let (mut instance, start) = PairedInstance::listed(&server, &listed.row)?;
    // Each press asks again: what an earlier one found may be over.
    instance.id = format!("{} {}", instance.id, monotonic_ms().to_bits());
    let run = PairingRun::start(expect_context::<PairingMemory>(), instance, start, "row-");
    let row = key.clone();
    Effect::new(move || {
        if run.is(PairingPhase::Open) {
            instances.note_live(&row, ConnectionState::Open);
        }
    });
    let trouble = move || {
        let error = run.pairing.with(|pairing| pairing.error.clone());
        error.map(|error| el("p").text(words::failure(&error, Some(&server))))
    };
    let trouble = classed("div", "pairing-trouble").attr("role", "status").dyn_child(trouble);
    let auto_connect = expect_context::<AutoConnect>();
    Some(pairing_card(run, &key.name, trouble, Some(auto_connect), RwSignal::new(false)))
}

/// The row went while the sheet was open.
fn gone() -> El {
    classed("p", "notice").text(t(key!("instances.gone")))
}
