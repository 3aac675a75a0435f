//! Which preset, what it would change, and the press that puts it into the form.

use leptos::prelude::*;

use crate::domain::interpolate;
use crate::domain::presets::variables::{filled_in, used_in};
use crate::domain::presets::{OwnPreset, PresetEffect};
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::export::{ExportDesk, ExportSource};
use crate::state::form::model::FormModel;
use crate::state::presets::{OfferedPreset, Presets};
use crate::ui::fields::field_focus;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, key, label, plural_key, section_name, t, tf};
use crate::ui::presets::save::NAME;
use crate::ui::presets::variables::{COUNT, TypedVariables, variable_inputs};

const CHOICE: &str = "presets-choice";

pub(super) fn apply(presets: Presets) -> El {
    let offered = Memo::new(move |_| presets.offered());
    let is_empty = Memo::new(move |_| offered.with(Vec::is_empty));
    classed("section", "presets-part")
        .show(move || is_empty.get(), || classed("p", "lead").t(key!("presets.none")))
        .show(move || !is_empty.get(), move || choice(presets, offered))
}

/// What tells a preset from the others in the list.
fn value_of(offered: &OfferedPreset) -> String {
    let kind = if offered.is_locked { "locked" } else { "own" };
    format!("{kind} {}", offered.preset.name)
}

fn choice(presets: Presets, offered: Memo<Vec<OfferedPreset>>) -> El {
    let first = untrack(|| presets.default_name()).map(|name| format!("own {name}"));
    let wanted = RwSignal::new(first.unwrap_or_default());
    let chosen = Memo::new(move |_| {
        let wanted = wanted.get();
        offered.with(|offered| {
            let found = offered.iter().find(|one| value_of(one) == wanted);
            found.or_else(|| offered.first()).cloned()
        })
    });
    let options = move || {
        let chosen = chosen.with(|chosen| chosen.as_ref().map(value_of));
        let option = |offered: &OfferedPreset| {
            let name = interpolate::plain(&offered.preset.name);
            let text = if offered.is_locked { tf!("presets.locked", name = &name) } else { name };
            let value = value_of(offered);
            let is_chosen = chosen.as_ref() == Some(&value);
            let option = el("option").attr("value", value).text(text);
            if is_chosen { option.attr("selected", "") } else { option }
        };
        offered.with(|offered| offered.iter().map(option).collect::<Vec<El>>())
    };
    let select = classed("select", "input")
        .id(CHOICE)
        .attr("autofocus", "")
        .on_text("change", move |value| wanted.set(value))
        .dyn_child(options);
    el("div")
        .child(
            classed("label", "import-control")
                .child(classed("span", "label").t(key!("presets.choose")))
                .child(select),
        )
        .dyn_child(move || {
            let chosen = chosen.get()?;
            Some(untrack(|| details(presets, chosen)))
        })
}

fn details(presets: Presets, offered: OfferedPreset) -> El {
    let form = expect_context::<FormModel>();
    let desk = expect_context::<ExportDesk>();
    let OfferedPreset { preset, is_locked } = offered;
    let used = used_in(&preset.drafts);
    let typed = TypedVariables::new(presets.values(1));
    let preview = {
        let preset = preset.clone();
        Memo::new(move |_| presets.preview(&preset, &typed.values()))
    };
    let effect = Memo::new(move |_| preview.with(|(_, effect)| effect.clone()));
    let put = {
        let preset = preset.clone();
        move || {
            if !typed.is_valid_now() {
                return focus::by_id(COUNT);
            }
            presets.apply(&preset, &typed.values_now());
            presets.open.set(None);
            // The dialog gives the focus back when it closes; it moves on after that.
            request_animation_frame(move || {
                request_animation_frame(move || field_focus::control(form, Field::InstanceName));
            });
        }
    };
    let export = {
        let preset = preset.clone();
        move || {
            let drafts = filled_in(&preset.drafts, &typed.values_now());
            let opener = untrack(|| presets.open.get()).map(|open| open.opener).unwrap_or_default();
            presets.open.set(None);
            // The dialog gives the focus back when it closes; the other one opens after that.
            request_animation_frame(move || {
                desk.start(ExportSource::Preset(drafts.into()), opener);
            });
        }
    };
    let has_variables = used.is_any();
    let has_server = !is_locked && untrack(|| presets.servers.current.get()).is_some();
    let filled = {
        let preset = preset.clone();
        move || filled_values(&preset, preview)
    };
    el("div")
        .child(has_variables.then(|| variable_inputs(typed, used)))
        .child(el("div").attr("role", "status").dyn_text(move || effect.with(sentence)))
        .child(classed("ul", "presets-values").dyn_child(filled))
        .child(
            classed("div", "actions")
                .child((!is_locked).then(|| remove(presets, &preset)))
                .child(button("button").t(key!("presets.export")).on_click(export))
                .child(
                    button("button primary")
                        .id("presets-apply")
                        .t(key!("presets.apply"))
                        .on_click(put),
                ),
        )
        .child(has_server.then(|| default_choice(presets, &preset)))
}

