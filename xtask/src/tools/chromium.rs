//! Chromium and ChromeDriver for the tests: the installed ones, or else those of Debian.

use crate::console;
use crate::error::{Error, Result};
use crate::process;
use crate::tools::find;
use crate::tools::privileges::{self, Privileges};
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub(crate) struct ChromeInstallation {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const MAC: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// The installed browser, if there is one.
pub(crate) fn find_chromium() -> Option<PathBuf> {
    from_environment(&["CHROME", "CHROMIUM"]).or_else(|| {
        let named = NAMES.iter().find_map(|name| find::first(name));
        named.or_else(|| MAC.iter().map(PathBuf::from).find(|path| path.is_file()))
    })
}

fn find_driver() -> Option<PathBuf> {
    let driver = std::env::var_os("CHROMEWEBDRIVER")
        .map(|folder| Path::new(&folder).join("chromedriver"))
        .filter(|path| path.is_file());
    from_environment(&["CHROMEDRIVER"]).or(driver).or_else(|| find::first("chromedriver"))
}

/// The browser and a driver of the same version, which are installed if they are missing.
pub(crate) fn ensure() -> Result<ChromeInstallation> {
    if find_chromium().is_none() || find_driver().is_none() {
        install()?;
    }
    let (Some(chromium), Some(driver)) = (find_chromium(), find_driver()) else {
        return Err(manual_installation());
    };
    let versions = [&chromium, &driver].map(|program| find::version_output(program));
    let majors = versions.map(|answer| answer.as_deref().and_then(major));
    match majors {
        [Some(browser), Some(its_driver)] if browser == its_driver => {}
        // Without a version, the tests will show whether the pair works.
        [None, _] | [_, None] => {}
        [Some(browser), Some(its_driver)] => {
            return Err(Error::new(format!(
                "Chromium is version {browser} but ChromeDriver is version {its_driver}: install \
                 a matching pair, or name one in CHROME and CHROMEDRIVER."
            )));
        }
    }
    Ok(ChromeInstallation { chromium, driver })
}

fn install() -> Result {
    let privileges = privileges::find();
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let Some(packages) = packages(&release).filter(|_| privileges != Privileges::None) else {
        return Err(manual_installation());
    };
    console::note("Installing Chromium and ChromeDriver with apt-get: 1 to 3 minutes, once.");
    apt(privileges, &["update", "-q"])?;
    apt(privileges, &[&["install", "-y", "-q"], packages.as_slice()].concat())
}

fn apt(privileges: Privileges, arguments: &[&str]) -> Result {
    let mut command = privileges.program("env").ok_or_else(manual_installation)?;
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
    process::run(&mut command, "Installing Chromium with apt-get").map_err(|error| {
        Error::new(format!(
            "{error} If there is no network connection, connect this machine and run the command \
             again."
        ))
    })
}

/// The names of the Debian packages, by the content of /etc/os-release.
fn packages(release: &str) -> Option<[&'static str; 2]> {
    let words = |key: &str| {
        let value = release.lines().find_map(|line| line.strip_prefix(key));
        value.unwrap_or_default().trim_matches('"').to_owned()
    };
    let names = format!("{} {}", words("ID="), words("ID_LIKE="));
    let is = |name: &str| names.split_whitespace().any(|word| word == name);
    if is("ubuntu") {
        Some(["chromium-browser", "chromium-chromedriver"])
    } else if is("debian") {
        Some(["chromium", "chromium-driver"])
    } else {
        None
    }
}

fn manual_installation() -> Error {
    Error::new(
        "The tests need Chromium and ChromeDriver of the same version and cannot install them \
         here: install both (Debian: `sudo apt-get install chromium chromium-driver`; macOS: \
         `brew install --cask chromium chromedriver`), or name them in CHROME and CHROMEDRIVER, \
         and run the command again.",
    )
}

fn from_environment(names: &[&str]) -> Option<PathBuf> {
    names.iter().filter_map(std::env::var_os).map(PathBuf::from).find(|path| path.is_file())
}

/// `ChromeDriver 156.0.8078.79 (…)` and `Chromium 156.0.8078.79 built on …` are 156.
fn major(answer: &str) -> Option<u32> {
    answer
        .split_whitespace()
        .filter_map(|word| word.split_once('.'))
        .find_map(|(first, _)| first.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_major_version() {
        for (answer, expected) in [
            ("ChromeDriver 156.0.8078.79 (a21ce95-refs/branch-heads/8078@{#1704})", Some(156)),
            ("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)", Some(156)),
            ("Google Chrome 140.0.1.2 ", Some(140)),
            ("", None),
        ] {
            assert_eq!(major(answer), expected, "{answer:?}");
        }
    }

    #[test]
    fn ubuntu_has_other_package_names() {
        for (release, expected) in [
            ("NAME=\"Debian GNU/Linux\"\nID=debian\n", Some("chromium")),
            ("ID=ubuntu\nID_LIKE=debian\n", Some("chromium-browser")),
            ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", Some("chromium-browser")),
            ("ID=fedora\n", None),
            ("", None),
        ] {
            assert_eq!(packages(release).map(|names| names[0]), expected, "{release:?}");
        }
    }
}
