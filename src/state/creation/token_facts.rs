//! What is known of the token of the result: only the chunk that shows a result holds this.

use leptos::prelude::*;

use crate::domain::creation::token_use::TokenUse;

#[derive(Clone, Copy, Debug)]
pub struct TokenFacts {
    /// Who else has the token
    pub used_by: RwSignal<TokenUse>,
    /// Whether the server tells the token again, as far as that is known
    pub is_listed: RwSignal<Option<bool>>,
}

impl TokenFacts {
    #[must_use]
    pub fn new() -> Self {
        Self { used_by: RwSignal::new(TokenUse::NotAsked), is_listed: RwSignal::new(None) }
    }
}

impl Default for TokenFacts {
    fn default() -> Self {
        Self::new()
    }
}
