//! Tests of `servers`.

mod address;
