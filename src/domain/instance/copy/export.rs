//! Everything that was read of an instance, as JSON to keep: with its token and the secrets of its
//! groups, since it is a copy to fall back on.

use serde_json::{Map, Value, json};

use crate::domain::http::secret::Secret;
use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::instances::row::InstanceRow;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;

/// The copy. Each group stands as its `find` answered it.
#[must_use]
pub fn json<'a>(
    server: &Server,
    row: &InstanceRow,
    groups: impl IntoIterator<Item = (Section, &'a StoredGroup)>,
) -> Value {
    let groups: Map<String, Value> = groups
        .into_iter()
        .map(|(section, group)| (section.id().to_owned(), group.raw.clone()))
        .collect();
    json!({
        "instance": row.name,
        "server": server.base_url,
        "dialect": server.dialect.id(),
        "engine": row.engine.id(),
        "number": row.number,
        "token": row.token.as_ref().map(Secret::reveal),
        "groups": groups,
    })
}
