//! *Forget this device*: asks once, then nothing of the panel is left in this browser.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::state::Panel;
use crate::state::preferences::Language;
use crate::ui::kit::dialog::{DialogKeys, dialog};
use crate::ui::kit::element::{El, button, el};
use crate::ui::kit::i18n::t;
use crate::ui::kit::{focus, i18n};

/// The button and its question.
pub fn forget_device(panel: Panel) -> El {
    let is_asked = RwSignal::new(false);
    let answer = move |is_confirmed: bool| {
        is_asked.set(false);
        if is_confirmed {
            panel.forget_device();
            speak_anew(panel);
        }
    };
    let keys = DialogKeys {
        title: "servers.device.title",
        confirm: "servers.device.confirm",
        dismiss: "common.cancel",
    };
    let open = button("button")
        .id("forget-device")
        .t("servers.device")
        .on_click(move || is_asked.set(true));
    el("span").child(open).child(dialog(
        move || is_asked.get(),
        keys,
        t("servers.device.body"),
        answer,
    ))
}

/// As on the first visit: in the language that the browser asks for.
fn speak_anew(panel: Panel) {
    let language = panel.setup.language.unwrap_or_else(Language::of_browser);
    if language == panel.language.get_untracked() {
        return;
    }
    spawn_local(async move {
        // Without its file the language cannot be spoken; the old one stays until the next visit.
        if i18n::load(language).await.is_ok() {
            i18n::set_language(language);
            language.mark();
            panel.language.set(language);
            request_animation_frame(|| focus::by_id("forget-device"));
        }
    });
}
