//! The controls, one for each way of editing a value. A control knows its field's view and texts, and
//! no field in particular.

pub mod choice_control;
pub mod events_control;
pub mod flag_control;
pub mod headers_control;
pub mod list_control;
pub mod radios;
pub mod secret_control;
pub mod text_control;
pub mod tick_control;

use crate::ui::fields::view::{Editor, FieldTexts, FieldView};
use crate::ui::kit::element::{El, el};

use choice_control::{choice_list, choice_radios};
use events_control::events_control;
use flag_control::flag_control;
use headers_control::headers_control;
use list_control::list_control;
use secret_control::secret_control;
use text_control::text_control;
use tick_control::tick_control;

/// Draws the control of a field.
pub type ControlDrawer = fn(FieldView, &FieldTexts) -> El;

/// The control of a field.
pub fn control(field: FieldView, texts: &FieldTexts) -> El {
    match field.editor {
        Editor::Tick => tick_control(field),
        Editor::Choice { is_list: true, preselected } => choice_list(field, texts, preselected),
        Editor::Events { api, same_as } => events_control(field, texts, api, same_as),
        Editor::Headers => headers_control(field),
        Editor::List => list_control(field),
        _ => basic_control(field, texts),
    }
}

/// The controls that the first load has; nothing for any other. The rest comes with the chunk that
/// draws the groups.
pub fn basic_control(field: FieldView, texts: &FieldTexts) -> El {
    match field.editor {
        Editor::Line { class, input_mode, placeholder } => {
            text_control(field, class, input_mode, placeholder)
        }
        Editor::Secret { generate, can_copy } => secret_control(field, texts, generate, can_copy),
        Editor::Flag => flag_control(field, texts),
        Editor::Choice { is_list: false, preselected } => choice_radios(field, texts, preselected),
        _ => el("span"),
    }
}
