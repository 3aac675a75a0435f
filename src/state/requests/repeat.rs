//! Sends a logged call once more. Only what reads is sent again.

use leptos::prelude::*;

use crate::domain::http::answer::CallAnswer;
use crate::domain::reply::error::ApiError;
use crate::domain::requests::record::CallRecord;
use crate::platform::fetch;
use crate::state::requests::Requests;

/// As long as the slowest of the calls that read.
const LIMIT_MS: u32 = 60_000;

impl Requests {
    /// The answer is logged as that of any other call. `None` for a call that may change something.
    pub async fn repeat(self, record: &CallRecord) -> Option<Result<CallAnswer, ApiError>> {
        if !record.is_repeatable() {
            return None;
        }
        let cancel = self.running.try_get_value()?;
        Some(fetch::send(&record.call(), LIMIT_MS, &cancel).await)
    }
}
