//! A worker: a copy of the panel without a page, which computes what would hold the page still. It loads
//! the files that the page has loaded, and the page asks it one question.

use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Of `src/start/start_worker.mjs`; a page without that script has no workers.
    #[wasm_bindgen(js_namespace = window, js_name = panelAsk, catch)]
    fn panel_ask(question: &Uint8Array, hear: &JsValue) -> Result<Promise, JsValue>;

    /// Of `src/start/worker.mjs`.
    #[wasm_bindgen(js_namespace = self, js_name = panelServe)]
    fn panel_serve(answer: &JsValue);

    /// It fails where the browser has no memory left.
    #[wasm_bindgen(js_namespace = self, js_name = panelGive, catch)]
    fn panel_give(part: &JsValue) -> Result<(), JsValue>;
}

/// What the page hears of its worker.
#[derive(Debug)]
pub enum WorkerEvent {
    /// It has the question
    Asked,
    /// A part of its answer
    Answer(Vec<u8>),
    /// It cannot be loaded, or has ended by a mistake
    Failed,
}

/// A worker of this page: dropping it ends it.
#[derive(Debug)]
pub struct PageWorker {
    end: Function,
    // The browser calls it for as long as the worker runs.
    _hear: Closure<dyn Fn(JsValue)>,
}

impl PageWorker {
    /// Starts a worker, which is asked as soon as it listens; the question is copied at once. `None` where
    /// the browser or the policy of the host allows none.
    pub fn ask<H: Fn(WorkerEvent) + 'static>(
        question: &[u8],
        hear: H,
    ) -> impl Future<Output = Option<Self>> + use<H> {
        let question = Uint8Array::from(question);
        async move {
            let hear = Closure::<dyn Fn(JsValue)>::new(move |told: JsValue| {
                hear(match told.dyn_ref::<Uint8Array>() {
                    Some(bytes) => WorkerEvent::Answer(bytes.to_vec()),
                    None if told.is_truthy() => WorkerEvent::Asked,
                    None => WorkerEvent::Failed,
                });
            });
            let end = JsFuture::from(panel_ask(&question, hear.as_ref()).ok()?).await.ok()?;
            Some(Self { end: end.unchecked_into(), _hear: hear })
        }
    }
}

impl Drop for PageWorker {
    fn drop(&mut self) {
        // The page's own function cannot fail.
        let _ = self.end.call0(&JsValue::UNDEFINED);
    }
}

/// Whether this copy of the panel is a worker.
#[must_use]
pub fn is_worker() -> bool {
    web_sys::window().is_none()
}

/// Tells the page that this worker listens, and answers what it asks, a part at a time. `answer` tells
/// whether it could.
pub fn serve(answer: impl Fn(&[u8], &mut dyn FnMut(Vec<u8>)) -> bool + 'static) {
    let answer = Closure::<dyn Fn(Uint8Array)>::new(move |question: Uint8Array| {
        let mut is_whole = true;
        let mut give = |part: Vec<u8>| {
            is_whole &= panel_give(&Uint8Array::from(part.as_slice())).is_ok();
        };
        if !answer(&question.to_vec(), &mut give) || !is_whole {
            refuse();
        }
    });
    panel_serve(answer.as_ref());
    answer.forget();
}

/// Tells the page that this worker gives no answer.
pub fn refuse() {
    // A flag can always be told.
    let _ = panel_give(&JsValue::FALSE);
}
