//! Sets a group to the same values on all ticked rows: first what would change on each, then the run.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::bulk::ItemState;
use crate::domain::bulk::group_target::GroupTarget;
use crate::domain::deployment::form_rules::FormRules;
use crate::domain::instances::listed_row::RowKey;
use crate::domain::schema::api::Api;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::form::model::{FormModel, FormSetup};
use crate::state::instances::{BulkJob, BulkWork, Instances};
use crate::ui::fields::control::control;
use crate::ui::fields::field_focus;
use crate::ui::fields::table_row::{RowSupplies, table_row};
use crate::ui::instances::bulk::bar::{SET_BUTTON, line, progress_bar};
use crate::ui::instances::bulk::words as bulk_words;
use crate::ui::instances::page::ListScreen;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, key, plural_key, section_name, t, tf};
use crate::ui::kit::sheet::{SheetSpec, sheet};

const SHEET: SheetSpec = SheetSpec { id: "set-sheet", class: "sheet set-sheet" };
const PREFIX: &str = "bulk-";
/// Nobody reads thousands of lines; the file of results has them all.
const MOST_LINES: usize = 200;

pub(in crate::ui::instances) fn set_sheet(screen: ListScreen) -> El {
    let is_open = screen.is_setting;
    let close = move || {
        is_open.set(false);
        if untrack(|| screen.instances.bulk.is_preview()) {
            screen.instances.bulk.close();
        }
        focus::next_frame(SET_BUTTON.to_owned());
    };
    sheet(SHEET, move || is_open.get().then_some(()), move |()| content(screen), close)
}

/// The sections that can be set with one call, as the API of the first ticked row has them.
fn sections(api: Api) -> Vec<Section> {
    let can_be_set = |section: &Section| {
        let target = GroupTarget { section: *section, wanted: Default::default() };
        section.is_read_by_find() && target.is_available(api)
    };
    Section::ALL.iter().copied().filter(can_be_set).collect()
}

fn content(screen: ListScreen) -> (String, El) {
    let instances = screen.instances;
    let rows = instances.ticked_rows();
    let server = rows.first().and_then(|listed| instances.server(listed.server));
    let title = counted(plural_key!("instances.set.title"), rows.len());
    let Some(server) = server else { return (title, el("div")) };
    let api = server.api();
    let sections = sections(api);
    let section = RwSignal::new(sections.first().copied().unwrap_or(Section::Behaviour));
    let is_preview = Memo::new(move |_| instances.bulk.is_preview());
    let body = classed("div", "sheet-body")
        .show(
            move || !is_preview.get(),
            move || {
                let sections = sections.clone();
                el("div").child(choice(section, sections)).dyn_child(move || {
                    let section = section.get();
                    untrack(|| group_form(instances, section, api))
                })
            },
        )
        .show(move || is_preview.get(), move || preview(screen));
    (title, body)
}

fn choice(section: RwSignal<Section>, sections: Vec<Section>) -> El {
    let chosen = section.get_untracked();
    let options = sections.iter().map(|one| {
        let option = el("option").attr("value", one.id()).text(section_name(*one));
        if *one == chosen { option.attr("selected", "") } else { option }
    });
    let options: Vec<El> = options.collect();
    let choose = move |id: String| {
        if let Some(one) = sections.iter().find(|one| one.id() == id) {
            section.set(*one);
        }
    };
    classed("label", "typed-proof").child(el("span").t(key!("instances.set.section"))).child(
        classed("select", "input").id("bulk-section").on_text("change", choose).child(options),
    )
}

