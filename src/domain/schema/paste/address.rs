//! Addresses of pages, taken apart into the server's address and what the page is about.

use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;

/// `https://chat.example/app/accounts/3/inbox/5` is Chatwoot's address and the account's id.
#[must_use]
pub fn chatwoot(text: &str) -> Vec<(Field, Draft)> {
    let Some((origin, path)) = origin_and_path(text) else { return Vec::new() };
    let Some((before, after)) = path.split_once("/app/accounts/") else { return Vec::new() };
    let account = after.split(['/', '?', '#']).next().unwrap_or_default();
    if account.is_empty() || !account.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    vec![
        (Field::ChatwootUrl, Draft::text(format!("{origin}{before}"))),
        (Field::ChatwootAccountId, Draft::text(account)),
    ]
}

/// `https://viewer.example/my-bot-x1` is the viewer's address and the flow's name.
#[must_use]
pub fn typebot(text: &str) -> Vec<(Field, Draft)> {
    let Some((origin, path)) = origin_and_path(text) else { return Vec::new() };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let flow = path.trim_matches('/');
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if flow.is_empty() || !flow.chars().all(is_name) {
        return Vec::new();
    }
    vec![(Field::TypebotUrl, Draft::text(origin)), (Field::Typebot, Draft::text(flow))]
}

/// Scheme, host and port, and what follows them.
fn origin_and_path(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (scheme, rest) = text.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    (end > 0).then(|| text.split_at(scheme.len() + 3 + end))
}
