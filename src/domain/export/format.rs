//! The tools that an export is written for.

use crate::domain::export::{ExportedCall, programs, shells, workflow};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    Json,
    /// cURL for bash and other POSIX shells
    Bash,
    /// cURL for the prompt of Windows' cmd
    Cmd,
    PowerShell,
    /// `fetch` in Node, Deno or Bun
    Fetch,
    /// Python with `requests`
    Python,
    Php,
    /// HTTP nodes of n8n, to be pasted into a workflow
    N8n,
}

impl ExportFormat {
    pub const ALL: [Self; 8] = [
        Self::Json,
        Self::Bash,
        Self::Cmd,
        Self::PowerShell,
        Self::Fetch,
        Self::Python,
        Self::Php,
        Self::N8n,
    ];

    /// Its value in the list to choose from.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Bash => "bash",
            Self::Cmd => "cmd",
            Self::PowerShell => "powershell",
            Self::Fetch => "fetch",
            Self::Python => "python",
            Self::Php => "php",
            Self::N8n => "n8n",
        }
    }

    #[must_use]
    pub fn by_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// Its name, the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Bash => "cURL (bash)",
            Self::Cmd => "cURL (Windows cmd)",
            Self::PowerShell => "PowerShell",
            Self::Fetch => "JavaScript (fetch)",
            Self::Python => "Python (requests)",
            Self::Php => "PHP",
            Self::N8n => "n8n",
        }
    }

    /// The end of a file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json | Self::N8n => "json",
            Self::Bash => "sh",
            Self::Cmd => "txt",
            Self::PowerShell => "ps1",
            Self::Fetch => "mjs",
            Self::Python => "py",
            Self::Php => "php",
        }
    }

    #[must_use]
    pub fn write(self, calls: &[ExportedCall]) -> String {
        match self {
            Self::Json => workflow::json(calls),
            Self::Bash => shells::bash(calls),
            Self::Cmd => shells::cmd(calls),
            Self::PowerShell => shells::powershell(calls),
            Self::Fetch => programs::fetch(calls),
            Self::Python => programs::python(calls),
            Self::Php => programs::php(calls),
            Self::N8n => workflow::n8n(calls),
        }
    }

    /// Whether the text has the header with the server's key in it.
    #[must_use]
    pub const fn has_headers(self, calls: &[ExportedCall]) -> bool {
        !calls.is_empty() && !matches!(self, Self::Json)
    }
}
