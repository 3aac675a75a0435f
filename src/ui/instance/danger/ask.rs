//! The question before the phone is disconnected or the instance is deleted. A deletion is confirmed by
//! typing the name.

use leptos::prelude::*;

use crate::domain::instances::action::RowAction;
use crate::domain::interpolate;
use crate::ui::instance::head::HeadContext;
use crate::ui::instances::confirm::name_proof;
use crate::ui::instances::words;
use crate::ui::kit::dialog::confirm_form::ConfirmForm;
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t, tf};

const DIALOG: &str = "action-dialog";
const TITLE: &str = "action-dialog-title";

pub fn ask_dialog(context: HeadContext) -> El {
    let question = context.question;
    show_while(DIALOG.to_owned(), move || question.with(Option::is_some));
    classed("dialog", "dialog instance-question")
        .id(DIALOG)
        .attr("aria-labelledby", TITLE)
        .on("cancel", move |event| {
            event.prevent_default();
            close(context);
        })
        .dyn_child(move || {
            question.get().map(|action| {
                let may = action != RowAction::Delete || may_delete(context);
                if may { form(context, action) } else { refusal(context) }
            })
        })
}

/// Whether the server can delete the instance without harm.
pub fn may_delete(context: HeadContext) -> bool {
    context.screen.server().dialect.may_delete(&context.screen.name())
}

fn close(context: HeadContext) {
    context.question.set(None);
    focus::next_frame("instance-more".to_owned());
}

fn title(context: HeadContext, action: RowAction) -> El {
    let name = interpolate::plain(&context.screen.name());
    el("h2").id(TITLE).text(match action {
        RowAction::Restart => tf!("instances.ask.restart", name = &name),
        RowAction::Disconnect => tf!("instances.ask.disconnect", name = &name),
        RowAction::Delete => tf!("instances.ask.delete", name = &name),
    })
}

/// The name is no name for this server's way to delete.
fn refusal(context: HeadContext) -> El {
    let close =
        button("button").attr("autofocus", "").t(key!("common.close")).on_click(move || {
            close(context);
        });
    el("div")
        .child(title(context, RowAction::Delete))
        .child(el("p").t(key!("instance.unsafe_name")))
        .child(classed("div", "actions").child(close))
}

fn form(context: HeadContext, action: RowAction) -> El {
    let screen = context.screen;
    ConfirmForm {
        title: title(context, action),
        body: vec![el("p").text(t(&format!("instances.ask_body.{}", action.id())))],
        proof: (action == RowAction::Delete).then(|| name_proof(screen.name())),
        confirm: words::action(action),
    }
    .view(
        move || close(context),
        move || {
            close(context);
            context.instances.start(screen.key(), action);
        },
    )
}
