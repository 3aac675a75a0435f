//! Tests of `http`.

mod curl;
mod json_shape;
mod request;
mod secret;
mod url;
