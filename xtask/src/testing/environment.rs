//! The environment of the scripts in end2end/: the release, its servers and a browser, passed in
//! environment variables.

use crate::build::dist;
use crate::error::Result;
use crate::launch::demo_server;
use crate::tools::{chromium, npm, optional_programs};
use crate::{paths, release};
use std::path::PathBuf;
use std::process::Command;

#[derive(Debug)]
pub(crate) struct TestEnvironment {
    dist: PathBuf,
    /// The release archive, unpacked
    release: PathBuf,
    demo_server: PathBuf,
    chromium: PathBuf,
}

impl TestEnvironment {
    /// Installs what is missing and builds what is out of date.
    pub(crate) fn set_up() -> Result<Self> {
        npm::ensure(&paths::end2end(), "the test packages")?;
        let chromium = chromium::ensure()?.chromium;
        dist::build_if_stale()?;
        Ok(Self {
            dist: paths::dist(),
            release: release::write()?.folder,
            demo_server: demo_server::build()?,
            chromium,
        })
    }

    /// Sets the environment variables of a command.
    pub(crate) fn apply<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        for (variable, file) in optional_programs::variables() {
            match file {
                Some(file) => command.env(variable, file),
                None => command.env_remove(variable),
            };
        }
        command
            .env("PANEL_DIST", &self.dist)
            .env("PANEL_RELEASE", &self.release)
            .env("DEMO_SERVER", &self.demo_server)
            .env("CHROMIUM", &self.chromium)
    }
}
