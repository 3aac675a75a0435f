//! What a copy of the instance leaves behind, in words.

use crate::domain::instance::copy::left_behind::LeftBehind;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, label, section_name, t, tf};

/// The list under its heading; nothing where everything goes along.
pub fn left_list(heading: &str, left: &[LeftBehind]) -> Option<El> {
    let lines: Vec<El> = left.iter().map(|one| el("li").text(words(one))).collect();
    (!lines.is_empty())
        .then(|| el("div").child(el("p").t(heading)).child(classed("ul", "said-list").child(lines)))
}

fn words(left: &LeftBehind) -> String {
    match left {
        LeftBehind::Connection => t(key!("instance.left.connection")),
        LeftBehind::Messages => t(key!("instance.left.messages")),
        LeftBehind::Unread(section) => {
            tf!("instance.left.unread", section = &section_name(*section))
        }
        LeftBehind::Off(section) => tf!("instance.left.off", section = &section_name(*section)),
        LeftBehind::Hidden(section) => {
            tf!("instance.left.hidden", section = &section_name(*section))
        }
        LeftBehind::Rows(section) => tf!("instance.left.rows", section = &section_name(*section)),
        LeftBehind::Unseen(section, names) => tf!(
            "instance.left.unseen",
            section = &section_name(*section),
            fields = &names.join(", ")
        ),
        LeftBehind::NoGroup(section) => {
            tf!("instance.left.no_group", section = &section_name(*section))
        }
        LeftBehind::NoFields(section, fields) => {
            let fields: Vec<String> = fields.iter().map(|field| label(*field)).collect();
            tf!(
                "instance.left.no_fields",
                section = &section_name(*section),
                fields = &fields.join(", ")
            )
        }
        LeftBehind::NoEvents(section, names) => tf!(
            "instance.left.no_events",
            section = &section_name(*section),
            events = &names.join(", ")
        ),
    }
}
