//! What happens in the panel, told to the page around it. Each is told once, and never a key or an
//! answer of a server.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::domain::creation::outcome::CreationOutcome;
use crate::domain::embed::protocol::PanelEvent;
use crate::domain::route::Route;
use crate::domain::schema::drafts::Drafts;
use crate::platform::window::follow_page_height;
use crate::state::creation::{Creation, Progress};
use crate::state::embed::parent_channel::{tell, wants_hash};
use crate::state::form::model::FormModel;
use crate::state::keys::{Forgotten, KeyGuard};
use crate::state::preferences::Preferences;
use crate::state::servers::Servers;

/// The state that the parent hears of.
#[derive(Clone, Copy, Debug)]
pub struct Reported {
    pub servers: Servers,
    pub preferences: Preferences,
    pub form: FormModel,
    pub route: ReadSignal<Route>,
    pub keys: KeyGuard,
    pub creation: Creation,
}

/// What was told last, so that nothing is told twice.
#[derive(Debug, Default)]
struct Last {
    height: u32,
    is_dirty: bool,
    page: &'static str,
    /// When the attempts began that were told of as sent, created and failed
    sent: f64,
    created: f64,
    failed: f64,
    /// What the form held when it was last prefilled, reset or sent
    clean: Drafts,
}

thread_local! {
    static LAST: RefCell<Last> = RefCell::default();
}

/// Answers the hello and tells from then on.
pub fn begin(state: Reported) {
    tell(&PanelEvent::Ready {
        panel: env!("CARGO_PKG_VERSION"),
        dialect: state.servers.dialect.get_untracked().id(),
        language: state.preferences.language.get_untracked().tag(),
    });
    keep_as_clean(state.form);
    follow_page_height(|height| {
        if note(|last| &mut last.height, height) {
            tell(&PanelEvent::Height(height));
        }
    });
    Effect::new(move || {
        let page = state.route.with(Route::id);
        if note(|last| &mut last.page, page) {
            tell(&PanelEvent::Navigated { page });
        }
    });
    Effect::new(move || tell_creation(state));
    Effect::new(move |earlier: Option<()>| {
        let is_locked = state.keys.forgotten.get() == Some(Forgotten::Idle);
        // What was forgotten before the hello was nothing of this parent's.
        if is_locked && earlier.is_some() {
            tell(&PanelEvent::Locked);
        }
    });
    Effect::new(move || {
        state.form.drafts.track();
        tell_dirty(state);
    });
}

/// Notes a value; whether it is news.
fn note<T: PartialEq>(place: fn(&mut Last) -> &mut T, value: T) -> bool {
    LAST.with_borrow_mut(|last| {
        let old = place(last);
        let is_news = *old != value;
        *old = value;
        is_news
    })
}

fn tell_dirty(state: Reported) {
    let now = without_token(&state.form.drafts.get_untracked());
    // After a reset of the operator's nothing is lost by another one.
    let empty = without_token(&state.form.after_reset());
    let is_dirty = now != empty && LAST.with_borrow(|last| last.clean != now);
    if note(|last| &mut last.is_dirty, is_dirty) {
        tell(&PanelEvent::Dirty(is_dirty));
    }
}

fn tell_creation(state: Reported) {
    let creation = state.creation;
    let created = creation.created.get();
    let first = creation.progress.with(|progress| progress.first().cloned());
    let is_sending = creation.is_sending.get();
    let Some(attempt) = creation.attempt.get_untracked() else { return };
    // It stays the same when the attempt is copied without its keys.
    let began = attempt.started_at;
    if is_sending && first == Some(Progress::Running) && note(|last| &mut last.sent, began) {
        tell(&PanelEvent::Submitted { name: attempt.name().to_owned() });
    }
    if let Some(created) = created {
        if note(|last| &mut last.created, began) {
            let name = attempt.created_name(&created).to_owned();
            let hash = created.hash.clone().filter(|_| wants_hash());
            tell(&PanelEvent::Created { name, id: created.instance_id.clone(), hash });
            keep_as_clean(state.form);
            tell_dirty(state);
        }
    } else if let Some(Progress::Failed(error)) = first
        // Whoever hears of it may submit again at once, which is refused while this one ends.
        && !is_sending
        && note(|last| &mut last.failed, began)
    {
        let is_certain = attempt.outcome(&error) == CreationOutcome::Nothing;
        tell(&PanelEvent::Failed { case: error.case.id(), status: error.status, is_certain });
    }
}

/// From now on this is what the form is compared with.
pub fn keep_as_clean(form: FormModel) {
    let clean = without_token(&form.drafts.get_untracked());
    LAST.with_borrow_mut(|last| last.clean = clean);
}

/// The token that is ready to be sent was not typed by anybody.
fn without_token(drafts: &Drafts) -> Drafts {
    let mut drafts = drafts.clone();
    drafts.fresh_token.clear();
    drafts
}
