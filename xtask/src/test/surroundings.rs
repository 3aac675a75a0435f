//! What a script in end2end/ needs to meet the release: its files, its servers and a browser, told
//! through the environment.

use crate::failure::Outcome;
use crate::tools::{chromium, npm, web_servers};
use crate::{demo_server, panel, project, release};
use std::path::PathBuf;
use std::process::Command;

#[derive(Debug)]
pub(crate) struct Surroundings {
    dist: PathBuf,
    /// The archive as an operator unpacks it.
    release: PathBuf,
    demo_server: PathBuf,
    chromium: PathBuf,
}

impl Surroundings {
    /// Sets up what is missing and builds what is stale.
    pub(crate) fn set_up() -> Outcome<Self> {
        npm::ensure(&project::end2end(), "the test packages")?;
        let chromium = chromium::ensure()?.chromium;
        panel::build_if_stale()?;
        Ok(Self {
            dist: project::dist(),
            release: release::write()?.folder,
            demo_server: demo_server::build()?,
            chromium,
        })
    }

    pub(crate) fn tell<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("PANEL_DIST", &self.dist)
            .env("PANEL_RELEASE", &self.release)
            .env("DEMO_SERVER", &self.demo_server)
            .env("CHROMIUM", &self.chromium)
            .envs(web_servers::found())
    }
}
