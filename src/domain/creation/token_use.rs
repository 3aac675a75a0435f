//! Who else has the token of a new instance. 2.x accepts one that another instance has already, and says
//! nothing about it.

use crate::domain::creation::attempt::Attempt;
use crate::domain::http::request::{HttpCall, Method};
use crate::domain::http::secret::Secret;
use crate::domain::reply::decode::Created;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;

/// How many other names are kept.
const MOST: usize = 20;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TokenUse {
    /// Nobody asked: a token that was made for this instance is nobody else's
    #[default]
    NotAsked,
    Alone,
    /// These other instances of the server have it, too
    Shared(Vec<String>),
    /// The server did not tell
    Unchecked,
}

impl TokenUse {
    /// From the names that the server lists for the token.
    #[must_use]
    pub fn of(names: Result<Vec<String>, ApiError>, own: &str) -> Self {
        match names {
            // A list without the instance itself is about something else.
            Ok(names) if names.iter().any(|name| name == own) => {
                let others: Vec<String> =
                    names.into_iter().filter(|name| name != own).take(MOST).collect();
                if others.is_empty() { Self::Alone } else { Self::Shared(others) }
            }
            _ => Self::Unchecked,
        }
    }

    /// The other instances with the token.
    #[must_use]
    pub fn others(&self) -> &[String] {
        match self {
            Self::Shared(names) => names,
            _ => &[],
        }
    }
}

/// The token to ask about: one that was chosen by hand, on a server that accepts it twice.
#[must_use]
pub fn doubtful_token(attempt: &Attempt, created: &Created) -> Option<Secret> {
    let is_chosen = !attempt.drafts.get(Field::Token).as_text().trim().is_empty();
    let may_be_shared = is_chosen || attempt.is_restored;
    if attempt.is_forgotten || !may_be_shared || !attempt.server.dialect.shares_tokens() {
        return None;
    }
    created.hash.clone().filter(Secret::fits_header)
}

/// Lists every instance that has this token: with a token in place of the key, the server lists no
/// others.
#[must_use]
pub fn holders_call(server: &Server, token: &Secret) -> HttpCall {
    HttpCall::new(Method::Get, &server.base_url, "/instance/fetchInstances", token)
}
