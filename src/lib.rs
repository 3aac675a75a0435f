//! Instance Panel: a static page that creates WhatsApp instances on Evolution API servers and
//! shows what was really stored.
//!
//! Imports run one way: [`readers`] <- [`domain`] <- `platform` <- `state` <- `ui` <- `chunks`.
//!
//! - The domain names no browser: it is compiled and tested on the host, where the browser's crates do
//!   not exist.
//! - `platform` reaches the browser and knows no signal. `state` holds signals and draws nothing. `ui`
//!   draws and decides nothing about dialects.
//! - What the form does not need is reached through `ui::lazy_chunks` alone, so that it loads after it.
//! - What was typed lives in the state; a view may go and come back without losing any of it.
//! - A secret leaves the page in the `apikey` header, in a request's body, or by a press of *Copy*
//!   or *Download*; in no other way.

pub mod domain;

#[cfg(target_arch = "wasm32")]
pub mod chunks;
#[cfg(target_arch = "wasm32")]
pub mod platform;
#[cfg(target_arch = "wasm32")]
pub mod state;
#[cfg(target_arch = "wasm32")]
pub mod ui;

/// Starts the panel in the browser: in a page, or as a worker of one.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    if platform::worker::is_worker() {
        return chunks::serve();
    }
    chunks::register();
    ui::shell::start::start();
}
