//! The way of a request through a mount: logged, struck by faults, checked for CORS, parsed,
//! answered, held. The answering itself knows nothing of the network and waits for nothing.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::time::sleep;

use crate::app::App;
use crate::call::Call;
use crate::control::Seen;
use crate::faults::{self, Fault, What};
use crate::mount::{Kind, Mount};
use crate::reply::{self, Reply};
use crate::serve::{Cut, HalfBody};
use crate::{clock, cors, l2msg, v1, v2};

const BODY_LIMIT: usize = 2 * 1024 * 1024;
/// A demo left running must not grow for ever.
const LOG_LIMIT: usize = 5_000;
static NEXT: AtomicU64 = AtomicU64::new(1);

const PAGE: &str = "<!doctype html>\n<html><head><title>Gateway</title></head><body><h1>Something in front of the server answered</h1></body></html>\n";

pub async fn handle(State(app): State<Arc<App>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let split = Kind::ALL.into_iter().find_map(|kind| {
        let rest = path.strip_prefix('/')?.strip_prefix(kind.name())?;
        (rest.is_empty() || rest.starts_with('/')).then(|| (kind, rest.to_owned()))
    });
    let Some((kind, rest)) = split else {
        let text = "This is the demo server. The three servers are at /v1, /v2 and /whatsapp.\n";
        return (StatusCode::NOT_FOUND, text).into_response();
    };
    let path = if rest.is_empty() { "/".to_owned() } else { rest };
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, BODY_LIMIT).await;
    // A task of its own: a caller who hangs up keeps none of these servers from doing the work.
    let work = tokio::spawn(async move { through(&app, kind, &path, &parts, body.ok()).await });
    work.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

async fn through(
    app: &App,
    kind: Kind,
    path: &str,
    parts: &Parts,
    body: Option<Bytes>,
) -> Response {
    let (id, faults) =
        receive(&mut app.mount(kind), path, parts, body.as_deref().unwrap_or_default());
    let late = faults.iter().filter(|one| one.what == What::Latency).filter_map(|one| one.ms).sum();
    sleep(Duration::from_millis(late)).await;
    if !app.mount(kind).seen.iter().any(|seen| seen.id == id) {
        // Reset meanwhile: what was still on its way belongs to an earlier test.
        return Cut.into_response();
    }
    let fault = faults.into_iter().find(|one| one.what != What::Latency);
    let what = fault.as_ref().map(|one| one.what);
    if what == Some(What::CutBefore) {
        return Cut.into_response();
    }
    let (reply, headers) = answer(app, kind, path, parts, body.as_deref(), fault.as_ref());
    sleep(reply.hold).await;
    let response = match what {
        Some(What::CutAfter) => return Cut.into_response(),
        Some(What::Html) => {
            let status = fault.and_then(|one| one.status).unwrap_or(200);
            page(status, headers)
        }
        Some(What::CutBody) => half(&reply, headers),
        Some(What::BadJson) => {
            let text = reply.text();
            let middle = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at));
            send(reply.status, headers, text[..middle.unwrap_or(0)].to_owned())
        }
        Some(What::Empty) => send(reply.status, headers, String::new()),
        _ => send(reply.status, headers, reply.text()),
    };
    let mut mount = app.mount(kind);
    if let Some(seen) = mount.seen.iter_mut().rev().find(|seen| seen.id == id) {
        seen.status = Some(response.status().as_u16());
    }
    response
}

