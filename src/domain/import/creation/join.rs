//! Joins the requests of a paste: a creation and the calls after it that set the same instance's
//! sections.

use std::sync::Arc;

use crate::domain::import::OfferedKey;
use crate::domain::import::creation::guess::Votes;
use crate::domain::import::creation::known_names::{KnownNames, instance_name, shown_name};
use crate::domain::import::creation::product::Product;
use crate::domain::import::creation::request_notes::add_new;
use crate::domain::import::creation::{ImportedCreation, Part, SourceText, names, told};
use crate::domain::import::report::{ImportNote, NoteKind};
use crate::domain::import::route::{self, CallAddress, CallRoute, CallServer};
use crate::domain::import::source::call::FoundCall;
use crate::domain::import::source::{FoundSource, MOST_ENTRIES, ToldInstance};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::wire::Carrier;
use readers::literal::node::{Literal, Node};
use readers::text::mapped::Mapped;

/// What the requests come to.
#[derive(Debug, Default)]
pub(in crate::domain::import) struct Joined {
    pub creations: Vec<ImportedCreation>,
    pub keys: Vec<OfferedKey>,
    /// About requests that belong to no creation
    pub notes: Vec<ImportNote>,
    pub skipped: usize,
    /// Instances beyond those that are kept
    pub left_out: usize,
}

/// Sorts everything that was found.
pub(in crate::domain::import) fn join(found: FoundSource, source: Arc<SourceText>) -> Joined {
    let mut joiner = Joiner {
        source,
        joined: Joined { skipped: found.skipped, left_out: found.left_out, ..Joined::default() },
        votes: Vec::new(),
        names: KnownNames::default(),
        last_address: None,
    };
    for call in found.calls {
        joiner.call(call);
    }
    for told in found.told {
        joiner.told(told);
    }
    let Joiner { mut joined, votes, .. } = joiner;
    // Most instances of a text are on one server.
    let mut last: (Option<&str>, Option<Dialect>) = (None, None);
    for (creation, votes) in joined.creations.iter_mut().zip(votes) {
        let base_url = creation.base_url.as_deref();
        if last.0 != base_url {
            last = (base_url, base_url.and_then(Dialect::of_base_url));
        }
        if creation.told.is_none() {
            creation.dialect = last.1.unwrap_or(votes.dialect());
        }
    }
    for key in &mut joined.keys {
        let own = joined.creations.iter().find(|creation| creation.base_url == key.base_url);
        key.dialect = own.map(|creation| creation.dialect);
    }
    joined
}

pub(super) struct Joiner {
    pub(super) source: Arc<SourceText>,
    pub(super) joined: Joined,
    /// What speaks for the dialect of each creation
    pub(super) votes: Vec<Votes>,
    pub(super) names: KnownNames,
    last_address: Option<KnownAddress>,
}

/// An address that was read: most requests of a text go to the same one.
struct KnownAddress {
    url: String,
    address: CallAddress,
    product: Option<Product>,
}

impl Joiner {
    pub(super) fn note(&self, at: usize, kind: NoteKind) -> ImportNote {
        ImportNote { place: self.source.place(at), kind }
    }

    fn call(&mut self, call: FoundCall) {
        let (address, product) = call.url.as_ref().map(|url| self.address(url)).unzip();
        let product = product.flatten().or_else(|| product_of_body(&call, address.as_ref()));
        let body = call.value().cloned();
        let names = body.as_ref().and_then(|body| instance_name(body, product));
        let route = address.as_ref().map_or(CallRoute::Unknown, |address| address.route.clone());
        let is_sent = !matches!(call.method.as_str(), "GET" | "HEAD" | "DELETE" | "OPTIONS");
        match (route, body) {
            // Before a request to another origin, a browser asks for the server's OPTIONS.
            _ if call.method == "OPTIONS" => self.joined.skipped += 1,
            (CallRoute::Create, Some(body)) => {
                self.create(&call, address, product, names.as_ref(), body);
            }
            (CallRoute::Create, None) if is_sent => {
                let empty = Arc::new(Node::new(call.at, Literal::Object(Vec::new())));
                self.create(&call, address, product, None, empty);
            }
            (CallRoute::Section(carrier, name), Some(body)) if is_sent => {
                self.set(&call, address, carrier, &name, body);
            }
            (CallRoute::Unknown, Some(body))
                if is_sent
                    && (names.is_some() || product.is_some_and(Product::has_own_creation)) =>
            {
                self.create(&call, address, product, names.as_ref(), body);
            }
            (CallRoute::Unknown, Some(body))
                if is_sent && call.url.is_none() && !call.is_form && names::sets_up(&body) =>
            {
                self.unnamed(&call, body);
            }
            (CallRoute::Section(..), None) if is_sent => {
                let notes = self.notes(&call, address.as_ref(), product);
                notes.into_iter().for_each(|note| add_new(&mut self.joined.notes, note));
                self.joined.skipped += 1;
            }
            _ => {
                if let Some(product) = product {
                    let note = self.note(call.at, NoteKind::Product(product));
                    add_new(&mut self.joined.notes, note);
                }
                self.joined.skipped += 1;
                self.key(&call, address.as_ref(), product);
            }
        }
    }

    /// A body without a name and without an address: more of the instance in front of it, or one to be named.
    fn unnamed(&mut self, call: &FoundCall, body: Arc<Node>) {
        match self.joined.creations.last_mut().filter(|last| last.told.is_none()) {
            Some(last) => {
                last.parts.push(Part { carrier: Carrier::Create, body, is_form: false });
            }
            None => self.create(call, None, None, None, body),
        }
    }

