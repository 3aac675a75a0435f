//! What is where on the API port: the control API under `/__demo`, everything else in the mounts.

use std::sync::Arc;

use axum::Router;

use crate::state::app::AppState;
use crate::{control, gateway};

pub fn router(app: Arc<AppState>) -> Router {
    Router::new().merge(control::routes()).fallback(gateway::handle).with_state(app)
}
