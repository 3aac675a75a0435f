//! The deployment's links, below every page. They lead out of the panel, into a window of their own.

use crate::ui::kit::i18n::key;
use leptos::prelude::*;

use crate::domain::deployment::{Deployment, PageLink};
use crate::ui::kit::element::{El, classed, el};

/// Nothing where there are none.
pub fn page_links() -> El {
    let deployment = expect_context::<&'static Deployment>();
    let link = |link: &PageLink| {
        el("a")
            .attr("href", &link.url)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .text(&link.label)
    };
    let links: Vec<El> = deployment.links.iter().map(link).collect();
    let nav = (!links.is_empty()).then(|| {
        classed("nav", "page-links").attr_t("aria-label", key!("config.links")).child(links)
    });
    el("div").child(nav)
}
