//! A call that failed, in words: the cause, the cure, and the answer behind a fold.

use crate::domain::creation::plan::Step;
use crate::domain::http::request::HttpCall;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::state::instance::InstanceScreen;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::result::failure::panel::details;
use crate::ui::result::failure::words;
use crate::ui::result::failure::words::Failed;

/// What sentences about a failed call of this instance need to know.
pub fn failed(server: &Server, call: HttpCall, limit_ms: u32) -> Failed {
    let version = server.version.as_deref().unwrap_or_default();
    Failed {
        call,
        limit_ms,
        server: format!("{} {version}", server.dialect.name()).trim_end().to_owned(),
        secrets: vec![server.key.reveal().to_owned()],
    }
}

/// A failed call of a group: the one that reads it, or the one that saves it.
pub fn failed_group(screen: InstanceScreen, section: Section, is_save: bool) -> Failed {
    let server = screen.server();
    let mut drafts = Drafts::default();
    drafts.set_instance(&screen.name());
    let step = if is_save { Step::Reapply(section) } else { Step::ReadBack(section) };
    let call = step.address_of_row(&drafts, &server.target(), None);
    failed(&server, call, step.time_limit_ms(&drafts))
}

/// Cause, cure and answer.
pub fn trouble(error: &ApiError, failed: &Failed) -> El {
    classed("div", "trouble")
        .child(el("p").text(words::cause(error, failed)).text(" ").text(words::cure(error, failed)))
        .child(details(error, failed))
}
