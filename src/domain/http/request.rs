//! Calls as values: method, URL, key and body of every route the panel uses. Names stand in paths
//! percent-encoded; a key stands in the `apikey` header and nowhere else.

use crate::domain::http::secret::Secret;
use crate::domain::http::url::encode_segment;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// A request that is ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpCall {
    pub method: Method,
    pub url: String,
    /// For the `apikey` header; empty for calls that need none
    pub key: Secret,
    /// The text that is sent byte for byte, with `Content-Type: application/json`
    pub body: Option<String>,
}

impl HttpCall {
    #[must_use]
    pub fn new(method: Method, base_url: &str, path: &str, key: &Secret) -> Self {
        Self { method, url: format!("{base_url}{path}"), key: key.clone(), body: None }
    }

    #[must_use]
    pub fn with_body(mut self, body: String) -> Self {
        self.body = Some(body);
        self
    }

    /// Whether its address can be called as it is. Browsers and servers take a segment of one or two dots,
    /// also a percent-encoded one, for the folder itself or the one above: an instance of that name, which
    /// stands last, would make another path of it.
    #[must_use]
    pub fn is_addressable(&self) -> bool {
        let path = self.url.split(['?', '#']).next().unwrap_or_default();
        !matches!(path.rsplit('/').next(), Some("." | ".."))
    }
}

/// A path that ends in an instance's name.
#[must_use]
pub fn path(route: &str, name: &str) -> String {
    format!("{route}/{}", encode_segment(name))
}
