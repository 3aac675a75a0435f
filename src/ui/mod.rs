//! The screens: one component a file, the file named after it. May import everything below; decides
//! nothing about dialects.

pub mod asked_sheet;
pub mod create;
pub mod deployment;
pub mod diagnostics;
pub mod embed;
pub mod export;
pub mod fields;
pub mod import;
pub mod instance;
pub mod instances;
pub mod kit;
pub mod lazy_chunks;
pub mod many;
pub mod pairing;
pub mod palette;
pub mod presets;
pub mod requests;
pub mod result;
pub mod servers;
pub mod shell;
