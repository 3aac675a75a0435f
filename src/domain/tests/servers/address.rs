//! What people paste for the address of a server.

use crate::domain::servers::address::{AddressFault, BaseUrl, read, without_last_segment};

#[track_caller]
fn check(pasted: &str, expected: &str) {
    let found = read(pasted).map(BaseUrl::into_string);
    assert_eq!(found.as_deref(), Ok(expected), "{pasted:?}");
    // Reading it again changes nothing.
    assert_eq!(read(expected).map(BaseUrl::into_string).as_deref(), Ok(expected));
}

#[track_caller]
fn refused(pasted: &str, expected: AddressFault) {
    assert_eq!(read(pasted), Err(expected), "{pasted:?}");
}

const EVO: &str = "https://evo.example.com";

#[test]
fn a_plain_address_stays_as_it_is() {
    check(EVO, EVO);
    check("  https://evo.example.com/ \n", EVO);
    check("https://evo.example.com///", EVO);
    check("HTTPS://EVO.Example.COM", EVO);
    check("evo.example.com", EVO);
    check("https://manager.example.com", "https://manager.example.com");
    check("https://evo.example.com/WhatsApp", "https://evo.example.com/WhatsApp");
    check("http://Evo.example.com:8080/a", "http://evo.example.com:8080/a");
    check("evo.example.com:8443", "https://evo.example.com:8443");
    check("https://evo.example.com/managers", "https://evo.example.com/managers");
    check("https://evo.example.com/docs-api", "https://evo.example.com/docs-api");
    check("https://evo.example.com/instance1", "https://evo.example.com/instance1");
    check("https://evo.example.com/instance/prod", "https://evo.example.com/instance/prod");
}

#[test]
fn a_scheme_that_was_mistyped_is_mended() {
    for pasted in [
        "https://https://evo.example.com",
        "http://https://evo.example.com",
        "https//evo.example.com",
        "https:/evo.example.com",
        "https:///evo.example.com",
        "https://https//evo.example.com",
        "//evo.example.com",
    ] {
        check(pasted, EVO);
    }
    check("http:/evo.example.com", "http://evo.example.com");
    check("https://http://evo.example.com", "http://evo.example.com");
    check("https.example.com", "https://https.example.com");
    check("httpbin.example.com/x", "https://httpbin.example.com/x");
}

#[test]
fn what_comes_along_with_a_paste_is_taken_off() {
    for pasted in [
        "\"https://evo.example.com\"",
        "'https://evo.example.com/'",
        "\u{201c}https://evo.example.com\u{201d}",
        "`evo.example.com`",
        "\u{200b}https://evo.\u{200b}example.com\u{feff}",
        "\u{202e}https://evo.example.com\u{2066}",
        "https://evo.example.com.",
        "https://evo.example.com./",
        "https://evo.example.com,",
        "https://evo.example.\ncom",
    ] {
        check(pasted, EVO);
    }
    check("evo.example.com.:8443/", "https://evo.example.com:8443");
}

#[test]
fn pages_and_routes_of_the_api_are_cut_off() {
    for path in [
        "/manager",
        "/manager/",
        "/manager/login",
        "/manager/instance/abc/dashboard",
        "/manager#top",
        "/?lang=pt",
        "/docs",
        "/docs/#/Instance/create",
        "/instance",
        "/instance/create",
        "/instance/fetchInstances?instanceName=a",
        "/instance/connect/sales",
        "/message/sendText/sales",
        "/webhook/set/sales",
        "/verify-creds",
        "/manager/manager/",
    ] {
        check(&format!("{EVO}{path}"), EVO);
        check(&format!("{EVO}/v2{path}"), &format!("{EVO}/v2"));
    }
}

