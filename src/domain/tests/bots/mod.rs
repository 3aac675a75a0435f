//! Bots, held to what a running server answered.

mod clashes;
mod recorded;
mod rows;
mod sections;
mod sessions;

use crate::domain::bots::{BotKind, KINDS};
use crate::domain::tests::{Exchange, recordings};

/// The recorded calls of a kind: its route, the verb after it, and the exchange.
fn recorded_calls() -> impl Iterator<Item = (&'static BotKind, String, Exchange)> {
    recordings().into_iter().filter(|(_, exchange)| exchange.file == "v2-after").filter_map(
        |(_, exchange)| {
            let mut parts = exchange.path.split('/').skip(1);
            let (route, verb) = (parts.next()?, parts.next()?.to_owned());
            let kind = KINDS.iter().find(|kind| kind.bots.id() == route)?;
            Some((kind, verb, exchange))
        },
    )
}
