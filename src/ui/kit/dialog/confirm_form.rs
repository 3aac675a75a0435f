//! The form of a question before something that cannot be taken back. Some are confirmed by typing what
//! it is about.

use std::fmt;

use leptos::prelude::*;

use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::key;

/// What must be typed before the answer *yes* can be pressed.
pub struct TypedProof {
    /// What the input asks for
    pub label: String,
    /// What is easily overlooked about it
    pub note: Option<String>,
    /// Whether a text is the proof
    pub is_met: Box<dyn Fn(&str) -> bool + Send + Sync>,
}

impl fmt::Debug for TypedProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label)
    }
}

/// What is asked.
#[derive(Debug)]
pub struct ConfirmForm {
    /// The heading, with the id that the dialog is named by
    pub title: El,
    pub body: Vec<El>,
    /// Nothing where a press is enough
    pub proof: Option<TypedProof>,
    /// What the button that does it says
    pub confirm: String,
}

impl ConfirmForm {
    /// The focus begins in the input, or on the answer that changes nothing.
    pub fn view(self, dismiss: impl Fn() + 'static, confirm: impl Fn() + 'static) -> El {
        let Self { title, body, proof, confirm: label } = self;
        let typed = RwSignal::new(String::new());
        let cancel = button("button").t(key!("common.cancel")).on_click(dismiss);
        let (cancel, note, input, is_met) = match proof {
            None => (cancel.attr("autofocus", ""), None, None, None),
            Some(TypedProof { label, note, is_met }) => {
                (cancel, note, Some(proof_input(label, typed)), Some(is_met))
            }
        };
        let is_proven = Memo::new(move |_| {
            is_met.as_ref().is_none_or(|is_met| typed.with(|text| is_met(text)))
        });
        let submit = el("button")
            .attr("type", "submit")
            .class("button danger")
            .bool_attr("disabled", move || !is_proven.get())
            .text(label);
        el("form")
            .attr("novalidate", "")
            .on("submit", move |event| {
                event.prevent_default();
                if is_proven.get_untracked() {
                    confirm();
                }
            })
            .child(title)
            .child(body)
            .child(note.map(|note| classed("p", "notice warning").text(note)))
            .child(input)
            .child(classed("div", "actions").child(cancel).child(submit))
    }
}

fn proof_input(label: String, typed: RwSignal<String>) -> El {
    let input = classed("input", "input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("autofocus", "")
        .prop_value(move || typed.get())
        .on_text("input", move |text| typed.set(text));
    classed("label", "typed-proof").child(el("span").text(label)).child(input)
}
