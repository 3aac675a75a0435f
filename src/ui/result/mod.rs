//! The result of a creation: steps, token, proof, failures.

pub mod failure;
pub mod leave_dialog;
pub mod next_action;
pub mod next_steps;
pub mod page;
pub mod pairing;
pub mod pairing_trouble;
pub mod proof;
pub mod save_preset;
pub mod shown_again;
pub mod state_words;
pub mod timeline;
pub mod token_card;
