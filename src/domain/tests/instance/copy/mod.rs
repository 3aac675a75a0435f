//! What is made of an instance that was read: a duplicate, a file, a comparison.

mod carried_over;
mod comparison;