/// Notes the request and takes the faults that hit it.
fn receive(mount: &mut Mount, path: &str, parts: &Parts, body: &[u8]) -> (u64, Vec<Fault>) {
    let faults = faults::take(&mut mount.faults, &parts.method, path, &parts.headers);
    let headers: BTreeMap<String, String> = parts
        .headers
        .iter()
        .map(|(name, value)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect();
    let query = parts.uri.query().map(|text| format!("?{text}")).unwrap_or_default();
    let id = NEXT.fetch_add(1, Ordering::Relaxed);
    if mount.seen.len() >= LOG_LIMIT {
        mount.seen.remove(0);
    }
    mount.seen.push(Seen {
        id,
        at: clock::now_ms(),
        mount: mount.kind,
        method: parts.method.to_string(),
        path: format!("{path}{query}"),
        headers,
        body: String::from_utf8_lossy(body).into_owned(),
        status: None,
        fault: faults.last().map(|fault| name(fault.what)),
    });
    (id, faults)
}

/// The reply and the CORS headers that go with it.
fn answer(
    app: &App,
    kind: Kind,
    path: &str,
    parts: &Parts,
    body: Option<&[u8]>,
    fault: Option<&Fault>,
) -> (Reply, HeaderMap) {
    let mut mount = app.mount(kind);
    if fault.is_some_and(|one| one.what == What::CorsRefused) {
        return (cors::refusal(), HeaderMap::new());
    }
    let mut headers = match cors::headers(&mount.options, &parts.headers) {
        Ok(headers) => headers,
        Err(refusal) => return (refusal, HeaderMap::new()),
    };
    if parts.method == Method::OPTIONS {
        cors::preflight(&mut headers, kind, &mount.options, &parts.headers);
        return (Reply::empty(204), headers);
    }
    if let Some(fault) = fault {
        if !fault.cors {
            headers = HeaderMap::new();
        }
        if fault.what == What::Html {
            return (Reply::empty(200), headers);
        }
        if let Some(reply) = fault.answer() {
            return (reply, headers);
        }
    }
    let Some(body) = body else {
        return (reply::error(413, "request entity too large"), headers);
    };
    if mount.options.license_gate && path == "/license/status" {
        return (Reply::ok(v2::license("inactive")), headers);
    }
    if mount.options.license_gate && path != "/" {
        return (faults::license(), headers);
    }
    mount.sweep();
    let call = Call::read(parts.method.clone(), path, parts.uri.query(), &parts.headers, body);
    let reply = call.map_or_else(
        |complaint| complaint,
        |call| {
            let outcome = match kind {
                Kind::V1 => v1::answer(&mut mount, &call),
                Kind::V2 => v2::answer(&mut mount, &call),
                Kind::Whatsapp => l2msg::answer(&mut mount, &call),
            };
            outcome.unwrap_or_else(|refusal| refusal)
        },
    );
    drop(mount);
    if parts.method != Method::GET {
        app.save();
    }
    (reply, headers)
}

fn send(status: u16, mut headers: HeaderMap, text: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status != StatusCode::NO_CONTENT {
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        headers.insert("content-type", json);
    }
    if status == StatusCode::TOO_MANY_REQUESTS {
        headers.insert("retry-after", HeaderValue::from_static("1"));
    }
    let body = if text.is_empty() { Body::empty() } else { Body::from(text) };
    (status, headers, body).into_response()
}

fn page(status: u16, mut headers: HeaderMap) -> Response {
    headers.insert("content-type", HeaderValue::from_static("text/html; charset=utf-8"));
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    (status, headers, PAGE).into_response()
}

/// Promises the whole length and delivers half of it.
fn half(reply: &Reply, headers: HeaderMap) -> Response {
    let text = reply.text();
    let mut response = send(reply.status, headers, String::new());
    response.headers_mut().insert("content-length", HeaderValue::from(text.len()));
    let bytes = Bytes::from(text);
    *response.body_mut() = Body::new(HalfBody::new(bytes.slice(..bytes.len() / 2)));
    response
}

fn name(what: What) -> &'static str {
    match what {
        What::Latency => "latency",
        What::CutBefore => "cut_before",
        What::CutAfter => "cut_after",
        What::CutBody => "cut_body",
        What::Status500 => "status500",
        What::License503 => "license503",
        What::TooLarge413 => "too_large413",
        What::Rate429 => "rate429",
        What::Html => "html",
        What::BadJson => "bad_json",
        What::Empty => "empty",
        What::CorsRefused => "cors_refused",
    }
}
