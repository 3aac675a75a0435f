//! Chromium and ChromeDriver, in which the tests run: the installed ones, else Debian's.

use crate::command;
use crate::failure::{Failure, Outcome};
use crate::say;
use crate::tools::find;
use crate::tools::root_rights::{self, Rights};
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const MAC: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// The browser alone, where it happens to be installed.
pub(crate) fn find_chromium() -> Option<PathBuf> {
    from_environment(&["CHROME", "CHROMIUM"]).or_else(|| {
        let named = NAMES.iter().find_map(|name| find::first(name));
        named.or_else(|| MAC.iter().map(PathBuf::from).find(|path| path.is_file()))
    })
}

fn find_driver() -> Option<PathBuf> {
    let beside = std::env::var_os("CHROMEWEBDRIVER")
        .map(|folder| Path::new(&folder).join("chromedriver"))
        .filter(|path| path.is_file());
    from_environment(&["CHROMEDRIVER"]).or(beside).or_else(|| find::first("chromedriver"))
}

/// Both, installed if need be, and made for each other.
pub(crate) fn ensure() -> Outcome<Browser> {
    if find_chromium().is_none() || find_driver().is_none() {
        install()?;
    }
    let (Some(chromium), Some(driver)) = (find_chromium(), find_driver()) else {
        return Err(by_hand());
    };
    let versions = [&chromium, &driver].map(|program| find::version_answer(program));
    let majors = versions.map(|answer| answer.as_deref().and_then(major));
    match majors {
        [Some(browser), Some(its_driver)] if browser == its_driver => {}
        // A browser that does not tell its version will show in the tests what ails it.
        [None, _] | [_, None] => {}
        [Some(browser), Some(its_driver)] => {
            return Err(Failure::new(format!(
                "Chromium is version {browser} but ChromeDriver is version {its_driver}: install \
                 a matching pair, or name one in CHROME and CHROMEDRIVER."
            )));
        }
    }
    Ok(Browser { chromium, driver })
}

fn install() -> Outcome {
    let rights = root_rights::find();
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let Some(packages) = packages(&release).filter(|_| rights != Rights::None) else {
        return Err(by_hand());
    };
    say::note("Installing Chromium and ChromeDriver with apt-get: 1 to 3 minutes, once.");
    apt(rights, &["update", "-q"])?;
    apt(rights, &[&["install", "-y", "-q"], packages.as_slice()].concat())
}

fn apt(rights: Rights, arguments: &[&str]) -> Outcome {
    let mut command = rights.program("env").ok_or_else(by_hand)?;
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
    command::run(&mut command, "Installing Chromium with apt-get").map_err(|failure| {
        Failure::new(format!(
            "{failure} Without a network connection, connect this machine and run the command \
             again."
        ))
    })
}

/// What apt calls them, by the text of /etc/os-release.
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

fn by_hand() -> Failure {
    Failure::new(
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
    fn browser_and_driver_tell_their_major_version() {
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
    fn the_packages_have_other_names_on_ubuntu() {
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
