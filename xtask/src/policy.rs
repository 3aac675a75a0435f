//! The panel's security policy: the one place where it is written. The page carries it in a `<meta>`,
//! and the recipes for web servers send it again in headers, which hold what a `<meta>` cannot.

use std::fmt::Write;

/// The content security policy. Nothing is allowed but the panel's own files, and calls to the
/// operator's servers, which only the operator knows. There is no inline script and no style sheet:
/// the one script adopts the styles, which needs no permission.
const CSP: [(&str, &str); 8] = [
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("connect-src", "'self' https: http:"),
    ("img-src", "'self' data:"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("require-trusted-types-for", "'script'"),
    ("trusted-types", "'none'"),
];

/// Who may show the panel in a frame. A `<meta>` cannot say it.
const FRAME_ANCESTORS: &str = "frame-ancestors 'self'";

/// What the page may not ask the device for, the clipboard aside.
const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), \
                           hid=(), display-capture=(), clipboard-read=(), \
                           clipboard-write=(self)";

/// The policy as the page's `<meta>` carries it.
pub(crate) fn csp() -> String {
    let mut policy = String::new();
    for (directive, sources) in CSP {
        write!(policy, "{directive} {sources}; ").expect("memory takes text");
    }
    policy.trim_end_matches("; ").to_owned()
}

/// The headers that a web server sends with every file, in the order in which the recipes name them.
pub(crate) fn headers() -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", format!("{}; {FRAME_ANCESTORS}", csp())),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Permissions-Policy", PERMISSIONS.to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_allowed_that_runs_what_the_page_did_not_bring() {
        let policy = csp();
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "));
        for loose in
            ["unsafe-inline", "'unsafe-eval'", "*", "blob:", "style-src", "frame-ancestors"]
        {
            assert!(!policy.contains(loose), "{loose}");
        }
    }

    #[test]
    fn the_header_says_all_that_the_page_says() {
        let headers = headers();
        let (_, policy) = &headers[0];
        assert_eq!(*policy, format!("{}; frame-ancestors 'self'", csp()));
        for (name, value) in headers {
            assert!(!value.contains(['\n', '"']), "{name} goes into a quoted line of a recipe");
        }
    }
}
