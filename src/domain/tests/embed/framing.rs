//! Which pages may show the panel, and speak to it.

use crate::domain::embed::framing::{FrameDecision, is_allowed, judge};

const OWN: &str = "https://panel.example.com";

fn allowed() -> Vec<String> {
    ["https://app.example.com", "http://localhost:3000"].map(str::to_owned).into()
}

#[test]
fn only_the_very_origin_may_speak() {
    for origin in [OWN, "https://app.example.com", "http://localhost:3000"] {
        assert!(is_allowed(OWN, origin, &allowed()), "{origin}");
    }
    for origin in [
        "",
        "null",
        "*",
        "http://app.example.com",
        "https://app.example.com:8443",
        "https://app.example.com:443",
        "https://app.example.com/",
        "https://app.example.com.evil.net",
        "https://evil-app.example.com",
        "https://x.app.example.com",
        "https://example.com",
        "https://APP.example.com",
        "https://app.example.co",
        " https://app.example.com",
        "http://localhost",
        "http://localhost:30000",
        "http://127.0.0.1:3000",
        "file://",
    ] {
        assert!(!is_allowed(OWN, origin, &allowed()), "{origin}");
    }
    // Not even where it is in the list, or is what this page is itself.
    for opaque in ["null", "", "*", "file://"] {
        assert!(!is_allowed(opaque, opaque, &[opaque.to_owned()]), "{opaque}");
    }
}

#[test]
fn every_page_around_must_be_allowed() {
    #[track_caller]
    fn check(ancestors: Option<&[&str]>, expected: FrameDecision) {
        let ancestors: Option<Vec<String>> =
            ancestors.map(|all| all.iter().map(|one| (*one).to_owned()).collect());
        assert_eq!(judge(OWN, ancestors.as_deref(), &allowed()), expected, "{ancestors:?}");
    }
    const APP: &str = "https://app.example.com";
    check(Some(&[APP]), FrameDecision::Allowed);
    check(Some(&[OWN]), FrameDecision::Allowed);
    check(Some(&[OWN, APP]), FrameDecision::Allowed);
    check(Some(&[APP, "https://evil.net"]), FrameDecision::Refused);
    check(Some(&["https://evil.net", APP]), FrameDecision::Refused);
    check(Some(&["null"]), FrameDecision::Unknown);
    check(Some(&["null", APP]), FrameDecision::Unknown);
    check(Some(&["null", "https://evil.net"]), FrameDecision::Refused);
    check(Some(&["null", "null"]), FrameDecision::Refused);
    check(Some(&[APP, "null"]), FrameDecision::Refused);
    // A frame has somebody around it; a browser that names nobody is not believed.
    check(Some(&[]), FrameDecision::Refused);
    check(None, FrameDecision::Unknown);
    // Nobody may speak, so nobody is waited for.
    assert_eq!(judge(OWN, None, &[]), FrameDecision::Refused);
    assert_eq!(judge(OWN, Some(&["null".to_owned()]), &[]), FrameDecision::Refused);
    assert_eq!(judge(OWN, Some(&[APP.to_owned()]), &[]), FrameDecision::Refused);
    assert_eq!(judge(OWN, Some(&[OWN.to_owned()]), &[]), FrameDecision::Allowed);
}
