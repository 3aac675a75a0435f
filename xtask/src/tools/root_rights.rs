//! Installing system packages: as root, or through a sudo that asks no password.

use crate::command;
use std::process::Command;

/// How to run a program as root here, if that is possible without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rights {
    Root,
    Sudo,
    None,
}

pub(crate) fn find() -> Rights {
    let answers = |program: &str, arguments: &[&str]| {
        command::answer(command::program(program).args(arguments))
    };
    if answers("id", &["-u"]).as_deref() == Some("0") {
        Rights::Root
    } else if answers("sudo", &["-n", "true"]).is_some() {
        Rights::Sudo
    } else {
        Rights::None
    }
}

impl Rights {
    /// The program with these rights; `None` where there are none.
    pub(crate) fn program(self, name: &str) -> Option<Command> {
        match self {
            Self::Root => Some(command::program(name)),
            Self::Sudo => {
                let mut sudo = command::program("sudo");
                sudo.args(["-n", name]);
                Some(sudo)
            }
            Self::None => None,
        }
    }
}
