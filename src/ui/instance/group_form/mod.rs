//! The edit of one group: its switch, its rows as in the form of a creation, and the bar that saves.

mod clash;
pub mod conflict;
mod edit_control;
mod opening;

use leptos::prelude::*;

use crate::domain::instance::change::{GroupChange, lost_when_off};
use crate::domain::instance::machine::input::GroupInput;
use crate::domain::instance::machine::state::GroupPhase;
use crate::domain::schema::api::Api;
use crate::domain::schema::fields::Field;
use crate::state::form::model::FormModel;
use crate::state::instance::{GroupRun, InstanceScreen};
use crate::ui::fields::field_focus;
use crate::ui::fields::table_row::{RowSupplies, table_row};
use crate::ui::instance::bots::references::References;
use crate::ui::instance::group_form::clash::clash_notice;
use crate::ui::instance::group_form::conflict::{conflict_notice, heading_id};
use crate::ui::instance::group_form::edit_control::edit_control;
use crate::ui::instance::group_form::opening::{Opening, open};
use crate::ui::instance::trouble::{failed_group, trouble};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, key, label, plural_key, section_name, t, tf};

/// The edit of a group on the screen.
#[derive(Clone, Copy)]
struct GroupEdit {
    screen: InstanceScreen,
    run: GroupRun,
    form: FormModel,
    api: Api,
    /// What differs from what is stored
    change: Memo<GroupChange>,
}

/// The form, under an owner of its own. Nothing where the group cannot be edited.
pub fn group_form(screen: InstanceScreen, run: GroupRun) -> Option<El> {
    let api = screen.server().api();
    provide_context(References { screen, section: run.section });
    let Opening { form, kept, is_reopened } = open(screen, run)?;
    let change = Memo::new(move |_| {
        run.state.with(|state| {
            state.opened.as_ref().map_or_else(GroupChange::default, |opened| {
                form.drafts
                    .with(|drafts| GroupChange::between(&opened.drafts, drafts, run.section, api))
            })
        })
    });
    let edit = GroupEdit { screen, run, form, api, change };
    edit.follow_focus();
    let rows = edit.rows();
    Some(
        classed("form", "group-form")
            .attr("novalidate", "")
            .attr("autocomplete", "off")
            .attr("aria-label", tf!("instance.edit_named", section = &section_name(run.section)))
            .on("submit", move |event| {
                event.prevent_default();
                edit.save();
            })
            .on_key(move |event| edit.on_key(&event))
            .child(edit.switch())
            .child(
                is_reopened.then(|| {
                    classed("p", "notice kept reopened").t(key!("instance.unsaved.reopened"))
                }),
            )
            .child((!kept.is_empty() && !is_reopened).then(|| edit.kept_note(&kept)))
            .child(edit.off_note())
            .child(rows)
            .child(edit.conflict())
            .child(clash_notice(run))
            .child(edit.refusal())
            .child(edit.bar()),
    )
}

impl GroupEdit {
    fn is_on(self) -> bool {
        self.form.is_on(self.run.section)
    }

    fn is_row(self) -> bool {
        self.run.section.spec().keeps_rows(self.api.dialect)
    }

    /// Whether the values are saved.
    fn is_sent(self) -> bool {
        self.is_row() || self.is_on()
    }

