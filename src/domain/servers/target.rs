//! Where a call goes.

use crate::domain::http::secret::Secret;
use crate::domain::schema::api::Api;

/// The server that a call goes to.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    pub base_url: &'a str,
    pub key: &'a Secret,
    pub api: Api,
}
