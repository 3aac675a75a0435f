//! What the requests of an export are written for: one of the operator's servers, or any server of a
//! dialect.

use leptos::prelude::*;

use crate::domain::http::secret::Secret;
use crate::domain::interpolate;
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::server::Server;
use crate::domain::servers::target::Target;
use crate::state::servers::Servers;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, tf};

/// An address that cannot be anyone's.
const NOWHERE: &str = "https://server.example";

#[derive(Clone, Debug, PartialEq)]
pub(super) enum ExportTarget {
    Server(Server),
    Any(Dialect),
}

impl ExportTarget {
    /// The server of the export; where there is none, any one of the dialect that was read.
    pub(super) fn first(server: Option<&Server>, api: Api) -> Self {
        server.map_or(Self::Any(api.dialect), |server| Self::Server(server.clone()))
    }

    pub(super) fn api(&self) -> Api {
        match self {
            Self::Server(server) => server.api(),
            Self::Any(dialect) => (*dialect).into(),
        }
    }

    /// Reads it as the target of calls. The key of the server is in no export.
    pub(super) fn with<T>(&self, read: impl FnOnce(&Target<'_>) -> T) -> T {
        let key = Secret::default();
        let base_url = match self {
            Self::Server(server) => server.base_url.as_str(),
            Self::Any(_) => NOWHERE,
        };
        read(&Target { base_url, key: &key, api: self.api() })
    }

    fn value(&self) -> String {
        match self {
            Self::Server(server) => format!("server-{}", server.id),
            Self::Any(dialect) => dialect.id().to_owned(),
        }
    }

    fn label(&self) -> String {
        match self {
            Self::Server(server) => {
                format!("{} · {}", interpolate::plain(&server.label), server.dialect.name())
            }
            Self::Any(dialect) => tf!("export.any_server", dialect = dialect.name()),
        }
    }
}

/// The list to choose from: the operator's servers, then the dialects.
pub(super) fn target_choice(servers: Servers, chosen: RwSignal<ExportTarget>) -> El {
    let own = servers
        .list
        .with_untracked(|list| list.iter().cloned().map(ExportTarget::Server).collect::<Vec<_>>());
    let targets: Vec<ExportTarget> =
        own.into_iter().chain(Dialect::ALL.map(ExportTarget::Any)).collect();
    let now = chosen.with_untracked(ExportTarget::value);
    let options = targets.iter().map(|target| {
        let value = target.value();
        let is_chosen = value == now;
        let option = el("option").attr("value", value).text(target.label());
        if is_chosen { option.attr("selected", "") } else { option }
    });
    let options: Vec<El> = options.collect();
    classed("label", "import-control")
        .child(classed("span", "label").t(key!("export.target")))
        .child(classed("select", "input").id("export-target").child(options).on_text(
            "change",
            move |value| {
                if let Some(target) = targets.iter().find(|target| target.value() == value) {
                    chosen.set(target.clone());
                }
            },
        ))
}
