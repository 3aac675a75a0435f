//! One creation, from the press to the last read-back: the calls it makes, what a failed one can
//! leave behind, and the state machine that runs it.

pub mod asked;
pub mod attempt;
pub mod first_message;
pub mod headline;
pub mod in_flight;
pub mod machine;
pub mod outcome;
pub mod ownership;
pub mod patience;
pub mod plan;
pub mod progress;
pub mod timestamp;
pub mod token_use;
