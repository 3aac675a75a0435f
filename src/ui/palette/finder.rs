//! The palette's signals: what is typed, what was found, and which of it is chosen.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::palette::entry::{PaletteEntry, PaletteGroup, PaletteTarget};
use crate::domain::palette::results::{PaletteSection, found, offered, place_of, targets};
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
    /// Rises whenever the choice starts from the first result again
    searches: RwSignal<usize>,
    /// What the arrow keys have moved to
    moved_to: RwSignal<Option<PaletteTarget>>,
    recent: RwSignal<Vec<String>>,
    pub sections: Memo<Vec<PaletteSection>>,
    choice: Memo<PaletteChoice>,
}

/// What is chosen. It stays chosen when entries arrive in front of it: what the enter key runs is what
/// was marked.
#[derive(Clone, PartialEq)]
struct PaletteChoice {
    search: usize,
    place: usize,
    target: Option<PaletteTarget>,
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
        let searches = RwSignal::new(0);
        let moved_to = RwSignal::new(None);
        let choice = Memo::new(move |before: Option<&PaletteChoice>| {
            let search = searches.get();
            let before = before.filter(|before| before.search == search);
            let moved_to = moved_to.get();
            let wanted = [moved_to.as_ref(), before.and_then(|before| before.target.as_ref())];
            sections.with(|sections| {
                let place = place_of(sections, wanted, before.map_or(0, |before| before.place));
                PaletteChoice { search, place, target: targets(sections).nth(place).cloned() }
            })
        });
        Self { context, query, is_open, searches, moved_to, recent, sections, choice }
    }

    /// As it is whenever it is opened. The other languages' files come when it is used first.
    pub(super) fn begin(self) {
        self.query.set(String::new());
        self.choose_first();
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
        self.query.set(text);
        self.choose_first();
    }

    /// The first one is chosen.
    fn choose_first(self) {
        self.moved_to.set(None);
        self.searches.update(|count| *count += 1);
    }

    pub(super) fn count(self) -> usize {
        self.sections.with(|sections| targets(sections).count())
    }

    /// The chosen place, which exists whenever something was found.
    pub(super) fn chosen(self) -> usize {
        self.choice.with(|choice| choice.place)
    }

    /// Moves the choice; behind the last one comes the first.
    pub(super) fn shift(self, is_down: bool) {
        let (count, chosen) = untrack(|| (self.count(), self.chosen()));
        if count > 0 {
            let step = if is_down { 1 } else { count - 1 };
            let place = (chosen + step) % count;
            let target = |sections: &Vec<PaletteSection>| targets(sections).nth(place).cloned();
            self.moved_to.set(self.sections.with_untracked(target));
        }
    }

    pub(super) fn target(self) -> Option<PaletteTarget> {
        self.choice.with_untracked(|choice| choice.target.clone())
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
