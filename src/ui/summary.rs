//! Everything that blocks the press, in one place that takes the focus, each a link to its field.

use leptos::prelude::*;

use super::focus;
use super::text::{self, t, tf};
use crate::state::Panel;

#[component]
pub fn Summary(panel: Panel) -> impl IntoView {
    let blocking = Memo::new(move |_| {
        if !panel.form.is_attempted.get() {
            return Vec::new();
        }
        let mut said = panel.form.said();
        said.retain(|problem| !problem.fault.is_warning());
        said
    });
    move || {
        let blocking = blocking.get();
        (!blocking.is_empty()).then(|| {
            view! {
                <section
                    class="notice problem-summary"
                    id="summary"
                    tabindex="-1"
                    role="alert"
                    aria-labelledby="summary-title"
                >
                    <h2 id="summary-title">{t("summary.title")}</h2>
                    <ul>
                        {blocking
                            .into_iter()
                            .map(|problem| {
                                let values = [
                                    ("field", text::full_label(problem.field)),
                                    ("problem", text::problem(&problem)),
                                ];
                                let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
                                view! {
                                    <li>
                                        <button
                                            type="button"
                                            class="link"
                                            on:click=move |_| focus::field(panel.form, problem.field)
                                        >
                                            {tf("summary.item", &values)}
                                        </button>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </section>
            }
        })
    }
}
