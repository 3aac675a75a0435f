//! The servers as the operator configures them.

mod address;
mod form;
mod merge;
