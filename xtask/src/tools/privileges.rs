//! Root privileges for the installation of system packages: as root, or with a sudo that needs no
//! password.

use crate::process;
use std::process::Command;

/// How to run a program as root without asking a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Privileges {
    Root,
    Sudo,
    None,
}

pub(crate) fn find() -> Privileges {
    let succeeds = |program: &str, arguments: &[&str]| {
        process::capture(process::program(program).args(arguments))
    };
    if succeeds("id", &["-u"]).as_deref() == Some("0") {
        Privileges::Root
    } else if succeeds("sudo", &["-n", "true"]).is_some() {
        Privileges::Sudo
    } else {
        Privileges::None
    }
}

impl Privileges {
    /// The command that runs the program as root; `None` if that is not possible.
    pub(crate) fn program(self, name: &str) -> Option<Command> {
        match self {
            Self::Root => Some(process::program(name)),
            Self::Sudo => {
                let mut sudo = process::program("sudo");
                sudo.args(["-n", name]);
                Some(sudo)
            }
            Self::None => None,
        }
    }
}
