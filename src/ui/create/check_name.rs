//! Whether the typed name is taken, asked of the server when its control is left.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::schema::fields::Field;
use crate::domain::schema::validate::Fault;
use crate::state::Panel;
use crate::state::creation::name_check::look_once;

/// Looks the typed name up when its control is left, so that a name in use is told before the press.
pub fn check_name(panel: Panel) {
    let Some(server) = panel.servers.current.get_untracked() else { return };
    let name =
        panel.form.draft(Field::InstanceName).with_untracked(|draft| draft.as_text().to_owned());
    let has_other_problem = panel.form.problems.with_untracked(|problems| {
        problems.iter().any(|problem| {
            problem.field == Field::InstanceName && problem.fault != Fault::NameTaken
        })
    });
    if name.is_empty() || has_other_problem || server.key.is_empty() {
        return;
    }
    spawn_local(async move {
        let seen = look_once(&server, &name).await;
        // A creation of this very name may have begun meanwhile: then it is no news.
        let is_own = panel.creation.attempt.with_untracked(|attempt| {
            attempt.as_ref().is_some_and(|attempt| attempt.name() == name)
        });
        match seen {
            InstanceLookup::Exists { .. } if !is_own => panel.form.note_taken(&server, &name, true),
            InstanceLookup::Absent => panel.form.note_taken(&server, &name, false),
            _ => {}
        }
    });
}
