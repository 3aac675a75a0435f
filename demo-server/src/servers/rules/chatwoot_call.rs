//! The call to Chatwoot that creates an inbox at once. Its answer follows from the address and an
//! option; by then the server has stored the settings.

use crate::http::reply::{self, ApiResult};
use crate::state::options::ServerOptions;
use crate::values::url;

/// Fails with the reply of a server whose call to Chatwoot failed.
pub(crate) fn create_inbox(options: &ServerOptions, address: &str) -> ApiResult<()> {
    if url::is_unreachable(address) {
        let authority = url::authority(address);
        return Err(reply::crashed(&format!("connect ECONNREFUSED {authority}")));
    }
    match options.chatwoot_status {
        200..=299 => Ok(()),
        401 => Err(reply::crashed("Unauthorized")),
        404 => Err(reply::crashed("Not Found")),
        422 => Err(reply::crashed("Generic Error")),
        _ => Err(reply::crashed("Internal Server Error")),
    }
}
