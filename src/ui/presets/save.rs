//! Saves values as a preset: under which name, with or without their secrets.

use leptos::prelude::*;

use crate::domain::interpolate;
use crate::domain::presets::book::{LONGEST_NAME, preset_name};
use crate::domain::schema::drafts::Drafts;
use crate::state::presets::{PresetSecrets, Presets};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t, tf};

pub(super) const NAME: &str = "presets-name";

pub(super) fn save(
    presets: Presets,
    values: impl Fn() -> Drafts + Clone + 'static,
    is_first: bool,
) -> El {
    let name = RwSignal::new(String::new());
    let secrets = RwSignal::new(PresetSecrets::None);
    let said = RwSignal::new(String::new());
    let is_missing = RwSignal::new(false);
    let press = move || {
        let typed = name.get_untracked();
        let Some(typed) = preset_name(&typed).map(str::to_owned) else {
            is_missing.set(true);
            said.set(t(key!("presets.name_missing")));
            return focus::by_id(NAME);
        };
        if !presets.has_room() && !untrack(|| presets.has(&typed)) {
            return said.set(t(key!("presets.full")));
        }
        let is_stored = presets.save(&typed, &values(), secrets.get_untracked());
        let typed = interpolate::plain(&typed);
        said.set(match is_stored {
            true => tf!("presets.saved", name = &typed),
            false => tf!("presets.saved_here", name = &typed),
        });
        name.set(String::new());
        secrets.set(PresetSecrets::None);
    };
    let input = classed("input", "input")
        .id(NAME)
        .attr("autocomplete", "off")
        .attr("maxlength", LONGEST_NAME.to_string())
        .attr("aria-describedby", "presets-name-said")
        .aria_bool("aria-invalid", move || is_missing.get())
        .prop_value(move || name.get())
        .on_text("input", move |text| {
            name.set(text);
            is_missing.set(false);
            said.set(String::new());
        });
    let input = if is_first { input.attr("autofocus", "") } else { input };
    let words = move || match presets.has(&name.get()) {
        true => t(key!("presets.replace")),
        false => t(key!("presets.save")),
    };
    // Next to the button that applies one, saving is the second thing to do.
    let class = if is_first { "button primary" } else { "button" };
    let form = el("form").class("presets-part");
    let form = if is_first { form } else { form.attr("aria-labelledby", "presets-save-heading") };
    form.on("submit", move |event| {
        event.prevent_default();
        press();
    })
    .child((!is_first).then(|| el("h3").id("presets-save-heading").t(key!("presets.save_form"))))
    .child(
        classed("label", "import-control")
            .child(classed("span", "label").t(key!("presets.name")))
            .child(input),
    )
    .child(secret_choice(secrets))
    .child(classed("p", "help").text(help()))
    .child(classed("div", "actions").child(button(class).attr("type", "submit").dyn_text(words)))
    .child(
        classed("p", "help")
            .id("presets-name-said")
            .attr("role", "status")
            .dyn_text(move || said.get()),
    )
}

fn help() -> String {
    tf!("presets.save_help", name = "{name}", number = "{number}", n = "{n}", padded = "{n:02}")
}

fn secret_choice(secrets: RwSignal<PresetSecrets>) -> El {
    let tick = move |id: &'static str,
                     label: &str,
                     is_on: fn(PresetSecrets) -> bool,
                     set: fn(bool) -> PresetSecrets| {
        el("label")
            .class("check")
            .child(
                el("input")
                    .attr("type", "checkbox")
                    .id(id)
                    .prop_checked(move || is_on(secrets.get()))
                    .on_check(move |is_on| secrets.set(set(is_on))),
            )
            .child(el("span").t(label))
    };
    let with = tick(
        "presets-secrets",
        key!("presets.with_secrets"),
        |secrets| secrets != PresetSecrets::None,
        |is_on| if is_on { PresetSecrets::Session } else { PresetSecrets::None },
    );
    el("div").child(with).show(
        move || secrets.get() != PresetSecrets::None,
        move || {
            tick(
                "presets-device",
                key!("presets.on_device"),
                |secrets| secrets == PresetSecrets::Device,
                |is_on| if is_on { PresetSecrets::Device } else { PresetSecrets::Session },
            )
        },
    )
}
