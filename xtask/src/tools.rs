//! The programs that the work needs and a bare machine lacks: each module finds one, installs it
//! when it is missing or of the wrong version, and says so before it takes long.

pub(crate) mod bindgen;
pub(crate) mod cargo_install;
pub(crate) mod chromium;
pub(crate) mod components;
pub(crate) mod crates;
pub(crate) mod find;
pub(crate) mod node;
pub(crate) mod npm;
pub(crate) mod npm_program;
pub(crate) mod root_rights;
pub(crate) mod target;
pub(crate) mod trunk;
pub(crate) mod web_servers;
