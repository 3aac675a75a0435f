//! Many instances at once.

mod check;
mod kept;
mod queue;
mod reload;
mod rows;
mod run;
mod world;

use crate::domain::import;
use crate::domain::many::batch::Batch;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::tests::import::labels;
use crate::domain::tests::text;

const API: Dialect = Dialect::EvolutionV2;

/// The batch of a paste.
fn batch_of(text: &str) -> Batch {
    let import = import::read_with(text, &labels()).expect("a text");
    let mut batch = Batch::default();
    batch.add_import(&import, None, API.into(), |_| true);
    batch
}

/// A form in which nothing but these is filled in.
fn form(values: &[(Field, &str)]) -> Drafts {
    let mut drafts = Drafts::default();
    for (field, value) in values {
        drafts.set(*field, text(value));
        drafts.switch(field.spec().section, true);
    }
    drafts
}
