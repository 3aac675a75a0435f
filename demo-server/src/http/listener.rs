//! The listening socket. It uses hyper directly instead of axum's server, because some faults must
//! break a connection without an answer.

use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::time::{Sleep, sleep};
use tower::ServiceExt;

/// Marks a response that is not sent: the connection is closed instead.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionCut;

impl fmt::Display for ConnectionCut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the connection was cut on purpose")
    }
}

impl std::error::Error for ConnectionCut {}

impl IntoResponse for ConnectionCut {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Whether a connection serves more than one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepAlive {
    Yes,
    /// One request per connection. A browser repeats a request without notice when a reused
    /// connection breaks, and a fault that applies once would then have no visible effect.
    No,
}

/// Accepts connections until the future is dropped.
pub async fn run(listener: TcpListener, router: Router, reuse: KeepAlive) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Probably no file descriptors left: wait until other connections close.
            sleep(Duration::from_millis(20)).await;
            continue;
        };
        let router = router.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
                let router = router.clone();
                async move {
                    let done: Result<Response, Infallible> =
                        router.oneshot(request.map(Body::new)).await;
                    let response = done.unwrap_or_else(|never| match never {});
                    match response.extensions().get::<ConnectionCut>() {
                        Some(cut) => Err(*cut),
                        None => Ok(response),
                    }
                }
            });
            // An error here means that the browser disconnected, or that a fault cut the connection.
            let mut http = http1::Builder::new();
            http.keep_alive(reuse == KeepAlive::Yes);
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// A body that delivers its first part, gives it time to be sent, and then fails.
#[derive(Debug)]
pub struct TruncatedBody {
    piece: Option<Bytes>,
    pause: Pin<Box<Sleep>>,
}

impl TruncatedBody {
    #[must_use]
    pub fn new(piece: Bytes) -> Self {
        Self { piece: Some(piece), pause: Box::pin(sleep(Duration::from_millis(50))) }
    }
}

impl http_body::Body for TruncatedBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(piece) = self.piece.take() {
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        self.pause
            .as_mut()
            .poll(context)
            .map(|()| Some(Err(io::Error::other("the body was cut on purpose"))))
    }
}
