//! On, off, or not sent: `false` and *not sent* are different requests.

use leptos::prelude::*;

use crate::domain::schema::field::Draft;
use crate::domain::schema::wire::{Fill, ServerDefault};
use crate::ui::fields::control::FieldRow;
use crate::ui::fields::control::radios::{Segment, radios};
use crate::ui::kit::element::El;
use crate::ui::kit::i18n::t;

pub fn flag_control(row: FieldRow) -> El {
    let default = match (row.wire.always_sent, row.wire.server_default) {
        (Some(Fill::Flag(true)), _) => "row.fill.flag_on",
        (Some(Fill::Flag(false)), _) => "row.fill.flag_off",
        (_, ServerDefault::Flag(true)) => "row.default.flag_on",
        (_, ServerDefault::Flag(false)) => "row.default.flag_off",
        _ => "row.default.none",
    };
    let segment = |value, key, is_default| Segment { value, label: t(key), is_default };
    let segments = vec![
        segment("", default, true),
        segment("true", "common.on", false),
        segment("false", "common.off", false),
    ];
    let chosen = Signal::derive(move || {
        row.draft.with(|draft| match draft {
            Draft::Flag(flag) => flag.to_string(),
            _ => String::new(),
        })
    });
    radios(row, segments, chosen, |row, value| {
        row.draft.set(match value {
            "true" => Draft::Flag(true),
            "false" => Draft::Flag(false),
            _ => Draft::NotSent,
        });
    })
}
