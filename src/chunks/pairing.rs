//! The chunk for the card that pairs the phone on the result. The list and the page of an instance have the
//! card in their own chunk.

use crate::ui::lazy_chunks::{PAIRING, PairingChunk};
use crate::ui::result::pairing::result_pairing;

lazy_chunk!(pairing: PAIRING => exports() -> PairingChunk, with super::operate::exports);

fn exports() -> PairingChunk {
    PairingChunk { result_pairing }
}
