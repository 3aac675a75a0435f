//! The way to the instance that has the typed name already, next to the name.

use leptos::prelude::*;

use crate::domain::schema::fields::Field;
use crate::domain::schema::validate::Fault;
use crate::platform::clock;
use crate::state::creation::Creation;
use crate::state::form::model::FormModel;
use crate::state::servers::Servers;
use crate::ui::kit::element::{El, button, el};
use crate::ui::kit::i18n::key;

/// *Show it*, while the name is known to be taken.
pub fn taken_name() -> El {
    let form = expect_context::<FormModel>();
    let servers = expect_context::<Servers>();
    let creation = expect_context::<Creation>();
    let is_taken =
        Memo::new(move |_| form.shown_fault(Field::InstanceName) == Some(Fault::NameTaken));
    let show = move || {
        if let Some(server) = servers.current.get_untracked() {
            creation.show_taken(server, form.drafts.get_untracked(), clock::wall_ms());
        }
    };
    el("div").dyn_child(move || {
        is_taken.get().then(|| {
            let id = Field::InstanceName.id();
            button("button")
                .attr("aria-describedby", form.element_id(&format!("{id}-problem")))
                .bool_attr("disabled", move || creation.is_sending.get())
                .t(key!("failure.show"))
                .on_click(show)
        })
    })
}
