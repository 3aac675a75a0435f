//! The chunk for the log of requests.

use crate::ui::lazy_chunks::{TOOLS, ToolsChunk};
use crate::ui::requests::page::requests_page;

lazy_chunk!(tools: TOOLS => exports() -> ToolsChunk);

fn exports() -> ToolsChunk {
    ToolsChunk { requests_page }
}
