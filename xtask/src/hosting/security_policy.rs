//! The security policy of the panel. The page has it in a `<meta>` element, and the recipes for web
//! servers send it in headers, together with what a `<meta>` element cannot express.

use std::fmt::Write;

/// The content security policy. It allows only the files of the panel and calls to the servers of the
/// operator, whose addresses only the operator knows. There is no inline script and no style element:
/// the script of the page adopts the styles, which needs no permission.
const CSP: [(&str, &str); 9] = [
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    // A worker is made of a file whose hash was checked, so that this policy holds for it as well.
    ("worker-src", "blob:"),
    ("connect-src", "'self' https: http:"),
    ("img-src", "'self' data:"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("require-trusted-types-for", "'script'"),
    // src/start/start_worker.mjs has the name.
    ("trusted-types", "panel-worker"),
];

/// Which pages may show the panel in a frame. A `<meta>` element cannot express this.
const FRAME_ANCESTORS: &str = "frame-ancestors 'self'";

/// Device features that the page may not use; only writing to the clipboard is allowed.
const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), \
                           hid=(), display-capture=(), clipboard-read=(), \
                           clipboard-write=(self)";

/// The policy in the `<meta>` element of the page.
pub(crate) fn content_security_policy() -> String {
    let mut policy = String::new();
    for (directive, sources) in CSP {
        write!(policy, "{directive} {sources}; ").expect("writing to a String cannot fail");
    }
    policy.trim_end_matches("; ").to_owned()
}

/// The headers that a web server sends with every file, in the order of the recipes.
pub(crate) fn headers() -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", format!("{}; {FRAME_ANCESTORS}", content_security_policy())),
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
    fn no_directive_allows_foreign_or_inline_code() {
        let policy = content_security_policy();
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "));
        for forbidden in ["unsafe-inline", "'unsafe-eval'", "*", "style-src", "frame-ancestors"] {
            assert!(!policy.contains(forbidden), "{forbidden}");
        }
        let with_blob: Vec<_> =
            CSP.iter().filter(|(_, sources)| sources.contains("blob:")).collect();
        assert_eq!(with_blob, [&("worker-src", "blob:")]);
    }

    #[test]
    fn the_header_contains_the_policy_of_the_page() {
        let headers = headers();
        let (_, policy) = &headers[0];
        assert_eq!(*policy, format!("{}; frame-ancestors 'self'", content_security_policy()));
        for (name, value) in headers {
            assert!(!value.contains(['\n', '"']), "{name} must fit into a quoted line of a recipe");
        }
    }
}
