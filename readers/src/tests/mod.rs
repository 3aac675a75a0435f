//! Tests of the readers alone. What the import makes of them is tested in the panel.

mod bytes;
mod counted;
mod decisions;
mod formatted;
mod literals;
mod repeated;
mod scripts;
mod shells;
mod typography;
