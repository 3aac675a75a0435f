//! Lazy chunks: parts of the program that load after the form is on the screen. This file loads a
//! chunk and says what shows until it is there; [`crate::ui::lazy_chunks`] says what each chunk offers.

use crate::ui::kit::i18n::key;
use std::cell::{Cell, OnceCell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
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

/// Fetches the code of a chunk and keeps what it exports; whether that worked.
type CodeLoader = fn() -> Pin<Box<dyn Future<Output = bool>>>;

/// Gets told whether the chunk could be loaded.
type Waiting = Box<dyn FnOnce(bool)>;

/// How far a chunk is, and who waits for it. It has no type of its own, so that its code exists once
/// for all chunks.
struct Loading {
    name: &'static str,
    loader: Cell<Option<CodeLoader>>,
    // Not owned by a view: it outlives all of them.
    state: ArcRwSignal<LoadState>,
    is_fetching: Cell<bool>,
    /// Run when the chunk has loaded, however often that fails before
    until_loaded: RefCell<Vec<Waiting>>,
    /// Run when the current fetch ends
    until_fetched: RefCell<Vec<Waiting>>,
}

impl Loading {
    fn is_loaded(&self) -> bool {
        self.state.get_untracked() == LoadState::Loaded
    }

    async fn fetch_code(&self) -> bool {
        match self.loader.get() {
            Some(load) => load().await,
            None => false,
        }
    }

    /// Fetches code, texts and styles. The sheet comes last: it is adopted only once all is there.
    async fn fetch(&self) -> bool {
        let is_loaded = self.fetch_code().await
            && i18n::load_part(self.name).await.is_ok()
            && host_page::use_style(self.name).await.is_ok();
        self.is_fetching.set(false);
        let mut waiting = self.until_fetched.take();
        if is_loaded {
            waiting.extend(self.until_loaded.take());
        }
        self.state.set(if is_loaded { LoadState::Loaded } else { LoadState::Failed });
        waiting.into_iter().for_each(|run| run(is_loaded));
        is_loaded
    }

    fn load(self: Rc<Self>) {
        if !self.is_loaded() && !self.is_fetching.replace(true) {
            spawn_local(async move {
                self.fetch().await;
            });
        }
    }

    fn prefetch(self: Rc<Self>) {
        if self.state.get_untracked() == LoadState::Loading {
            self.load();
        }
    }

    fn placeholder(self: Rc<Self>, placeholder: Placeholder) -> Option<El> {
        let notice = match (placeholder, self.state.get()) {
            (Placeholder::Nothing, _) | (Placeholder::Part, LoadState::Loading) => return None,
            (_, LoadState::Failed) => self.failed(placeholder),
            _ => loading(),
        };
        Some(match placeholder {
            Placeholder::Screen => {
                el("main").id("main").class("page").attr("tabindex", "-1").child(notice)
            }
            _ => notice,
        })
    }

    fn failed(self: Rc<Self>, placeholder: Placeholder) -> El {
        let retry = move || {
            // The button disappears; keep the focus on the page.
            focus::by_id("main");
            self.state.set(LoadState::Retrying);
            if let Placeholder::Screen = placeholder {
                // The whole page is rendered again, whatever comes of it.
                let refocus = |_| request_animation_frame(|| focus::by_id("main"));
                self.until_fetched.borrow_mut().push(Box::new(refocus));
            }
            self.clone().load();
        };
        classed("section", "notice warning")
            .attr("role", "alert")
            .child(el("p").t(key!("later.failed")))
            .child(button("button").t(key!("later.retry")).on_click(retry))
    }
}

/// What is known of a chunk. `E` is the struct of function pointers that it exports.
pub struct ChunkCell<E> {
    loading: Rc<Loading>,
    exports: OnceCell<E>,
}

impl<E> std::fmt::Debug for ChunkCell<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.loading.name)
    }
}

impl<E> ChunkCell<E> {
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        let loading = Loading {
            name,
            loader: Cell::new(None),
            state: ArcRwSignal::new(LoadState::Loading),
            is_fetching: Cell::new(false),
            until_loaded: RefCell::default(),
            until_fetched: RefCell::default(),
        };
        Self { loading: Rc::new(loading), exports: OnceCell::new() }
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

    fn loading(self) -> Rc<Loading> {
        self.0.with(|cell| cell.loading.clone())
    }

    /// Says how its code is fetched. To be called once, before anything else.
    pub fn register(self, loader: CodeLoader) {
        self.loading().loader.set(Some(loader));
    }

    /// Keeps what the code exports; the loader calls it.
    pub fn keep(self, exports: E) {
        self.0.with(|cell| {
            // A second fetch brings the same functions.
            let _ = cell.exports.set(exports);
        });
    }

    /// The exports, once the code has loaded. Nothing is tracked.
    fn code(self) -> Option<E> {
        self.0.with(|cell| cell.exports.get().copied())
    }

    /// The exports, once the chunk has loaded with its texts and styles. Nothing is tracked.
    #[must_use]
    pub fn exports(self) -> Option<E> {
        if self.loading().is_loaded() { self.code() } else { None }
    }

    /// Starts to fetch the chunk, unless that was done. After a failure it tries again.
    pub fn load(self) {
        self.loading().load();
    }

    /// Fetches the chunk ahead of its use. After a failure it is left to the operator.
    pub fn prefetch(self) {
        self.loading().prefetch();
    }

    fn waiting(self, run: impl FnOnce(Option<&E>) + 'static) -> Waiting {
        Box::new(move |is_loaded| run(self.code().filter(|_| is_loaded).as_ref()))
    }

    /// Runs as soon as the chunk has loaded, which may be at once. It starts no fetch.
    pub fn when_loaded(self, run: impl FnOnce(&E) + 'static) {
        match self.exports() {
            Some(exports) => run(&exports),
            None => {
                let run = self.waiting(|exports| exports.map_or((), run));
                self.loading().until_loaded.borrow_mut().push(run);
            }
        }
    }

    /// Fetches the chunk if need be, and runs when that has ended, either way.
    pub fn fetch_then(self, run: impl FnOnce(Option<&E>) + 'static) {
        match self.exports() {
            Some(exports) => run(Some(&exports)),
            None => {
                let run = self.waiting(run);
                self.loading().until_fetched.borrow_mut().push(run);
                self.load();
            }
        }
    }

    /// Fetches the code alone, for what needs no text and no style.
    pub async fn fetch_code(self) -> Option<E> {
        let is_there = self.loading().fetch_code().await;
        self.code().filter(|_| is_there)
    }

    /// Fetches code, texts and styles.
    pub async fn fetch(self) -> Option<E> {
        let is_loaded = self.loading().fetch().await;
        self.code().filter(|_| is_loaded)
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
        el("div").dyn_child(move || match self.exports() {
            // Not tracked: to render again would drop the focus.
            Some(exports) => Some(view(&exports)()),
            None => self.loading().placeholder(placeholder),
        })
    }
}

fn loading() -> El {
    classed("p", "notice").attr("role", "status").t(key!("later.loading"))
}
