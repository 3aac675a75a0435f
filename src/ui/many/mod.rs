//! Many instances at once: where the rows come from, the table of them, and the run.

pub mod cell;
pub mod notices;
pub mod page;
mod plan;
pub mod queue;
pub mod request;
pub mod result_file;
pub mod row;
pub mod run_bar;
mod run_options;
pub mod source;
pub mod table;
pub mod toolbar;
pub mod words;
