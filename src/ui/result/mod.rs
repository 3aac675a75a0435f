//! The result of a creation: steps, token, proof, failures.

pub mod failure;
mod leave_dialog;
mod next_steps;
pub mod page;
mod pairing_trouble;
mod proof;
mod shown_again;
mod state_words;
mod timeline;
mod token_card;
