//! One creation, from the press to the last read-back: the calls it makes and what a failed one can leave
//! behind.

pub mod first_message;
pub mod outcome;
pub mod ownership;
pub mod plan;
