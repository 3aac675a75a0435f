//! The servers as the operator configures them.

mod form;
