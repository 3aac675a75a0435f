//! The deployment's links, below every page. They lead out of the panel, into a window of their own.

use super::element::{El, classed, el};
use crate::domain::setup::Link;
use crate::state::Panel;

/// Nothing where there are none.
pub fn page_links(panel: Panel) -> Option<El> {
    let link = |link: &Link| {
        el("a")
            .attr("href", &link.url)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .text(&link.label)
    };
    let links: Vec<El> = panel.setup.links.iter().map(link).collect();
    (!links.is_empty())
        .then(|| classed("nav", "page-links").attr_said("aria-label", "config.links").child(links))
}
