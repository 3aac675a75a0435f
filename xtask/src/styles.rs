//! Joins the style sheets: style/panel.css names the parts that the form needs, style/later.css those
//! of the later module, each in its order.

use crate::failure::Outcome;
use crate::tools::npm_program;
use crate::{command, project};
use std::path::Path;

/// Leaves `panel.css` and `later.css` in the folder.
pub(crate) fn run(folder: &Path) -> Outcome {
    let source = project::root().join("style");
    command::run(
        command::program(npm_program::path("esbuild")?)
            .args([source.join("panel.css"), source.join("later.css")])
            .args(["--bundle", "--minify", "--log-level=warning"])
            .arg(format!("--outdir={}", folder.display())),
        "Joining the style sheets",
    )
}
