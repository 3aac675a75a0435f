//! On or off, where there is no third state.

use leptos::prelude::*;

use crate::domain::schema::field::Draft;
use crate::ui::fields::view::FieldView;
use crate::ui::kit::element::{El, el};

pub fn tick_control(field: FieldView) -> El {
    field
        .wire(el("input").class("switch").attr("type", "checkbox").attr("role", "switch"))
        .prop_checked(move || field.draft.with(|draft| *draft == Draft::Flag(true)))
        .on_check(move |is_on| field.draft.set(Draft::Flag(is_on)))
}
