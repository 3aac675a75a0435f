//! What setting a group would do to an instance, in words.

use crate::domain::bulk::group_target::GroupPreview;
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;
use crate::ui::instances::common::failed_call::failure;
use crate::ui::kit::i18n::{counted, key, label, plural_key, t, tf};

#[must_use]
pub fn group_preview(seen: &GroupPreview, server: Option<&Server>) -> String {
    let names = |fields: &[Field]| fields.iter().copied().map(label).collect::<Vec<_>>().join(", ");
    match seen {
        GroupPreview::Same => t(key!("instances.set.same")),
        GroupPreview::Changes { lost, .. } if !lost.is_empty() => {
            tf!("instances.set.loses", fields = &names(lost))
        }
        GroupPreview::Changes { change, .. } if change.fields.is_empty() => {
            t(key!("instances.set.switches"))
        }
        GroupPreview::Changes { change, .. } => {
            let count = counted(plural_key!("instances.set.changes"), change.count());
            format!("{count}: {}", names(&change.fields))
        }
        GroupPreview::Incomplete(fields) => {
            tf!("instances.set.incomplete", fields = &names(fields))
        }
        GroupPreview::SwitchedOff => t(key!("instances.set.switched_off")),
        GroupPreview::Unavailable => t(key!("instances.set.unavailable")),
        GroupPreview::Unreadable(error) => failure(error, server),
    }
}
