//! Moves the focus and the scroll to a field or a section of a form.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollLogicalPosition};

use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::form::model::FormModel;
use crate::ui::fields::view::row_id;
use crate::ui::kit::focus;

/// The id of a section's card.
#[must_use]
pub fn section_id(form: FormModel, section: Section) -> String {
    form.element_id(&format!("section-{}", section.id()))
}

/// Brings a section's card to the top and focuses its heading; of a group that is off, its entry in the
/// list.
pub fn section(form: FormModel, section: Section) {
    let Some(card) = focus::element(&section_id(form, section)) else { return };
    focus::scroll(&card, ScrollLogicalPosition::Start);
    if let Ok(Some(heading)) = card.query_selector("h2, input")
        && let Ok(heading) = heading.dyn_into::<HtmlElement>()
    {
        // It fails for an element that cannot be focused, which then simply is not.
        let _ = heading.focus();
    }
}

/// Focuses the first control of a group that was just switched on, or the switch of one that is off now.
pub fn control_of_section(form: FormModel, section: Section) {
    request_animation_frame(move || {
        let Some(card) = focus::element(&section_id(form, section)) else { return };
        let row = card.query_selector(".row").ok().flatten();
        match row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            Some(row) => {
                focus::scroll(&row, ScrollLogicalPosition::Center);
                focus_inside(&row);
            }
            None => focus_inside(&card),
        }
    });
}

/// Leads to a field: its group is switched on, its row highlighted, its control focused.
pub fn field(form: FormModel, field: Field) {
    // Where another field's value keeps it from being shown, that one is the way to it.
    let hidden_by = field.spec().offered_when.filter(|_| !untrack(|| form.is_offered(field)));
    let field = hidden_by.map_or(field, |condition| condition.field);
    let section = field.spec().section;
    if section.is_group() {
        form.group(section).set(true);
    }
    // The row may be mounted by that switch: it is there after the next frame.
    request_animation_frame(move || {
        let Some(row) = focus::element(&row_id(form.id_prefix, field.id())) else { return };
        focus::scroll(&row, ScrollLogicalPosition::Center);
        highlight(&row);
        focus_inside(&row);
    });
}

/// Focuses a field's control without moving the page.
pub fn control(form: FormModel, field: Field) {
    if let Some(row) = focus::element(&row_id(form.id_prefix, field.id())) {
        focus_inside(&row);
    }
}

fn focus_inside(row: &HtmlElement) {
    // The chosen radio comes before the others; a group of rows without any has its button.
    let candidates = [
        "input:checked",
        "input:not([type=radio]), select, textarea",
        "input",
        ".row-control button",
    ];
    let first =
        candidates.into_iter().find_map(|selector| row.query_selector(selector).ok().flatten());
    if let Some(control) = first.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = control.focus_with_options(&options);
    }
}

fn highlight(row: &HtmlElement) {
    // Removing the class and adding it again restarts the animation; the read in between makes the browser
    // notice.
    let classes = row.class_list();
    let _ = classes.remove_1("found");
    let _ = row.offset_width();
    let _ = classes.add_1("found");
}
