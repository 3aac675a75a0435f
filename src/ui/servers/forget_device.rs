//! *Forget this device*: after one question, nothing of the panel is left in this browser.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::deployment::Deployment;
use crate::state::keys::KeyGuard;
use crate::state::preferences::{Language, Preferences};
use crate::ui::kit::dialog::{DialogKeys, dialog};
use crate::ui::kit::element::{El, button, el};
use crate::ui::kit::i18n::{key, t};
use crate::ui::kit::{focus, i18n};

/// The button and its question.
pub fn forget_device() -> El {
    let keys = expect_context::<KeyGuard>();
    let preferences = expect_context::<Preferences>();
    let initial = expect_context::<&'static Deployment>().language;
    let is_asked = RwSignal::new(false);
    let answer = move |is_confirmed: bool| {
        is_asked.set(false);
        if is_confirmed {
            keys.forget_device();
            reset_language(preferences, initial);
        }
    };
    let texts = DialogKeys {
        title: key!("servers.device.title"),
        confirm: key!("servers.device.confirm"),
        dismiss: key!("common.cancel"),
    };
    let open = button("button")
        .id("forget-device")
        .t(key!("servers.device"))
        .on_click(move || is_asked.set(true));
    el("span").child(open).child(dialog(
        move || is_asked.get(),
        texts,
        t(key!("servers.device.body")),
        answer,
    ))
}

/// As on the first visit: in the language that the browser asks for.
fn reset_language(preferences: Preferences, initial: Option<Language>) {
    let language = initial.unwrap_or_else(Language::of_browser);
    if language == preferences.language.get_untracked() {
        return;
    }
    spawn_local(async move {
        // Without its file the old language stays until the next visit.
        if i18n::load(language).await.is_ok() {
            i18n::set_language(language);
            language.mark();
            preferences.language.set(language);
            request_animation_frame(|| focus::by_id("forget-device"));
        }
    });
}
