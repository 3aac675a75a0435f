//! Reads command lines and the values of programs, keeps where each character stood, and reads long lists.
//!
//! Four parts: [`shell`] takes command lines apart by the rules of their shell, [`literal`] reads the
//! values of JSON, JavaScript, Python, PHP and PowerShell, [`text`] is a text that knows its places in the
//! paste, [`rows`] reads the list of instances. The other three know no instance. It is a crate of its own,
//! because it is compiled for speed where the panel is compiled for size.

pub mod literal;
pub mod rows;
pub mod shell;
pub mod text;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
