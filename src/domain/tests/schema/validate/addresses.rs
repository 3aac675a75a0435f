//! The faults of addresses.

use crate::domain::schema::dialect::Dialect::{EvolutionV1, EvolutionV2};
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::validate::Fault;
use crate::domain::tests::schema::validate::check;
use crate::domain::tests::text;

#[test]
fn addresses() {
    #[track_caller]
    fn check_url(url: &str, expected: Option<Fault>) {
        check(Field::WebhookUrl, text(url), EvolutionV2, expected);
    }
    check_url("https://hooks.example.com/evo?x=1#y", None);
    check_url("HTTPS://HOOKS.example.com", None);
    check_url("  https://hooks.example.com  ", None);
    check_url("https://user:pass@hooks.example.com:8443/a", None);
    check_url("https://my_hooks.example.com/a", None);
    check_url("hooks.example.com", Some(Fault::UrlScheme));
    check_url("ftp://hooks.example.com", Some(Fault::UrlScheme));
    check_url("https:/hooks.example.com", Some(Fault::UrlScheme));
    check_url("javascript:alert(1)", Some(Fault::UrlScheme));
    check_url("  ", Some(Fault::MissingInGroup));
    check_url("https://", Some(Fault::UrlShape));
    check_url("https:///evo", Some(Fault::UrlShape));
    check_url("https://?x", Some(Fault::UrlShape));
    check_url("https://user@", Some(Fault::UrlShape));
    check_url("https://:8080/a", Some(Fault::UrlShape));
    check_url("https://hooks.example.com:port", Some(Fault::UrlShape));
    check_url("https://hooks.example.com:65536", Some(Fault::UrlShape));
    check_url("https://hooks.example.com:+80", Some(Fault::UrlShape));
    check_url("https://hooks example.com", Some(Fault::UrlShape));
    check_url("https://hooks.example.com/a b", Some(Fault::UrlShape));
    check_url("https://hooks.example.com/\"a\"", Some(Fault::UrlShape));
    check_url("https://.example.com", Some(Fault::UrlShape));
    check_url("https://a..example.com", Some(Fault::UrlShape));
    check_url("http://[fe80::1", Some(Fault::UrlShape));
    check_url("http://localhost:3000/evo", Some(Fault::UrlLocalhost));
    check_url("http://LOCALHOST", Some(Fault::UrlLocalhost));
    check_url("http://127.0.0.1", Some(Fault::UrlLocalhost));
    check_url("http://[::1]:3000/evo", Some(Fault::UrlLocalhost));
    check_url("http://0.0.0.0", Some(Fault::UrlLocalhost));
    check_url("https://localhost.example.com", None);
    // The server must reach these, and it may not be where this browser is.
    for private in [
        "http://hooks",
        "http://n8n:5678/webhook/x",
        "http://192.168.0.7:3000",
        "http://10.1.2.3/x",
        "http://[fe80::1]:8080/a",
        "http://host.docker.internal:5678/webhook/x",
        "http://nas.local/x",
    ] {
        check_url(private, Some(Fault::UrlPrivate));
    }
    check_url("https://n8n.example.com/webhook-test/abc", Some(Fault::UrlTestHook));
    check_url("https://n8n.example.com/webhook/abc", None);
    // Too long blocks, so it wins over a warning.
    let long = format!("http://localhost/{}", "a".repeat(500));
    check_url(&long, Some(Fault::TooLong(500)));
    check(Field::WebhookUrl, Draft::NotSent, EvolutionV2, Some(Fault::MissingInGroup));
}

#[test]
fn a_host_with_an_underscore_is_judged_by_the_server() {
    let url = || text("https://my_host.example.com/x");
    let refused = || Some(Fault::UrlUnderscore);
    check(Field::WebhookUrl, url(), EvolutionV1, refused());
    check(Field::ChatwootUrl, url(), EvolutionV1, refused());
    check(Field::TypebotUrl, url(), EvolutionV1, refused());
    check(Field::WebhookUrl, url(), EvolutionV2, None);
    check(Field::TypebotUrl, url(), EvolutionV2, None);
    check(Field::ChatwootUrl, url(), EvolutionV2, Some(Fault::UrlUnderscoreDoubtful));
    // An underscore elsewhere is fine, and a private host with one is refused before it is doubted.
    check(Field::WebhookUrl, text("https://a_b@host.example.com/x_y"), EvolutionV1, None);
    check(Field::WebhookUrl, text("http://my_host:3000"), EvolutionV1, refused());
    check(Field::WebhookUrl, text("http://my_host:3000"), EvolutionV2, Some(Fault::UrlPrivate));
}
