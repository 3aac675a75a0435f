//! 2.4 without a license: public routes answer, everything else is a 503, even with a wrong key or
//! an unknown path.

use serde_json::{Value, json};

use crate::http::reply::Reply;
use crate::http::request::ApiRequest;
use crate::state::options::ServerOptions;

const INSTANCE_ID: &str = "46574c01-323a-4663-ba30-303a30303a30";
const DOCS_URL: &str = "https://docs.evolutionfoundation.com.br/licensing";

/// The reply instead of the server's own, unless the route is public.
pub(crate) fn gate(options: &ServerOptions, request: &ApiRequest) -> Option<Reply> {
    match request.segments().as_slice() {
        [] => None,
        ["license", "status"] => Some(Reply::ok(status(options))),
        ["license", "register"] => Some(Reply::ok(registration(options))),
        ["health"] | ["server", "ok"] => Some(request.no_such_route()),
        _ => Some(required(options)),
    }
}

/// The key that activates the license is shown only when there is one.
pub(crate) fn status(options: &ServerOptions) -> Value {
    if options.license_gate {
        json!({"status": "inactive", "instance_id": INSTANCE_ID})
    } else {
        json!({"status": "active", "instance_id": INSTANCE_ID, "api_key": "demo...demo"})
    }
}

pub(crate) fn registration(options: &ServerOptions) -> Value {
    if options.license_gate {
        json!({"status": "pending", "register_url": register_url(options)})
    } else {
        json!({"status": "active"})
    }
}

/// The address where a license is registered, as the server sees itself.
fn register_url(options: &ServerOptions) -> String {
    format!("{}/manager/login", options.server_url)
}

pub(crate) fn required(options: &ServerOptions) -> Reply {
    let url = register_url(options);
    let message = format!(
        "This Evolution API instance is not activated. Open {url} to activate, or set \
         AUTHENTICATION_API_KEY in your .env with a valid licensing key. Docs: {DOCS_URL}"
    );
    Reply::json(
        503,
        json!({
            "error": "service not activated",
            "code": "LICENSE_REQUIRED",
            "register_url": url,
            "instance_id": INSTANCE_ID,
            "docs_url": DOCS_URL,
            "message": message,
        }),
    )
}
