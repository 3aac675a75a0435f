//! What differs, section by section.

use serde_json::{Value, json};

use crate::domain::http::secret::masked_body;
use crate::domain::instance::copy::comparison::{
    ComparedRow, ComparedSection, ComparedSubject, ComparedValue, Comparison, SectionComparison,
    SectionSide,
};
use crate::domain::instances::listed_row::RowKey;
use crate::domain::interpolate;
use crate::domain::proof::DifferenceReason;
use crate::domain::route::Route;
use crate::domain::schema::read_back::plain;
use crate::domain::schema::section::Section;
use crate::state::instances::Instances;
use crate::ui::instances::words;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{counted, key, label, plural_key, section_name, t};
use crate::ui::result::proof::words::{reason_text, shown};

/// One sentence about all of it.
pub(super) fn summary(comparison: &Comparison) -> String {
    match (comparison.differences(), comparison.is_whole()) {
        (0, true) => t(key!("instances.compare.same")),
        (0, false) => t(key!("instances.compare.same_as_read")),
        (count, _) => counted(plural_key!("instances.compare.differences"), count),
    }
}

pub(super) fn comparison_table(
    instances: Instances,
    keys: &[RowKey; 2],
    comparison: &Comparison,
) -> El {
    let heads = keys.iter().map(|key| {
        let route = Route::Instance { server: key.server, name: key.name.clone() };
        let server = instances.server(key.server).map(|server| server.label).unwrap_or_default();
        el("th")
            .attr("scope", "col")
            .child(el("a").attr("href", route.to_hash()).text(interpolate::plain(&key.name)))
            .child(classed("span", "badge").text(interpolate::plain(&server)))
    });
    let heads: Vec<El> = heads.collect();
    let names = keys.clone().map(|key| interpolate::plain(&key.name));
    let sections = comparison.sections.iter().filter_map(|section| section_part(section, &names));
    let sections: Vec<El> = sections.collect();
    let table = el("table")
        .class("sides compare-table")
        .child(
            el("thead").child(
                el("tr")
                    .child(el("th").attr("scope", "col").t(key!("instances.compare.field")))
                    .child(heads),
            ),
        )
        .child(engines(comparison, &names))
        .child(sections);
    el("div").child(table).child(rest(comparison))
}

fn engines(comparison: &Comparison, names: &[String; 2]) -> Option<El> {
    let engines = comparison.engines?.map(words::engine);
    Some(el("tbody").child(line(t(key!("instances.column.engine")), None, engines, names)))
}

/// A section with something to show: what differs, or why one side cannot be compared.
fn section_part(compared: &ComparedSection, names: &[String; 2]) -> Option<El> {
    let section = compared.section;
    let (note, lines) = match &compared.outcome {
        SectionComparison::Read { rows, .. } if rows.is_empty() => return None,
        SectionComparison::Unread([one, other]) if one == other => return None,
        SectionComparison::Read { rows, same } => {
            let note = match same {
                0 => String::new(),
                same => counted(plural_key!("instances.compare.same_fields"), *same),
            };
            let row = |row: &ComparedRow| row_line(section, row, names);
            (note, rows.iter().map(row).collect::<Vec<El>>())
        }
        SectionComparison::Unread(sides) => {
            let values = sides.map(|side| side_words(section, side));
            let state = t(key!("instances.compare.state"));
            (String::new(), vec![line(state, None, values, names)])
        }
    };
    let head = el("tr").class("compare-section").child(
        el("th")
            .attr("scope", "rowgroup")
            .attr("colspan", "3")
            .text(section_name(section))
            .child(classed("span", "card-lead").text(note)),
    );
    Some(el("tbody").child(head).child(lines))
}

