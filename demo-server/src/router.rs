//! What is where on the API port: the control API by its paths, everything else to the mounts.

use std::sync::Arc;

use axum::Router;

use crate::app::App;
use crate::{control, dispatch};

pub fn router(app: Arc<App>) -> Router {
    Router::new().merge(control::routes()).fallback(dispatch::handle).with_state(app)
}
