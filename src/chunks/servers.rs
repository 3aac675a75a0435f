//! The chunk for the page that lists, tests and edits servers.

use crate::ui::lazy_chunks::{SERVERS, ServersChunk};
use crate::ui::servers::page::servers_page;

lazy_chunk!(servers: SERVERS => exports() -> ServersChunk);

fn exports() -> ServersChunk {
    ServersChunk { servers_page }
}
