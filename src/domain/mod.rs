//! The pure half: what a creation form is, what is sent for it and what servers answer. It knows
//! std, serde and `serde_json`; there is no browser, no clock and no network here, and on the host
//! there cannot be: their crates exist for wasm32 only.
//!
//! Suggested reading order: [`field`] (the vocabulary), [`fields`] (the table), [`drafts`],
//! [`encode`], [`plan`], [`decode`], [`proof`].

pub mod bots;
pub mod bulk;
pub mod creation;
pub mod deployment;
pub mod diagnostics;
pub mod embed;
pub mod export;
pub mod http;
pub mod import;
pub mod instance;
pub mod instances;
pub mod interpolate;
pub mod many;
pub mod pairing;
pub mod palette;
pub mod preferences;
pub mod presets;
pub mod proof;
pub mod reply;
pub mod requests;
pub mod route;
pub mod schema;
pub mod servers;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
