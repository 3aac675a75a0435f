//! Many instances at once: a batch of rows, what is wrong with them before anything is sent, and the run
//! that creates them.
//!
//! A row says what its instance has of its own ([`row`]); all else comes from the form. The run
//! ([`run`]) is a machine over machines: each row has the machine of one creation.

pub mod batch;
pub mod cell;
pub mod change;
pub mod check;
pub mod existing;
pub mod kept;
pub mod kept_run;
pub mod outcome;
pub mod pattern;
pub mod queue;
pub mod row;
pub mod run;
pub mod server_list;
pub mod template;
pub mod unkept;
