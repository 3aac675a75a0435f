//! The deployment's links, below every page. They lead out of the panel, into a window of their own.

use crate::domain::deployment::PageLink;
use crate::state::Panel;
use crate::ui::kit::element::{El, classed, el};

/// Nothing where there are none.
pub fn page_links(panel: Panel) -> Option<El> {
    let link = |link: &PageLink| {
        el("a")
            .attr("href", &link.url)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .text(&link.label)
    };
    let links: Vec<El> = panel.setup.links.iter().map(link).collect();
    (!links.is_empty())
        .then(|| classed("nav", "page-links").attr_t("aria-label", "config.links").child(links))
}
