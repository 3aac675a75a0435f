//! A question with two answers, in the browser's own modal dialog: it keeps the focus inside and Esc
//! dismisses it.

use leptos::html;
use leptos::prelude::*;

use super::text::t;

/// `title`, `confirm` and `dismiss` are keys of the locale files; `body` is the sentence itself.
#[component]
pub fn Dialog(
    is_open: Signal<bool>,
    title: &'static str,
    #[prop(into)] body: String,
    confirm: &'static str,
    #[prop(default = "common.cancel")] dismiss: &'static str,
    on_answer: Callback<bool>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (is_open.get(), dialog.open()) {
            // It fails for a dialog that is open already, which the second half rules out.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let id = format!("dialog-{}", title.replace('.', "-"));
    view! {
        <dialog
            node_ref=dialog
            class="dialog"
            aria-labelledby=id.clone()
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_answer.run(false);
            }
        >
            <h2 id=id.clone()>{t(title)}</h2>
            <p>{body}</p>
            <div class="actions">
                <button type="button" class="button" on:click=move |_| on_answer.run(false)>
                    {t(dismiss)}
                </button>
                <button
                    type="button"
                    class="button primary"
                    on:click=move |_| on_answer.run(true)
                >
                    {t(confirm)}
                </button>
            </div>
        </dialog>
    }
}
