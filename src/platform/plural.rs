//! Plural categories of the languages, as the browser knows them.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl, js_name = PluralRules)]
    type PluralRules;

    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "PluralRules")]
    fn new(locale: &str) -> PluralRules;

    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, count: f64) -> String;
}

/// `one`, `few`, `many`, `other` and so on, of a language given by its BCP 47 tag.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn category(tag: &str, count: usize) -> String {
    PluralRules::new(tag).select(count as f64)
}
