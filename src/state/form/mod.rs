//! The state of a form, whichever screen shows it. A form belongs to the reactive owner in which it is
//! made: its signals go with that owner, and several forms can be on the page at once.

pub mod field_signals;
mod fill;
pub mod model;
