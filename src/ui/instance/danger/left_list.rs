//! What a copy of the instance leaves behind, in words.

use crate::domain::http::json_print;
use crate::domain::instance::instance_copy::InstanceCopy;
use crate::domain::instance::left_behind::LeftBehind;
use crate::platform::download;
use crate::state::instance::InstanceScreen;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, section_name, t, tf};

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
    }
}

/// Everything that was read, as a file.
pub fn download_copy(screen: InstanceScreen, copy: &InstanceCopy) {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' };
    let name: String = screen.name().chars().take(80).map(safe).collect();
    download::text(&json_print::text(&copy.json(&screen.server())), &format!("{name}.json"));
}
