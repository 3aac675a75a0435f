//! Export: the requests that create and set up instances, written for another tool. What is exported can
//! be imported again ([`crate::domain::import`]) and gives the same form.
//!
//! Two steps: [`body`] takes the calls of each instance from its plan and puts a variable in the place of
//! each secret, [`format`] writes them.

pub mod body;
pub mod format;
mod programs;
mod quoting;
mod shells;
mod workflow;

use crate::domain::creation::plan::steps;
use crate::domain::export::body::{BodyPart, SecretVariables};
use crate::domain::export::format::ExportFormat;
use crate::domain::http::request::Method;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::encode;
use crate::domain::servers::target::Target;

/// The variable of the server's key. Its value is in no export: it opens every instance of the server.
pub const KEY_VARIABLE: &str = "EVOLUTION_API_KEY";

/// How the secrets of the instances are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportedSecrets {
    /// A variable stands in the place of each
    #[default]
    Variables,
    InClear,
}

/// One request of an export.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportedCall {
    pub method: Method,
    pub url: String,
    pub body: BodyPart,
}

/// A text for another tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    pub text: String,
    /// The names of the variables that need a value before the text is used, each once
    pub variables: Vec<String>,
}

/// Writes what creates these instances on a server, in the order of their plans.
#[must_use]
pub fn export<'a>(
    instances: impl IntoIterator<Item = &'a Drafts>,
    target: &Target<'_>,
    format: ExportFormat,
    secrets: ExportedSecrets,
) -> Exported {
    let mut variables = SecretVariables::new(secrets);
    let calls: Vec<ExportedCall> = instances
        .into_iter()
        .flat_map(|drafts| steps(drafts, target.api).into_iter().map(move |step| (drafts, step)))
        .filter_map(|(drafts, step)| {
            let body = encode::body(drafts, target.api, step.carrier()?)?;
            let address = step.address(drafts, target);
            let body = variables.of_body(&body, step.section());
            Some(ExportedCall { method: address.method, url: address.url, body })
        })
        .collect();
    let text = format.write(&calls);
    let mut names = variables.into_names();
    if format.has_headers(&calls) {
        names.insert(0, KEY_VARIABLE.to_owned());
    }
    Exported { text, variables: names }
}