    /// What an address is about, and whose it is.
    fn address(&mut self, url: &Mapped) -> (CallAddress, Option<Product>) {
        let known = self.last_address.as_ref().filter(|known| known.url == url.text());
        if let Some(known) = known.filter(|_| !url.has_hole()) {
            return (known.address.clone(), known.product);
        }
        let (address, product) = (route::of_url(url), Product::of_address(url.text()));
        if !url.has_hole() {
            let url = url.text().to_owned();
            self.last_address = Some(KnownAddress { url, address: address.clone(), product });
        }
        (address, product)
    }

    fn create(
        &mut self,
        call: &FoundCall,
        address: Option<CallAddress>,
        product: Option<Product>,
        name: Option<&Node>,
        body: Arc<Node>,
    ) {
        let mut votes = Votes::default();
        if call.is_form || product.is_some() {
            // Their names are their own; what they make is a request of 2.x.
            votes.add(Dialect::EvolutionV2, 10);
        } else {
            votes.count(&body, Carrier::Create);
        }
        let mut notes = self.notes(call, address.as_ref(), product);
        if let Some(product) = product {
            notes.push(self.note(call.at, NoteKind::Product(product)));
        }
        let server = address.map(|address| address.server);
        let (shown, has_name) = shown_name(name);
        let creation = ImportedCreation {
            name: shown.clone(),
            has_name,
            place: self.source.place(call.at),
            base_url: match server {
                Some(CallServer::Known(url)) if product.is_none_or(Product::is_spoken) => Some(url),
                _ => None,
            },
            dialect: Dialect::EvolutionV2,
            product,
            notes,
            parts: vec![Part { carrier: Carrier::Create, body, is_form: call.is_form }],
            told: None,
            source: self.source.clone(),
        };
        self.add(creation, votes);
    }

    fn add(&mut self, mut creation: ImportedCreation, votes: Votes) {
        if self.joined.creations.len() >= MOST_ENTRIES {
            self.joined.left_out += 1;
            return;
        }
        let known = self.names.find(&creation.name, creation.base_url.as_deref());
        let first = known.filter(|_| creation.has_name).map(|at| &mut self.joined.creations[at]);
        // A call before the creation has set a section.
        if let (Some(place), Some(first)) = (known, first)
            && let ([part, _, ..], [own]) = (first.parts.as_mut_slice(), creation.parts.as_slice())
            && part.body.is_nothing()
        {
            *part = own.clone();
            first.base_url = first.base_url.take().or(creation.base_url);
            creation.notes.into_iter().for_each(|note| add_new(&mut first.notes, note));
            self.votes[place] = votes;
            return;
        }
        let first = known.map(|place| &self.joined.creations[place]);
        let twice = first.filter(|first| creation.has_name && first.base_url == creation.base_url);
        if let Some(first) = twice {
            let kind = NoteKind::NameTwice(first.place);
            creation.notes.push(ImportNote { place: creation.place, kind });
        }
        if !creation.name.is_empty() {
            let place = self.joined.creations.len();
            self.names.add(&creation.name, creation.base_url.as_deref(), place);
        }
        self.joined.creations.push(creation);
        self.votes.push(votes);
    }

    /// A call that sets a section of an instance: a part of its creation, or all that is known of it.
    fn set(
        &mut self,
        call: &FoundCall,
        address: Option<CallAddress>,
        carrier: Carrier,
        name: &str,
        body: Arc<Node>,
    ) {
        let server = address.as_ref().and_then(|address| match &address.server {
            CallServer::Known(url) => Some(url.as_str()),
            _ => None,
        });
        if let Some(place) = self.names.find(name, server) {
            let notes = self.notes(call, address.as_ref(), None);
            let creation = &mut self.joined.creations[place];
            notes.into_iter().for_each(|note| add_new(&mut creation.notes, note));
            if let (None, Some(CallAddress { server: CallServer::Known(url), .. })) =
                (&creation.base_url, address)
            {
                creation.base_url = Some(url);
            }
            creation.parts.push(Part { carrier, body, is_form: false });
            return;
        }
        let text = Node::new(call.at, Literal::Text(Mapped::plain(name, call.at)));
        self.create(
            call,
            address,
            None,
            Some(&text),
            Arc::new(Node::new(call.at, Literal::Object(Vec::new()))),
        );
        if let (Some(creation), Some(votes)) =
            (self.joined.creations.last_mut(), self.votes.last_mut())
        {
            votes.count(&body, carrier);
            creation.parts.push(Part { carrier, body, is_form: false });
        }
    }

    fn told(&mut self, instance: ToldInstance) {
        let name = told::name(&instance);
        let (shown, has_name) = shown_name(name);
        let (ToldInstance::Created(node) | ToldInstance::Row(node) | ToldInstance::Copy(node)) =
            &instance;
        let mut notes = Vec::new();
        if matches!(instance, ToldInstance::Created(_)) {
            notes.push(self.note(node.at, NoteKind::Answer));
        }
        let creation = ImportedCreation {
            name: shown,
            has_name,
            place: self.source.place(node.at),
            base_url: told::server(&instance).and_then(crate::domain::servers::address::base_url),
            dialect: told::dialect(&instance),
            product: None,
            notes,
            parts: Vec::new(),
            told: Some(instance),
            source: self.source.clone(),
        };
        self.add(creation, Votes::default());
    }
}

fn product_of_body(call: &FoundCall, address: Option<&CallAddress>) -> Option<Product> {
    let is_set = address
        .is_some_and(|address| matches!(address.route, CallRoute::Section(..) | CallRoute::Other));
    call.value().filter(|_| !is_set).and_then(|body| Product::of_body(body))
}
