//! The deployment's presets, above the form: one choice sets groups and fields. What the preset before
//! it had set goes back to its initial value; what was typed by hand, and every secret, stays.

use leptos::prelude::*;

use crate::domain::deployment::{Deployment, Preset};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::form::model::FormModel;
use crate::ui::deployment::config_notice::config_notice;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, t, tf};

/// What the deployment puts above the form.
pub fn above_form() -> El {
    let form = expect_context::<FormModel>();
    let deployment = expect_context::<&'static Deployment>();
    el("div")
        .child(config_notice())
        .child((!deployment.presets.is_empty()).then(|| preset_choice(form, deployment)))
}

fn preset_choice(form: FormModel, deployment: &'static Deployment) -> El {
    let chosen = form.preset;
    // The status line stays empty until a choice is made.
    let is_changed = RwSignal::new(false);
    let option = |(place, name): (usize, String)| {
        el("option")
            .attr("value", place.to_string())
            .bool_attr("selected", move || chosen.get() == place)
            .text(name)
    };
    let names = deployment.presets.iter().map(|preset| preset.name.clone());
    let options: Vec<El> = std::iter::once(t(key!("config.preset.none")))
        .chain(names)
        .enumerate()
        .map(option)
        .collect();
    let said = move || match preset(deployment, chosen.get()) {
        _ if !is_changed.get() => String::new(),
        Some(preset) => tf!("config.preset.done", name = &preset.name),
        None => t(key!("config.preset.undone")),
    };
    let select = classed("select", "input")
        .id("preset")
        .attr("aria-describedby", "preset-help")
        .prop_value(move || chosen.get().to_string())
        .on_text("change", move |place| {
            choose(form, deployment, place.parse().unwrap_or(0));
            is_changed.set(true);
        })
        .child(options);
    classed("div", "preset card")
        .child(classed("label", "label").attr("for", "preset").t(key!("config.preset")))
        .child(select)
        .child(classed("p", "help").id("preset-help").t(key!("config.preset.help")))
        .child(classed("p", "help").attr("role", "status").dyn_text(said))
}

/// The first place is that of no preset.
fn preset(deployment: &'static Deployment, place: usize) -> Option<&'static Preset> {
    deployment.presets.get(place.checked_sub(1)?)
}

fn choose(form: FormModel, deployment: &'static Deployment, place: usize) {
    let is_free = |field: Field| !form.locked(field).get_untracked();
    if let Some(old) = preset(deployment, form.preset.get_untracked()) {
        for (field, draft) in &old.fields {
            if is_free(*field) && form.draft(*field).with_untracked(|now| now == draft) {
                form.reset_field(*field);
            }
        }
    }
    let new = preset(deployment, place);
    let groups: Vec<Section> = form.with_rules(|rules| rules.groups().collect());
    for section in groups.into_iter().filter(|section| !untrack(|| form.is_held(*section))) {
        let is_in = |preset: &Preset| preset.has(section);
        form.group(section)
            .set(new.is_some_and(is_in) || form.with_rules(|rules| rules.holds(section)));
    }
    for (field, draft) in new.iter().flat_map(|preset| &preset.fields) {
        if is_free(*field) {
            form.draft(*field).set(draft.clone());
        }
    }
    form.preset.set(place);
}
