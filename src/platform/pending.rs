//! A promise that Rust code fulfils.

use js_sys::{Function, Promise};

/// A pending promise and the function that fulfils it.
///
/// # Panics
/// Never: a promise calls its executor before its constructor returns.
pub fn pending() -> (Promise, Function) {
    let mut fulfil = None;
    let promise = Promise::new(&mut |resolve, _| fulfil = Some(resolve));
    (promise, fulfil.expect("a promise hands its functions over while it is made"))
}
