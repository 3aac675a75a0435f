//! Calls as values: URL, key and body of each request, and how they are shown. Nothing here sends one.

pub mod curl;
pub mod json_print;
pub mod place;
pub mod request;
pub mod secret;
