//! A copy of the instance, to keep.

use crate::domain::http::json_print;
use crate::domain::instance::copy::InstanceCopy;
use crate::platform::files::download;
use crate::state::instance::InstanceScreen;

/// Everything that was read, as a file.
pub fn download_copy(screen: InstanceScreen, copy: &InstanceCopy) {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' };
    let name: String = screen.name().chars().take(80).map(safe).collect();
    download::text(&json_print::text(&copy.json(&screen.server())), &format!("{name}.json"));
}
