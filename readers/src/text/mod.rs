//! Text with the places that its characters came from: what is read in a quoted body is told of with
//! its line and column in the paste.

pub mod bytes;
pub mod decisions;
pub mod mapped;
pub mod place;
pub mod typography;
