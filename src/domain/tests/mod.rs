//! The domain's tests.
