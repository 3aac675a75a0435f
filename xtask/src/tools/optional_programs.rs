//! Programs that the end-to-end tests use where they are installed: the web servers that have a recipe, and browsers
//! next to Chromium. They are not installed here: what runs on a machine is the decision of its owner.

use crate::tools::find;
use std::path::{Path, PathBuf};

/// A program that is used where it is installed.
struct OptionalProgram {
    name: &'static str,
    /// The environment variable that names its file
    variable: &'static str,
    /// What the file may be called
    files: &'static [&'static str],
    /// What is not tested without it
    left_out: &'static str,
}

const fn web_server(
    name: &'static str,
    variable: &'static str,
    files: &'static [&'static str],
) -> OptionalProgram {
    OptionalProgram { name, variable, files, left_out: "its recipe was not tested" }
}

const PROGRAMS: [OptionalProgram; 6] = [
    web_server("nginx", "NGINX", &["nginx"]),
    web_server("Caddy", "CADDY", &["caddy"]),
    web_server("Apache", "APACHE", &["apache2", "httpd"]),
    OptionalProgram {
        name: "Firefox",
        variable: "FIREFOX",
        files: &["firefox-esr", "firefox"],
        left_out: "nothing was tested in Firefox",
    },
    OptionalProgram {
        name: "WebKitWebDriver",
        variable: "WEBKIT_DRIVER",
        files: &["WebKitWebDriver"],
        left_out: "nothing was tested in WebKit",
    },
    // On a machine with a screen, WebKit uses that.
    OptionalProgram {
        name: "Xvfb",
        variable: "XVFB",
        files: &["Xvfb"],
        left_out: "WebKit was only tested if there is a screen",
    },
];

/// Folders of server programs that are only on the `PATH` of root.
const FOLDERS: [&str; 4] = ["/usr/sbin", "/usr/local/sbin", "/sbin", "/opt/homebrew/bin"];

/// The variable of each program, with its file if it is installed.
pub(crate) fn variables() -> Vec<(&'static str, Option<PathBuf>)> {
    PROGRAMS.iter().map(|one| (one.variable, program(one.variable, one.files))).collect()
}

/// What is not tested, a sentence for each program that is not installed.
pub(crate) fn left_out() -> Vec<String> {
    PROGRAMS
        .iter()
        .filter(|one| program(one.variable, one.files).is_none())
        .map(|one| format!("{} is not installed, so {}.", one.name, one.left_out))
        .collect()
}

fn program(variable: &str, files: &[&str]) -> Option<PathBuf> {
    if let Some(path) = std::env::var_os(variable).map(PathBuf::from) {
        return Some(path).filter(|path| path.is_file());
    }
    files.iter().find_map(|name| {
        let paths = FOLDERS.iter().map(|folder| Path::new(folder).join(name));
        find::first(name).or_else(|| paths.into_iter().find(|path| path.is_file()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_is_either_found_or_left_out() {
        let found: Vec<PathBuf> = variables().into_iter().filter_map(|(_, file)| file).collect();
        assert_eq!(found.len() + left_out().len(), PROGRAMS.len());
        assert!(found.iter().all(|file| file.is_file()));
        assert_eq!(program("NO_SUCH_VARIABLE_HERE", &["no-such-program-here"]), None);
    }
}
