//! Requests in the command lines of bash, cmd and PowerShell.

pub mod commands;
mod curl;
mod mended;
