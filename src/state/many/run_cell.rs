//! The run, for those who drive it and those who draw it. With every step something of it changes; what is
//! drawn of thousands of rows follows some ten times a second.

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::many::run::ManyRun;

/// Drawing costs as much as sending a call. Ten times a second is enough to read.
const DRAWN_AFTER: Duration = Duration::from_millis(100);

/// A handle. Who reads it with [`RunCell::with`] is told of changes.
#[derive(Clone, Copy, Debug)]
pub struct RunCell {
    run: StoredValue<Option<ManyRun>>,
    /// Counts what was drawn
    drawn: RwSignal<u32>,
    is_due: StoredValue<bool>,
}

impl RunCell {
    pub(super) fn new() -> Self {
        Self {
            run: StoredValue::new(None),
            drawn: RwSignal::new(0),
            is_due: StoredValue::new(false),
        }
    }

    pub fn with<T>(self, read: impl FnOnce(Option<&ManyRun>) -> T) -> T {
        self.drawn.track();
        self.with_untracked(read)
    }

    pub fn with_untracked<T>(self, read: impl FnOnce(Option<&ManyRun>) -> T) -> T {
        self.run.with_value(|run| read(run.as_ref()))
    }

    /// Another run, or none: that is drawn at once.
    pub(super) fn set(self, run: Option<ManyRun>) {
        self.run.set_value(run);
        self.draw();
    }

    /// Changes the run, if there is one, and has it drawn.
    pub(super) fn change<T>(self, change: impl FnOnce(&mut ManyRun) -> T) -> Option<T> {
        let changed = self.run.try_update_value(|run| run.as_mut().map(change))?;
        if changed.is_some() && !self.is_due.get_value() {
            self.is_due.set_value(true);
            set_timeout(
                move || {
                    self.is_due.set_value(false);
                    self.draw();
                },
                DRAWN_AFTER,
            );
        }
        changed
    }

    fn draw(self) {
        self.drawn.update(|count| *count = count.wrapping_add(1));
    }
}
