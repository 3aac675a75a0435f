//! HTTP responses: complete ones, and those that a fault damages.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::http::listener::TruncatedBody;
use crate::http::reply::Reply;

const PAGE: &str = "<!doctype html>\n<html><head><title>Gateway</title></head><body><h1>Something in front of the server answered</h1></body></html>\n";

pub(crate) fn json(status: u16, mut headers: HeaderMap, text: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status != StatusCode::NO_CONTENT {
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        headers.insert("content-type", json);
    }
    if status == StatusCode::TOO_MANY_REQUESTS {
        headers.insert("retry-after", HeaderValue::from_static("1"));
        // Without it a page of another origin could not read the header.
        headers.insert("access-control-expose-headers", HeaderValue::from_static("retry-after"));
    }
    let body = if text.is_empty() { Body::empty() } else { Body::from(text) };
    (status, headers, body).into_response()
}

/// The page of a reverse proxy.
pub(crate) fn html(status: u16, mut headers: HeaderMap) -> Response {
    headers.insert("content-type", HeaderValue::from_static("text/html; charset=utf-8"));
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    (status, headers, PAGE).into_response()
}

/// JSON that ends in the middle, in a complete response.
pub(crate) fn half_json(reply: &Reply, headers: HeaderMap) -> Response {
    let text = reply.text();
    let middle = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at));
    json(reply.status, headers, text[..middle.unwrap_or(0)].to_owned())
}

/// Announces the whole length and delivers half of it.
pub(crate) fn half_body(reply: &Reply, headers: HeaderMap) -> Response {
    let text = reply.text();
    let mut response = json(reply.status, headers, String::new());
    response.headers_mut().insert("content-length", HeaderValue::from(text.len()));
    let bytes = Bytes::from(text);
    *response.body_mut() = Body::new(TruncatedBody::new(bytes.slice(..bytes.len() / 2)));
    response
}
