//! What is asked before something is done to the instance that cannot be taken back.

pub mod ask;
pub mod copy_file;
pub mod recreate;
