//! The question before something that cannot be taken back. A deletion is confirmed by typing what is
//! deleted: a name, or how many.

use std::iter;

use leptos::prelude::*;

use crate::domain::instance::typed_name::is_typed;
use crate::domain::instances::action::RowAction;
use crate::domain::instances::listed_row::RowKey;
use crate::domain::interpolate;
use crate::state::instances::BulkJob;
use crate::ui::instances::page::ListScreen;
use crate::ui::instances::words;
use crate::ui::kit::dialog::confirm_form::{ConfirmForm, TypedProof};
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, classed, el};
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

    /// What must be typed; nothing where a press is enough. A blank name is confirmed as one instance.
    fn proof(&self) -> Option<TypedProof> {
        if self.action != RowAction::Delete {
            return None;
        }
        Some(match &self.row {
            Some(row) if !row.name.trim().is_empty() => name_proof(row.name.clone()),
            _ => {
                let count = self.count.to_string();
                TypedProof {
                    label: t(key!("instances.ask.type_count")),
                    note: None,
                    is_met: Box::new(move |typed| typed.trim() == count),
                }
            }
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
        let is_one = self.row.is_some() || self.count == 1;
        let body = if is_one { "ask_body" } else { "ask_bodies" };
        t(&format!("instances.{body}.{}", self.action.id()))
    }
}

const ID: &str = "instances-question";
const TITLE: &str = "instances-question-title";

pub(in crate::ui::instances) fn confirm_dialog(screen: ListScreen) -> El {
    let question = screen.question;
    show_while(ID.to_owned(), move || question.with(Option::is_some));
    classed("dialog", "dialog")
        .id(ID)
        .attr("aria-labelledby", TITLE)
        .on("cancel", move |event| {
            event.prevent_default();
            question.set(None);
        })
        .dyn_child(move || question.get().map(|asked| form(screen, asked)))
}

fn form(screen: ListScreen, asked: Question) -> El {
    let question = screen.question;
    let names = asked.row.is_none().then(|| names(screen));
    ConfirmForm {
        title: el("h2").id(TITLE).text(asked.title()),
        body: iter::once(el("p").text(asked.body())).chain(names).collect(),
        proof: asked.proof(),
        confirm: words::action(asked.action),
    }
    .view(
        move || question.set(None),
        move || {
            question.set(None);
            match &asked.row {
                Some(row) => screen.instances.start(row.clone(), asked.action),
                None => screen.instances.start_bulk(BulkJob::Act(asked.action)),
            }
        },
    )
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

/// The name must be typed. Another instance may have the same name but for the blanks around it.
pub fn name_proof(name: String) -> TypedProof {
    let has_blanks = name.trim() != name;
    TypedProof {
        label: t(key!("instances.ask.type_name")),
        note: has_blanks.then(|| t(key!("instances.ask.blanks"))),
        is_met: Box::new(move |typed| is_typed(typed, &name)),
    }
}