/// The sections that need no row: those that are the same, and those that neither side tells of.
fn rest(comparison: &Comparison) -> El {
    let named = |is_meant: fn(&SectionComparison) -> bool| {
        let meant = comparison.sections.iter().filter(|section| is_meant(&section.outcome));
        meant.map(|section| section_name(section.section)).collect::<Vec<_>>().join(", ")
    };
    let same = named(
        |outcome| matches!(outcome, SectionComparison::Read { rows, same } if rows.is_empty() && *same > 0),
    );
    let empty = named(
        |outcome| matches!(outcome, SectionComparison::Read { rows, same: 0 } if rows.is_empty()),
    );
    let off = named(|outcome| {
        matches!(
            outcome,
            SectionComparison::Unread([SectionSide::SwitchedOff, SectionSide::SwitchedOff])
        )
    });
    let unread = named(|outcome| {
        matches!(
            outcome,
            SectionComparison::Unread([SectionSide::Unreadable, SectionSide::Unreadable])
        )
    });
    let with_rows = comparison.with_rows.iter().map(|section| section_name(*section));
    let with_rows = with_rows.collect::<Vec<_>>().join(", ");
    let lines = [
        (key!("instances.compare.all_same"), same),
        (key!("instances.compare.nothing_set"), empty),
        (key!("instances.compare.both_off"), off),
        (key!("instances.compare.both_unread"), unread),
        (key!("instances.compare.with_rows"), with_rows),
    ];
    let lines = lines.into_iter().filter(|(_, names)| !names.is_empty());
    let line = |(title, names): (&str, String)| {
        el("div").child(el("dt").t(title)).child(el("dd").text(names))
    };
    classed("dl", "facts compare-rest").child(lines.map(line).collect::<Vec<El>>())
}

fn side_words(section: Section, side: SectionSide) -> String {
    match side {
        SectionSide::Read => t(key!("instances.compare.read")),
        SectionSide::NoCounterpart => t(key!("instances.compare.no_counterpart")),
        SectionSide::Unreadable => t(key!("instances.compare.unreadable")),
        SectionSide::SwitchedOff => match section.spec().server_switch {
            Some(variable) => reason_text(DifferenceReason::SwitchedOff(variable)),
            None => t(key!("instance.group.off_there")),
        },
    }
}

fn row_line(section: Section, row: &ComparedRow, names: &[String; 2]) -> El {
    let (name, code) = match &row.subject {
        ComparedSubject::Switch => (section_name(section), None),
        ComparedSubject::Field(field) => (label(*field), None),
        ComparedSubject::Unseen(path) => (t(key!("instances.compare.unseen")), Some(path.as_str())),
    };
    let [one, other] = [&row.sides[0], &row.sides[1]].map(|value| value_words(value, &row.subject));
    // Both are masked, or named in the same way.
    let other = if one == other { t(key!("instances.compare.other_value")) } else { other };
    line(name, code, [one, other], names)
}

fn value_words(value: &ComparedValue, subject: &ComparedSubject) -> String {
    match (value, subject) {
        (ComparedValue::NoCounterpart, _) => t(key!("instances.compare.no_counterpart")),
        (ComparedValue::NotSet, _) => t(key!("instance.not_set")),
        (ComparedValue::Value(value), ComparedSubject::Field(field)) => shown(*field, value),
        (ComparedValue::Value(value), ComparedSubject::Unseen(path)) => unseen_words(path, value),
        (ComparedValue::Value(value), ComparedSubject::Switch) => match value.as_bool() {
            Some(true) => t(key!("common.on_lower")),
            _ => t(key!("common.off_lower")),
        },
    }
}

/// A value without a field may be a secret, by its name.
fn unseen_words(path: &str, value: &Value) -> String {
    let name = path.rsplit('.').next().unwrap_or(path);
    let masked = masked_body(&json!({ name: value }));
    interpolate::plain(&masked.get(name).map(plain).unwrap_or_default())
}

/// Where there is no room for three columns, each value is named by its instance.
fn line(name: String, code: Option<&str>, values: [String; 2], names: &[String; 2]) -> El {
    let name = el("th")
        .attr("scope", "row")
        .text(name)
        .child(code.map(|code| classed("code", "wire").text(code)));
    let values = values.into_iter().zip(names);
    let values = values.map(|(value, name)| el("td").attr("data-label", name).text(value));
    el("tr").child(name).child(values.collect::<Vec<El>>())
}
