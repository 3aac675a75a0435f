//! The chunk for the instances of a server.

use crate::ui::instance::page::instance_page;
use crate::ui::lazy_chunks::{INSTANCES, InstancesChunk};

lazy_chunk!(instances: INSTANCES => exports() -> InstancesChunk);

fn exports() -> InstancesChunk {
    InstancesChunk { instance_page }
}
