//! The calls of a pairing and what their answers mean, dialect by dialect.

use crate::domain::http::request::{HttpCall, Method, path};
use crate::domain::http::secret::Secret;
use crate::domain::http::url::encode_segment;
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::reply::decode;
use crate::domain::reply::decode::{Profile, QrCode};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;

/// A call of the pairing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairingRequest {
    /// The code; opens a connection where none is
    Connect,
    State,
    /// The state, waited for until it is closed
    CloseSeen,
    /// Of 2.x alone, see [`Dialect::fresh_start`]
    Restart,
    Logout,
    /// Whose telephone it is; asked once, when the connection is open
    Profile,
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq)]
pub enum PairingReply {
    Code(QrCode),
    State(ConnectionState),
    Done,
    Profile(Profile),
}

impl Dialect {
    /// The calls that end a connection in the making and begin another. On 1.x a restart does
    /// nothing while connecting, and on 2.x it forgets the number; l2msg is taken for 1.x.
    #[must_use]
    pub const fn fresh_start(self, has_number: bool) -> &'static [PairingRequest] {
        match self {
            Self::EvolutionV2 if !has_number => &[PairingRequest::Restart],
            _ => &[PairingRequest::Logout, PairingRequest::CloseSeen, PairingRequest::Connect],
        }
    }
}

/// Whether an instance of this engine is paired with a telephone at all. Without one it is Baileys.
#[must_use]
pub fn is_paired(engine: Option<&str>) -> bool {
    !matches!(engine, Some("WHATSAPP-BUSINESS" | "EVOLUTION"))
}

impl PairingRequest {
    /// Whether it does more than look.
    #[must_use]
    pub const fn changes(self) -> bool {
        matches!(self, Self::Restart | Self::Logout)
    }

    /// The call, for an instance of this name.
    #[must_use]
    pub fn call(self, base_url: &str, name: &str, number: Option<&str>, key: &Secret) -> HttpCall {
        let (method, mut path) = match self {
            Self::Connect => (Method::Get, path("/instance/connect", name)),
            Self::State | Self::CloseSeen => (Method::Get, path("/instance/connectionState", name)),
            Self::Restart => (Method::Post, path("/instance/restart", name)),
            Self::Logout => (Method::Delete, path("/instance/logout", name)),
            Self::Profile => {
                let name = encode_segment(name);
                (Method::Get, format!("/instance/fetchInstances?instanceName={name}"))
            }
        };
        if let (Self::Connect, Some(number)) = (self, number) {
            path = format!("{path}?number={}", encode_segment(number));
        }
        let call = HttpCall::new(method, base_url, &path, key);
        match self {
            Self::Restart => call.with_body("{}".to_owned()),
            _ => call,
        }
    }

    #[must_use]
    pub const fn time_limit_ms(self) -> u32 {
        match self {
            Self::Connect | Self::Restart => 45_000,
            Self::State | Self::CloseSeen | Self::Logout | Self::Profile => 20_000,
        }
    }

    /// Reads the answer.
    ///
    /// # Errors
    /// Whatever the server refused, and a 200 with `error: true`. To be logged out already is none.
    pub fn read(self, status: u16, text: &str, dialect: Dialect) -> Result<PairingReply, ApiError> {
        if self == Self::Profile {
            return decode::profile(status, text, dialect).map(PairingReply::Profile);
        }
        // Whoever answers a change with nothing at all has nothing to object.
        if self.changes() && (200..300).contains(&status) && text.trim().is_empty() {
            return Ok(PairingReply::Done);
        }
        let value = match decode::json(status, text, dialect) {
            Err(error) if self == Self::Logout && error.case == Case::NotConnected => {
                return Ok(PairingReply::Done);
            }
            outcome => outcome?,
        };
        if self == Self::Logout {
            return Ok(PairingReply::Done);
        }
        let code =
            decode::qr_code(&value).or_else(|| value.get("qrcode").and_then(decode::qr_code));
        match code {
            Some(code) if matches!(self, Self::Connect | Self::Restart) => {
                Ok(PairingReply::Code(code))
            }
            _ => decode::state(status, text, dialect)
                .map(|state| PairingReply::State(ConnectionState::of(&state))),
        }
    }
}
