//! A secret: masked, with reveal and copy, and a generator where the panel may make one.

use leptos::prelude::*;

use super::Row;
use crate::domain::field::{Draft, Fill, ServerDefault};
use crate::state::form::random_token;
use crate::ui::copy_button::CopyButton;
use crate::ui::text::{label, t};

#[component]
pub fn SecretControl(row: Row) -> impl IntoView {
    let is_revealed = RwSignal::new(false);
    let can_generate =
        row.wire.fill == Some(Fill::FreshToken) || row.wire.default == ServerDefault::Generated;
    let verb = move || if is_revealed.get() { t("common.hide") } else { t("common.reveal") };
    let has_text = move || row.draft.with(Draft::is_sent);
    view! {
        <div class="secret">
            <input
                class="input mono"
                id=row.field.id()
                name=row.wire.path
                type=move || if is_revealed.get() { "text" } else { "password" }
                autocomplete="new-password"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=row.described_by()
                aria-invalid=move || row.invalid()
                prop:value=move || row.draft.with(|draft| draft.as_text().to_owned())
                on:input=move |event| row.draft.set(Draft::text(event_target_value(&event)))
            />
            <span class="secret-actions">
                <button
                    type="button"
                    class="button small"
                    aria-label=move || format!("{}: {}", verb(), label(row.field))
                    on:click=move |_| is_revealed.update(|is_revealed| *is_revealed = !*is_revealed)
                >
                    {verb}
                </button>
                <Show when=has_text>
                    <CopyButton text=Callback::new(move |()| {
                        row.draft.with_untracked(|draft| draft.as_text().to_owned())
                    }) />
                </Show>
                {can_generate
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button small"
                                on:click=move |_| row.draft.set(Draft::text(random_token()))
                            >
                                {t("control.generate")}
                            </button>
                        }
                    })}
            </span>
        </div>
    }
}
