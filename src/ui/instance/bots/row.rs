//! A row of a section of which the server keeps rows: a bot or a credential, with its values, its edit, its
//! deletion, and the conversations of a bot.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::instance::change::value;
use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::input::GroupInput;
use crate::domain::instance::machine::state::GroupPhase;
use crate::domain::instance::save_proof::SaveProof;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::interpolate;
use crate::domain::schema::fields::Field;
use crate::state::instance::{BotKindRun, GroupRun, InstanceScreen, RowsRun};
use crate::ui::instance::bots::sessions::sessions_list;
use crate::ui::instance::group_card::{badge, follow_focus, heading_id};
use crate::ui::instance::group_form::group_form;
use crate::ui::instance::group_values::group_values;
use crate::ui::instance::saved::{edit_id, saved};
use crate::ui::instance::trouble::{failed_group, trouble};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, label, t, tf};
use crate::ui::result::proof::words::shown;

/// Whether the form is open, and what the last save came to.
pub(super) fn signals(run: GroupRun) -> (Memo<bool>, Memo<Option<SaveProof>>) {
    let state = run.state;
    let is_open = Memo::new(move |_| state.with(|state| state.phase.is_open()));
    (is_open, Memo::new(move |_| state.with(|state| state.proof.clone())))
}

/// A row on the screen.
#[derive(Clone, Copy)]
struct BotRowView {
    screen: InstanceScreen,
    kind: BotKindRun,
    rows: RowsRun,
    run: GroupRun,
    reading: Memo<Option<GroupReading>>,
    phase: Memo<&'static str>,
    /// The question before the deletion is open
    is_asking: RwSignal<bool>,
    shows_values: RwSignal<bool>,
    shows_sessions: RwSignal<bool>,
}

pub(super) fn row_part(
    screen: InstanceScreen,
    kind: BotKindRun,
    rows: RowsRun,
    row: &Arc<StoredGroup>,
) -> El {
    let machine =
        GroupMachine::of_row(screen.server(), &screen.name(), rows.section, (**row).clone());
    let run = GroupRun::of_row(machine);
    let state = run.state;
    let view = BotRowView {
        screen,
        kind,
        rows,
        run,
        reading: Memo::new(move |_| state.with(|state| state.reading.clone())),
        phase: Memo::new(move |_| state.with(|state| state.phase.id())),
        is_asking: RwSignal::new(false),
        shows_values: RwSignal::new(false),
        shows_sessions: RwSignal::new(false),
    };
    let (is_open, proof) = signals(run);
    follow_focus(run, is_open);
    leave_when_gone(run, rows);
    follow_list(run, rows, row.row_id.clone());
    classed("div", "row-part")
        .id(run.element_id("group"))
        .dyn_class("editing", move || is_open.get())
        .child(view.head())
        .child(el("div").show(
            move || view.is_resting() && view.is_asking.get(),
            move || view.delete_question(),
        ))
        .child(classed("p", "row-said").attr("role", "status").dyn_text(move || view.said()))
        .dyn_child(move || proof.get().map(|proof| saved(screen, run, &proof)))
        .child(view.failure(proof))
        .dyn_child(move || if is_open.get() { untrack(|| group_form(screen, run)) } else { None })
        .child(
            el("div")
                .bool_attr("hidden", move || is_open.get())
                .child(view.folds(row.row_id.as_deref())),
        )
}

fn delete_id(run: GroupRun) -> String {
    run.element_id("delete")
}

impl BotRowView {
    /// A credential has nothing that the API could change, and no conversations.
    fn is_bot(self) -> bool {
        self.rows.section == self.kind.kind.bots
    }

    fn is_resting(self) -> bool {
        self.phase.get() == GroupPhase::Resting.id()
    }

    fn with_stored<T: Default>(self, read: impl FnOnce(&StoredGroup) -> T) -> T {
        self.reading.with(|reading| {
            reading.as_ref().and_then(GroupReading::stored).map(|it| read(it)).unwrap_or_default()
        })
    }

    fn title(self) -> String {
        let api = self.screen.server().api();
        interpolate::plain(&self.with_stored(|row| row.title(self.rows.section, api)))
    }

    /// When the bot answers.
    fn trigger(self) -> String {
        let api = self.screen.server().api();
        let fields =
            [Field::TypebotTriggerType, Field::TypebotTriggerOperator, Field::TypebotTriggerValue];
        let said = self.with_stored(|row| {
            let meant = fields.into_iter().filter(|field| {
                let condition = field.spec().offered_when;
                condition.is_none_or(|condition| row.drafts.holds(&condition, api))
            });
            meant
                .filter_map(|field| Some(shown(field, &value(field, &row.drafts, api)?)))
                .collect::<Vec<String>>()
        });
        match said.is_empty() {
            true => String::new(),
            false => format!("{}: {}", label(Field::TypebotTriggerType), said.join(" · ")),
        }
    }

