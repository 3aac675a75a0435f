//! Files that the operator chooses, drops or saves.

pub mod download;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, HtmlInputElement};

/// A file that was dropped or chosen. Nothing of it is read yet.
#[derive(Clone, Debug)]
pub struct GivenFile(File);

impl GivenFile {
    /// The first file of what was dropped.
    #[must_use]
    pub fn dropped(event: &Event) -> Option<Self> {
        event.dyn_ref::<DragEvent>()?.data_transfer()?.files()?.get(0).map(Self)
    }

    /// The file that an input holds. The input is emptied: the same file can be chosen again.
    #[must_use]
    pub fn chosen(event: &Event) -> Option<Self> {
        let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
        let file = input.files()?.get(0);
        input.set_value("");
        file.map(Self)
    }

    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// In bytes.
    #[must_use]
    pub fn size(&self) -> f64 {
        self.0.size()
    }

    /// What is in it; `None` where the browser cannot read it.
    pub async fn bytes(&self) -> Option<Vec<u8>> {
        let buffer = JsFuture::from(self.0.array_buffer()).await.ok()?;
        Some(js_sys::Uint8Array::new(&buffer).to_vec())
    }
}

/// Lets a drop happen: without this the browser opens the file in place of the page.
pub fn allow_drop(event: &Event) {
    event.prevent_default();
}

/// The text of what was dropped, where it is no file.
#[must_use]
pub fn dropped_text(event: &Event) -> Option<String> {
    let data = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    data.get_data("text/plain").ok().filter(|text| !text.is_empty())
}
