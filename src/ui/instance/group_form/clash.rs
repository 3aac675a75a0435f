//! An edit that the server would refuse because of another row.

use leptos::prelude::*;

use crate::domain::bots::clash::BotClash;
use crate::domain::interpolate;
use crate::state::instance::GroupRun;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{fill, key};

pub(super) fn clash_notice(run: GroupRun) -> El {
    let clash = Memo::new(move |_| run.state.with(|state| state.clash.clone()));
    el("div").dyn_child(move || {
        clash.get().map(|clash| {
            classed("section", "notice failure clash")
                .attr("role", "alert")
                .child(el("h3").t(key!("instance.clash.title")))
                .child(el("p").text(sentence(&clash)))
        })
    })
}

fn sentence(clash: &BotClash) -> String {
    let other = interpolate::plain(clash.other());
    fill(&format!("instance.clash.{}", clash.id()), &[("row", &other)])
}
