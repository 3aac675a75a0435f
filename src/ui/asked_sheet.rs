//! The sheets for import, export and presets, on the pages that open them. They come with the chunk for
//! many instances, which loads with the first press at the latest.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::schema::drafts::Drafts;
use crate::state::export::ExportSource;
use crate::ui::kit::element::{El, classed};
use crate::ui::lazy_chunks::{MANY, ManyChunk};

/// What a sheet is opened for.
#[derive(Clone, Debug, PartialEq)]
pub enum AskedSheet {
    Import,
    Export(ExportSource),
    /// The values of an instance, to be saved as a preset; `None` on the page of the form
    Presets(Option<Arc<Drafts>>),
}

/// A press that asks for a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetPress {
    pub sheet: AskedSheet,
    /// The id of the control that was pressed. The focus comes back to it.
    pub opener: &'static str,
}

/// The place of a page's sheets, in its context.
#[derive(Clone, Copy, Debug)]
pub struct SheetPlace {
    /// The last press. It is set once more with each.
    pub pressed: RwSignal<Option<SheetPress>>,
}

impl SheetPlace {
    /// Makes the place of the page that is being rendered.
    #[must_use]
    pub fn provide() -> Self {
        let place = Self { pressed: RwSignal::new(None) };
        provide_context(place);
        place
    }

    pub fn open(self, sheet: AskedSheet, opener: &'static str) {
        MANY.load();
        self.pressed.set(Some(SheetPress { sheet, opener }));
    }

    /// Draws the sheets once one was asked for, or `is_needed` anyway.
    pub fn draw(self, is_needed: bool, sheets: fn(&ManyChunk) -> fn() -> El) -> El {
        classed("div", "sheet-place").show(
            move || is_needed || self.pressed.with(Option::is_some),
            move || MANY.part(sheets),
        )
    }
}
