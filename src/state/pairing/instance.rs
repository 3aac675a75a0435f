//! What is paired: an instance on a server.

use crate::domain::http::request::HttpCall;
use crate::domain::http::secret::Secret;
use crate::domain::instances::row::InstanceRow;
use crate::domain::pairing::call::{PairingRequest, is_paired};
use crate::domain::pairing::number::number;
use crate::domain::reply::decode::{Created, QrCode};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;
use crate::state::creation::Attempt;

/// An instance, and what its calls need.
#[derive(Clone, Debug)]
pub struct PairedInstance {
    /// Tells it from another one, also from another of the same name
    pub id: String,
    pub base_url: String,
    pub dialect: Dialect,
    pub name: String,
    /// The instance's own token, where it is known
    pub token: Option<Secret>,
    pub server_key: Secret,
}

/// How a pairing begins.
#[derive(Clone, Debug, Default)]
pub struct PairingStart {
    /// What the server says of the connection
    pub status: Option<String>,
    /// The number that was given for the instance, in digits
    pub number: Option<String>,
    /// A code that came along with the creation; it counts once
    pub first_code: Option<QrCode>,
    /// Begins by itself
    pub is_automatic: bool,
}

impl PairedInstance {
    /// The instance that was created, and how its pairing begins. `None` for one that no telephone is
    /// paired with, and where the keys were forgotten.
    #[must_use]
    pub fn created(attempt: &Attempt, created: &Created) -> Option<(Self, PairingStart)> {
        let asked = attempt.drafts.get(Field::Integration).as_text();
        let engine = created.integration.as_deref().or(Some(asked));
        if attempt.is_forgotten || !is_paired(engine) {
            return None;
        }
        let server = &attempt.server;
        let name = attempt.created_name(created).to_owned();
        let instance = Self {
            id: format!("{} {name} {}", server.base_url, attempt.started_at.to_bits()),
            base_url: server.base_url.clone(),
            dialect: server.dialect,
            name,
            token: created.hash.clone(),
            server_key: server.key.clone(),
        };
        let start = PairingStart {
            status: created.status.clone(),
            number: number(attempt.drafts.get(Field::Number).as_text()),
            first_code: created.qrcode.clone(),
            is_automatic: *attempt.drafts.get(Field::Qrcode) == Draft::Flag(true),
        };
        Some((instance, start))
    }

    /// An instance of a list, and how its pairing begins. `None` for one that no telephone is paired with.
    #[must_use]
    pub fn listed(server: &Server, row: &InstanceRow) -> Option<(Self, PairingStart)> {
        if !row.engine.is_paired() {
            return None;
        }
        let instance = Self {
            id: format!("{} {} {}", server.base_url, row.name, row.id),
            base_url: server.base_url.clone(),
            dialect: server.dialect,
            name: row.name.clone(),
            token: row.token.clone(),
            server_key: server.key.clone(),
        };
        let start = PairingStart {
            // The list tells it late: the pairing asks for it.
            status: None,
            number: row.number.as_deref().and_then(number),
            first_code: None,
            is_automatic: true,
        };
        Some((instance, start))
    }

    /// With the instance's own token, or else the server's key.
    pub(super) fn call(
        &self,
        request: PairingRequest,
        needs_server_key: bool,
        number: Option<&str>,
    ) -> HttpCall {
        // 1.x lists instances for the server's key alone.
        let needs_server_key = needs_server_key || request == PairingRequest::Profile;
        let own = self.token.as_ref().filter(|_| !needs_server_key);
        request.call(&self.base_url, &self.name, number, own.unwrap_or(&self.server_key))
    }
}
