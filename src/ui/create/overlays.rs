//! What the bar at the bottom opens over the form: the question before a reset and, where the window has
//! no room for it next to the form, the request.

use leptos::prelude::*;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::schema::fields::Field;
use crate::state::creation::Creation;
use crate::state::form::model::FormModel;
use crate::ui::create::pasted::pasted;
use crate::ui::fields::field_focus;
use crate::ui::kit::dialog::{DialogKeys, dialog};
use crate::ui::kit::element::{El, el};
use crate::ui::kit::i18n::{key, t};

/// What is open.
#[derive(Clone, Copy, Debug)]
pub struct Overlays {
    pub asks_reset: RwSignal<bool>,
    pub is_request_open: RwSignal<bool>,
}

impl Overlays {
    #[must_use]
    pub fn new() -> Self {
        Self { asks_reset: RwSignal::new(false), is_request_open: RwSignal::new(false) }
    }
}

impl Default for Overlays {
    fn default() -> Self {
        Self::new()
    }
}

/// What lies over the form: the question, and what a paste has filled.
pub fn overlays() -> El {
    el("div").child(reset_dialog()).child(pasted())
}

/// Asks before everything is cleared.
fn reset_dialog() -> El {
    let form = expect_context::<FormModel>();
    let creation = expect_context::<Creation>();
    let asks_reset = expect_context::<Overlays>().asks_reset;
    let answer = move |is_confirmed: bool| {
        asks_reset.set(false);
        if is_confirmed {
            form.reset();
            creation.give(CreationInput::Dismiss);
            // The dialog closes in the next frame and gives the focus back; it moves on after that.
            request_animation_frame(move || {
                request_animation_frame(move || field_focus::control(form, Field::InstanceName));
            });
        }
    };
    let keys = DialogKeys {
        title: key!("create.reset_all.title"),
        confirm: key!("create.reset_all.confirm"),
        dismiss: key!("common.cancel"),
    };
    dialog(move || asks_reset.get(), keys, t(key!("create.reset_all.body")), answer)
}
