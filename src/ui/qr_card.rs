//! The QR code that came with the answer, dark on white in both themes, or the pairing code, or why
//! there is none yet.

use leptos::prelude::*;

use super::text::{t, tf};
use crate::domain::decode::QrCode;

#[component]
pub fn QrCard(qr: QrCode, name: String) -> impl IntoView {
    let pairing = qr.pairing_code.as_deref().map(grouped);
    let count = qr.count.unwrap_or(0);
    let picture = match (&qr.image, &pairing) {
        (Some(image), _) => {
            let save = format!("{name}-qr.png");
            view! {
                <div class="qr-frame">
                    <img src=image.clone() alt=tf("qr.alt", &[("name", &name)]) />
                </div>
                <p class="help">{t("qr.where")}</p>
                <a class="button small" href=image.clone() download=save>{t("qr.save")}</a>
            }
            .into_any()
        }
        (None, Some(_)) => ().into_any(),
        (None, None) => view! {
            <p><b>{t("qr.not_yet.title")}</b></p>
            <p class="help">{t("qr.not_yet.body")}</p>
        }
        .into_any(),
    };
    view! {
        <section class="card qr" aria-labelledby="qr-heading">
            <div class="card-head">
                <h2 id="qr-heading">{t("qr.title")}</h2>
                {(count > 0)
                    .then(|| {
                        let attempt = tf("qr.attempt", &[("count", &count.to_string())]);
                        view! { <span class="badge">{attempt}</span> }
                    })}
            </div>
            <div class="card-body">
                {picture}
                {pairing
                    .map(|code| {
                        view! {
                            <p class="pairing">
                                <span>{t("qr.pairing")}</span>
                                <output>{code}</output>
                            </p>
                        }
                    })}
            </div>
        </section>
    }
}

/// A pairing code as people read it out: two groups of four.
fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().filter(char::is_ascii_alphanumeric).collect();
    match letters.as_slice() {
        [first @ .., _, _, _, _] if first.len() == 4 => {
            let (first, last) = letters.split_at(4);
            format!("{}-{}", String::from_iter(first), String::from_iter(last))
        }
        _ => code.to_owned(),
    }
}
