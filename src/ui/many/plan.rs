//! Rows whose instance is on the server already: the switch that lets them change it, what each would
//! change, and what became of it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::bulk::group_target::GroupPreview;
use crate::domain::instance::change::value;
use crate::domain::many::change::RowChange;
use crate::domain::many::existing::{RowComparison, RowPlan, SectionChange};
use crate::domain::reply::error::ApiError;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::ui::instances::common::failed_call;
use crate::ui::instances::common::group_preview::group_preview;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{counted, full_label, key, label, plural_key, section_name, t, tf};
use crate::ui::many::page::ManyScreen;
use crate::ui::many::words::{self, names};
use crate::ui::result::proof::words::shown;

/// The switch, once a row's instance is there, and how many rows are which.
pub(super) fn existing_line(screen: ManyScreen) -> El {
    let desk = screen.desk;
    let is_on = Memo::new(move |_| desk.batch.with(|batch| batch.changes_existing));
    let listed = Memo::new(move |_| desk.listed_count());
    let is_shown = move || !screen.has_run() && (is_on.get() || listed.get() > 0);
    el("div").class("many-existing").show(is_shown, move || {
        let input = el("input")
            .attr("type", "checkbox")
            .id("many-change-existing")
            .prop_checked(move || is_on.get())
            .on_check(move |is_checked| desk.change_existing(is_checked));
        classed("div", "card")
            .child(el("label").class("check").child(input).child(el("span").dyn_text(move || {
                let count = counted(plural_key!("many.existing"), listed.get());
                format!("{count} {}", t(key!("many.change_existing")))
            })))
            .child(classed("p", "help").t(key!("many.change_existing_help")))
            .show(move || is_on.get(), move || compared_line(screen))
    })
}

/// How far comparing is, and what it came to.
fn compared_line(screen: ManyScreen) -> El {
    let desk = screen.desk;
    let summary = Memo::new(move |_| if desk.has_list() { summary(screen) } else { String::new() });
    // Counts that go up one by one are not read out: the beginning and the end are.
    let announced = move || match desk.is_comparing.get() {
        true => t(key!("many.plan.comparing")),
        false => summary.get(),
    };
    let failure = move || {
        let error = desk.compare_error.get()?;
        let cause = failed_call::failure(&error, untrack(|| desk.server()).as_ref());
        let text = tf!("many.plan.stopped", cause = &cause);
        Some(classed("p", "notice warning").attr("role", "alert").text(text))
    };
    let again = button("link")
        .aria_bool("aria-disabled", move || desk.is_comparing.get())
        .t(key!("many.compare_again"))
        .on_click(move || {
            if !desk.is_comparing.get_untracked() {
                desk.compare_again();
            }
        });
    el("div")
        .child(
            el("p")
                .child(el("span").dyn_text(move || summary.get()))
                .text(" ")
                .child(again)
                .child(classed("span", "off-screen").attr("role", "status").dyn_text(announced)),
        )
        .dyn_child(failure)
}

/// How many rows are which, in one line.
fn summary(screen: ManyScreen) -> String {
    let counts = screen.desk.check.with(|check| check.counts());
    let parts = [
        (counts.to_create, plural_key!("many.to_create")),
        (counts.to_change, plural_key!("many.to_change")),
        (counts.same, plural_key!("many.same")),
        (counts.stuck, plural_key!("many.stuck")),
        (counts.unreadable, plural_key!("many.unreadable")),
        (counts.unread, plural_key!("many.unread")),
    ];
    words::counts(&parts).join(" · ")
}

/// What is to be done with a row whose instance is there. Next to a remark, it does not have everything.
pub(super) fn said(plan: &RowPlan, has_remarks: bool) -> String {
    match plan {
        RowPlan::Create => String::new(),
        RowPlan::Unread(_) => t(key!("many.plan.unread")),
        RowPlan::Compared(comparison) if !comparison.is_same() => compared(comparison),
        RowPlan::Compared(_) if has_remarks => t(key!("many.plan.there")),
        RowPlan::Compared(_) => t(key!("many.plan.same")),
    }
}

