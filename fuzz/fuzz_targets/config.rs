//! What a deployment's `config.json` may hold. See `instance_panel_fuzz::config`.

#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| instance_panel_fuzz::config(data));

/// Without libFuzzer there is nothing to run: the corpus is tried by the tests of this package.
#[cfg(not(fuzzing))]
fn main() {}
