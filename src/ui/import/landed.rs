//! What is said once an import is in the form, and the press that takes it back.

use leptos::prelude::*;

use crate::domain::interpolate;
use crate::domain::schema::fields::Field;
use crate::state::form::model::FormModel;
use crate::state::import::ImportDesk;
use crate::ui::fields::field_focus;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, t, tf};

pub(super) fn landed(desk: ImportDesk) -> El {
    let form = expect_context::<FormModel>();
    let undo = move || {
        desk.undo();
        field_focus::control(form, Field::InstanceName);
    };
    let toast = move || {
        let name = untrack(|| form.drafts.with(|drafts| drafts.name().to_owned()));
        let said = match name.as_str() {
            "" => t(key!("import.landed_unnamed")),
            name => tf!("import.landed", name = &interpolate::plain(name)),
        };
        vec![
            el("span").text(said),
            button("link").t(key!("import.undo")).on_click(undo),
            button("link").t(key!("common.close")).on_click(move || desk.before.set(None)),
        ]
    };
    classed("div", "toast")
        .attr("role", "status")
        .dyn_child(move || desk.before.get().map(|_| toast()))
}
