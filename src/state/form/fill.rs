//! Changes many fields of a form at once: fills it from drafts, or resets it. What the rules fixed and what
//! is locked stays as it is.

use leptos::prelude::*;

use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::state::form::model::FormModel;

impl FormModel {
    /// Everything as in these drafts, except what the rules fixed or someone locked.
    pub fn fill(&self, drafts: &Drafts) {
        for field in self.scope().fields.iter().copied() {
            if self.is_free(field) {
                self.draft(field).set(drafts.get(field).clone());
            }
        }
        for section in self.scope().sections.iter().copied().filter(|section| section.is_group()) {
            if !untrack(|| self.is_held(section)) {
                let is_on = drafts.is_on(section) || self.with_rules(|rules| rules.holds(section));
                self.group(section).set(is_on);
            }
        }
    }

    /// Everything back to its initial value, which is *not sent* unless the rules say otherwise.
    pub fn reset(&self) {
        self.fill(&self.with_rules(|rules| rules.initial.clone()));
        self.preset.set(0);
        self.start_over();
    }

    /// The same for locked fields, which are unlocked first.
    pub fn reset_unlocked(&self) {
        self.fields.unlock_all();
        self.reset();
    }

    /// What a reset would lead to.
    #[must_use]
    pub fn after_reset(&self) -> Drafts {
        let mut drafts = self.with_rules(|rules| rules.initial.clone());
        let now = self.drafts.get_untracked();
        for field in self.scope().fields.iter().copied() {
            if self.locked(field).get_untracked() {
                drafts.set(field, now.get(field).clone());
                let section = field.spec().section;
                if section.is_group() {
                    drafts.switch(section, now.is_on(section));
                }
            }
        }
        drafts
    }

    /// Every secret that was typed or made, and nothing else.
    pub(super) fn forget_secrets(&self) {
        for field in self.scope().fields.iter().filter(|field| field.spec().is_secret()) {
            if self.draft(*field).with_untracked(Draft::is_sent) {
                self.reset_field(*field);
            }
        }
        self.renew_token();
    }
}
