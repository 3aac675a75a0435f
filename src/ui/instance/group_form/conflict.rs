//! A group that somebody else changed since its edit began: both values, and the choice.

use serde_json::Value;

use crate::domain::instance::conflict::{
    ConflictRow, GroupConflict, MaskedValue, Resolution, masked_values,
};
use crate::domain::instance::machine::input::GroupInput;
use crate::domain::interpolate;
use crate::domain::schema::field::Kind;
use crate::domain::schema::fields::Field;
use crate::state::instance::GroupRun;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, label, section_name, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::result::proof::words::shown;

pub fn conflict_notice(run: GroupRun, conflict: &GroupConflict) -> El {
    let id = heading_id(run);
    let columns = [
        key!("result.field"),
        key!("instance.conflict.before"),
        key!("instance.conflict.now"),
        key!("instance.conflict.mine"),
    ];
    let columns: Vec<El> =
        columns.into_iter().map(|key| el("th").attr("scope", "col").t(key)).collect();
    let switch = conflict.switch.map(|(before, now)| {
        let mine = conflict.edited.is_on(run.section);
        let name = section_name(run.section);
        row(name, [on_off(before), on_off(now), on_off(mine)])
    });
    let rows: Vec<El> = conflict.rows.iter().map(field_row).collect();
    let press = |resolution| move || run.give(GroupInput::Resolve(resolution));
    classed("section", "notice warning conflict")
        .attr("role", "alert")
        .attr("aria-labelledby", &id)
        .child(el("h3").id(&id).attr("tabindex", "-1").child(draw(Icon::Alert)).child(
            el("span").text(tf!("instance.conflict.title", section = &section_name(run.section))),
        ))
        .child(el("p").t(key!("instance.conflict.lead")))
        .child(
            classed("div", "table-frame").child(
                el("table")
                    .class("sides")
                    .child(el("thead").child(el("tr").child(columns)))
                    .child(el("tbody").child(switch).child(rows)),
            ),
        )
        .child(
            classed("div", "actions")
                .child(
                    button("button primary")
                        .t(key!("instance.conflict.take_mine"))
                        .on_click(press(Resolution::Mine)),
                )
                .child(
                    button("button")
                        .t(key!("instance.conflict.take_theirs"))
                        .on_click(press(Resolution::Theirs)),
                ),
        )
}

/// The id of the heading, which gets the focus.
pub fn heading_id(run: GroupRun) -> String {
    run.element_id("conflict")
}

fn field_row(conflict: &ConflictRow) -> El {
    let side = |value: &Option<Value>| {
        value.as_ref().map_or_else(
            || t(key!("instance.not_set")),
            |value| in_full(conflict.field, conflict.before.as_ref(), value),
        )
    };
    let values = [side(&conflict.before), side(&conflict.now), side(&conflict.mine)];
    row(label(conflict.field), values)
}

/// A value as it can be compared: every event by its name, and of what is hidden whether it is another
/// one.
fn in_full(field: Field, before: Option<&Value>, value: &Value) -> String {
    if let Some(lines) = masked_values(field, before, value).filter(|lines| !lines.is_empty()) {
        return lines.iter().map(masked_line).collect::<Vec<_>>().join(", ");
    }
    match (field.spec().kind, value) {
        (Kind::Events, Value::Array(events)) if !events.is_empty() => {
            let names: Vec<&str> = events.iter().filter_map(Value::as_str).collect();
            interpolate::plain(&names.join(", "))
        }
        _ => shown(field, value),
    }
}

fn masked_line(line: &MaskedValue) -> String {
    let value = match &line.name {
        Some(name) => format!("{}: {}", interpolate::plain(name), line.masked),
        None => line.masked.clone(),
    };
    if line.is_changed { tf!("instance.conflict.masked_changed", value = &value) } else { value }
}

fn row(name: String, values: [String; 3]) -> El {
    let labels = [
        key!("instance.conflict.before"),
        key!("instance.conflict.now"),
        key!("instance.conflict.mine"),
    ];
    let cells: Vec<El> = labels
        .into_iter()
        .zip(values)
        .map(|(label, value)| el("td").attr("data-label", t(label)).text(value))
        .collect();
    el("tr").child(el("th").attr("scope", "row").text(name)).child(cells)
}

fn on_off(is_on: bool) -> String {
    t(if is_on { key!("instance.group.on") } else { key!("instance.group.off") })
}
