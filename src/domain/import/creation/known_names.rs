//! The names of the instances in a text, and the creation that each belongs to.

use std::collections::BTreeMap;

use crate::domain::import::creation::placeholder;
use crate::domain::import::creation::product::Product;
use readers::literal::node::{Literal, Node};

/// Places of creations by name: two servers may have an instance of the same name.
#[derive(Debug, Default)]
pub(super) struct KnownNames {
    /// By the address of the server, which is empty where none is told, and the name
    of_server: BTreeMap<(String, String), usize>,
    /// The last one of each name
    last: BTreeMap<String, usize>,
}

impl KnownNames {
    pub(super) fn add(&mut self, name: &str, base_url: Option<&str>, place: usize) {
        let server = without_scheme(base_url.unwrap_or_default()).to_owned();
        self.of_server.insert((server, name.to_owned()), place);
        self.last.insert(name.to_owned(), place);
    }

    /// The creation that a call to this server, about an instance of this name, belongs to.
    pub(super) fn find(&self, name: &str, base_url: Option<&str>) -> Option<usize> {
        let of = |server: &str| self.of_server.get(&(server.to_owned(), name.to_owned()));
        match base_url {
            Some(server) => of(without_scheme(server)).or_else(|| of("")).copied(),
            None => self.last.get(name).copied(),
        }
    }
}

/// A script may call the same server with and without encryption.
fn without_scheme(base_url: &str) -> &str {
    base_url.split_once("://").map_or(base_url, |(_, rest)| rest)
}

/// The name that a body gives its instance.
pub(super) fn instance_name(body: &Node, product: Option<Product>) -> Option<Node> {
    let own =
        ["instanceName", "instance_name", "instancename"].iter().find_map(|key| body.get(key));
    let other = || {
        let is_body =
            body.get("integration").is_some() || product.is_some_and(Product::has_own_creation);
        body.get("name").filter(|_| is_body)
    };
    own.or_else(other).cloned()
}

/// The name as it is shown in a list, and whether it is one.
pub(super) fn shown_name(name: Option<&Node>) -> (String, bool) {
    let Some(name) = name else { return (String::new(), false) };
    let filler = placeholder::of_node(name);
    let text = match &name.value {
        Literal::Text(text) => text.text().trim(),
        Literal::Number(number) => number,
        Literal::Unknown(name) => name,
        _ => "",
    };
    let shown: String = text.chars().take(300).collect();
    let has_name = filler.is_none() && !shown.is_empty();
    (shown, has_name)
}
