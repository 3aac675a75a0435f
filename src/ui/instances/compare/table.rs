//! What differs, section by section.

use serde_json::{Value, json};

use crate::domain::http::secret::masked_body;
use crate::domain::instance::copy::comparison::{
    ComparedRow, ComparedSection, ComparedSubject, ComparedValue, Comparison, SectionComparison,
    SectionSide,
};
use crate::domain::instances::filter::RowKey;
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
    if comparison.is_same() {
        return t(key!("instances.compare.same"));
    }
    let differing = comparison.sections.iter().map(|section| match &section.outcome {
        SectionComparison::Read { rows, .. } => rows.len(),
        SectionComparison::Unread(_) => 0,
    });
    let count = differing.sum::<usize>() + usize::from(comparison.engines.is_some());
    counted(plural_key!("instances.compare.differences"), count)
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
    let engines = comparison.engines.map(|engines| {
        let values = engines.map(words::engine);
        el("tbody").child(line(t(key!("instances.column.engine")), None, values))
    });
    let sections: Vec<El> = comparison.sections.iter().map(section_part).collect();
    el("table")
        .class("compare-table")
        .child(
            el("thead").child(
                el("tr")
                    .child(el("th").attr("scope", "col").t(key!("instances.compare.field")))
                    .child(heads),
            ),
        )
        .child(engines)
        .child(sections)
}

fn section_part(compared: &ComparedSection) -> El {
    let section = compared.section;
    let (note, lines) = match &compared.outcome {
        SectionComparison::Read { rows, same } => {
            let note = match (rows.is_empty(), *same) {
                (true, 0) => t(key!("instances.compare.nothing_set")),
                (_, 0) => String::new(),
                (_, same) => counted(plural_key!("instances.compare.same_fields"), same),
            };
            (note, rows.iter().map(|row| row_line(section, row)).collect::<Vec<El>>())
        }
        SectionComparison::Unread(sides) => {
            let values = sides.map(|side| side_words(section, side));
            (String::new(), vec![line(t(key!("instances.compare.state")), None, values)])
        }
    };
    let head = el("tr").class("compare-section").child(
        el("th")
            .attr("scope", "rowgroup")
            .attr("colspan", "3")
            .text(section_name(section))
            .child(classed("span", "card-lead").text(note)),
    );
    el("tbody").child(head).child(lines)
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

fn row_line(section: Section, row: &ComparedRow) -> El {
    let (name, code) = match &row.subject {
        ComparedSubject::Switch => (section_name(section), None),
        ComparedSubject::Field(field) => (label(*field), None),
        ComparedSubject::Unseen(path) => (t(key!("instances.compare.unseen")), Some(path.as_str())),
    };
    let [one, other] = [&row.sides[0], &row.sides[1]].map(|value| value_words(value, &row.subject));
    // Both are masked, or named in the same way.
    let other = if one == other { t(key!("instances.compare.other_value")) } else { other };
    line(name, code, [one, other])
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

fn line(name: String, code: Option<&str>, values: [String; 2]) -> El {
    let name = el("th")
        .attr("scope", "row")
        .text(name)
        .child(code.map(|code| classed("code", "wire").text(code)));
    let values: Vec<El> = values.into_iter().map(|value| el("td").text(value)).collect();
    el("tr").child(name).child(values)
}
