//! Finds out the dialect of the server whose address is typed into the form: from the address, or from
//! the version that the server tells.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::diagnostics::detection::DialectDetection;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::servers::form::ServerField;
use crate::state::diagnostics::greet;
use crate::state::servers::draft::ServerDraft;

/// How far the detection is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Detection {
    #[default]
    Idle,
    Asking,
    Done(DialectDetection),
}

impl ServerDraft {
    /// Looks at the address; asks the server where that does not tell.
    pub fn detect(self) {
        let asked = self.values.get_untracked();
        let Some(base_url) = asked.base_url() else { return };
        if let Some(found) = Dialect::of_base_url(&base_url) {
            self.choose_dialect(found);
            self.detection.set(Detection::Idle);
            return;
        }
        self.detection.set(Detection::Asking);
        spawn_local(async move {
            let detection = DialectDetection::of(&greet(base_url.clone()).await);
            // By now the form may be open for another server, or another address is typed.
            let Some(now) = self.values.try_get_untracked() else { return };
            if now.id != asked.id || now.base_url().as_ref() != Some(&base_url) {
                return;
            }
            // A dialect that was chosen by hand meanwhile stays.
            if now.dialect != asked.dialect {
                self.detection.set(Detection::Idle);
                return;
            }
            if let DialectDetection::Found { dialect, version } = &detection {
                self.choose_dialect(*dialect);
                self.version.set(version.clone());
            }
            self.detection.set(Detection::Done(detection));
        });
    }

    pub fn choose_dialect(self, dialect: Dialect) {
        self.draft(ServerField::Dialect).set(Draft::text(dialect.id()));
    }
}
