//! The servers as the operator configures them.

mod address;
mod age;
mod form;
mod merge;
