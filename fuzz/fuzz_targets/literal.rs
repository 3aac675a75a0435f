//! Values of five languages. See `instance_panel_fuzz::literal`.

#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| instance_panel_fuzz::literal(data));

/// Without libFuzzer there is nothing to run: the corpus is tried by the tests of this package.
#[cfg(not(fuzzing))]
fn main() {}
