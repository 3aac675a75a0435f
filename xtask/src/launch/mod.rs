//! Starts the built panel: the demo server, and a check that the release starts in a browser. May
//! import only the base.

pub(crate) mod demo_server;
pub(crate) mod startup_check;
