//! The address of a request: as a text, or in pieces.

use std::sync::Arc;

use readers::literal::node::{Literal, Node};
use readers::text::mapped::Mapped;

/// An address in pieces, as Node has it.
#[derive(Default)]
pub(super) struct AddressParts {
    pub(super) host: Option<Mapped>,
    pub(super) path: Option<Mapped>,
    pub(super) port: Option<Arc<Node>>,
    /// Without encryption
    pub(super) is_plain: bool,
}

impl AddressParts {
    pub(super) fn address(self) -> Option<Mapped> {
        let (host, path) = self.host.zip(self.path)?;
        let mut address = Mapped::starting_at(host.start());
        address.push_value(if self.is_plain { "http://" } else { "https://" }, host.start());
        address.push_part(&host, 0..host.text().len());
        let port = self.port.as_ref().and_then(|port| match &port.value {
            Literal::Number(number) => Some(number.as_str()),
            _ => port.text(),
        });
        if let Some(port) = port.filter(|port| !matches!(*port, "443" | "80")) {
            address.push_value(&format!(":{port}"), host.start());
        }
        address.push_part(&path, 0..path.text().len());
        Some(address)
    }
}

pub(super) fn is_address(text: &Mapped) -> bool {
    let is_unknown = text.hole_at(0).is_some();
    let text = text.text();
    let line =
        text.len() < 2_000 && !text.contains(['\n', '"']) && (is_unknown || !text.starts_with('{'));
    line && (text.contains('/') || text.contains("://"))
}
