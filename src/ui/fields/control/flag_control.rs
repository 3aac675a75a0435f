//! On, off, or not sent: `false` and *not sent* are different requests.

use leptos::prelude::*;

use crate::domain::schema::field::Draft;
use crate::ui::fields::control::radios::{Segment, radios};
use crate::ui::fields::view::{FieldTexts, FieldView};
use crate::ui::kit::element::El;
use crate::ui::kit::i18n::{key, t};

pub fn flag_control(field: FieldView, texts: &FieldTexts) -> El {
    let segment = |value, label, is_default| Segment { value, label, is_default };
    let unset = texts.unset.clone().map(|label| segment("", label, true));
    let states = [
        segment("true", t(key!("common.on")), false),
        segment("false", t(key!("common.off")), false),
    ];
    let chosen = Signal::derive(move || {
        field.draft.with(|draft| match draft {
            Draft::Flag(flag) => flag.to_string(),
            _ => String::new(),
        })
    });
    let segments = unset.into_iter().chain(states).collect();
    radios(field, "segments", segments, chosen, |field, value| {
        field.draft.set(match value {
            "true" => Draft::Flag(true),
            "false" => Draft::Flag(false),
            _ => Draft::NotSent,
        });
    })
}
