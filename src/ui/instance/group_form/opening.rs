//! The form of a group as the edit begins: what is stored, with what a switch lost marked as a change.

use std::cell::Cell;

use leptos::prelude::*;

use crate::domain::deployment::form_rules::FormRules;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::form::model::{FormModel, FormSetup};
use crate::state::instance::{GroupRun, InstanceScreen};

/// In front of the ids of an edit. Bots of several kinds have fields in common, so each open edit has one
/// of its own; what is more than these shares the last.
const ID_PREFIXES: [&str; 8] =
    ["edit-", "edit-2-", "edit-3-", "edit-4-", "edit-5-", "edit-6-", "edit-7-", "edit-8-"];

thread_local! {
    static IN_USE: Cell<u8> = const { Cell::new(0) };
}

/// A prefix that no other open edit has, until the current owner ends.
fn id_prefix() -> &'static str {
    let used = IN_USE.get();
    let place = (used.trailing_ones() as usize).min(ID_PREFIXES.len() - 1);
    IN_USE.set(used | 1 << place);
    on_cleanup(move || IN_USE.set(IN_USE.get() & !(1 << place)));
    ID_PREFIXES[place]
}

/// What the form of an edit begins with. It is a context of the form.
#[derive(Clone, Copy)]
pub(super) struct EditStart(StoredValue<Drafts>);

impl EditStart {
    /// The value of the field with this id.
    pub(super) fn draft(self, id: &str) -> Draft {
        let field = Field::with_id(id);
        field.map_or(Draft::NotSent, |field| self.0.with_value(|drafts| drafts.get(field).clone()))
    }
}

pub(super) struct Opening {
    pub(super) form: FormModel,
    /// What comes back that the server forgot when the group was switched off, or what a new row takes
    /// from the default settings
    pub(super) kept: Vec<Field>,
    /// It is an edit that was left before it was saved
    pub(super) is_reopened: bool,
}

/// Nothing where the group cannot be edited. The signals live under the current owner. An edit that was
/// left opens as it was.
pub(super) fn open(screen: InstanceScreen, run: GroupRun) -> Option<Opening> {
    let api = screen.server().api();
    let (stored, opening) =
        run.state.with_untracked(|state| state.opened.clone()).zip(run.opening())?;
    screen.open_edit();
    let mut initial = opening.clone();
    for field in Field::every().iter().copied() {
        initial.set(field, stored.drafts.get(field).clone());
    }
    initial.set(Field::InstanceName, opening.get(Field::InstanceName).clone());
    lend_webhook_events(screen, run.section, &mut initial);
    initial.switch(run.section, stored.is_on(run.section));
    let rules = FormRules { initial, is_edit: true, ..FormRules::only(run.section) };
    let form = FormModel::new(FormSetup {
        id_prefix: id_prefix(),
        api: Memo::new(move |_| api),
        rules,
        taken_names: Signal::derive(Vec::new),
    });
    // What was lost by switching off comes back, marked as a change.
    let kept = kept_fields(&opening, &stored.drafts, run.section, api);
    for field in &kept {
        form.draft(*field).set(opening.get(*field).clone());
    }
    // Nobody adds a row to leave it off.
    if run.is_new_row() {
        form.group(run.section).set(true);
    }
    provide_context(EditStart(StoredValue::new(opening)));
    let unsaved = run.unsaved();
    let is_reopened = unsaved.is_some();
    if let Some(edit) = unsaved {
        for field in Field::of(run.section, api) {
            form.draft(field).set(edit.drafts.get(field).clone());
        }
        form.group(run.section).set(edit.drafts.is_on(run.section));
    }
    on_cleanup(move || {
        if let Some(drafts) = form.drafts.try_get_untracked() {
            run.leave(drafts);
        }
    });
    Some(Opening { form, kept, is_reopened })
}

/// *Same as webhook* copies from the form that it is in.
fn lend_webhook_events(screen: InstanceScreen, section: Section, initial: &mut Drafts) {
    let webhook = Field::WebhookEvents;
    let of = webhook.spec().section;
    if of == section {
        return;
    }
    let events = screen.groups.with_value(|groups| {
        let run = groups.iter().find(|run| run.section == of)?;
        run.state
            .with_untracked(|state| state.stored().map(|stored| stored.drafts.get(webhook).clone()))
    });
    if let Some(events) = events {
        initial.set(webhook, events);
    }
}

fn kept_fields(opening: &Drafts, stored: &Drafts, section: Section, api: Api) -> Vec<Field> {
    let is_kept = |field: &Field| opening.get(*field) != stored.get(*field);
    Field::of(section, api).filter(is_kept).collect()
}
