//! What is in the palette's dialog: a combobox over groups of entries.

use leptos::prelude::*;
use web_sys::ScrollLogicalPosition;

use crate::domain::palette::entry::{PaletteEntry, PaletteGroup};
use crate::domain::palette::results::PaletteSection;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, key, plural_key, t};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::palette::entries::PaletteContext;
use crate::ui::palette::finder::PaletteFinder;
use crate::ui::palette::frame;
use crate::ui::palette::frame::INPUT;

const LIST: &str = "palette-list";

pub fn palette() -> El {
    let context = PaletteContext::new();
    let finder = PaletteFinder::new(context);
    finder.begin();
    frame::on_open(move || {
        finder.begin();
        focus::by_id(INPUT);
    });
    frame::on_close(move || finder.end());
    frame::close_on_press_outside();
    // What was typed before this was there.
    Effect::new(move || {
        if let Some(typed) = frame::take_early_text() {
            finder.type_text(typed);
        }
    });
    keep_chosen_in_view(finder);
    el("div").dyn_child(move || {
        context.preferences.language.track();
        frame::name(&t(key!("nav.search")));
        view(finder)
    })
}

fn view(finder: PaletteFinder) -> El {
    let status = move || match finder.count() {
        0 => t(key!("palette.none")),
        count => counted(plural_key!("palette.count"), count),
    };
    classed("div", "palette-box")
        .child(
            classed("div", "palette-search").child(draw(Icon::Search)).child(input(finder)).child(
                button("button icon-only quiet")
                    .attr_t("aria-label", key!("common.close"))
                    .on_click(frame::close)
                    .child(draw(Icon::Cross)),
            ),
        )
        .child(
            el("div")
                .id(LIST)
                .attr("role", "listbox")
                .attr_t("aria-label", key!("nav.search"))
                .bool_attr("hidden", move || finder.count() == 0)
                .dyn_child(move || sections(finder)),
        )
        .child(
            classed("p", "palette-status")
                .dyn_class("off-screen", move || finder.count() > 0)
                .attr("role", "status")
                .dyn_text(status),
        )
        .child(classed("p", "palette-hint").t(key!("palette.hint")))
}

fn input(finder: PaletteFinder) -> El {
    classed("input", "input")
        .id(INPUT)
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr_t("placeholder", key!("palette.placeholder"))
        .attr_t("aria-label", key!("nav.search"))
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", LIST)
        .aria_bool("aria-expanded", move || finder.count() > 0)
        .dyn_attr("aria-activedescendant", move || {
            (finder.count() > 0).then(|| option_id(finder.chosen()))
        })
        .prop_value(move || finder.query.get())
        .on_text("input", move |text| finder.type_text(text))
        .on_key(move |event| {
            // A key that a writing system composes a letter with is none of the palette's.
            if event.is_composing() {
                return;
            }
            match event.key().as_str() {
                "ArrowDown" => finder.shift(true),
                "ArrowUp" => finder.shift(false),
                "Enter" => {
                    if let Some(target) = finder.target() {
                        finder.context.run(target);
                    }
                }
                _ => return,
            }
            event.prevent_default();
        })
}

fn option_id(place: usize) -> String {
    format!("palette-{place}")
}

fn sections(finder: PaletteFinder) -> Vec<El> {
    let mut first = 0;
    let section = |section: PaletteSection| {
        let heading = format!("palette-group-{}", section.group.id());
        let options = section.entries.into_iter().enumerate();
        let place = first;
        first += options.len();
        el("div")
            .attr("role", "group")
            .attr("aria-labelledby", &heading)
            .child(classed("div", "palette-heading").id(heading).t(group_name(section.group)))
            .child(
                options.map(|(at, entry)| option(finder, place + at, entry)).collect::<Vec<El>>(),
            )
    };
    finder.sections.get().into_iter().map(section).collect()
}

fn option(finder: PaletteFinder, place: usize, entry: PaletteEntry) -> El {
    let target = entry.target;
    classed("div", "palette-option")
        .attr("role", "option")
        .id(option_id(place))
        .aria_bool("aria-selected", move || finder.chosen() == place)
        // The box keeps the focus.
        .on("mousedown", |event| event.prevent_default())
        .on_click(move || finder.context.run(target.clone()))
        .child(el("b").text(entry.label))
        .child((!entry.detail.is_empty()).then(|| el("span").text(entry.detail)))
}

const fn group_name(group: PaletteGroup) -> &'static str {
    match group {
        PaletteGroup::Recent => key!("palette.group.recent"),
        PaletteGroup::Instances => key!("nav.instances"),
        PaletteGroup::Actions => key!("palette.group.actions"),
        PaletteGroup::Servers => key!("nav.servers"),
        PaletteGroup::Fields => key!("palette.group.fields"),
    }
}

fn keep_chosen_in_view(finder: PaletteFinder) {
    Effect::new(move || {
        let id = option_id(finder.chosen());
        request_animation_frame(move || {
            if let Some(option) = focus::element(&id) {
                focus::scroll(&option, ScrollLogicalPosition::Nearest);
            }
        });
    });
}
