//! What people paste to be imported.

use instance_panel::domain::import;
use instance_panel::domain::import::text::bytes::decoded;
use instance_panel::domain::schema::dialect::Dialect;
use instance_panel::domain::schema::encode;
use instance_panel::domain::schema::validate::{self, ValidationContext};
use instance_panel::domain::schema::wire::Carrier;
use instance_panel::domain::servers::address::base_url;

/// The bytes are a file. Whatever it holds, what it becomes can be judged and sent, and every place of
/// the report is in it.
pub fn import(data: &[u8]) {
    let text = decoded(data);
    let Ok(import) = import::read(&text) else { return };
    let lines = text.split('\n').count();
    for key in &import.keys {
        assert!(!key.key.is_empty() && key.place.line <= lines);
        if let Some(url) = &key.base_url {
            assert_eq!(base_url(url).as_ref(), Some(url));
        }
    }
    for creation in import.creations.iter().take(20) {
        assert!(creation.place.line <= lines);
        for dialect in Dialect::ALL {
            let mut outcome = creation.outcome(creation.dialect, dialect.into());
            assert!(outcome.taken.iter().all(|taken| taken.place.line <= lines));
            assert!(outcome.left_out.iter().all(|left| left.place.line <= lines));
            let _ = validate::problems(&outcome.drafts, dialect, &ValidationContext::default());
            let _ = encode::body(&outcome.drafts, dialect, Carrier::Create);
            for place in (0..outcome.left_out.len()).rev() {
                outcome.accept(place);
            }
        }
    }
}
