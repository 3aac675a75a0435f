//! Moving the focus and the scroll to what the operator is led to.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::create::form::FormState;

/// Focuses the element of this id.
pub fn by_id(id: &str) {
    if let Some(element) = element(id) {
        // It fails for an element that cannot be focused, which then simply is not.
        let _ = element.focus();
    }
}

/// Focuses the element of this id after the next frame: it may not be rendered yet, or be moved.
pub fn next_frame(id: String) {
    request_animation_frame(move || by_id(&id));
}

/// What has the focus.
pub fn current() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Leads whoever stood on an element that is no longer shown to the one of this id.
pub fn rescue(from: &HtmlElement, id: &str) {
    if from.offset_width() == 0 {
        by_id(id);
    }
}

/// The id of a section's card.
#[must_use]
pub fn section_id(section: Section) -> String {
    format!("section-{}", section.id())
}

/// Brings a section's card to the top.
pub fn section(section: Section) {
    if let Some(card) = element(&section_id(section)) {
        scroll(&card, ScrollLogicalPosition::Start);
        if let Ok(Some(heading)) = card.query_selector("h2")
            && let Ok(heading) = heading.dyn_into::<HtmlElement>()
        {
            let _ = heading.focus();
        }
    }
}

/// Leads to a field: its group is switched on, its row ringed, its control focused.
pub fn field(form: FormState, field: Field) {
    let section = field.spec().section;
    if section.is_group() {
        form.group(section).set(true);
    }
    // The row may be mounted by that switch: it is there after the next frame.
    request_animation_frame(move || {
        let Some(row) = element(&format!("row-{}", field.id())) else { return };
        scroll(&row, ScrollLogicalPosition::Center);
        ring(&row);
        focus_inside(&row);
    });
}

/// Focuses a field's control without moving the page.
pub fn control(field: Field) {
    if let Some(row) = element(&format!("row-{}", field.id())) {
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
        // It fails for what cannot be focused, which then simply is not.
        let _ = control.focus_with_options(&options);
    }
}

fn ring(row: &HtmlElement) {
    // Taking the class off and on again starts the animation anew; the read in between makes the
    // browser notice.
    let classes = row.class_list();
    let _ = classes.remove_1("found");
    let _ = row.offset_width();
    let _ = classes.add_1("found");
}

fn scroll(element: &HtmlElement, to: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(to);
    options.set_behavior(ScrollBehavior::Auto);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