fn compared(comparison: &RowComparison) -> String {
    let RowComparison { changes, obstacles, unread, fixed } = comparison;
    let changed: Vec<Section> = changes.iter().map(|change| change.section).collect();
    let stuck: Vec<Section> = obstacles.iter().map(|(section, _)| *section).collect();
    let unread: Vec<Section> = unread.iter().map(|(section, _)| *section).collect();
    let lost: Vec<Field> = changes.iter().flat_map(|change| change.lost.clone()).collect();
    let parts = [
        of_sections(&changed, |names| tf!("many.plan.changes", sections = names)),
        (!lost.is_empty()).then(|| tf!("many.plan.loses", fields = &labels(&lost))),
        of_sections(&stuck, |names| tf!("many.plan.obstacles", sections = names)),
        of_sections(&unread, |names| tf!("many.plan.unreadable", sections = names)),
        (!fixed.is_empty()).then(|| tf!("many.plan.fixed", fields = &labels(fixed))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A sentence about sections; nothing where there are none.
fn of_sections(sections: &[Section], sentence: impl Fn(&str) -> String) -> Option<String> {
    (!sections.is_empty()).then(|| sentence(&names(sections)))
}

fn labels(fields: &[Field]) -> String {
    fields.iter().copied().map(full_label).collect::<Vec<_>>().join(", ")
}

/// What became of a row that changed its instance.
pub(super) fn outcome(change: &RowChange, server: Option<&Server>) -> String {
    let RowChange { as_asked, different, impossible, unknown, failed, failure, fixed } = change;
    let cause = failure.as_ref().map(|error| failed_call::failure(error, server));
    let cause = cause.unwrap_or_default();
    let parts = [
        of_sections(failed, |names| {
            tf!("many.row.change_failed", sections = names, cause = &cause)
        }),
        of_sections(unknown, |names| {
            tf!("many.row.change_unknown", sections = names, cause = &cause)
        }),
        of_sections(different, |names| tf!("many.row.change_different", sections = names)),
        of_sections(impossible, |names| tf!("many.plan.obstacles", sections = names)),
        of_sections(as_asked, |names| tf!("many.row.change_done", sections = names)),
        (!fixed.is_empty()).then(|| tf!("many.plan.fixed", fields = &labels(fixed))),
    ];
    match change.is_as_asked() {
        true => t(key!("many.row.changed")),
        false => parts.into_iter().flatten().collect::<Vec<_>>().join(" "),
    }
}

/// What a row would change, value by value.
pub(super) fn plan_view(comparison: &RowComparison, drafts: &Drafts, server: &Server) -> Vec<El> {
    let api = server.api();
    let changes = comparison.changes.iter().map(|change| change_table(change, drafts, api));
    let why = |section: Section, text: String| {
        el("li").child(el("b").text(section_name(section))).text(" ").child(el("span").text(text))
    };
    let of_obstacle = |(section, preview): &(Section, GroupPreview)| {
        why(*section, group_preview(preview, Some(server)))
    };
    let of_unread = |(section, error): &(Section, Arc<ApiError>)| {
        why(*section, failed_call::failure(error, Some(server)))
    };
    let obstacles = comparison.obstacles.iter().map(of_obstacle);
    let obstacles: Vec<El> = obstacles.chain(comparison.unread.iter().map(of_unread)).collect();
    let obstacles = (!obstacles.is_empty())
        .then(|| classed("ul", "notice warning many-problems").child(obstacles));
    let fixed = (!comparison.fixed.is_empty()).then(|| {
        let fields = labels(&comparison.fixed);
        classed("p", "notice warning").text(tf!("many.plan.fixed_help", fields = &fields))
    });
    obstacles.into_iter().chain(fixed).chain(changes).collect()
}

fn change_table(change: &SectionChange, drafts: &Drafts, api: Api) -> El {
    let SectionChange { section, stored, change, lost } = change;
    let switch = change.is_switched.then(|| {
        let values = [stored.is_on(*section), drafts.is_on(*section)];
        line(
            t(key!("many.plan.switch")),
            values.map(|is_on| match is_on {
                true => t(key!("common.on_lower")),
                false => t(key!("common.off_lower")),
            }),
        )
    });
    let fields = change.fields.iter().map(|field| {
        let [old, new] = [&stored.drafts, drafts].map(|drafts| {
            value(*field, drafts, api)
                .map_or_else(|| t(key!("instance.not_set")), |value| shown(*field, &value))
        });
        // Both are masked.
        let new = if old == new { t(key!("instances.compare.other_value")) } else { new };
        line(label(*field), [old, new])
    });
    let fields: Vec<El> = fields.collect();
    let head = |key: &str| el("th").attr("scope", "col").t(key);
    let heads = el("tr")
        .child(head(key!("instances.compare.field")))
        .child(head(key!("many.plan.saved")))
        .child(head(key!("many.plan.row")));
    let lost = (!lost.is_empty()).then(|| {
        classed("p", "notice warning").text(tf!("many.plan.loses", fields = &labels(lost)))
    });
    let table = el("table")
        .class("sides")
        .child(el("thead").child(heads))
        .child(el("tbody").child(switch).child(fields));
    classed("section", "request")
        .child(el("h3").text(section_name(*section)))
        .child(lost)
        .child(table)
}

fn line(name: String, values: [String; 2]) -> El {
    let heads = [t(key!("many.plan.saved")), t(key!("many.plan.row"))];
    let values = values.into_iter().zip(heads);
    let values = values.map(|(value, head)| el("td").attr("data-label", head).text(value));
    el("tr").child(el("th").attr("scope", "row").text(name)).child(values.collect::<Vec<El>>())
}