#[test]
fn what_is_near_is_called_without_encryption() {
    for (pasted, expected) in [
        ("localhost:8080", "http://localhost:8080"),
        ("127.0.0.1:8080/manager", "http://127.0.0.1:8080"),
        ("192.168.0.10:8080", "http://192.168.0.10:8080"),
        ("10.0.0.5", "http://10.0.0.5"),
        ("172.16.0.1", "http://172.16.0.1"),
        ("evolution-api:8080", "http://evolution-api:8080"),
        ("nas.local", "http://nas.local"),
        ("[::1]", "http://[::1]"),
        ("[::1]:8080/", "http://[::1]:8080"),
        ("[fd00::5]:8080", "http://[fd00::5]:8080"),
        // What was typed counts.
        ("https://192.168.0.10", "https://192.168.0.10"),
        ("203.0.113.5:8080", "https://203.0.113.5:8080"),
    ] {
        check(pasted, expected);
    }
}

#[test]
fn l2msg_is_found_below_its_host() {
    for pasted in [
        "api.l2msg.com",
        "https://api.l2msg.com/",
        "https://api.l2msg.com/whatsapp/",
        "https://api.l2msg.com/whatsapp/instance/create",
        "https://api.l2msg.com/instance/create",
    ] {
        check(pasted, "https://api.l2msg.com/whatsapp");
    }
    check("https://l2msg.com.example.com", "https://l2msg.com.example.com");
    check("https://myl2msg.com", "https://myl2msg.com");
}

#[test]
fn a_placeholder_is_told_as_what_it_is() {
    for (pasted, told) in [
        ("{{baseUrl}}", "{{baseUrl}}"),
        ("{{baseUrl}}/instance/create", "{{baseUrl}}"),
        ("https://{{server-url}}/instance/create", "{{server-url}}"),
        ("https://{server-url}/manager", "{server-url}"),
        ("${EVOLUTION_URL}", "${EVOLUTION_URL}"),
        ("https://<your domain>", "<your domain>"),
        ("https://[seu-dominio]", "[seu-dominio]"),
        ("SEU_DOMINIO", "SEU_DOMINIO"),
        ("https://SEU_DOMINIO/instance/create", "SEU_DOMINIO"),
        ("https://api.seu-dominio.com.br", "seu-dominio"),
        ("https://seudominio.com", "seudominio"),
        ("your-server:8080", "your-server"),
        ("https://tu-servidor.com", "tu-servidor"),
        ("BASE_URL", "BASE_URL"),
    ] {
        refused(pasted, AddressFault::Placeholder(told.to_owned()));
    }
    // Names of real servers.
    for host in ["evolution.example.com", "sua.example.com", "suporte.example.com", "myapp.io"] {
        check(host, &format!("https://{host}"));
    }
}

#[test]
fn what_is_no_address_is_refused() {
    for pasted in ["", "   ", "\u{200b}", "\"\""] {
        refused(pasted, AddressFault::Empty);
    }
    for pasted in ["https://user:secret@evo.example.com", "user@evo.example.com"] {
        refused(pasted, AddressFault::UserInfo);
    }
    for pasted in [
        "ftp://evo.example.com",
        "wss://evo.example.com",
        "htps://evo.example.com",
        "https://evo.example.com/ttp://a?b",
    ] {
        refused(pasted, AddressFault::Scheme);
    }
    for pasted in [
        "https://",
        "https://:8080",
        "evo.example.com:port",
        "evo.example.com:70000",
        "evo.example.com:0",
        "http://[]:80",
        "http://a..b",
        "http://?x",
        "javascript:alert(1)",
        "https://evo example.com",
        "https://evo.example.com/a b",
        "https://evo.example.com\\a",
        "https://evo.example.com/\"x",
        "https://192.168.1",
        "https://256.1.1.1",
        "https://evo%2e.com",
    ] {
        refused(pasted, AddressFault::Shape);
    }
}

#[test]
fn a_path_with_one_segment_too_many_has_a_shorter_one() {
    let shorter = |url: &str| without_last_segment(url);
    assert_eq!(shorter("https://evo.example.com/api").as_deref(), Some(EVO));
    assert_eq!(
        shorter("http://evo.example.com:8080/a/api").as_deref(),
        Some("http://evo.example.com:8080/a")
    );
    assert_eq!(shorter(EVO), None);
    assert_eq!(shorter("https://api.l2msg.com/whatsapp"), None, "its path is known");
}
