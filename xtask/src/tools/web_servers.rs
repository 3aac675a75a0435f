//! The web servers that have a recipe. The end-to-end tests run each one that is installed. They are
//! not installed here: a web server on a machine is the decision of its owner.

use crate::tools::find;
use std::path::{Path, PathBuf};

/// A server, the environment variable that names its program, and the possible program names.
const SERVERS: [(&str, &str, &[&str]); 3] = [
    ("nginx", "NGINX", &["nginx"]),
    ("Caddy", "CADDY", &["caddy"]),
    ("Apache", "APACHE", &["apache2", "httpd"]),
];

/// Folders of server programs that are only on the `PATH` of root.
const FOLDERS: [&str; 4] = ["/usr/sbin", "/usr/local/sbin", "/sbin", "/opt/homebrew/bin"];

/// The variable and the program of each installed server.
pub(crate) fn found() -> Vec<(&'static str, PathBuf)> {
    SERVERS
        .iter()
        .filter_map(|(_, variable, names)| Some((*variable, program(variable, names)?)))
        .collect()
}

/// The names of the servers that are not installed.
pub(crate) fn missing() -> Vec<&'static str> {
    SERVERS
        .iter()
        .filter(|(_, variable, names)| program(variable, names).is_none())
        .map(|(name, ..)| *name)
        .collect()
}

fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(path) = std::env::var_os(variable).map(PathBuf::from) {
        return Some(path).filter(|path| path.is_file());
    }
    names.iter().find_map(|name| {
        let paths = FOLDERS.iter().map(|folder| Path::new(folder).join(name));
        find::first(name).or_else(|| paths.into_iter().find(|path| path.is_file()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_server_is_either_found_or_missing() {
        let found = found();
        assert_eq!(found.len() + missing().len(), SERVERS.len());
        assert!(found.iter().all(|(_, path)| path.is_file()));
        assert_eq!(program("NO_SUCH_VARIABLE_HERE", &["no-such-server-here"]), None);
    }
}
