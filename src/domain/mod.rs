//! The pure half: what a creation form is, what is sent for it and what servers answer. It knows
//! std, serde and `serde_json`; there is no browser, no clock and no network here, and on the host
//! there cannot be: their crates exist for wasm32 only.
//!
//! Suggested reading order: [`field`] (the vocabulary), [`fields`] (the table), [`drafts`],
//! [`encode`], [`plan`], [`decode`], [`proof`].

pub mod address;
pub mod aftermath;
pub mod check;
pub mod complaint;
pub mod config;
pub mod curl;
pub mod decode;
pub mod dialect;
pub mod doctor;
pub mod drafts;
pub mod embed_options;
pub mod encode;
pub mod endpoint;
pub mod error;
pub mod event;
pub mod field;
pub mod fields;
pub mod framing;
pub mod given_value;
pub mod headline;
pub mod idle;
pub mod json_text;
pub mod ladder;
pub mod look;
pub mod next_step;
pub mod ownership;
pub mod pairing;
pub mod plan;
pub mod proof;
pub mod proof_report;
pub mod protocol;
pub mod read_back;
pub mod search;
pub mod secret;
pub mod section;
pub mod sentence;
pub mod server;
pub mod setup;
pub mod verdict;
pub mod wire;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
