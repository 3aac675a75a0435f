//! The palette's signals: what is typed, what was found, and which of it is chosen.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::palette::entry::{PaletteEntry, PaletteGroup, PaletteTarget};
use crate::domain::palette::results::{PaletteSection, found, offered};
use crate::state::palette::recent_ids;
use crate::state::preferences::Language;
use crate::ui::kit::i18n;
use crate::ui::palette::entries::PaletteContext;

#[derive(Clone, Copy)]
pub(super) struct PaletteFinder {
    pub context: PaletteContext,
    pub query: RwSignal<String>,
    /// While it is closed nothing is looked for, whatever changes
    is_open: RwSignal<bool>,
    /// The place in the list that the arrow keys have moved to
    moved_to: RwSignal<usize>,
    recent: RwSignal<Vec<String>>,
    pub sections: Memo<Vec<PaletteSection>>,
}

impl PaletteFinder {
    pub(super) fn new(context: PaletteContext) -> Self {
        let query = RwSignal::new(String::new());
        let is_open = RwSignal::new(false);
        let recent = RwSignal::new(recent_ids());
        let entries = Memo::new(move |_| context.entries());
        let rows = Memo::new(move |_| context.rows());
        let sections = Memo::new(move |_| {
            if !is_open.get() {
                return Vec::new();
            }
            let text = query.get();
            entries.with(|entries| {
                if text.trim().is_empty() {
                    return offered(recent_entries(context, &recent.get(), entries), entries);
                }
                rows.with(|rows| found(&text, entries, rows, |row| context.of_row(row)))
            })
        });
        Self { context, query, is_open, moved_to: RwSignal::new(0), recent, sections }
    }

    /// As it is whenever it is opened. The other languages' files come when it is used first.
    pub(super) fn begin(self) {
        self.query.set(String::new());
        self.moved_to.set(0);
        self.recent.set(recent_ids());
        self.is_open.set(true);
        spawn_local(async move {
            for language in Language::ALL {
                let _ = i18n::load(language).await;
            }
            let _ = self.context.languages.try_update(|count| *count += 1);
        });
    }

    pub(super) fn end(self) {
        self.is_open.set(false);
        self.query.set(String::new());
    }

    pub(super) fn type_text(self, text: String) {
        self.moved_to.set(0);
        self.query.set(text);
    }

    pub(super) fn count(self) -> usize {
        self.sections.with(|sections| sections.iter().map(|section| section.entries.len()).sum())
    }

    /// The chosen place, which exists whenever something was found.
    pub(super) fn chosen(self) -> usize {
        self.moved_to.get().min(self.count().saturating_sub(1))
    }

    /// Moves the choice; behind the last one comes the first.
    pub(super) fn shift(self, is_down: bool) {
        let (count, chosen) = untrack(|| (self.count(), self.chosen()));
        if count > 0 {
            let step = if is_down { 1 } else { count - 1 };
            self.moved_to.set((chosen + step) % count);
        }
    }

    pub(super) fn target(self) -> Option<PaletteTarget> {
        let chosen = untrack(|| self.chosen());
        self.sections.with_untracked(|sections| {
            let mut entries = sections.iter().flat_map(|section| &section.entries);
            entries.nth(chosen).map(|entry| entry.target.clone())
        })
    }
}

/// What was chosen last and is still there.
fn recent_entries(
    context: PaletteContext,
    ids: &[String],
    entries: &[PaletteEntry],
) -> Vec<PaletteEntry> {
    let entry = |id: &String| {
        let known = entries.iter().find(|entry| entry.target.id() == *id).cloned();
        known.or_else(|| context.of_recent(id))
    };
    ids.iter().filter_map(entry).take(PaletteGroup::Recent.most()).collect()
}
