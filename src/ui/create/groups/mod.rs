//! The groups of the form: a card for each that is on, and one card that lists those that are off.

pub mod cards;
pub mod off;
