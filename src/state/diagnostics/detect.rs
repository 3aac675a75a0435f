//! Asks the server of the form for its dialect.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::diagnostics::detection::DialectDetection;
use crate::domain::schema::dialect::Dialect;
use crate::state::diagnostics::Diagnostics;
use crate::state::diagnostics::greet::greet;
use crate::state::diagnostics::run::SLOW;
use crate::state::press;
use crate::state::servers::draft::Detection;

impl Diagnostics {
    /// Finds out the dialect of the server whose address is typed into the form: from the address, or
    /// from the version that the server reports.
    pub fn detect_dialect(self) {
        let draft = self.draft;
        let asked = draft.values.get_untracked();
        let Some(base_url) = asked.base_url() else { return };
        if let Some(found) = Dialect::of_base_url(&base_url) {
            draft.choose_dialect(found);
            draft.detection.set(Detection::Idle);
            return;
        }
        draft.detection.set(Detection::Asking { is_slow: false });
        set_timeout(
            move || {
                if draft.detection.get_untracked() == (Detection::Asking { is_slow: false }) {
                    draft.detection.set(Detection::Asking { is_slow: true });
                }
            },
            SLOW,
        );
        spawn_local(async move {
            let detection = DialectDetection::of(&greet(base_url.clone()).await);
            // A press on *Save* leaves the address. A row that came during it would move the button away.
            press::after_press(move || {
                // By now the form may be open for another server, or another address is typed.
                let now = draft.values.get_untracked();
                if now.id != asked.id || now.base_url().as_ref() != Some(&base_url) {
                    return;
                }
                // A dialect that was chosen by hand meanwhile stays.
                if now.dialect != asked.dialect {
                    draft.detection.set(Detection::Idle);
                    return;
                }
                if let DialectDetection::Found { dialect, version } = &detection {
                    draft.choose_dialect(*dialect);
                    draft.version.set(version.clone());
                }
                draft.detected(detection);
            });
        });
    }

    /// Types a better address into the server's form.
    pub fn take_address(self, url: String) {
        self.forget_form();
        self.draft.take_address(url);
    }
}
