//! Reads a long paste in a worker, so that the page goes on meanwhile.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::domain::import::source::table::FieldLabels;
use crate::domain::import::transfer::{self, AnswerParts};
use crate::domain::import::{Import, ImportFault};
use crate::platform::worker::{self, PageWorker, WorkerEvent};

/// How long a worker may take until it listens. Its files are those of the page, and mostly there.
const START: Duration = Duration::from_secs(4);

/// How the reading of a text ended.
#[derive(Debug)]
pub(super) enum ReadingEnd {
    Read(Result<Import, ImportFault>),
    /// No worker can be had: the page has to read the text itself
    NoWorker(String),
    /// The worker had the text and broke off. The page would break as well
    BrokenOff,
}

#[derive(Debug, Default)]
struct CurrentReading {
    /// Counts the readings: what belongs to an earlier one has no effect
    number: u32,
    worker: Option<PageWorker>,
}

/// Reads one text at a time.
#[derive(Clone, Copy, Debug)]
pub(super) struct PasteReader(StoredValue<CurrentReading, LocalStorage>);

impl PasteReader {
    pub(super) fn new() -> Self {
        Self(StoredValue::new_local(CurrentReading::default()))
    }

    /// Ends what is read. Nothing of it comes any more.
    pub(super) fn stop(self) {
        self.0.update_value(|current| {
            *current = CurrentReading { number: current.number + 1, worker: None };
        });
    }

    /// The number of the reading at present, which [`Self::stop`] changes.
    pub(super) fn number(self) -> u32 {
        self.0.with_value(|current| current.number)
    }

    /// Reads a text with these labels; `end` runs once, or never if the reading is stopped before.
    pub(super) fn read(
        self,
        text: String,
        labels: &FieldLabels,
        end: impl Fn(ReadingEnd) + Copy + 'static,
    ) {
        self.stop();
        let number = self.number();
        let finish = move |outcome| {
            if self.number() == number {
                self.stop();
                end(outcome);
            }
        };
        let is_asked = Rc::new(Cell::new(false));
        let question = transfer::request(&text, labels);
        let parts = Rc::new(RefCell::new(AnswerParts::of(text)));
        let give_up = {
            let (parts, is_asked) = (parts.clone(), is_asked.clone());
            move || {
                let text = parts.take().into_text();
                finish(match is_asked.get() {
                    true => ReadingEnd::BrokenOff,
                    false => ReadingEnd::NoWorker(text),
                });
            }
        };
        let hear = {
            let (parts, is_asked, give_up) = (parts.clone(), is_asked.clone(), give_up.clone());
            move |event| match event {
                WorkerEvent::Asked => is_asked.set(true),
                WorkerEvent::Failed => give_up(),
                WorkerEvent::Answer(part) => {
                    let taken = parts.borrow_mut().take(&part);
                    match taken {
                        Ok(None) => {}
                        Ok(Some(import)) => finish(ReadingEnd::Read(import)),
                        Err(transfer::UnknownBytes) => give_up(),
                    }
                }
            }
        };
        let worker = PageWorker::ask(&question, hear);
        let without = give_up.clone();
        spawn_local(async move {
            let worker = worker.await;
            if self.number() != number {
                return;
            }
            match worker {
                Some(worker) => self.0.update_value(|current| current.worker = Some(worker)),
                None => without(),
            }
        });
        set_timeout(
            move || {
                if self.number() == number && !is_asked.get() {
                    give_up();
                }
            },
            START,
        );
    }
}

/// What a worker does: it reads the texts that its page gives it.
pub fn serve() {
    worker::serve(|request, give| transfer::answer(request, give).is_ok());
}
