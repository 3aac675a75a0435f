//! Another try of a creation that failed.

use leptos::prelude::*;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::route::Route;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::state::create::submit::Submission;
use crate::state::creation::{Attempt, Creation};
use crate::state::form::model::FormModel;
use crate::state::route::go_to;
use crate::state::servers::Servers;
use crate::ui::fields::field_focus;
use crate::ui::kit::focus;

/// What another try needs.
#[derive(Clone, Copy)]
pub(super) struct Retry {
    pub(super) creation: Creation,
    servers: Servers,
    pub(super) form: FormModel,
    submission: Submission,
}

impl Retry {
    /// From the contexts of the view.
    pub(super) fn of_contexts() -> Self {
        Self {
            creation: expect_context::<Creation>(),
            servers: expect_context::<Servers>(),
            form: expect_context::<FormModel>(),
            submission: expect_context::<Submission>(),
        }
    }

    /// Another try on the same server: with what is in the form now, or, when the page was reloaded
    /// and the form is empty, with the name alone. Where that server is not in the list any more, the
    /// page of servers opens: another server is no substitute.
    pub(super) fn again(self, attempt: &Attempt) {
        let is_listed = self.servers.list.with_untracked(|list| {
            let server = &attempt.server;
            list.iter().any(|listed| listed.id == server.id && listed.base_url == server.base_url)
        });
        if !is_listed {
            return go_to(&Route::Servers);
        }
        self.servers.choose(attempt.server.id);
        if attempt.is_restored {
            self.creation.give(CreationInput::Dismiss);
            self.form.draft(Field::InstanceName).set(Draft::text(attempt.name()));
            field_focus::field(self.form, Field::InstanceName);
        } else {
            self.submission.press();
            focus::by_id("submit");
        }
    }
}
