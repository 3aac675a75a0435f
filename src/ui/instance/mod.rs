//! One instance: what it is, what it does, and every group of it to read and to change.

pub mod bots;
pub mod danger;
pub mod group_card;
pub mod group_form;
pub mod group_values;
pub mod head;
pub mod not_there;
pub mod overview;
pub mod page;
pub mod rescue;
pub mod saved;
pub mod trouble;
pub mod try_it;
