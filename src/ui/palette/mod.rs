//! The palette: one box that leads to instances, servers, fields, pages and actions. The start script
//! opens its dialog; what is in the dialog is made here.

pub mod dialog;
mod entries;
mod finder;
mod frame;
mod run;
pub mod view;
