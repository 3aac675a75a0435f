//! What a run over many rows says.

use crate::domain::bulk::group_target::GroupSaved;
use crate::domain::servers::server::Server;
use crate::state::instances::{BulkJob, BulkResult};
use crate::ui::instances::common::failed_call;
use crate::ui::instances::common::group_preview::group_preview;
use crate::ui::instances::words;
use crate::ui::kit::i18n::{key, section_name, t, tf};

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
        (_, BulkResult::Previewed(seen)) => group_preview(seen, server),
        (_, BulkResult::Set(saved)) => match saved {
            GroupSaved::AsWanted => t(key!("instances.set.as_requested")),
            GroupSaved::Different => t(key!("instances.set.different")),
            GroupSaved::NotSent(seen) => group_preview(seen, server),
            GroupSaved::Conflict => t(key!("instances.set.conflict")),
            GroupSaved::Failed(error) => failed_call::failure(error, server),
            GroupSaved::Unread(error) => {
                tf!("instances.set.not_checked", cause = &failed_call::failure(error, server))
            }
        },
        // A result belongs to its job.
        _ => String::new(),
    }
}
