//! The calls of this tab as they are logged: what is kept of each, how many, and how they are shown.
//! Nothing of a secret is shown or copied, whatever its body looks like.

pub mod curl;
pub mod cut_json;
pub mod filter;
pub mod log;
pub mod mask;
pub mod record;
pub mod shown;
