//! Known vulnerabilities of the dependencies. cargo-deny knows those of the crates, npm those of the packages
//! that build and test the panel. Both ask a server, so they run where cargo-deny is installed and where the
//! servers answer; what did not run is said.

use crate::error::{Error, Result};
use crate::tools::find;
use crate::{console, paths, process};
use serde_json::Value;
use std::path::Path;

/// Checks what can be checked. What was left out, a sentence each.
///
/// # Errors
/// When a vulnerability is known.
pub(crate) fn run() -> Result<Vec<String>> {
    let mut left_out = Vec::new();
    left_out.extend(crates()?);
    for (folder, what) in [(paths::end2end(), "the tests"), (paths::npm_tools(), "the build")] {
        left_out.extend(packages(&folder, what)?);
    }
    Ok(left_out)
}

fn crates() -> Result<Option<String>> {
    let Some(deny) = find::first("cargo-deny") else {
        return Ok(Some("cargo-deny is not installed, so the crates were not checked.".to_owned()));
    };
    if process::capture(process::program(&deny).args(["fetch", "db"])).is_none() {
        let reason = "cargo-deny could not fetch its list, so the crates were not checked.";
        return Ok(Some(reason.to_owned()));
    }
    process::run(
        process::program(deny).args(["check", "--disable-fetch", "advisories"]),
        "The check for known vulnerabilities of the crates",
    )?;
    Ok(None)
}

fn packages(folder: &Path, what: &str) -> Result<Option<String>> {
    let output = find::first("npm").and_then(|npm| {
        let mut audit = process::program(npm);
        audit.args(["audit", "--json", "--fetch-retries=0", "--fetch-timeout=20000"]);
        process::read(audit.current_dir(folder))
    });
    match output.and_then(|output| vulnerable(&output.text)) {
        None => Ok(Some(format!(
            "npm got no answer about the packages of {what}, so they were not checked."
        ))),
        Some(names) if names.is_empty() => {
            console::note(&format!(
                "The packages of {what} have no known vulnerability of high severity."
            ));
            Ok(None)
        }
        Some(names) => Err(Error::new(format!(
            "Packages of {what} have known vulnerabilities of high severity: {}. Run `npm audit` in {}.",
            names.join(", "),
            folder.display()
        ))),
    }
}

/// The packages with a vulnerability of a high severity; `None` if the registry gave no answer. Lower ones do
/// not fail: none of these packages is part of a release.
fn vulnerable(audit: &str) -> Option<Vec<String>> {
    let audit: Value = serde_json::from_str(audit).ok()?;
    let found = audit.get("vulnerabilities")?.as_object()?;
    let is_severe = |entry: &Value| matches!(entry["severity"].as_str(), Some("high" | "critical"));
    Some(found.iter().filter(|(_, entry)| is_severe(entry)).map(|(name, _)| name.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audit_names_the_packages_with_a_severe_vulnerability() {
        let answer = r#"{"auditReportVersion": 2, "vulnerabilities": {
            "tar": {"name": "tar", "severity": "high", "via": []},
            "ws": {"name": "ws", "severity": "critical", "via": []},
            "semver": {"name": "semver", "severity": "moderate", "via": []}
        }}"#;
        assert_eq!(vulnerable(answer), Some(vec!["tar".to_owned(), "ws".to_owned()]));
        let none = r#"{"auditReportVersion": 2, "vulnerabilities": {}, "metadata": {}}"#;
        assert_eq!(vulnerable(none), Some(Vec::new()));
    }

    #[test]
    fn a_registry_without_an_answer_is_no_clean_bill() {
        let refused = r#"{"message": "405 Method Not Allowed", "statusCode": 405, "error": {}}"#;
        for text in [refused, "", "<html>", "[]", "{}"] {
            assert_eq!(vulnerable(text), None, "{text:?}");
        }
    }
}
