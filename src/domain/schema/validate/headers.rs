//! The check of a webhook's headers.

use crate::domain::schema::validate::Fault;

pub(super) fn headers_fault(headers: &[(String, String)]) -> Option<Fault> {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let mut seen: Vec<String> = Vec::new();
    for (name, value) in headers {
        let name = name.trim().to_ascii_lowercase();
        if name.is_empty() && value.is_empty() {
            continue;
        }
        if name.is_empty() || !name.chars().all(is_token) {
            return Some(Fault::HeaderName);
        }
        if value.contains(char::is_control) {
            return Some(Fault::HeaderValue);
        }
        if seen.contains(&name) {
            return Some(Fault::HeaderTwice);
        }
        seen.push(name);
    }
    // nginx drops such a header unless it is told not to.
    seen.iter().any(|name| name.contains('_')).then_some(Fault::HeaderUnderscore)
}
