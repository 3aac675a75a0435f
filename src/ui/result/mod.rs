//! The result of a creation: steps, token, proof, failures.

pub mod failure_panel;
pub mod failure_text;
pub mod leave_dialog;
pub mod lookup_line;
pub mod page;
pub mod pairing_trouble;
pub mod proof_copy;
pub mod proof_table;
pub mod proof_words;
pub mod reapply_row;
pub mod state_words;
pub mod timeline;
pub mod token_card;
