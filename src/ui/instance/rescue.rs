//! What brings an instance back, from the mildest step to the hardest.

use leptos::prelude::*;

use crate::domain::instances::action::RowAction;
use crate::state::creation::Creation;
use crate::ui::instance::danger::ask::may_delete;
use crate::ui::instance::danger::recreate::{is_offered, recreate_dialog};
use crate::ui::instance::head::HeadContext;
use crate::ui::instances::words;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t};

/// The card, while it is open.
pub fn rescue(context: HeadContext) -> El {
    let creation = expect_context::<Creation>();
    let card = move || {
        let close = button("button small").t(key!("common.close")).on_click(move || {
            context.is_rescue_open.set(false);
            focus::by_id("instance-more");
        });
        let head = classed("div", "card-head")
            .child(el("h2").id("rescue-heading").attr("tabindex", "-1").t(key!("instance.repair")))
            .child(classed("p", "card-lead").t(key!("instance.repair.lead")))
            .child(close);
        classed("section", "card rescue")
            .attr("aria-labelledby", "rescue-heading")
            .child(head)
            .child(steps(context))
    };
    el("div")
        .show(move || context.is_rescue_open.get(), card)
        .child(recreate_dialog(context, creation))
}

fn steps(context: HeadContext) -> El {
    let (screen, instances) = (context.screen, context.instances);
    let is_busy = move || instances.activities.is_running(&screen.key());
    let step = |help: &'static str, label: String, act: Box<dyn Fn()>| {
        el("li")
            .child(el("p").t(help))
            .child(button("button small").bool_attr("disabled", is_busy).text(label).on_click(act))
    };
    let start = move |action| Box::new(move || instances.start(screen.key(), action));
    let connect = t(key!("instances.connect"));
    el("ol")
        .class("rescue-steps")
        .child(step(
            key!("instance.repair.connect"),
            connect,
            Box::new(move || context.connect.run(())),
        ))
        .child(step(
            key!("instance.repair.restart"),
            words::action(RowAction::Restart),
            start(RowAction::Restart),
        ))
        .child(step(
            key!("instance.repair.disconnect"),
            words::action(RowAction::Disconnect),
            Box::new(move || context.question.set(Some(RowAction::Disconnect))),
        ))
        .child(recreate_step(context))
}

/// It is offered once everything was read.
fn recreate_step(context: HeadContext) -> El {
    let is_busy = move || context.instances.activities.is_running(&context.screen.key());
    let ask = button("button small")
        .bool_attr("disabled", move || is_busy() || !is_offered(context))
        .t(key!("instance.recreate"))
        .on_click(move || context.is_recreate_asked.set(true));
    let refusal = (!may_delete(context))
        .then(|| classed("span", "help").text(" ").text(t(key!("instance.unsafe_name"))));
    el("li").child(el("p").t(key!("instance.repair.recreate")).child(refusal)).child(ask)
}
