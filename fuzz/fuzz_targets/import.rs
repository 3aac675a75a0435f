//! What people paste to be imported. See `instance_panel_fuzz::import`.

#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| instance_panel_fuzz::import(data));

/// Without libFuzzer there is nothing to run: the corpus is tried by the tests of this package.
#[cfg(not(fuzzing))]
fn main() {}