    fn phase(self) -> Memo<&'static str> {
        let state = self.run.state;
        Memo::new(move |_| state.with(|state| state.phase.id()))
    }

    fn switch(self) -> Option<El> {
        let section = self.run.section;
        if !section.is_group() {
            return None;
        }
        let is_on = self.form.group(section);
        let input = el("input")
            .attr("type", "checkbox")
            .attr("role", "switch")
            .class("switch")
            .id(self.run.element_id("switch"))
            .prop_checked(move || is_on.get())
            .on_check(move |is_checked| is_on.set(is_checked));
        let words = match self.is_row() {
            true => t(key!("instance.row.switch")),
            false => tf!("instance.switch", section = &section_name(section)),
        };
        let words = el("span").class("label").text(words);
        Some(
            classed("label", "group-switch")
                .dyn_class("dirty", move || self.change.with(|change| change.is_switched))
                .child(input)
                .child(words),
        )
    }

    fn kept_note(self, kept: &[Field]) -> El {
        let names: Vec<String> = kept.iter().map(|field| label(*field)).collect();
        let names = names.join(", ");
        if self.is_row() {
            return classed("p", "notice kept")
                .text(tf!("instance.bots.suggested", fields = &names));
        }
        let text = tf!("instance.kept", fields = &names);
        classed("p", "notice kept").bool_attr("hidden", move || !self.is_on()).text(text)
    }

    /// What the server forgets with the switch.
    fn off_note(self) -> Option<El> {
        let section = self.run.section;
        let stored = self.run.state.with_untracked(|state| state.opened.clone())?;
        if self.is_row() || !section.is_group() || !stored.is_on(section) {
            return None;
        }
        let lost: Vec<String> =
            lost_when_off(&stored, section, self.api).into_iter().map(label).collect();
        let text = if lost.is_empty() {
            t(key!("instance.off.keeps"))
        } else {
            tf!("instance.off.loses", fields = &lost.join(", "))
        };
        Some(
            classed("p", "notice warning off-note")
                .attr("role", "status")
                .bool_attr("hidden", move || self.is_on())
                .text(text),
        )
    }

    /// They are there while the group is on; those of a row always.
    fn rows(self) -> El {
        let section = self.run.section;
        el("div").show(
            move || self.is_sent(),
            move || Field::of(section, self.api).map(|field| self.row(field)).collect::<Vec<El>>(),
        )
    }

    fn row(self, field: Field) -> El {
        let form = self.form;
        let supplies =
            RowSupplies { control: edit_control, restricted_row: |_, _| None, next_to: |_| None };
        let is_dirty = move || self.change.with(|change| change.fields.contains(&field));
        let row =
            move || table_row(form, field, supplies).map(|row| row.dyn_class("dirty", is_dirty));
        // A few rows come and go with another field's value.
        if field.spec().offered_when.is_none() {
            return el("div").child(row());
        }
        let is_offered = Memo::new(move |_| form.is_offered(field));
        el("div").dyn_child(move || is_offered.get().then(|| untrack(row)).flatten())
    }

    fn conflict(self) -> El {
        let state = self.run.state;
        let conflict = Memo::new(move |_| {
            state.with(|state| match &state.phase {
                GroupPhase::Conflict(conflict) => Some(conflict.clone()),
                _ => None,
            })
        });
        el("div")
            .dyn_child(move || conflict.get().map(|conflict| conflict_notice(self.run, &conflict)))
    }

    /// Why the last save failed.
    fn refusal(self) -> El {
        let state = self.run.state;
        let error = Memo::new(move |_| state.with(|state| state.save_error.clone()));
        el("div").class("refusal").dyn_child(move || {
            error.get().map(|error| {
                let failed = failed_group(self.screen, self.run.section, true);
                classed("section", "notice failure")
                    .attr("role", "alert")
                    .child(el("h3").t(key!("instance.refused")))
                    .child(trouble(&error, &failed))
            })
        })
    }

    fn bar(self) -> El {
        let phase = self.phase();
        let is_busy = move || matches!(phase.get(), "checking" | "saving" | "proving");
        let said = move || match phase.get() {
            "checking" => t(key!("instance.checking")),
            "saving" => t(key!("instance.saving")),
            "proving" => t(key!("instance.proving")),
            _ => String::new(),
        };
        let count = move || self.change.with(GroupChange::count);
        let save = el("button")
            .attr("type", "submit")
            .class("button primary")
            .aria_bool("aria-disabled", move || count() == 0 || is_busy())
            .dyn_text(move || match count() {
                0 => t(key!("instance.save_none")),
                count => counted(plural_key!("instance.save"), count),
            });
        let cancel = button("button")
            .bool_attr("disabled", is_busy)
            .t(key!("common.cancel"))
            .on_click(move || self.cancel());
        classed("div", "actions form-actions")
            .bool_attr("hidden", move || phase.get() == "conflict")
            .child(
                classed("p", "save-line")
                    .attr("role", "status")
                    .dyn_class("busy", is_busy)
                    .dyn_text(said),
            )
            .child(cancel)
            .child(save)
    }

    fn on_key(self, event: &web_sys::KeyboardEvent) {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.repeat() {
            event.prevent_default();
            self.save();
        }
    }

    fn cancel(self) {
        self.run.give(GroupInput::Cancel);
    }

    fn save(self) {
        let form = self.form;
        if untrack(|| self.change.with(GroupChange::is_empty)) {
            return;
        }
        form.is_attempted().set(true);
        let first = form.problems.with_untracked(|problems| {
            let blocking = problems.iter().find(|problem| !problem.fault.is_warning());
            blocking.map(|problem| problem.field)
        });
        match first {
            Some(field) => field_focus::control(form, field),
            None => self.run.give(GroupInput::Save(Box::new(form.drafts.get_untracked()))),
        }
    }

    /// Where a phase ends what had the focus, the focus goes to what is new.
    fn follow_focus(self) {
        let run = self.run;
        let phase = self.phase();
        Effect::new(move |before: Option<&'static str>| {
            let now = phase.get();
            if before.is_some_and(|before| before != now) && now == "conflict" {
                focus::next_frame(heading_id(run));
            }
            now
        });
    }
}
