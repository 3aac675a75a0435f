//! DiagnosticKind `config.json` adds to the panel: look, links, presets, and what is wrong with the file.

pub mod brand;
pub mod config_notice;
pub mod config_text;
pub mod links;
pub mod preset_choice;
