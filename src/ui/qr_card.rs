//! The QR code that came with the answer, dark on white in both themes, or the pairing code, or why
//! there is none yet.

use super::element::{El, el};
use super::text::{t, tf};
use crate::domain::decode::QrCode;

/// The code of the instance of this name.
pub fn qr_card(qr: &QrCode, name: &str) -> El {
    let pairing = qr.pairing_code.as_deref().map(grouped);
    let picture = match (&qr.image, &pairing) {
        (Some(image), _) => picture(image, name),
        (None, Some(_)) => Vec::new(),
        (None, None) => vec![
            el("p").child(el("b").text(t("qr.not_yet.title"))),
            el("p").class("help").text(t("qr.not_yet.body")),
        ],
    };
    let pairing = pairing.map(|code| {
        el("p")
            .class("pairing")
            .child(el("span").text(t("qr.pairing")))
            .child(el("output").text(code))
    });
    let attempt = qr.count.filter(|count| *count > 0).map(|count| {
        el("span").class("badge").text(tf("qr.attempt", &[("count", &count.to_string())]))
    });
    let head = el("div")
        .class("card-head")
        .child(el("h2").id("qr-heading").text(t("qr.title")))
        .child(attempt);
    el("section")
        .class("card qr")
        .attr("aria-labelledby", "qr-heading")
        .child(head)
        .child(el("div").class("card-body").child(picture).child(pairing))
}

fn picture(image: &str, name: &str) -> Vec<El> {
    let drawn = el("img").attr("src", image).attr("alt", tf("qr.alt", &[("name", name)]));
    let save = el("a")
        .class("button small")
        .attr("href", image)
        .attr("download", format!("{name}-qr.png"))
        .text(t("qr.save"));
    vec![el("div").class("qr-frame").child(drawn), el("p").class("help").text(t("qr.where")), save]
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
