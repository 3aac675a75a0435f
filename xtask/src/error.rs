//! The error type of this crate: one sentence that says what went wrong and what to do about it.
//! No caller branches on the kind of an error, so there is only one kind.

use std::fmt;
use std::path::Path;

pub(crate) type Result<T = ()> = std::result::Result<T, Error>;

#[derive(Debug)]
pub(crate) struct Error(String);

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// A file or folder could not be read or written.
    pub(crate) fn file(path: &Path, error: &std::io::Error) -> Self {
        Self(format!("Could not read or write {}: {error}.", path.display()))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
