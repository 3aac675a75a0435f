//! The deployment's presets, above the form: one choice sets groups and fields. DiagnosticKind the preset before
//! it had set goes back to where it began; what was typed by hand, and every secret, stays.

use leptos::prelude::*;

use crate::domain::deployment::Preset;
use crate::domain::schema::fields::Field;
use crate::state::Panel;
use crate::ui::deployment::config_notice::config_notice;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{t, tf};

/// DiagnosticKind the deployment puts above the form.
pub fn above_form(panel: Panel) -> El {
    el("div")
        .child(config_notice())
        .child((!panel.setup.presets.is_empty()).then(|| preset_choice(panel)))
}

fn preset_choice(panel: Panel) -> El {
    let chosen = panel.form.preset;
    let is_told = RwSignal::new(false);
    let option = |(place, name): (usize, String)| {
        el("option")
            .attr("value", place.to_string())
            .bool_attr("selected", move || chosen.get() == place)
            .text(name)
    };
    let names = panel.setup.presets.iter().map(|preset| preset.name.clone());
    let options: Vec<El> =
        std::iter::once(t("config.preset.none")).chain(names).enumerate().map(option).collect();
    let said = move || match preset(panel, chosen.get()) {
        _ if !is_told.get() => String::new(),
        Some(preset) => tf("config.preset.done", &[("name", &preset.name)]),
        None => t("config.preset.undone"),
    };
    let select = classed("select", "input")
        .id("preset")
        .attr("aria-describedby", "preset-help")
        .prop_value(move || chosen.get().to_string())
        .on_text("change", move |place| {
            choose(panel, place.parse().unwrap_or(0));
            is_told.set(true);
        })
        .child(options);
    classed("div", "preset card")
        .child(classed("label", "label").attr("for", "preset").t("config.preset"))
        .child(select)
        .child(classed("p", "help").id("preset-help").t("config.preset.help"))
        .child(classed("p", "help").attr("role", "status").dyn_text(said))
}

/// The first place is that of no preset.
fn preset(panel: Panel, place: usize) -> Option<&'static Preset> {
    panel.setup.presets.get(place.checked_sub(1)?)
}

fn choose(panel: Panel, place: usize) {
    let form = &panel.form;
    let is_free = |field: Field| !form.locked(field).get_untracked();
    if let Some(old) = preset(panel, form.preset.get_untracked()) {
        for (field, draft) in &old.fields {
            if is_free(*field) && form.draft(*field).with_untracked(|now| now == draft) {
                form.restart(*field);
            }
        }
    }
    let new = preset(panel, place);
    for section in panel.setup.groups().filter(|section| !untrack(|| form.is_held(*section))) {
        let is_in = |preset: &Preset| preset.has(section);
        form.group(section).set(new.is_some_and(is_in) || panel.setup.forces(section));
    }
    for (field, draft) in new.iter().flat_map(|preset| &preset.fields) {
        if is_free(*field) {
            form.draft(*field).set(draft.clone());
        }
    }
    form.preset.set(place);
}
