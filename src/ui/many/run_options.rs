//! How many rows run at a time, and which of them are read back.

use leptos::prelude::*;

use crate::domain::many::run::MOST_AT_ONCE;
use crate::domain::many::run::input::RunInput;
use crate::state::many::ManyDesk;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::key;

/// Of so many rows one is in the sample.
const SAMPLE: usize = 10;

pub(super) fn run_options(desk: ManyDesk) -> El {
    classed("span", "many-buttons").child(at_once(desk)).child(prove_each(desk))
}

fn at_once(desk: ManyDesk) -> El {
    let options = (1..=MOST_AT_ONCE).map(|count| {
        el("option")
            .attr("value", count.to_string())
            .bool_attr("selected", move || desk.at_once.get() == count)
            .text(count.to_string())
    });
    classed("label", "many-at-once").child(el("span").t(key!("many.at_once"))).child(
        classed("select", "input").id("many-at-once").child(options.collect::<Vec<El>>()).on_text(
            "change",
            move |count| {
                let count = count.parse().unwrap_or(1);
                desk.at_once.set(count);
                if desk.run.with_untracked(|run| run.is_some()) {
                    desk.give(RunInput::AtOnce(count));
                }
            },
        ),
    )
}

/// Reading back costs a call for each group of a row.
fn prove_each(desk: ManyDesk) -> El {
    let option = |count: usize, label: &str| {
        el("option")
            .attr("value", count.to_string())
            .bool_attr("selected", move || desk.prove_each.get() == count)
            .t(label)
    };
    classed("label", "many-at-once").child(el("span").t(key!("many.check"))).child(
        classed("select", "input")
            .id("many-prove")
            .child(option(1, key!("many.check.all")))
            .child(option(SAMPLE, key!("many.check.sample")))
            .on_text("change", move |count| {
                let count = count.parse().unwrap_or(1);
                desk.prove_each.set(count);
                if desk.run.with_untracked(|run| run.is_some()) {
                    desk.give(RunInput::ProveEach(count));
                }
            }),
    )
}
