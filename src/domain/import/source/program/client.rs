//! Clients that a program makes for one server.

use crate::domain::import::source::program::Program;
use readers::literal::groups::Group;
use readers::literal::node::Node;
use readers::text::mapped::Mapped;

/// The last part of the names of functions that make a client for one server.
pub(super) const NAMES: [&str; 8] = [
    "HTTPSConnection",
    "HTTPConnection",
    "Client",
    "AsyncClient",
    "ClientSession",
    "Session",
    "create",
    "baseUrl",
];

impl Program<'_> {
    /// A client that is made for one server.
    pub(super) fn client(&mut self, function: &str, group: Group) {
        let options = group.items.iter().flat_map(Node::members).chain(&group.members);
        let headers = options.clone().filter(|option| option.key == "headers");
        let headers: Vec<Node> = headers.map(|option| option.value.clone()).collect();
        let named = options
            .filter(|option| matches!(option.key.as_str(), "base_uri" | "baseURL" | "base_url"));
        let named = named.map(|option| option.value.clone()).next();
        for headers in headers {
            let headers = self.resolved(headers);
            self.next_headers.push(headers);
        }
        let given = named.or_else(|| group.items.into_iter().next());
        let Some(given) = given.map(|given| self.resolved(given)) else { return };
        let Some(address) = given.mapped() else { return };
        let mut base = Mapped::starting_at(address.start());
        if function == "HTTPSConnection" {
            base.push_value("https://", address.start());
        } else if function == "HTTPConnection" {
            base.push_value("http://", address.start());
        }
        base.push_part(address, 0..address.text().trim_end_matches('/').len());
        self.base = Some(base);
    }

    /// A path alone belongs to the client's server.
    pub(super) fn with_base(&self, url: Mapped) -> Mapped {
        let Some(base) = self.base.as_ref().filter(|base| {
            !url.text().contains("://") && self.scope.allowance.spend(base.text().len())
        }) else {
            return url;
        };
        url.below(base)
    }
}
