//! What is said once an import is in the form, and the press that takes it back.

use leptos::prelude::*;

use crate::domain::interpolate;
use crate::domain::schema::fields::Field;
use crate::state::form::model::FormModel;
use crate::state::import::ImportDesk;
use crate::ui::fields::field_focus;
use crate::ui::kit::element::El;
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::kit::undo_toast::undo_toast;

pub(super) fn landed(desk: ImportDesk) -> El {
    let form = expect_context::<FormModel>();
    let undo = move || {
        desk.undo();
        field_focus::control(form, Field::InstanceName);
    };
    let said = move || {
        desk.before.with(Option::is_some).then(|| {
            let name = untrack(|| form.drafts.with(|drafts| drafts.name().to_owned()));
            match name.as_str() {
                "" => t(key!("import.landed_unnamed")),
                name => tf!("import.landed", name = &interpolate::plain(name)),
            }
        })
    };
    undo_toast(said, undo, move || desk.before.set(None))
}
