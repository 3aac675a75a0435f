//! The chunk for the page that lists, tests and edits servers, and for the form that connects one.

use crate::ui::lazy_chunks::{SERVERS, ServersChunk};
use crate::ui::servers::connect_form::connect_form;
use crate::ui::servers::page::servers_page;

lazy_chunk!(servers: SERVERS => exports() -> ServersChunk);

fn exports() -> ServersChunk {
    ServersChunk { servers_page, connect_form }
}
