//! Whether a name is on a server, asked once.

use crate::domain::creation::machine::calls::state_call;
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::patience::LOOK_LIMIT_MS;
use crate::domain::reply::decode;
use crate::domain::servers::server::Server;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;

pub async fn look_once(server: &Server, name: &str) -> InstanceLookup {
    let reply = fetch::send(&state_call(server, name), LOOK_LIMIT_MS, &Cancel::new()).await;
    let state = reply.and_then(|reply| decode::state(reply.status, &reply.text, server.dialect));
    InstanceLookup::of_state(state)
}
