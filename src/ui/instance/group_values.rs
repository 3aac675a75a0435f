//! The stored values of a group, to read. What the server does by itself is folded behind its count.

use leptos::prelude::*;

use crate::domain::instance::change::{is_default, value};
use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::schema::api::Api;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::instance::InstanceScreen;
use crate::ui::instance::bots::references::References;
use crate::ui::kit::buttons::fold_button::fold_button;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, label, plural_key, t};
use crate::ui::result::proof::words::shown;

/// Nothing where nothing is stored.
pub fn group_values(screen: InstanceScreen, group: &StoredGroup, section: Section) -> Option<El> {
    let api = screen.server().api();
    if !group.is_stored {
        return None;
    }
    let is_unfolded = RwSignal::new(false);
    let (own, set): (Vec<Field>, Vec<Field>) =
        Field::of(section, api).partition(|field| is_default(*field, &group.drafts, api));
    let references = References { screen, section };
    let row = |field: &Field| value_row(*field, group, references, api);
    let set: Vec<El> = set.iter().map(row).collect();
    let folded: Vec<El> = own
        .iter()
        .map(|field| row(field).bool_attr("hidden", move || !is_unfolded.get()))
        .collect();
    let fold = (!own.is_empty()).then(|| {
        let keys = (plural_key!("instance.defaults_show"), plural_key!("instance.defaults_hide"));
        fold_button("link fold", keys, own.len(), is_unfolded)
    });
    let has_rows = !set.is_empty();
    Some(
        classed("div", "group-values")
            .dyn_class("unfolded", move || has_rows || is_unfolded.get())
            .child(classed("dl", "facts").child(set).child(folded))
            .child(fold),
    )
}

fn value_row(field: Field, group: &StoredGroup, references: References, api: Api) -> El {
    let wire = field.spec().wire(api).map(|wire| wire.find().unwrap_or(wire.set()));
    let named = references.name(field, group.drafts.get(field).as_text());
    let text = value(field, &group.drafts, api)
        .map_or_else(|| t(key!("instance.not_set")), |value| shown(field, &value));
    let text = named.unwrap_or(text);
    let name =
        el("dt").text(label(field)).child(classed("code", "wire").text(wire.unwrap_or_default()));
    let said = el("dd").class("value").text(text);
    el("div").child(name).child(said)
}
