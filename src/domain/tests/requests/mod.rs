//! The log of requests: what it keeps, what it shows, and that it shows no secret.

mod cut_json;
mod filter;
mod log;
mod mask;

use crate::domain::http::answer::CallAnswer;
use crate::domain::http::request::{HttpCall, Method};
use crate::domain::http::secret::Secret;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::requests::record::CallRecord;

const BASE: &str = "https://api.example.com";
const KEY: &str = "the-global-key-0123456789";

fn call(method: Method, path: &str, body: Option<&str>) -> HttpCall {
    let call = HttpCall::new(method, BASE, path, &Secret::new(KEY));
    HttpCall { body: body.map(str::to_owned), ..call }
}

fn answer(status: u16, text: &str) -> CallAnswer {
    CallAnswer { status, text: text.to_owned(), elapsed_ms: 0, retry_after_s: None }
}

/// A call that was answered.
fn answered(call: &HttpCall, status: u16, text: &str) -> CallRecord {
    CallRecord::new(call, Ok(&answer(status, text)), 12, 1_000_000.0)
}

/// A call that got no answer.
fn failed(call: &HttpCall, case: Case) -> CallRecord {
    CallRecord::new(call, Err(&ApiError::without_reply(case)), 12, 1_000_000.0)
}
