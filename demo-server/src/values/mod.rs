//! Small values that answers are made of. This folder knows nothing of servers, requests or state,
//! and imports nothing from the rest of the crate.
//!
//! - [`clock`]: the time, as milliseconds and as ISO text
//! - [`ids`]: UUIDs, tokens and database keys
//! - [`js`]: the JavaScript rules that decide what a server stores (truthiness, `||`, `??`)
//! - [`qr`]: QR codes as PNG data URLs
//! - [`url`]: which addresses are valid and which of them can be reached

pub mod clock;
pub mod ids;
pub mod js;
pub mod qr;
pub mod url;
