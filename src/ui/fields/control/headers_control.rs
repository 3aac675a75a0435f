//! HTTP headers: name and value rows, the values masked.

use leptos::prelude::*;

use crate::domain::schema::field::Draft;
use crate::ui::fields::control::secret_control::{masked_input, reveal_button};
use crate::ui::fields::view::FieldView;
use crate::ui::kit::element::{El, button, classed};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{fill, filled_key, key, t};
use crate::ui::kit::icon::{Icon, draw};

type Headers = Vec<(String, String)>;

/// The rows are rendered again when one comes or goes, not while one is typed into.
pub fn headers_control(field: FieldView) -> El {
    let count = Memo::new(move |_| field.draft.with(|draft| headers(draft).len()));
    let lacks_authorization = move || {
        field.draft.with(|draft| {
            !headers(draft).iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization"))
        })
    };
    let add = classed("div", "headers-add")
        .child(
            button("button small")
                .id(field.control_id())
                .t(key!("control.add_header"))
                .on_click(move || add_header(field, "")),
        )
        .child(
            button("button small")
                .bool_attr("hidden", move || !lacks_authorization())
                .t(key!("control.add_authorization"))
                .on_click(move || add_header(field, "Authorization")),
        );
    field
        .group("group", "headers")
        .dyn_child(move || {
            (0..count.get()).map(|index| header_row(field, index)).collect::<Vec<_>>()
        })
        .child(add)
}

fn headers(draft: &Draft) -> &[(String, String)] {
    match draft {
        Draft::Headers(headers) => headers,
        _ => &[],
    }
}

fn change(field: FieldView, change: impl FnOnce(&mut Headers)) {
    let mut all = field.draft.with_untracked(|draft| headers(draft).to_vec());
    change(&mut all);
    field.draft.set(if all.is_empty() { Draft::NotSent } else { Draft::Headers(all) });
}

fn part_id(field: FieldView, index: usize, part: &str) -> String {
    field.part_id(&format!("{index}-{part}"))
}

/// The focus goes to what is still to be typed.
fn add_header(field: FieldView, name: &'static str) {
    let index = field.draft.with_untracked(|draft| headers(draft).len());
    change(field, |all| all.push((name.to_owned(), String::new())));
    let part = if name.is_empty() { "name" } else { "value" };
    request_animation_frame(move || focus::by_id(&part_id(field, index, part)));
}

fn header_row(field: FieldView, index: usize) -> El {
    let is_revealed = RwSignal::new(false);
    let number = (index + 1).to_string();
    let named = |key: &str| fill(key, &[("row", &number)]);
    let read =
        move || field.draft.with(|draft| headers(draft).get(index).cloned().unwrap_or_default());
    let remove = move || {
        change(field, |all| {
            if index < all.len() {
                all.remove(index);
            }
        });
        focus::by_id(&field.control_id());
    };
    let part = move |input: El, part: &'static str, hint: &'static str| {
        input
            .id(part_id(field, index, part))
            .attr("name", format!("{}.{part}", field.path))
            .attr("spellcheck", "false")
            .attr("placeholder", t(hint))
            .dyn_attr("aria-invalid", move || field.is_invalid().then(|| "true".to_owned()))
    };
    let name = part(
        classed("input", "input mono").attr("autocomplete", "off"),
        "name",
        key!("control.header_name_hint"),
    )
    .attr("aria-label", named(filled_key!("control.header_name", row)))
    .prop_value(move || read().0)
    .on_text("input", move |text| {
        change(field, |all| {
            if let Some((name, _)) = all.get_mut(index) {
                *name = text;
            }
        });
    });
    let value = part(masked_input(is_revealed), "value", key!("control.header_value_hint"))
        .attr("aria-label", named(filled_key!("control.header_value", row)))
        .prop_value(move || read().1)
        .on_text("input", move |text| {
            change(field, |all| {
                if let Some((_, value)) = all.get_mut(index) {
                    *value = text;
                }
            });
        });
    classed("div", "header-row")
        .child(name)
        .child(value)
        .child(reveal_button(is_revealed, named(filled_key!("control.header_value", row))))
        .child(
            button("button icon-only quiet")
                .attr("aria-label", named(filled_key!("control.remove_header", row)))
                .on_click(remove)
                .child(draw(Icon::Cross)),
        )
}
