//! What the pairing machine is told.

use crate::domain::pairing::call::{PairingReply, PairingRequest};
use crate::domain::reply::decode::QrCode;
use crate::domain::reply::error::ApiError;

/// What happens to a pairing.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// With the code that the creation brought along, when it was asked for one
    Begin(Option<QrCode>),
    /// Time has passed
    Tick,
    Answered(PairingRequest, Result<PairingReply, ApiError>),
    /// The operator wants another code
    Renew,
    /// The operator wants another connection
    Restart,
    /// By pairing code, for a telephone of this number in digits
    ByNumber(String),
    ByQr,
    Hidden(bool),
    /// The page is left
    Halt,
}
