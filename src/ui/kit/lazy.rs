//! Lazy chunks: parts of the program that load after the form is on the screen. This file loads a
//! chunk and says what shows until it is there; [`crate::ui::lazy_chunks`] says what each chunk offers.

use crate::ui::kit::i18n::key;
use std::cell::{Cell, OnceCell, RefCell};
use std::pin::Pin;
use std::thread::LocalKey;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::platform::host_page;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::{focus, i18n};

/// How far a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadState {
    Loading,
    /// Loading again after a failure
    Retrying,
    Loaded,
    Failed,
}

/// Fetches the code of a chunk; `None` when it cannot be had.
pub type CodeLoader<E> = fn() -> Pin<Box<dyn Future<Output = Option<E>>>>;

/// Gets the exports of a chunk, or nothing when it could not be loaded.
type Waiting<E> = Box<dyn FnOnce(Option<&E>)>;

/// What is known of a chunk. `E` is the struct of function pointers that it exports.
pub struct ChunkCell<E> {
    name: &'static str,
    loader: Cell<Option<CodeLoader<E>>>,
    exports: OnceCell<E>,
    // Not owned by a view: it outlives all of them.
    state: ArcRwSignal<LoadState>,
    is_fetching: Cell<bool>,
    /// Run when the chunk has loaded, however often that fails before
    until_loaded: RefCell<Vec<Waiting<E>>>,
    /// Run when the current fetch ends
    until_fetched: RefCell<Vec<Waiting<E>>>,
}

impl<E> std::fmt::Debug for ChunkCell<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl<E> ChunkCell<E> {
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            loader: Cell::new(None),
            exports: OnceCell::new(),
            state: ArcRwSignal::new(LoadState::Loading),
            is_fetching: Cell::new(false),
            until_loaded: RefCell::default(),
            until_fetched: RefCell::default(),
        }
    }
}

/// What shows until the chunk has loaded.
#[derive(Clone, Copy)]
enum Placeholder {
    Screen,
    Part,
    Nothing,
}

/// A handle of a chunk.
pub struct LazyChunk<E: 'static>(&'static LocalKey<ChunkCell<E>>);

impl<E> Clone for LazyChunk<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for LazyChunk<E> {}

impl<E> std::fmt::Debug for LazyChunk<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.with(|cell| cell.fmt(f))
    }
}

impl<E: Copy + 'static> LazyChunk<E> {
    #[must_use]
    pub const fn new(cell: &'static LocalKey<ChunkCell<E>>) -> Self {
        Self(cell)
    }

    /// Says how its code is fetched. To be called once, before anything else.
    pub fn register(self, loader: CodeLoader<E>) {
        self.0.with(|cell| cell.loader.set(Some(loader)));
    }

    /// The exports, once the chunk has loaded. Nothing is tracked.
    #[must_use]
    pub fn exports(self) -> Option<E> {
        self.0.with(|cell| cell.exports.get().copied())
    }

    fn state(self) -> ArcRwSignal<LoadState> {
        self.0.with(|cell| cell.state.clone())
    }

    /// Starts to fetch the chunk, unless that was done. After a failure it tries again.
    pub fn load(self) {
        let is_idle =
            self.0.with(|cell| cell.exports.get().is_none() && !cell.is_fetching.replace(true));
        if is_idle {
            spawn_local(async move {
                let _ = self.fetch().await;
            });
        }
    }

    /// Runs as soon as the chunk has loaded, which may be at once. It starts no fetch.
    pub fn when_loaded(self, run: impl FnOnce(&E) + 'static) {
        match self.exports() {
            Some(exports) => run(&exports),
            None => self.0.with(|cell| {
                let run = Box::new(move |exports: Option<&E>| exports.map_or((), run));
                cell.until_loaded.borrow_mut().push(run);
            }),
        }
    }

    /// Fetches the chunk if need be, and runs when that has ended, either way.
    pub fn fetch_then(self, run: impl FnOnce(Option<&E>) + 'static) {
        match self.exports() {
            Some(exports) => run(Some(&exports)),
            None => {
                self.0.with(|cell| cell.until_fetched.borrow_mut().push(Box::new(run)));
                self.load();
            }
        }
    }

    /// Fetches the code alone, for what needs no text and no style.
    pub async fn fetch_code(self) -> Option<E> {
        self.0.with(|cell| cell.loader.get())?().await
    }

    /// Fetches code, texts and styles. The sheet comes last: it is adopted only once all is there.
    pub async fn fetch(self) -> Option<E> {
        let name = self.0.with(|cell| cell.name);
        let exports = self.fetch_code().await;
        let has_rest = exports.is_some()
            && i18n::load_part(name).await.is_ok()
            && host_page::use_style(name).await.is_ok();
        let exports = exports.filter(|_| has_rest);
        let waiting = self.0.with(|cell| {
            cell.is_fetching.set(false);
            let mut waiting = cell.until_fetched.take();
            if let Some(exports) = exports {
                let _ = cell.exports.set(exports);
                waiting.extend(cell.until_loaded.take());
            }
            waiting
        });
        self.state().set(if exports.is_some() { LoadState::Loaded } else { LoadState::Failed });
        waiting.into_iter().for_each(|run| run(exports.as_ref()));
        exports
    }

    /// A screen of the chunk. Until it has loaded, the screen says that it is loading or has failed.
    pub fn screen(self, view: fn(&E) -> fn() -> El) -> El {
        self.render(Placeholder::Screen, view)
    }

    /// A part of the form. It shows nothing while it loads for the first time, when nobody misses it.
    pub fn part(self, view: fn(&E) -> fn() -> El) -> El {
        self.render(Placeholder::Part, view)
    }

    /// A part that shows nothing until it has loaded, not even a failure: [`LazyChunk::part`] or
    /// [`LazyChunk::screen`] says that.
    pub fn quiet_part(self, view: fn(&E) -> fn() -> El) -> El {
        self.render(Placeholder::Nothing, view)
    }

    fn render(self, placeholder: Placeholder, view: fn(&E) -> fn() -> El) -> El {
        let state = self.state();
        el("div").dyn_child(move || match self.exports() {
            // Not tracked: to render again would drop the focus.
            Some(exports) => Some(view(&exports)()),
            None => self.placeholder(placeholder, state.get()),
        })
    }

    fn placeholder(self, placeholder: Placeholder, state: LoadState) -> Option<El> {
        let notice = match (placeholder, state) {
            (Placeholder::Nothing, _) | (Placeholder::Part, LoadState::Loading) => return None,
            (_, LoadState::Failed) => self.failed(),
            _ => loading(),
        };
        Some(match placeholder {
            Placeholder::Screen => {
                el("main").id("main").class("page").attr("tabindex", "-1").child(notice)
            }
            _ => notice,
        })
    }

    fn failed(self) -> El {
        let retry = move || {
            // The button disappears; keep the focus on the page.
            focus::by_id("main");
            self.state().set(LoadState::Retrying);
            self.load();
        };
        classed("section", "notice warning")
            .attr("role", "alert")
            .child(el("p").t(key!("later.failed")))
            .child(button("button").t(key!("later.retry")).on_click(retry))
    }
}

fn loading() -> El {
    classed("p", "notice").attr("role", "status").t(key!("later.loading"))
}
