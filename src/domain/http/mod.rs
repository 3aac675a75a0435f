//! Calls as values: URL, key and body of each request, and how they are shown. Nothing here sends one.

pub mod answer;
pub mod curl;
pub mod json_print;
pub mod json_shape;
pub mod place;
pub mod request;
pub mod secret;
pub mod url;
