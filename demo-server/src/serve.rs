//! The listening socket. Connections are served by hand rather than by axum's own loop, because
//! only the connection can do what some faults ask for: break off without an answer.

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

/// Marks a response that must not be sent: the connection ends instead.
#[derive(Clone, Copy, Debug)]
pub struct Cut;

impl fmt::Display for Cut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the connection was cut on purpose")
    }
}

impl std::error::Error for Cut {}

impl IntoResponse for Cut {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// How long a connection lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reuse {
    Yes,
    /// One request each. Browsers quietly send a request again when a connection they had used
    /// before breaks, and a fault that was ordered once would then never be seen.
    No,
}

/// Accepts until the future is dropped.
pub async fn run(listener: TcpListener, router: Router, reuse: Reuse) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, most likely: wait for others to close.
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
                    match response.extensions().get::<Cut>() {
                        Some(cut) => Err(*cut),
                        None => Ok(response),
                    }
                }
            });
            // An error here is a browser that went away or a cut that was ordered.
            let mut http = http1::Builder::new();
            http.keep_alive(reuse == Reuse::Yes);
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// Delivers one piece, lets it reach the wire, and then fails.
#[derive(Debug)]
pub struct HalfBody {
    piece: Option<Bytes>,
    pause: Pin<Box<Sleep>>,
}

impl HalfBody {
    #[must_use]
    pub fn new(piece: Bytes) -> Self {
        Self { piece: Some(piece), pause: Box::pin(sleep(Duration::from_millis(50))) }
    }
}

impl http_body::Body for HalfBody {
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
