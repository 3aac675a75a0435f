//! HTTP headers: name and value rows, the values masked.

use leptos::prelude::*;

use super::Row;
use crate::domain::field::Draft;
use crate::ui::icon::{Draw, Icon};
use crate::ui::text::{t, tf};

type Header = (String, String);

#[component]
pub fn HeadersControl(row: Row) -> impl IntoView {
    let headers = move || {
        row.draft.with(|draft| match draft {
            Draft::Headers(headers) => headers.clone(),
            _ => Vec::new(),
        })
    };
    let count = Memo::new(move |_| headers().len());
    let change = Callback::new(move |(index, header): (usize, Option<Header>)| {
        let mut all = headers();
        match header {
            Some(header) if index < all.len() => all[index] = header,
            Some(header) => all.push(header),
            None => drop(all.remove(index)),
        }
        row.draft.set(if all.is_empty() { Draft::NotSent } else { Draft::Headers(all) });
    });
    let add = move |name: &'static str| {
        let at = count.get_untracked();
        change.run((at, Some((name.to_owned(), String::new()))));
        let part = if name.is_empty() { "name" } else { "value" };
        let id = part_id(row, at, part);
        request_animation_frame(move || crate::ui::focus::by_id(&id));
    };
    let lacks_authorization =
        move || !headers().iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization"));
    view! {
        <div
            class="headers"
            role="group"
            aria-labelledby=row.label_id()
            aria-describedby=row.described_by()
        >
            <For each=move || 0..count.get() key=|index| *index let:index>
                <HeaderRow
                    row
                    index
                    header=Signal::derive(move || headers().get(index).cloned().unwrap_or_default())
                    on_change=change
                />
            </For>
            <div class="headers-add">
                <button
                    type="button"
                    class="button small"
                    id=row.field.id()
                    on:click=move |_| add("")
                >
                    {t("control.add_header")}
                </button>
                <Show when=lacks_authorization>
                    <button
                        type="button"
                        class="button small"
                        on:click=move |_| add("Authorization")
                    >
                        {t("control.add_authorization")}
                    </button>
                </Show>
            </div>
        </div>
    }
}

fn part_id(row: Row, index: usize, part: &str) -> String {
    format!("{}-{index}-{part}", row.field.id())
}

/// `on_change` is told the row and its new content, or `None` to take it away.
#[component]
fn HeaderRow(
    row: Row,
    index: usize,
    header: Signal<Header>,
    on_change: Callback<(usize, Option<Header>)>,
) -> impl IntoView {
    let is_revealed = RwSignal::new(false);
    let number = (index + 1).to_string();
    let named = move |key: &str| tf(key, &[("row", &number)]);
    let reveal = {
        let named = named.clone();
        move || {
            named(if is_revealed.get() { "control.hide_header" } else { "control.reveal_header" })
        }
    };
    view! {
        <div class="header-row">
            <input
                class="input mono"
                id=part_id(row, index, "name")
                name=format!("{}.name", row.wire.path)
                autocomplete="off"
                spellcheck="false"
                placeholder=t("control.header_name_hint")
                aria-label=named("control.header_name")
                aria-invalid=move || row.invalid()
                prop:value=move || header.get().0
                on:input=move |event| {
                    let (_, value) = header.get_untracked();
                    on_change.run((index, Some((event_target_value(&event), value))));
                }
            />
            <input
                class="input mono"
                id=part_id(row, index, "value")
                name=format!("{}.value", row.wire.path)
                type=move || if is_revealed.get() { "text" } else { "password" }
                autocomplete="new-password"
                spellcheck="false"
                placeholder=t("control.header_value_hint")
                aria-label=named("control.header_value")
                aria-invalid=move || row.invalid()
                prop:value=move || header.get().1
                on:input=move |event| {
                    let (name, _) = header.get_untracked();
                    on_change.run((index, Some((name, event_target_value(&event)))));
                }
            />
            <button
                type="button"
                class="button small"
                aria-label=reveal
                on:click=move |_| is_revealed.update(|is_revealed| *is_revealed = !*is_revealed)
            >
                {move || if is_revealed.get() { t("common.hide") } else { t("common.reveal") }}
            </button>
            <button
                type="button"
                class="button icon-only quiet"
                aria-label=named("control.remove_header")
                on:click=move |_| on_change.run((index, None))
            >
                <Draw icon=Icon::Cross />
            </button>
        </div>
    }
}
