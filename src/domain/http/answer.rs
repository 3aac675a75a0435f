//! What a server answered.

/// An answer, whatever its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallAnswer {
    pub status: u16,
    pub text: String,
    /// From the call to the last byte
    pub elapsed_ms: u32,
    /// What `Retry-After` says, in seconds, where the page may read it
    pub retry_after_s: Option<u32>,
}
