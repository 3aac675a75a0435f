//! What is loaded when. Nothing imports these modules but the place that starts the panel.

pub mod later;
