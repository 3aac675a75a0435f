//! What goes into which lazy chunk. A chunk is one file here: it collects the functions that the rest
//! of the panel calls through [`crate::ui::lazy_chunks`], and declares itself by `lazy_chunk!`. Its
//! style sheet is `style/<name>.css`.
//!
//! Nothing imports this module but the start of the program: a function that is called in another way
//! as well would end up in the first load.

/// Declares the chunk `$name`, whose exports `$exports` returns. With `cfg(split)` the build splits the
/// module here: what only `$exports` reaches is in the chunk. Without it, as in the tests in the
/// browser, everything is in one module. `with` names the exports of another chunk: this one counts as reaching
/// all of them, so that the splitter puts what both need into one module. `docs/build.md` has the figures.
macro_rules! lazy_chunk {
    ($name:ident: $chunk:expr => $exports:ident() -> $type:ident $(, with $base:path)?) => {
        #[cfg(split)]
        #[super::wasm_split($name, wasm_split_path = leptos::wasm_split, fallible)]
        fn load() -> Result<Box<$type>, leptos::wasm_split::SplitLoaderError> {
            $(std::hint::black_box($base as fn() -> _);)?
            Ok(Box::new($exports()))
        }

        #[cfg(not(split))]
        async fn load() -> Result<Box<$type>, leptos::wasm_split::SplitLoaderError> {
            Ok(Box::new($exports()))
        }

        pub(super) fn register() {
            $chunk.register(|| {
                Box::pin(async {
                    let exports = load().await.ok();
                    exports.map(|exports| $chunk.keep(*exports)).is_some()
                })
            });
        }
    };
}

#[cfg(split)]
use leptos::wasm_split::wasm_split;

mod deployment;
mod instances;
mod many;
mod operate;
mod pairing;
mod servers;

/// Does the work of a worker, with the code of one chunk.
pub fn serve() {
    many::serve();
}

/// To be called once, before the first chunk is used.
pub fn register() {
    operate::register();
    servers::register();
    deployment::register();
    instances::register();
    many::register();
    pairing::register();
}
