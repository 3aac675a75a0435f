//! Connects the phone of a row, in a sheet next to the list.

use leptos::prelude::*;

use crate::domain::instances::listed_row::RowKey;
use crate::domain::interpolate;
use crate::domain::pairing::phase::{ConnectionState, PairingPhase};
use crate::platform::clock::monotonic_ms;
use crate::state::pairing::{AutoConnect, PairedInstance, PairingMemory, PairingRun};
use crate::ui::instances::common::failed_call;
use crate::ui::instances::page::ListScreen;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t};
use crate::ui::kit::sheet::{SheetSpec, sheet};
use crate::ui::pairing::card::pairing_card;

const SHEET: SheetSpec = SheetSpec { id: "connect-sheet", class: "sheet connect-sheet" };

pub(super) fn connect_sheet(screen: ListScreen) -> El {
    let connecting = screen.connecting;
    let close = move || {
        if let Some(key) = connecting.get_untracked() {
            connecting.set(None);
            focus::next_frame(format!("menu-{key}"));
        }
    };
    let content = move |key: RowKey| {
        (interpolate::plain(&key.name), pairing(screen, &key).unwrap_or_else(gone))
    };
    sheet(SHEET, move || connecting.get(), content, close)
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
        error.map(|error| el("p").text(failed_call::failure(&error, Some(&server))))
    };
    let trouble = classed("div", "pairing-trouble").attr("role", "status").dyn_child(trouble);
    let auto_connect = expect_context::<AutoConnect>();
    Some(pairing_card(run, &key.name, trouble, Some(auto_connect), RwSignal::new(false)))
}

/// The row went while the sheet was open.
fn gone() -> El {
    classed("p", "notice").text(t(key!("instances.gone")))
}
