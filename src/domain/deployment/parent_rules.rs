//! What a page around the panel may have done. Each rule says what follows from a message, or why it
//! is refused; nothing here does it.

use crate::domain::deployment::{Access, Deployment};
use crate::domain::embed::protocol::{Refusal, RefusalReason, ServerChoice};
use crate::domain::http::secret::Secret;
use crate::domain::route::Route;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::{Server, preconfigured_id};

/// The server that the deployment lists under this id.
#[must_use]
pub fn listed<'a>(list: &'a [Server], id: &str) -> Option<&'a Server> {
    let id = preconfigured_id(id);
    list.iter().find(|server| server.id == id)
}

/// The id of the server that a key is for: the one named, or else the one that the page means. A key
/// that names no server is never for one that stands in for another.
///
/// # Errors
/// When there is no such server.
pub fn key_target(
    list: &[Server],
    named: Option<&str>,
    meant: Option<u32>,
) -> Result<u32, Refusal> {
    let refusal = |reason| Refusal::new(reason, Some("key"));
    match named {
        Some(id) => listed(list, id)
            .map(|server| server.id)
            .ok_or_else(|| refusal(RefusalReason::UnknownServer).about(id)),
        None => meant.ok_or_else(|| refusal(RefusalReason::NoServer)),
    }
}

/// A server that the page around chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChosenServer {
    /// One of the list, by its id
    Known(u32),
    /// One that is lent for this page alone: neither edited nor stored
    Lent(Server),
}

/// The server that is to be used from now on.
///
/// # Errors
/// When it is not listed, and may not be added.
pub fn chosen_server(
    deployment: &Deployment,
    list: &[Server],
    choice: &ServerChoice,
) -> Result<ChosenServer, Refusal> {
    let refuse =
        |what: &str| Err(Refusal::new(RefusalReason::UnknownServer, Some("server")).about(what));
    let (label, base_url, dialect) = match choice {
        ServerChoice::Listed(id) => {
            return listed(list, id)
                .map_or_else(|| refuse(id), |one| Ok(ChosenServer::Known(one.id)));
        }
        ServerChoice::Whole { label, base_url, dialect } => (label, base_url, *dialect),
    };
    let is_it = |server: &&Server| server.base_url == *base_url && server.dialect == dialect;
    if let Some(known) = list.iter().find(is_it) {
        return Ok(ChosenServer::Known(known.id));
    }
    if !deployment.may_add(base_url) {
        return refuse(base_url);
    }
    Ok(ChosenServer::Lent(Server {
        id: preconfigured_id(&format!("{base_url} {}", dialect.id())),
        label: label.clone(),
        base_url: base_url.clone(),
        dialect,
        version: None,
        key: Secret::default(),
        is_remembered: false,
    }))
}

/// Whether these values and groups may be filled in: all of them, or none.
///
/// # Errors
/// With the ids of those that the deployment decides.
pub fn may_prefill(
    deployment: &Deployment,
    fields: &[(Field, Draft)],
    groups: &[(Section, bool)],
) -> Result<(), Refusal> {
    let fixed_fields = fields.iter().filter(|(field, _)| {
        deployment.access(*field) != Access::Free || !deployment.allows(field.spec().section)
    });
    let fixed_groups = groups
        .iter()
        .filter(|(group, is_on)| !deployment.allows(*group) || deployment.forces(*group) && !is_on);
    let refusal = fixed_fields
        .map(|(field, _)| field.id())
        .chain(fixed_groups.map(|(group, _)| group.id()))
        .fold(Refusal::new(RefusalReason::Fixed, Some("prefill")), |refusal, id| refusal.about(id));
    if refusal.what.is_empty() { Ok(()) } else { Err(refusal) }
}

/// What the panel is doing when a message comes.
#[derive(Clone, Debug)]
pub struct PanelStatus {
    pub route: Route,
    /// A creation is on its way, or a press waits to be sent
    pub is_busy: bool,
    pub has_server: bool,
}

/// Whether *Create* may be pressed now.
///
/// # Errors
/// The first reason against it.
pub fn may_submit(status: &PanelStatus) -> Result<(), RefusalReason> {
    if status.is_busy {
        Err(RefusalReason::Busy)
    } else if status.route != Route::Create {
        Err(RefusalReason::Elsewhere)
    } else if !status.has_server {
        Err(RefusalReason::NoServer)
    } else {
        Ok(())
    }
}

/// How the form becomes empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormReset {
    /// At once
    Form,
    /// By leaving the result, which may ask the operator first
    LeaveResult,
}

/// How a reset is carried out now.
///
/// # Errors
/// Why it is not.
pub fn may_reset(status: &PanelStatus) -> Result<FormReset, RefusalReason> {
    match &status.route {
        _ if status.is_busy => Err(RefusalReason::Busy),
        Route::Create => Ok(FormReset::Form),
        Route::Result => Ok(FormReset::LeaveResult),
        Route::Servers
        | Route::Requests
        | Route::Instances { .. }
        | Route::Instance { .. }
        | Route::Many { .. } => Err(RefusalReason::Elsewhere),
    }
}
