//! The panel's files: precompressed copies, content types and cache headers.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;

use std::fs;

use common::{Answer, Demo};
use demo_server::panel;

async fn get(demo: &Demo, path: &str, encoding: &str) -> Answer {
    demo.ask("GET", path, &[("accept-encoding".to_owned(), encoding.to_owned())], "").await
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("index.html", "<p>panel"),
        ("app-0123456789abcdef.js", "plain"),
        ("app-0123456789abcdef.js.br", "brotli"),
        ("app-0123456789abcdef.js.gz", "gzip"),
        ("app-0123456789abcdef_bg.wasm", "wasm"),
        ("site.css", "p{}"),
        ("targets.json", "[]"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[tokio::test]
async fn the_best_compressed_copy_is_served() {
    let folder = site();
    let demo = Demo { router: panel::router(folder.path(), "/") };
    for (asked, body, encoding) in
        [("gzip, br", "brotli", "br"), ("gzip", "gzip", "gzip"), ("", "plain", "")]
    {
        let answer = get(&demo, "/app-0123456789abcdef.js", asked).await;
        assert_eq!((answer.status, answer.text.as_str()), (200, body));
        assert_eq!(header(&answer, "content-encoding"), encoding);
        assert_eq!(header(&answer, "content-type"), "text/javascript; charset=utf-8");
        assert_eq!(header(&answer, "vary"), "Accept-Encoding");
    }
}

#[tokio::test]
async fn files_have_a_type_and_a_cache_header() {
    let folder = site();
    let demo = Demo { router: panel::router(folder.path(), "/") };
    for (path, kind, kept) in [
        ("/", "text/html; charset=utf-8", false),
        ("/index.html", "text/html; charset=utf-8", false),
        ("/site.css", "text/css; charset=utf-8", false),
        ("/targets.json", "application/json", false),
        ("/app-0123456789abcdef_bg.wasm", "application/wasm", true),
    ] {
        let answer = get(&demo, path, "").await;
        assert_eq!((answer.status, header(&answer, "content-type")), (200, kind), "{path}");
        assert_eq!(header(&answer, "cache-control").contains("immutable"), kept, "{path}");
    }
    let missing = get(&demo, "/nope-0123456789abcdef.js", "").await;
    assert_eq!((missing.status, header(&missing, "cache-control")), (404, "no-cache"));
    let unconfigured = get(&demo, "/config.json", "").await;
    assert_eq!((unconfigured.status, unconfigured.text.as_str()), (204, ""));
    assert_eq!(header(&unconfigured, "cache-control"), "no-cache");
}

#[tokio::test]
async fn the_panel_can_be_served_under_a_folder() {
    let folder = site();
    let demo = Demo { router: panel::router(folder.path(), "some/folder") };
    assert_eq!(get(&demo, "/some/folder/", "").await.text, "<p>panel");
    assert_eq!(get(&demo, "/some/folder/site.css", "").await.status, 200);
    let bare = get(&demo, "/some/folder", "").await;
    assert_eq!((bare.status, header(&bare, "location")), (308, "/some/folder/"));
    assert_eq!(get(&demo, "/site.css", "").await.status, 404);
}
