//! The chunk for the page that lists, tests and edits servers, for the form that connects one, and for
//! the test of a server that a creation could not reach.

use crate::ui::diagnostics::checks::checked_failure;
use crate::ui::diagnostics::network_trouble::network_trouble;
use crate::ui::diagnostics::server_check::server_check;
use crate::ui::lazy_chunks::{SERVERS, ServersChunk};
use crate::ui::servers::connect_form::connect_form;
use crate::ui::servers::page::servers_page;

lazy_chunk!(servers: SERVERS => exports() -> ServersChunk, with super::operate::exports);

fn exports() -> ServersChunk {
    ServersChunk { servers_page, connect_form, checked_failure, network_trouble, server_check }
}
