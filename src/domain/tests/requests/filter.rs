//! What of the log is shown.

use crate::domain::http::request::Method;
use crate::domain::http::secret::Secret;
use crate::domain::reply::error::Case;
use crate::domain::requests::filter::{CallPlace, LogFilter};
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::server::Server;
use crate::domain::tests::requests::{BASE, answered, call, failed};

pub(super) fn server(id: u32, base_url: &str) -> Server {
    Server {
        id,
        label: "label".to_owned(),
        base_url: base_url.to_owned(),
        dialect: Dialect::EvolutionV2,
        version: None,
        key: Secret::default(),
        is_remembered: false,
    }
}

#[test]
fn a_call_belongs_to_the_server_with_the_longest_address() {
    let servers = [
        server(1, BASE),
        server(2, "https://api.example.com/v1"),
        server(3, "https://api.example.com:8080"),
    ];
    #[track_caller]
    fn check(servers: &[Server], url: &str, place: CallPlace, path: &str) {
        assert_eq!(CallPlace::of(url, servers), (place, path), "{url}");
    }
    let other = |origin: &str| CallPlace::Other(origin.to_owned());
    check(&servers, "https://api.example.com/", CallPlace::Server(1), "/");
    check(&servers, "https://api.example.com/v1/a", CallPlace::Server(2), "/a");
    check(&servers, "https://api.example.com/v10/a", CallPlace::Server(1), "/v10/a");
    check(&servers, "https://else.example/a/b?c", other("https://else.example"), "/a/b?c");
    check(&servers, "https://else.example", other("https://else.example"), "/");
    check(&servers, "nonsense", other(""), "/");
}

#[test]
fn the_text_is_looked_for_in_what_the_row_says() {
    let record =
        answered(&call(Method::Post, "/webhook/set/S%C3%A3o%20Jo%C3%A3o", None), 201, "hidden");
    let servers = [server(1, BASE)];
    let shows = |text: &str| {
        let filter = LogFilter { text: text.to_owned(), ..LogFilter::default() };
        filter.shows(&record, &servers, "Produção")
    };
    for text in ["", "  ", "post", "webhook set", "/webhook/set", "sao joao", "201", "producao 201"]
    {
        assert!(shows(text), "{text}");
    }
    for text in ["get", "hidden", "202", "webhook find", "set/webhook"] {
        assert!(!shows(text), "{text}");
    }
}

#[test]
fn each_filter_narrows_what_the_others_left() {
    let servers = [server(1, BASE)];
    let good = answered(&call(Method::Get, "/", None), 200, "{}");
    let bad = failed(&call(Method::Get, "/", None), Case::Offline);
    let shown = |filter: &LogFilter| [&good, &bad].map(|record| filter.shows(record, &servers, ""));
    let all = LogFilter::default();
    assert!(!all.is_narrowed());
    assert_eq!(shown(&all), [true, true]);
    let failed_only = LogFilter { failed_only: true, ..LogFilter::default() };
    assert!(failed_only.is_narrowed());
    assert_eq!(shown(&failed_only), [false, true]);
    let here = LogFilter { place: Some(CallPlace::Server(1)), ..LogFilter::default() };
    assert_eq!(shown(&here), [true, true]);
    let elsewhere = LogFilter { place: Some(CallPlace::Server(2)), ..failed_only };
    assert_eq!(shown(&elsewhere), [false, false]);
}
