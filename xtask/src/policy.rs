//! The one source of the content security policy and of the other headers that guard the panel.

/// What the page may load and call. No script and no style stands in the page itself.
const CSP: [&str; 8] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "connect-src 'self' http: https:",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
];

/// For the `<meta>` of the page.
pub(crate) fn csp() -> String {
    CSP.join("; ")
}

/// For the recipes: what only a header can say as well.
pub(crate) fn headers() -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", format!("{}; frame-ancestors 'self'", csp())),
        ("Referrer-Policy", "no-referrer".to_owned()),
        (
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=()".to_owned(),
        ),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ]
}
