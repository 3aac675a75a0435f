//! The signals of the panel and what they are kept in. Nothing here renders; `domain` and `platform` are
//! below. Each feature has a state of its own, and [`app`] puts them together.

pub mod app;
pub mod create;
pub mod creation;
pub mod diagnostics;
pub mod embed;
pub mod export;
pub mod form;
pub mod import;
pub mod instance;
pub mod instances;
pub mod keys;
pub mod leave;
pub mod many;
pub mod notices;
pub mod pairing;
pub mod palette;
pub mod preferences;
pub mod presets;
pub mod press;
pub mod requests;
pub mod route;
pub mod secrets;
pub mod servers;

pub use app::{Panel, PanelState};
