//! What people paste to be imported.

use instance_panel::domain::import::creation::outcome::ImportOutcome;
use instance_panel::domain::import::source::kind::SourceKind;
use instance_panel::domain::import::{self, Import};
use instance_panel::domain::schema::dialect::Dialect;
use instance_panel::domain::schema::encode;
use instance_panel::domain::schema::validate::{self, ValidationContext};
use instance_panel::domain::schema::wire::Carrier;
use instance_panel::domain::servers::address::base_url;
use readers::text::bytes::decoded;
use readers::text::place::TextPlace;

/// As many creations as are looked at of a paste.
const MOST: usize = 20;
/// Short texts are also read as often after each other as give this many bytes: what makes a reader go
/// over its input again and again is a hang then.
const REPEATED: usize = 262_144;

/// The bytes are a file. Whatever it holds, what it becomes can be judged and sent, every place of the
/// report is in it, and the key of a header is in no draft.
pub fn import(data: &[u8]) {
    let text = decoded(data);
    let Ok(import) = import::read(&text) else { return };
    check(&text, &import);
    let again = import::read(&text).expect("it was read before");
    assert_eq!(told(&again), told(&import), "{text:?}");
    // One text of sixteen, by what is in it: the others are tried sooner.
    let is_chosen = data.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte)) % 16 == 0;
    if is_chosen && data.len() <= 64 {
        let _ = import::read(&text.repeat(REPEATED / text.len()));
    }
}

fn check(text: &str, import: &Import) {
    let columns: Vec<usize> = text.split('\n').map(|line| line.chars().count() + 1).collect();
    // Behind the last character of a line there is one more place.
    let is_inside = |place: TextPlace| {
        let width = place.line.checked_sub(1).and_then(|line| columns.get(line));
        width.is_some_and(|width| (1..=*width).contains(&place.column))
    };
    for key in &import.keys {
        assert!(!key.key.is_empty() && is_inside(key.place), "{:?} in {text:?}", key.place);
        if let Some(url) = &key.base_url {
            assert_eq!(base_url(url).as_ref(), Some(url));
        }
    }
    assert!(import.notes.iter().all(|note| is_inside(note.place)));
    for creation in import.creations.iter().take(MOST) {
        assert!(is_inside(creation.place));
        for dialect in Dialect::ALL {
            let mut outcome = creation.outcome(creation.dialect, dialect.into());
            assert!(outcome.taken.iter().all(|taken| is_inside(taken.place)));
            assert!(outcome.left_out.iter().all(|left| is_inside(left.place)));
            assert!(outcome.notes.iter().all(|note| is_inside(note.place)));
            let _ = validate::problems(&outcome.drafts, dialect, &ValidationContext::default());
            let _ = encode::body(&outcome.drafts, dialect, Carrier::Create);
            for place in (0..outcome.left_out.len()).rev() {
                outcome.accept(place);
            }
            has_no_key(text, import, &outcome);
        }
    }
}

/// A key that stands in the text once, in a header, is in no body, even with every suggestion taken.
fn has_no_key(text: &str, import: &Import, outcome: &ImportOutcome) {
    // Where there are variables, one value can be in a header and in a body.
    let is_plain = matches!(import.kind, SourceKind::Curl(_) | SourceKind::HttpFile)
        && !text.contains(['$', '%', '@']);
    for key in import.keys.iter().map(|key| key.key.reveal()) {
        if !is_plain || key.len() < 8 || text.matches(key).count() != 1 {
            continue;
        }
        for dialect in Dialect::ALL {
            let body = encode::body(&outcome.drafts, dialect, Carrier::Create);
            let sent = body.map(|body| body.to_string()).unwrap_or_default();
            assert!(!sent.contains(key), "{key} of {text:?} in {sent}");
        }
    }
}

/// What two readings of a text have to agree in.
fn told(import: &Import) -> (SourceKind, usize, usize, Vec<ImportOutcome>) {
    let outcome = |creation: &import::creation::ImportedCreation| {
        creation.outcome(creation.dialect, Dialect::EvolutionV2.into())
    };
    let outcomes = import.creations.iter().take(MOST).map(outcome).collect();
    (import.kind, import.creations.len(), import.skipped, outcomes)
}
