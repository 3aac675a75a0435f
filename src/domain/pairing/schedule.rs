//! When a pairing asks again, and when it has asked often enough. All times are whole seconds.

use crate::domain::reply::error::Case;

/// How long the servers let one code live: their `qrTimeout`, both versions.
pub const CODE_LIFE: u32 = 45;
/// After so many answers without a code the likely causes are named.
pub const EMPTY_BEFORE_DIAGNOSIS: u32 = 4;
/// After so many the panel stops asking: each may open another connection to WhatsApp.
pub const EMPTY_LIMIT: u32 = 10;
/// So many codes that nobody scanned; a server's own `QRCODE_LIMIT` is 30.
pub const CODE_LIMIT: u32 = 12;
/// So many failed calls in a row.
pub const FAILURE_LIMIT: u32 = 5;
/// While a code is shown, between two looks at the state.
pub const LOOK: u32 = 3;
/// The least pause while nobody sees the page.
pub const HIDDEN_PAUSE: u32 = 20;
/// A connection closes for some seconds right after the scan, to come back by itself; `connect` in
/// that moment would open a second one. Only a state that stays closed is believed.
pub const CLOSES_BELIEVED: u32 = 3;
/// A logout is answered before the connection is closed.
pub const CLOSING_LOOKS: u32 = 6;

/// The pause after so many answers that brought nothing new.
#[must_use]
pub const fn pause(answers: u32) -> u32 {
    match answers {
        0 | 1 => 2,
        2 => 3,
        3 => 5,
        4 => 8,
        _ => 15,
    }
}

/// Asking again would be answered alike.
#[must_use]
pub const fn is_final(case: Case) -> bool {
    matches!(
        case,
        Case::Unauthorized
            | Case::Forbidden
            | Case::MissingGlobalKey
            | Case::InstanceNotFound
            | Case::WrongPath
            | Case::Licence
            | Case::MixedContent
            | Case::KeyUnsendable
            | Case::NameUnreachable
            | Case::NotOnThisEngine
    )
}