/// What the fields with variables become.
fn filled_values(preset: &OwnPreset, preview: Memo<(Drafts, PresetEffect)>) -> Vec<El> {
    preview.with(|(after, _)| {
        let is_filled = |field: &Field| {
            let draft = preset.drafts.get(*field);
            draft.is_sent() && draft != after.get(*field) && !field.spec().is_secret()
        };
        let line = |field: Field| {
            el("li")
                .child(el("span").text(label(field)))
                .text(": ")
                .child(el("b").text(interpolate::plain(after.get(field).as_text())))
        };
        Field::ALL.iter().copied().filter(is_filled).map(line).collect()
    })
}

/// *Sets 9 fields, clears 2.*
fn sentence(effect: &PresetEffect) -> String {
    if effect.is_empty() {
        return t(key!("presets.same"));
    }
    let names = |sections: &[Section]| {
        sections.iter().map(|section| section_name(*section)).collect::<Vec<_>>().join(", ")
    };
    let mut parts = Vec::new();
    if !effect.sets.is_empty() {
        parts.push(counted(plural_key!("presets.sets"), effect.sets.len()));
    }
    if !effect.clears.is_empty() {
        parts.push(counted(plural_key!("presets.clears"), effect.clears.len()));
    }
    if !effect.switches_on.is_empty() {
        parts.push(tf!("presets.switches_on", groups = &names(&effect.switches_on)));
    }
    if !effect.switches_off.is_empty() {
        parts.push(tf!("presets.switches_off", groups = &names(&effect.switches_off)));
    }
    parts.join(" ")
}

/// Removing asks first: the button becomes the question.
fn remove(presets: Presets, preset: &OwnPreset) -> El {
    const YES: &str = "presets-remove-yes";
    const REMOVE: &str = "presets-remove";
    let is_asked = RwSignal::new(false);
    let name = preset.name.clone();
    let ask = move || {
        is_asked.set(true);
        focus::next_frame(YES.to_owned());
    };
    let question = move || {
        let name = name.clone();
        let really = tf!("presets.delete_named", name = &interpolate::plain(&name));
        let yes = button("button small danger").id(YES).text(really).on_click(move || {
            presets.remove(&name);
            let is_empty = untrack(|| presets.offered().is_empty());
            focus::next_frame((if is_empty { NAME } else { CHOICE }).to_owned());
        });
        let no = button("button small").t(key!("common.cancel")).on_click(move || {
            is_asked.set(false);
            focus::next_frame(REMOVE.to_owned());
        });
        el("span").child(yes).child(no)
    };
    classed("span", "presets-remove")
        .show(
            move || !is_asked.get(),
            move || button("button").id(REMOVE).t(key!("presets.delete")).on_click(ask),
        )
        .show(move || is_asked.get(), question)
}

fn default_choice(presets: Presets, preset: &OwnPreset) -> El {
    let (name, shown) = (preset.name.clone(), preset.name.clone());
    let tick = el("label")
        .class("check")
        .child(
            el("input")
                .attr("type", "checkbox")
                .id("presets-default")
                .prop_checked(move || presets.is_default(&shown))
                .on_check(move |is_on| presets.set_default(&name, is_on)),
        )
        .child(el("span").t(key!("presets.default")));
    let help = tf!("presets.default_help", name = "{name}", number = "{number}");
    el("div").child(tick).child(classed("p", "help").text(help))
}
