//! What the card and the view for the customer both show of a pairing.

use leptos::prelude::*;

use crate::domain::pairing::Pairing;
use crate::domain::pairing::phase::PairingPhase;
use crate::domain::pairing::schedule::CODE_LIFE;
use crate::state::pairing::PairingRun;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, tf};
use crate::ui::pairing::qr_drawing::qr_drawing;

/// Derived from the machine: each changes only when what it shows does.
#[derive(Clone, Copy, Debug)]
pub struct PairingView {
    pub run: PairingRun,
    /// The picture as a data URL, empty when there is none to show
    pub picture: Memo<String>,
    /// The pairing code in two groups, empty when there is none to show
    pub typed: Memo<String>,
    /// The name of the phase
    pub phase: Memo<String>,
}

impl PairingView {
    pub fn new(run: PairingRun) -> Self {
        let pairing = run.pairing;
        let is_wanted = |pairing: &Pairing| {
            matches!(pairing.phase, PairingPhase::Shown | PairingPhase::Expired)
        };
        Self {
            run,
            picture: Memo::new(move |_| {
                pairing.with(|pairing| match is_wanted(pairing) && !pairing.is_by_number {
                    true => picture(pairing),
                    false => String::new(),
                })
            }),
            typed: Memo::new(move |_| {
                pairing.with(|pairing| match pairing.phase {
                    PairingPhase::Shown => pairing.typed_code().unwrap_or_default(),
                    _ => String::new(),
                })
            }),
            phase: Memo::new(move |_| pairing.with(|pairing| pairing.phase.id().to_owned())),
        }
    }

    pub fn is(self, phase: PairingPhase) -> bool {
        self.phase.with(|id| id == phase.id())
    }

    pub fn has_picture(self) -> bool {
        self.picture.with(|picture| !picture.is_empty())
    }

    pub fn by_number(self) -> bool {
        self.run.pairing.with(|pairing| pairing.is_by_number)
    }

    fn seconds_left(self) -> u32 {
        let now = self.run.now.get();
        self.run.pairing.with(|pairing| pairing.seconds_left(now))
    }

    /// Tells the style sheet what there is: it hides the rest, which costs less than a closure each.
    pub fn mark(self, element: El) -> El {
        element
            .dyn_attr("data-phase", move || Some(self.phase.get()))
            .dyn_class("has-picture", move || self.has_picture())
            .dyn_class("by-number", move || self.by_number())
            .dyn_class("has-typed", move || !self.typed.with(String::is_empty))
    }

    /// How long the code is still good, as a bar and in words. A timer is read out when it is looked
    /// for and not each second.
    pub fn countdown(self, action: Option<El>) -> El {
        let left = Memo::new(move |_| self.seconds_left() as usize);
        let bar = el("progress")
            .attr("max", CODE_LIFE.to_string())
            .attr("aria-hidden", "true")
            .dyn_attr("value", move || Some(left.get().to_string()));
        let words = move || tf!("pairing.left", seconds = &left.get().to_string());
        classed("p", "countdown")
            .child(bar)
            .child(action)
            .child(el("span").attr("role", "timer").dyn_text(words))
    }

    /// The picture in its frame, and what stands there in its place.
    pub fn frame(self, name: &str, words: Option<El>) -> El {
        let image = el("img")
            .attr("alt", tf!("pairing.alt", name = name))
            .dyn_attr("src", move || Some(self.picture.get()).filter(|src| !src.is_empty()));
        classed("div", "qr-frame").child(image).child(words)
    }

    /// The pairing code, in the size it is read out from.
    pub fn code(self) -> El {
        classed("p", "pairing")
            .child(el("span").t(key!("pairing.code")))
            .child(el("output").dyn_text(move || self.typed.get()))
    }
}

/// The server's picture, or one drawn from the text.
fn picture(pairing: &Pairing) -> String {
    let code = &pairing.code;
    match (&code.image, &code.code) {
        (Some(image), _) => image.clone(),
        (None, Some(text)) => qr_drawing(text.reveal()).unwrap_or_default(),
        (None, None) => String::new(),
    }
}
