//! Command lines of three shells. See `instance_panel_fuzz::shell`.

#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| instance_panel_fuzz::shell(data));

/// Without libFuzzer there is nothing to run: the corpus is tried by the tests of this package.
#[cfg(not(fuzzing))]
fn main() {}