    fn head(self) -> El {
        let section = self.rows.section;
        classed("div", "card-head")
            .child(el("h4").dyn_text(move || self.title()))
            .child(el("span").dyn_child(move || self.reading.get().map(|it| badge(section, &it))))
            .child(
                self.is_bot()
                    .then(|| classed("span", "card-lead").dyn_text(move || self.trigger())),
            )
            .child(classed("span", "spring"))
            .child(
                el("span").show(
                    move || self.is_resting() && !self.is_asking.get(),
                    move || self.actions(),
                ),
            )
    }

    fn actions(self) -> El {
        let run = self.run;
        let edit = self.is_bot().then(|| {
            button("button small")
                .id(edit_id(run))
                .dyn_attr("aria-label", move || {
                    Some(tf!("instance.row.edit_named", row = &self.title()))
                })
                .t(key!("instance.edit"))
                .on_click(move || run.give(GroupInput::Edit))
        });
        let delete = button("button small")
            .id(delete_id(run))
            .dyn_attr("aria-label", move || {
                Some(tf!("instance.row.delete_named", row = &self.title()))
            })
            .t(key!("instances.action.delete"))
            .on_click(move || {
                self.is_asking.set(true);
                focus::next_frame(run.element_id("keep"));
            });
        classed("span", "actions").child(edit).child(delete)
    }

    /// No press alone deletes.
    fn delete_question(self) -> El {
        let (run, is_asking) = (self.run, self.is_asking);
        let keep = button("button small")
            .id(run.element_id("keep"))
            .t(key!("common.cancel"))
            .on_click(move || {
                is_asking.set(false);
                focus::next_frame(delete_id(run));
            });
        let delete =
            button("button small danger").t(key!("instances.action.delete")).on_click(move || {
                is_asking.set(false);
                run.give(GroupInput::Delete);
            });
        classed("div", "card-body row-question")
            .attr("role", "group")
            .attr("aria-label", tf!("instance.row.delete_named", row = &self.title()))
            .child(el("p").t(key!("instance.row.delete_question")))
            .child(classed("div", "actions").child(keep).child(delete))
    }

    fn said(self) -> String {
        match self.phase.get() {
            "deleting" => t(key!("instance.row.deleting")),
            "gone" => t(key!("instance.row.gone")),
            _ => String::new(),
        }
    }

    /// Why the row is still there.
    fn failure(self, proof: Memo<Option<SaveProof>>) -> El {
        let state = self.run.state;
        let failure = Memo::new(move |_| {
            state.with(|state| state.save_error.clone().filter(|_| !state.phase.is_open()))
        });
        el("div").dyn_child(move || {
            let error = failure.get().filter(|_| proof.with(Option::is_none))?;
            Some(
                classed("div", "card-body")
                    .attr("role", "alert")
                    .child(classed("p", "why").t(key!("instance.row.deletion_unconfirmed")))
                    .child(trouble(&error, &failed_group(self.screen, self.rows.section, true))),
            )
        })
    }

    /// What is stored, and the conversations, each behind a button.
    fn folds(self, id: Option<&str>) -> Vec<El> {
        let Self { screen, reading, rows, shows_values, shows_sessions, .. } = self;
        let values_id = self.run.element_id("values");
        let sessions_id = self.run.element_id("sessions");
        let bot = id.filter(|_| self.is_bot()).map(str::to_owned);
        let buttons = classed("div", "row-folds")
            .child(fold(key!("instance.row.values"), &values_id, shows_values))
            .child(
                bot.is_some()
                    .then(|| fold(key!("instance.sessions"), &sessions_id, shows_sessions)),
            );
        let values = move || {
            let reading = reading.get()?;
            group_values(screen, reading.stored()?, rows.section)
        };
        let values = el("div")
            .id(&values_id)
            .show(move || shows_values.get(), move || el("div").dyn_child(values));
        let kind = self.kind.kind;
        let sessions = bot.map(|bot| {
            el("div").id(&sessions_id).show(
                move || shows_sessions.get(),
                move || sessions_list(screen, kind, bot.clone()),
            )
        });
        [Some(buttons), Some(values), sessions].into_iter().flatten().collect()
    }
}

fn fold(label: &str, controls: &str, is_open: RwSignal<bool>) -> El {
    button("link fold")
        .aria_bool("aria-expanded", move || is_open.get())
        .attr("aria-controls", controls)
        .t(label)
        .on_click(move || is_open.update(|is| *is = !*is))
}

/// A new reading of the list reaches the row, which stays on the screen.
fn follow_list(run: GroupRun, rows: RowsRun, id: Option<String>) {
    Effect::new(move || {
        let row = rows.list.with(|list| list.just_read(id.as_deref()?).cloned());
        if let Some(row) = row {
            run.give(GroupInput::Listed(row));
        }
    });
}

/// A row that is gone leaves the list, and the focus goes to its heading.
fn leave_when_gone(run: GroupRun, rows: RowsRun) {
    Effect::new(move || {
        if run.state.with(|state| state.phase == GroupPhase::Gone) {
            request_animation_frame(move || {
                focus::by_id(&heading_id(rows.section));
                rows.read();
            });
        }
    });
}
