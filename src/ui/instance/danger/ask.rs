//! The question before the phone is disconnected or the instance is deleted. A deletion is confirmed by
//! typing the name.

use leptos::prelude::*;

use crate::domain::instance::typed_name::is_typed;
use crate::domain::instances::action::RowAction;
use crate::domain::interpolate;
use crate::ui::instance::head::HeadContext;
use crate::ui::instances::words;
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t, tf};

const DIALOG: &str = "action-dialog";
const TITLE: &str = "action-dialog-title";

pub fn ask_dialog(context: HeadContext) -> El {
    let question = context.question;
    show_while(DIALOG.to_owned(), move || question.with(Option::is_some));
    classed("dialog", "dialog anew")
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
    let is_typed_for = action == RowAction::Delete;
    let typed = RwSignal::new(String::new());
    let name = screen.name();
    let is_proven = Memo::new(move |_| !is_typed_for || typed.with(|typed| is_typed(typed, &name)));
    let dismiss = button("button").t(key!("common.cancel")).on_click(move || close(context));
    let dismiss = if is_typed_for { dismiss } else { dismiss.attr("autofocus", "") };
    let confirm = el("button")
        .attr("type", "submit")
        .class("button danger")
        .bool_attr("disabled", move || !is_proven.get())
        .text(words::action(action));
    el("form")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            if is_proven.get_untracked() {
                close(context);
                context.instances.start(screen.key(), action);
            }
        })
        .child(title(context, action))
        .child(el("p").text(t(&format!("instances.ask_body.{}", action.id()))))
        .child(is_typed_for.then(|| name_input("action-name", typed)))
        .child(classed("div", "actions").child(dismiss).child(confirm))
}

/// Where the name is typed.
pub fn name_input(id: &'static str, typed: RwSignal<String>) -> El {
    let input = classed("input", "input")
        .id(id)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("autofocus", "")
        .prop_value(move || typed.get())
        .on_text("input", move |text| typed.set(text));
    classed("label", "typed-proof")
        .attr("for", id)
        .child(el("span").t(key!("instances.ask.type_name")))
        .child(input)
}
