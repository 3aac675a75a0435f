//! The question before something that cannot be taken back. A deletion is confirmed by typing what is
//! deleted: a name, or how many.

use leptos::prelude::*;

use crate::domain::instances::action::RowAction;
use crate::domain::instances::filter::RowKey;
use crate::domain::interpolate;
use crate::state::instances::BulkJob;
use crate::ui::instances::page::ListScreen;
use crate::ui::instances::words;
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{counted, key, plural_key, t, tf};

/// What is about to be done, and with which rows.
#[derive(Clone, PartialEq)]
pub(in crate::ui::instances) struct Question {
    action: RowAction,
    /// One row, or all that are ticked
    row: Option<RowKey>,
    count: usize,
}

impl Question {
    pub(in crate::ui::instances) const fn one(action: RowAction, row: RowKey) -> Self {
        Self { action, row: Some(row), count: 1 }
    }

    pub(in crate::ui::instances) const fn ticked(action: RowAction, count: usize) -> Self {
        Self { action, row: None, count }
    }

    /// What must be typed; nothing where a press is enough.
    fn proof(&self) -> Option<String> {
        (self.action == RowAction::Delete).then(|| match &self.row {
            Some(row) if !row.name.trim().is_empty() => row.name.trim().to_owned(),
            // A blank name is confirmed as one instance.
            _ => self.count.to_string(),
        })
    }

    fn title(&self) -> String {
        match (self.action, &self.row) {
            (action, Some(row)) => {
                let name = interpolate::plain(&row.name);
                match action {
                    RowAction::Restart => tf!("instances.ask.restart", name = &name),
                    RowAction::Disconnect => tf!("instances.ask.disconnect", name = &name),
                    RowAction::Delete => tf!("instances.ask.delete", name = &name),
                }
            }
            (RowAction::Restart, None) => {
                counted(plural_key!("instances.ask.restart_count"), self.count)
            }
            (RowAction::Disconnect, None) => {
                counted(plural_key!("instances.ask.disconnect_count"), self.count)
            }
            (RowAction::Delete, None) => {
                counted(plural_key!("instances.ask.delete_count"), self.count)
            }
        }
    }

    fn body(&self) -> String {
        t(&format!("instances.ask_body.{}", self.action.id()))
    }
}

const ID: &str = "instances-question";

pub(in crate::ui::instances) fn confirm_dialog(screen: ListScreen) -> El {
    let question = screen.question;
    show_while(ID.to_owned(), move || question.with(Option::is_some));
    classed("dialog", "dialog")
        .id(ID)
        .attr("aria-labelledby", "instances-question-title")
        .on("cancel", move |event| {
            event.prevent_default();
            question.set(None);
        })
        .dyn_child(move || question.get().map(|asked| form(screen, asked)))
}

fn form(screen: ListScreen, asked: Question) -> El {
    let question = screen.question;
    let typed = RwSignal::new(String::new());
    let proof = asked.proof();
    let is_proven = {
        let proof = proof.clone();
        Memo::new(move |_| {
            proof.as_ref().is_none_or(|proof| typed.with(|text| text.trim() == proof))
        })
    };
    let label = match &asked.row {
        Some(row) if !row.name.trim().is_empty() => t(key!("instances.ask.type_name")),
        _ => t(key!("instances.ask.type_count")),
    };
    let input = proof.is_some().then(|| {
        classed("label", "typed-proof").child(el("span").text(label)).child(
            classed("input", "input")
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr("autofocus", "")
                .prop_value(move || typed.get())
                .on_text("input", move |text| typed.set(text)),
        )
    });
    let dismiss = button("button").t(key!("common.cancel")).on_click(move || question.set(None));
    let dismiss = if proof.is_none() { dismiss.attr("autofocus", "") } else { dismiss };
    let asked_names = asked.row.is_none().then(|| names(screen));
    let (title, body, action) = (asked.title(), asked.body(), asked.action);
    let confirm = el("button")
        .attr("type", "submit")
        .class("button danger")
        .bool_attr("disabled", move || !is_proven.get())
        .text(words::action(action));
    el("form")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            if !is_proven.get_untracked() {
                return;
            }
            question.set(None);
            match &asked.row {
                Some(row) => screen.instances.start(row.clone(), action),
                None => screen.instances.start_bulk(BulkJob::Act(action)),
            }
        })
        .child(el("h2").id("instances-question-title").text(title))
        .child(el("p").text(body))
        .child(asked_names)
        .child(input)
        .child(classed("div", "actions").child(dismiss).child(confirm))
}

/// Which rows are meant: the search may hide some of them.
fn names(screen: ListScreen) -> El {
    const MOST: usize = 12;
    let rows = untrack(|| screen.instances.ticked_rows());
    let mut names: Vec<String> =
        rows.iter().take(MOST).map(|listed| interpolate::plain(&listed.row.name)).collect();
    if rows.len() > MOST {
        names.push(tf!("instances.ask.more", count = &(rows.len() - MOST).to_string()));
    }
    classed("p", "asked-names").text(names.join(", "))
}
