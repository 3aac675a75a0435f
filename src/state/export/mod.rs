//! What is being exported: the form as it stands, or instances that are read for it. What was read holds
//! secrets, so it is forgotten with the keys.

mod reading;

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::export::definitions::Definition;
use crate::domain::instance::copy::left_behind::LeftBehind;
use crate::domain::instances::listed_row::RowKey;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::servers::server::Server;
use crate::platform::fetch::Cancel;
use crate::state::form::model::FormModel;
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::Servers;

/// What is exported.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportSource {
    Form,
    /// The values of a preset alone
    Preset(Arc<Drafts>),
    Instances(Vec<RowKey>),
}

/// An export that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportRequest {
    pub source: ExportSource,
    /// The id of the control that asked for it
    pub opener: String,
}

/// One form or one instance of an export.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportItem {
    /// How the server is spoken to that it was filled in for, or read from
    pub api: Api,
    pub drafts: Drafts,
    /// What its server stores of it; `None` for a form
    pub definition: Option<Definition>,
    /// What of the instance is not in it
    pub left: Vec<LeftBehind>,
}

/// What can be written now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadExport {
    /// The server that it is for, unless the operator chooses another one
    pub server: Option<Server>,
    pub items: Vec<ExportItem>,
    /// The instances that could not be read
    pub unread: Vec<RowKey>,
}

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ExportState {
    #[default]
    Idle,
    Reading {
        done: usize,
        all: usize,
    },
    Ready(Arc<ReadExport>),
}

/// The signals of the sheet.
#[derive(Clone, Copy, Debug)]
pub struct ExportDesk {
    form: FormModel,
    servers: Servers,
    pub request: RwSignal<Option<ExportRequest>>,
    pub state: RwSignal<ExportState>,
    /// Ends the reading when the sheet is closed
    running: StoredValue<Cancel, LocalStorage>,
}

impl ExportDesk {
    /// Makes the signals under the current owner.
    #[must_use]
    pub fn new(form: FormModel, servers: Servers) -> Self {
        Self {
            form,
            servers,
            request: RwSignal::new(None),
            state: RwSignal::new(ExportState::Idle),
            running: StoredValue::new_local(Cancel::new()),
        }
    }

    /// Opens the sheet, and reads what is to be exported.
    pub fn start(self, source: ExportSource, opener: impl Into<String>) {
        self.end();
        match &source {
            ExportSource::Form => self.show(self.form.drafts.get_untracked()),
            ExportSource::Preset(drafts) => self.show((**drafts).clone()),
            ExportSource::Instances(keys) => self.read(keys.clone()),
        }
        self.request.set(Some(ExportRequest { source, opener: opener.into() }));
    }

    /// Closes the sheet. What was read goes.
    pub fn close(self) {
        self.end();
        self.request.set(None);
    }

    fn end(self) {
        self.running.update_value(|running| std::mem::take(running).cancel());
        self.state.set(ExportState::Idle);
    }

    /// Values that nothing has to be read for, as the server in use takes them.
    fn show(self, drafts: Drafts) {
        let item = ExportItem {
            api: self.form.api.get_untracked(),
            drafts,
            definition: None,
            left: Vec::new(),
        };
        let read = ReadExport {
            server: self.servers.current.get_untracked(),
            items: vec![item],
            unread: Vec::new(),
        };
        self.state.set(ExportState::Ready(Arc::new(read)));
    }
}

impl SecretHolder for ExportDesk {
    fn has_secrets(&self) -> bool {
        self.state.with_untracked(|state| *state != ExportState::Idle)
    }

    fn forget(&self, _: ForgetScope) {
        self.close();
    }
}
