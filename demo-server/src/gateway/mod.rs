//! What happens to a request of a mount: it is logged, hit by faults, answered and delayed. This
//! folder imports [`crate::http`], [`crate::state`] and [`crate::servers`].
//!
//! - this file: the order of the steps, and everything that waits
//! - `answer`: the reply
//! - `response`: the HTTP response of a reply, damaged where a fault says so

mod answer;
mod response;

use std::sync::Arc;
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tokio::sync::oneshot;
use tokio::time::sleep;

use crate::gateway::answer::Incoming;
use crate::http::listener::ConnectionCut;
use crate::state::app::AppState;
use crate::state::faults::{self, Fault, FaultKind, FaultTarget, HeldAnswer};
use crate::state::held::{Done, HeldCall};
use crate::state::kind::ServerKind;

const BODY_LIMIT: usize = 2 * 1024 * 1024;

pub async fn handle(State(app): State<Arc<AppState>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let found = ServerKind::ALL.into_iter().find_map(|kind| {
        let rest = path.strip_prefix('/')?.strip_prefix(kind.name())?;
        (rest.is_empty() || rest.starts_with('/')).then(|| (kind, rest.to_owned()))
    });
    let Some((mount, rest)) = found else {
        let text = "This is the demo server. The three servers are at /v1, /v2 and /whatsapp.\n";
        return (StatusCode::NOT_FOUND, text).into_response();
    };
    let path = if rest.is_empty() { "/".to_owned() } else { rest };
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, BODY_LIMIT).await.ok();
    let incoming = Incoming { mount, path, parts, body };
    // In its own task: the real servers also finish their work when the caller disconnects.
    let work = tokio::spawn(process(app, incoming));
    work.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

async fn process(app: Arc<AppState>, incoming: Incoming) -> Response {
    let (id, mut faults) = receive(&app, &incoming);
    let mount = incoming.mount;
    let latency = faults.iter().filter(|one| one.kind == FaultKind::Latency);
    sleep(Duration::from_millis(latency.filter_map(|one| one.ms).sum())).await;
    let arrival = {
        let mut mount = app.mount(mount);
        if !mount.log.contains(id) {
            // There was a reset: this request belongs to an earlier test.
            return ConnectionCut.into_response();
        }
        mount.arrivals += 1;
        mount.arrivals
    };
    let hold = faults.iter().find(|one| one.kind == FaultKind::Hold).cloned();
    faults.retain(|one| !matches!(one.kind, FaultKind::Latency | FaultKind::Hold));
    let call = AcceptedCall { app: Arc::clone(&app), incoming, fault: faults.pop(), arrival };
    let response = match hold {
        Some(hold) => held(id, &hold, call).await,
        None => respond(&call).await,
    };
    if response.extensions().get::<ConnectionCut>().is_none() {
        app.mount(mount).log.set_status(id, response.status().as_u16());
    }
    response
}

/// Logs the request and takes the faults that hit it.
fn receive(app: &AppState, incoming: &Incoming) -> (u64, Vec<Fault>) {
    let mut mount = app.mount(incoming.mount);
    let (parts, path) = (&incoming.parts, incoming.path.as_str());
    let created = incoming.created_name();
    if let Some(name) = &created {
        mount.creations.count_request(name);
    }
    let target = FaultTarget {
        method: &parts.method,
        path,
        headers: &parts.headers,
        created: created.as_deref(),
    };
    let faults = faults::take(&mut mount.faults, target);
    let fault = faults.last().map(|fault| fault.kind.name());
    let body = incoming.body.as_deref().unwrap_or_default();
    let id = mount.log.add(incoming.mount, path, parts, body, fault);
    (id, faults)
}

/// A call that has reached the server.
struct AcceptedCall {
    app: Arc<AppState>,
    incoming: Incoming,
    fault: Option<Fault>,
    arrival: u64,
}

/// Keeps a call until it is released or its time is over. What the caller gets meanwhile is up to
/// the fault; the work is done in any case, unless there is a reset.
async fn held(id: u64, hold: &Fault, call: AcceptedCall) -> Response {
    let (app, mount) = (Arc::clone(&call.app), call.incoming.mount);
    let parts = &call.incoming.parts;
    let headers =
        if hold.cors { answer::cors_headers(&app, &call.incoming) } else { Default::default() };
    let (held_call, released) = HeldCall::new(id, parts.method.as_str(), &call.incoming.path);
    app.mount(mount).held.push(held_call);
    let work = tokio::spawn(respond_later(id, hold.ms, released, call));
    match hold.answer {
        HeldAnswer::Wait => {
            work.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
        }
        HeldAnswer::Cut => ConnectionCut.into_response(),
        HeldAnswer::Html => response::html(hold.status.unwrap_or(504), headers),
    }
}

async fn respond_later(
    id: u64,
    ms: Option<u64>,
    released: oneshot::Receiver<Done>,
    call: AcceptedCall,
) -> Response {
    let timer = async {
        match ms {
            Some(ms) => sleep(Duration::from_millis(ms)).await,
            None => std::future::pending().await,
        }
    };
    let done = tokio::select! {
        done = released => match done {
            Ok(done) => Some(done),
            Err(_) => return ConnectionCut.into_response(),
        },
        () = timer => None,
    };
    call.app.mount(call.incoming.mount).held.retain(|one| one.id != id);
    let response = respond(&call).await;
    if let Some(done) = done {
        // Whoever released the call may have disconnected.
        let _ = done.send(());
    }
    response
}

/// Does the work, or what the fault says instead.
async fn respond(call: &AcceptedCall) -> Response {
    let fault = call.fault.as_ref();
    let kind = fault.map(|one| one.kind);
    if kind == Some(FaultKind::CutBefore) {
        return ConnectionCut.into_response();
    }
    let (reply, headers) = answer::answer(&call.app, &call.incoming, fault, call.arrival);
    sleep(reply.delay).await;
    match kind {
        Some(FaultKind::CutAfter) => ConnectionCut.into_response(),
        Some(FaultKind::CutBody) => response::half_body(&reply, headers),
        Some(FaultKind::BadJson) => response::half_json(&reply, headers),
        Some(FaultKind::Empty) => response::json(reply.status, headers, String::new()),
        Some(FaultKind::Html) => {
            response::html(fault.and_then(|one| one.status).unwrap_or(200), headers)
        }
        _ => {
            if kind == Some(FaultKind::Vanish) && reply.status == 201 {
                vanish(call, fault.and_then(|one| one.ms).unwrap_or(0));
            }
            response::json(reply.status, headers, reply.text())
        }
    }
}

/// Removes what a creation has just stored.
fn vanish(call: &AcceptedCall, ms: u64) {
    if let Some(name) = call.incoming.created_name() {
        call.app.mount(call.incoming.mount).vanish(name.trim(), ms);
    }
}
