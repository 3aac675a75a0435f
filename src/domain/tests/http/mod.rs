//! Tests of `http`.

mod curl;
mod request;
mod secret;
