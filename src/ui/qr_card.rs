//! The QR code that came with the answer, dark on white in both themes, or the pairing code, or why
//! there is none yet.

use super::element::{El, classed, el};
use super::text::tf;
use crate::domain::decode::QrCode;

/// The code of the instance of this name.
pub fn qr_card(qr: &QrCode, name: &str) -> El {
    let pairing = qr.pairing_code.as_deref().map(grouped);
    let picture = match (&qr.image, &pairing) {
        (Some(image), _) => picture(image, name),
        (None, Some(_)) => Vec::new(),
        (None, None) if qr.code.is_some() => vec![classed("p", "help").say("qr.no_image")],
        (None, None) => vec![
            el("p").child(el("b").say("qr.not_yet.title")),
            classed("p", "help").say("qr.not_yet.body"),
        ],
    };
    let pairing = pairing.map(|code| {
        classed("p", "pairing").child(el("span").say("qr.pairing")).child(el("output").text(code))
    });
    let attempt = qr.count.filter(|count| *count > 0).map(|count| {
        classed("span", "badge").text(tf("qr.attempt", &[("count", &count.to_string())]))
    });
    let head =
        classed("div", "card-head").child(el("h2").id("qr-heading").say("qr.title")).child(attempt);
    classed("section", "card qr")
        .attr("aria-labelledby", "qr-heading")
        .child(head)
        .child(classed("div", "card-body").child(picture).child(pairing))
}

fn picture(image: &str, name: &str) -> Vec<El> {
    let drawn = el("img").attr("src", image).attr("alt", tf("qr.alt", &[("name", name)]));
    let save = classed("a", "button small")
        .attr("href", image)
        .attr("download", format!("{name}-qr.png"))
        .say("qr.save");
    vec![classed("div", "qr-frame").child(drawn), classed("p", "help").say("qr.where"), save]
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
