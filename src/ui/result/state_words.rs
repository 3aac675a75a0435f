//! The connection's state in words, next to the server's own.

use crate::domain::interpolate;
use crate::domain::pairing::phase::ConnectionState;
use crate::ui::kit::element::{El, el};
use crate::ui::kit::i18n::t;

/// The words for a state that is known, where they say it in another way.
fn words(state: &str) -> Option<String> {
    let link = ConnectionState::of(state);
    let words = (link.id() == state).then(|| t(&format!("pairing.link.{}", link.id())));
    words.filter(|words| words != state)
}

/// Inside a sentence: the words, and the server's own in brackets.
pub fn in_words(state: &str) -> String {
    words(state).map_or_else(|| state.to_owned(), |words| format!("{words} ({state})"))
}

/// On its own: the words, and the server's own as code.
pub fn with_words(state: &str) -> El {
    let words = words(state).map(|words| el("span").text(words + " "));
    el("span").child(words).child(el("code").text(interpolate::plain(state)))
}
