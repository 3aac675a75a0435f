//! Many instances at once.

mod changes;
mod check;
mod existing;
mod kept;
mod queue;
mod reload;
mod rows;
mod run;
mod sample;
mod world;

use std::sync::LazyLock;

use crate::domain::http::secret::Secret;
use crate::domain::import;
use crate::domain::instances::row::InstanceRow;
use crate::domain::many::batch::{Batch, RunCommon};
use crate::domain::many::check::{CheckContext, DryCheck};
use crate::domain::many::existing::ExistingGroups;
use crate::domain::many::server_list::ServerList;
use crate::domain::schema::api::Api;
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
    batch.add_import(&import, 0..import.creations.len(), API.into(), |_| true);
    batch
}

/// What a batch is checked with, where nothing was read of instances that are there.
fn context<'a>(
    batch: &'a Batch,
    common: &'a RunCommon,
    api: Api,
    list: &'a ServerList,
) -> CheckContext<'a> {
    static NONE: LazyLock<ExistingGroups> = LazyLock::new(ExistingGroups::default);
    CheckContext { batch, common, api, list, existing: &NONE, run: None }
}

fn whole(batch: &Batch, common: &RunCommon, api: Api, list: &ServerList) -> DryCheck {
    DryCheck::whole(&context(batch, common, api, list))
}

/// A list of these names and tokens.
fn list(rows: &[(&str, &str)]) -> ServerList {
    ServerList::new(rows.iter().map(|(name, token)| InstanceRow {
        name: (*name).to_owned(),
        token: (!token.is_empty()).then(|| Secret::new(*token)),
        ..InstanceRow::default()
    }))
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
