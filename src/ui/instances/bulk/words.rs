//! What a run over many rows says.

use crate::domain::bulk::group_target::{GroupPreview, GroupSaved};
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;
use crate::state::instances::{BulkJob, BulkResult};
use crate::ui::instances::words;
use crate::ui::kit::i18n::{counted, key, label, plural_key, section_name, t, tf};

/// What is done with each row.
#[must_use]
pub(super) fn job(job: &BulkJob) -> String {
    match job {
        BulkJob::Act(action) => words::action(*action),
        BulkJob::Preview(target) | BulkJob::Set(target) => {
            tf!("instances.set.job", section = &section_name(target.section))
        }
    }
}

/// The name of the result file, without its ending.
#[must_use]
pub(super) fn file_name(job: &BulkJob) -> &'static str {
    match job {
        BulkJob::Act(action) => action.id(),
        BulkJob::Preview(target) | BulkJob::Set(target) => target.section.id(),
    }
}

/// What became of a row.
#[must_use]
pub(super) fn result(job: &BulkJob, result: &BulkResult, server: Option<&Server>) -> String {
    match (job, result) {
        (BulkJob::Act(action), BulkResult::Acted(outcome)) => {
            words::outcome(*action, outcome, server)
        }
        (_, BulkResult::Previewed(seen)) => preview(seen, server),
        (_, BulkResult::Set(saved)) => match saved {
            GroupSaved::AsWanted => t(key!("instances.set.as_wanted")),
            GroupSaved::Different => t(key!("instances.set.different")),
            GroupSaved::NotSent(seen) => preview(seen, server),
            GroupSaved::Conflict => t(key!("instances.set.conflict")),
            GroupSaved::Failed(error) => words::failure(error, server),
        },
        // A result belongs to its job.
        _ => String::new(),
    }
}

/// What setting the group would do to a row.
fn preview(seen: &GroupPreview, server: Option<&Server>) -> String {
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
        GroupPreview::Unreadable(error) => words::failure(error, server),
    }
}