/// The rows of the group. What is left as it is comes from each instance.
fn group_form(instances: Instances, section: Section, api: Api) -> El {
    let form = FormModel::new(FormSetup {
        id_prefix: PREFIX,
        api: Memo::new(move |_| api),
        rules: FormRules::only(section),
        taken_names: Signal::derive(Vec::new),
    });
    if section.is_group() {
        form.group(section).set(true);
    }
    let supplies = RowSupplies { control, restricted_row: |_, _| None, next_to: |_| None };
    let rows = move || {
        let row = |field: Field| table_row(form, field, supplies);
        Field::of(section, api).filter_map(row).collect::<Vec<El>>()
    };
    let is_on = move || form.is_on(section);
    let switch = section.is_group().then(|| {
        classed("label", "group-switch")
            .child(
                el("input")
                    .attr("type", "checkbox")
                    .attr("role", "switch")
                    .class("switch")
                    .prop_checked(is_on)
                    .on_check(move |is_checked| form.group(section).set(is_checked)),
            )
            .child(
                classed("span", "label")
                    .text(tf!("instances.set.switch", section = &section_name(section))),
            )
    });
    let look = move || {
        form.is_attempted().set(true);
        if let Some(field) = blocking(form, section) {
            return field_focus::control(form, field);
        }
        let wanted = Arc::new(form.drafts.get_untracked());
        instances.start_bulk(BulkJob::Preview(Arc::new(GroupTarget { section, wanted })));
    };
    el("form")
        .class("set-form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            look();
        })
        .child(switch)
        .child(classed("p", "help set-help").t(key!("instances.set.help")))
        .show(is_on, rows)
        .child(
            classed("div", "actions form-actions").child(
                el("button")
                    .attr("type", "submit")
                    .class("button primary")
                    .t(key!("instances.set.check")),
            ),
        )
}

/// The first value that is wrong. What is missing is no fault: the instances may have it.
fn blocking(form: FormModel, section: Section) -> Option<Field> {
    form.problems.with_untracked(|problems| {
        let blocks = problems.iter().find(|problem| {
            problem.field.spec().section == section
                && !problem.fault.is_warning()
                && !problem.fault.is_missing()
        });
        blocks.map(|problem| problem.field)
    })
}

/// What would change on each row, and the press that does it.
fn preview(screen: ListScreen) -> El {
    let instances = screen.instances;
    let bulk = instances.bulk;
    let is_running = Memo::new(move |_| bulk.is_running());
    let keys: Vec<RowKey> = bulk.work.with_untracked(|work| {
        let items = work.as_ref().map(|work| work.run.items()).unwrap_or_default();
        items.iter().map(|item| item.key.clone()).collect()
    });
    let lines = move || {
        let line = |(place, key): (usize, &RowKey)| preview_line(instances, place, key);
        let mut lines: Vec<El> = keys.iter().enumerate().take(MOST_LINES).map(line).collect();
        if keys.len() > MOST_LINES {
            let more = (keys.len() - MOST_LINES).to_string();
            lines.push(el("li").text(tf!("instances.ask.more", count = &more)));
        }
        lines
    };
    let count = Memo::new(move |_| {
        bulk.work
            .with(|work| work.as_ref().map(|it| it.rows_with_changes().len()).unwrap_or_default())
    });
    let apply = button("button primary")
        .bool_attr("disabled", move || is_running.get() || count.get() == 0)
        .dyn_text(move || match count.get() {
            0 => t(key!("instances.set.nothing")),
            count => counted(plural_key!("instances.set.apply"), count),
        })
        .on_click(move || {
            screen.is_setting.set(false);
            instances.start_previewed();
        });
    let back = button("button").t(key!("instances.set.back")).on_click(move || {
        bulk.close();
        focus::next_frame("bulk-section".to_owned());
    });
    let summary = move || match is_running.get() {
        true => line(instances),
        false => counted(plural_key!("instances.set.summary"), count.get()),
    };
    el("div")
        .child(
            classed("p", "set-summary")
                .child(el("span").attr("role", "status").dyn_text(summary))
                .show(move || is_running.get(), move || progress_bar(instances)),
        )
        .child(classed("ul", "set-rows").child(lines()))
        .child(classed("div", "actions form-actions").child(back).child(apply))
}

/// The rows keep their places while the run goes on.
fn preview_line(instances: Instances, place: usize, key: &RowKey) -> El {
    let name = key.name.clone();
    let server = instances.server(key.server);
    let text = move || {
        instances.bulk.work.with(|work| {
            let Some(BulkWork { job, run }) = work else { return String::new() };
            match run.items().get(place).map(|item| &item.state) {
                Some(ItemState::Ended(result)) => bulk_words::result(job, result, server.as_ref()),
                _ => t(key!("instances.set.reading")),
            }
        })
    };
    el("li").child(el("b").text(name)).child(el("span").dyn_text(text))
}
