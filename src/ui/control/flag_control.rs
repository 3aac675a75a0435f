//! On, off, or not sent: `false` and *not sent* are different requests.

use leptos::prelude::*;

use super::Row;
use super::radios::{Radios, Segment};
use crate::domain::field::{Draft, Fill, ServerDefault};
use crate::ui::text::t;

#[component]
pub fn FlagControl(row: Row) -> impl IntoView {
    let default = match (row.wire.fill, row.wire.default) {
        (Some(Fill::Flag(true)), _) => t("row.fill.flag_on"),
        (Some(Fill::Flag(false)), _) => t("row.fill.flag_off"),
        (_, ServerDefault::Flag(true)) => t("row.default.flag_on"),
        (_, ServerDefault::Flag(false)) => t("row.default.flag_off"),
        _ => t("row.default.none"),
    };
    let segments = vec![
        Segment { value: "", label: default, is_default: true },
        Segment { value: "true", label: t("common.on"), is_default: false },
        Segment { value: "false", label: t("common.off"), is_default: false },
    ];
    let chosen = Signal::derive(move || {
        row.draft.with(|draft| match draft {
            Draft::Flag(flag) => flag.to_string(),
            _ => String::new(),
        })
    });
    let choose = Callback::new(move |value: &'static str| {
        row.draft.set(match value {
            "true" => Draft::Flag(true),
            "false" => Draft::Flag(false),
            _ => Draft::NotSent,
        });
    });
    view! { <Radios row segments chosen on_choose=choose /> }
}
