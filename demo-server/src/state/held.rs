//! Calls that a server accepted and works on later: a database that is locked, for example. Tests
//! release them, so that none has to wait for real time.

use serde::Serialize;
use tokio::sync::oneshot;

/// Tells whoever released a call that its work is done.
pub type Done = oneshot::Sender<()>;

#[derive(Debug, Serialize)]
pub struct HeldCall {
    /// The same as in the request log.
    pub id: u64,
    pub method: String,
    pub path: String,
    #[serde(skip)]
    release: oneshot::Sender<Done>,
}

impl HeldCall {
    /// The call, and what it waits for. When the call is dropped, its work is never done.
    #[must_use]
    pub fn new(id: u64, method: &str, path: &str) -> (Self, oneshot::Receiver<Done>) {
        let (release, wait) = oneshot::channel();
        (Self { id, method: method.to_owned(), path: path.to_owned(), release }, wait)
    }

    /// Lets the call go on and waits until its work is done.
    pub async fn release(self) {
        let (done, wait) = oneshot::channel();
        if self.release.send(done).is_ok() {
            let _ = wait.await;
        }
    }
}
