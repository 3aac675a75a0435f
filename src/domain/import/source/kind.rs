//! What a paste is.

use serde::{Deserialize, Serialize};

/// Whose rules a command line follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shell {
    Bash,
    Cmd,
    PowerShell,
}

/// What a paste was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SourceKind {
    /// The body of a creation
    Json,
    /// What a server answered to a creation
    Answer,
    /// What a server answered to a question for its instances
    InstanceList,
    /// An instance as this panel keeps it
    InstanceCopy,
    Curl(Shell),
    /// PowerShell's own commands
    PowerShell,
    N8n,
    Make,
    Postman,
    JavaScript,
    Python,
    Php,
    /// A program in Go, Java, C# or Ruby
    Program,
    /// Requests as VS Code's REST client and JetBrains' have them
    HttpFile,
    /// What a browser or another client keeps requests in
    Archive,
    Table,
    /// Nothing that the panel can read
    Unknown,
}

impl SourceKind {
    /// The end of the key of its name in the locale files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Answer => "answer",
            Self::InstanceList => "list",
            Self::InstanceCopy => "copy",
            Self::Curl(Shell::Bash) => "curl_bash",
            Self::Curl(Shell::Cmd) => "curl_cmd",
            Self::Curl(Shell::PowerShell) => "curl_powershell",
            Self::PowerShell => "powershell",
            Self::N8n => "n8n",
            Self::Make => "make",
            Self::Postman => "postman",
            Self::JavaScript => "javascript",
            Self::Python => "python",
            Self::Php => "php",
            Self::Program => "program",
            Self::HttpFile => "http",
            Self::Archive => "archive",
            Self::Table => "table",
            Self::Unknown => "unknown",
        }
    }
}
