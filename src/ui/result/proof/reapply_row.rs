//! Below a section's heading: the button that sets or reads the section again, and how that went. The
//! row stays in place while the proof around it is redrawn, so the focus stays on its button.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::plan::Step;
use crate::domain::proof::Remedy;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::section::Section;
use crate::state::creation::{Attempt, Creation, Progress};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, section_name, t, tf};
use crate::ui::result::failure::panel::{details, failed};
use crate::ui::result::failure::words;
use crate::ui::result::proof::table::Read;

/// The row, hidden until there is something to be done.
pub fn reapply_row(section: Section, attempt: &Arc<Attempt>, read: Memo<Read>) -> El {
    let creation = expect_context::<Creation>();
    let for_remedy = attempt.clone();
    let remedy = Memo::new(move |_| {
        read.with(|read| {
            let (proof, error) = read.as_ref()?;
            let retry = || error.as_ref().map(|_| Remedy::ReadAgain);
            for_remedy.remedy(proof).or_else(retry).filter(|_| !for_remedy.is_forgotten)
        })
    });
    let is_due = {
        let index = attempt.read_back_of(section);
        // Once it was there it stays: its button may hold the focus.
        Memo::new(move |was: Option<&bool>| {
            let is_read = index.is_some_and(|index| {
                creation.progress.with(|progress| {
                    matches!(progress.get(index), Some(Progress::Done { .. } | Progress::Failed(_)))
                })
            });
            was == Some(&true) || is_read && remedy.get().is_some()
        })
    };
    let for_state = attempt.clone();
    let label = move || match remedy.get() {
        Some(Remedy::Reapply) => t(key!("again.set")),
        _ => t(key!("again.read")),
    };
    let press = button("button small")
        .aria_bool("aria-disabled", move || creation.is_busy(&for_state, section))
        .dyn_attr("aria-label", move || Some(format!("{}: {}", label(), section_name(section))))
        .on_click(move || creation.give(CreationInput::Reapply(section)))
        .dyn_text(label);
    let said = {
        let attempt = attempt.clone();
        move || said(creation, section, remedy.get(), &attempt)
    };
    let line = classed("div", "again-line")
        .child(press)
        .child(classed("span", "help").attr("role", "status").dyn_text(said));
    let failure = set_failure(creation, section);
    let fold = {
        let attempt = attempt.clone();
        move || {
            let error = failure.get().filter(|_| remedy.get() == Some(Remedy::Reapply))?;
            Some(details(&error, &failed(&attempt, Step::Reapply(section))))
        }
    };
    let cell = el("td").attr("colspan", "4").child(line).dyn_child(fold);
    classed("tr", "again").bool_attr("hidden", move || !is_due.get()).child(cell)
}

/// How setting it again failed.
fn set_failure(creation: Creation, section: Section) -> Memo<Option<Arc<ApiError>>> {
    Memo::new(move |_| {
        creation.reapply.with(|reapply| match reapply.get(section.place()) {
            Some(Progress::Failed(error)) => Some(error.clone()),
            _ => None,
        })
    })
}

/// How it went, in words.
fn said(creation: Creation, section: Section, remedy: Option<Remedy>, attempt: &Attempt) -> String {
    let is_busy = creation.is_busy(attempt, section);
    creation.reapply.with(|reapply| match (reapply.get(section.place()), remedy) {
        (Some(Progress::Running), _) => t(key!("again.setting")),
        _ if is_busy => t(key!("again.reading")),
        (None | Some(Progress::Waiting), _) => String::new(),
        (Some(Progress::Done { .. } | Progress::Found), None) => t(key!("again.saved")),
        (Some(Progress::Failed(error)), None) => {
            let failed = failed(attempt, Step::Reapply(section));
            tf!("again.saved_despite", cause = &words::cause(error, &failed))
        }
        (Some(Progress::Failed(error)), Some(Remedy::ReadAgain)) => {
            let failed = failed(attempt, Step::ReadBack(section));
            let (cause, cure) = (words::cause(error, &failed), words::cure(error, &failed));
            format!("{} {cause} {cure}", t(key!("again.not_checked")))
        }
        (Some(Progress::Found), Some(Remedy::Reapply)) | (Some(_), Some(Remedy::ReadAgain)) => {
            t(key!("again.unchanged"))
        }
        (Some(Progress::Done { status, .. }), Some(Remedy::Reapply)) => {
            tf!("again.differs", status = &status.to_string())
        }
        (Some(Progress::Failed(error)), Some(Remedy::Reapply)) => {
            let failed = failed(attempt, Step::Reapply(section));
            let (cause, cure) = (words::cause(error, &failed), words::cure(error, &failed));
            format!("{} {cause} {cure}", t(key!("again.refused")))
        }
    })
}
