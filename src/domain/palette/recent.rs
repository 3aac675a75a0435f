//! What was chosen last: ids alone, the newest first.

use serde_json::Value;

use crate::domain::palette::entry::{PaletteAction, PaletteTarget};

/// More than are shown: some lead nowhere later, such as the theme that is in use.
pub const MOST_KEPT: usize = 10;
/// Longer ones are no names that anybody gave.
const LONGEST: usize = 300;

/// The ids in a text that [`to_text`] wrote. Of any other text, those that could be one.
#[must_use]
pub fn from_json(stored: &Value) -> Vec<String> {
    let ids = stored.as_array().into_iter().flatten().filter_map(Value::as_str);
    ids.filter(|id| id.len() <= LONGEST).take(MOST_KEPT).map(str::to_owned).collect()
}

#[must_use]
pub fn to_text(ids: &[String]) -> String {
    ids.iter().map(|id| Value::from(id.as_str())).collect::<Value>().to_string()
}

/// The ids after this one was chosen. What forgets is never offered first.
#[must_use]
pub fn with(mut ids: Vec<String>, chosen: &PaletteTarget) -> Vec<String> {
    let id = chosen.id();
    let is_never_kept = matches!(
        chosen,
        PaletteTarget::List(_)
            | PaletteTarget::Action(PaletteAction::ForgetKeys | PaletteAction::ForgetDevice)
    );
    if id.len() > LONGEST || is_never_kept {
        return ids;
    }
    ids.retain(|other| *other != id);
    ids.insert(0, id);
    ids.truncate(MOST_KEPT);
    ids
}
