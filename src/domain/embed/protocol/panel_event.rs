//! What the panel tells its parent. Never a key, and no answer of a server as it came: the token of
//! a new instance alone, and that only to a parent that asked for it.

use serde_json::{Map, Value, json};

use crate::domain::embed::protocol::{MARK, Refusal, RefusalReason, VERSION};
use crate::domain::http::secret::Secret;
use crate::domain::schema::external_value::ValueType;

/// One message to the parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PanelEvent {
    /// The answer to the hello
    Ready {
        panel: &'static str,
        dialect: &'static str,
        language: &'static str,
    },
    /// How high the page is, in pixels
    Height(u32),
    /// Whether the form holds anything that a reset would take away
    Dirty(bool),
    /// The creation of this name was sent
    Submitted {
        name: String,
    },
    Created {
        name: String,
        id: Option<String>,
        hash: Option<Secret>,
    },
    /// By the id of the case, the status where an answer came, and whether it is certain that nothing
    /// was created
    Failed {
        case: &'static str,
        status: Option<u16>,
        is_certain: bool,
    },
    Navigated {
        page: &'static str,
    },
    /// Nobody was there for too long, and the panel forgot its keys
    Locked,
    Refused(Refusal),
}

impl PanelEvent {
    #[must_use]
    pub fn to_json(&self) -> Value {
        let (kind, members) = match self {
            Self::Ready { panel, dialect, language } => (
                "ready",
                json!({ "panel": panel, "protocol": VERSION, "dialect": dialect, "language": language }),
            ),
            Self::Height(height) => ("height", json!({ "height": height })),
            Self::Dirty(is_dirty) => ("dirty", json!({ "isDirty": is_dirty })),
            Self::Submitted { name } => ("submitted", json!({ "name": name })),
            Self::Created { name, id, hash } => {
                let mut members = json!({ "name": name, "id": id });
                if let Some(hash) = hash {
                    members["hash"] = hash.reveal().into();
                }
                ("created", members)
            }
            Self::Failed { case, status, is_certain } => {
                ("failed", json!({ "case": case, "status": status, "isCertain": is_certain }))
            }
            Self::Navigated { page } => ("navigated", json!({ "page": page })),
            Self::Locked => ("locked", json!({})),
            Self::Refused(refusal) => ("refused", refused(refusal)),
        };
        let mut object = Map::new();
        object.insert(MARK.to_owned(), VERSION.into());
        object.insert("type".to_owned(), kind.into());
        if let Value::Object(members) = members {
            object.extend(members);
        }
        Value::Object(object)
    }
}

fn refused(refusal: &Refusal) -> Value {
    let mut members =
        json!({ "of": refusal.of, "reason": refusal.reason.id(), "what": refusal.what });
    if let RefusalReason::Value(wanted) = refusal.reason {
        members["wanted"] = wanted.id().into();
        if let ValueType::Choice(choices) = wanted {
            members["choices"] = choices.to_vec().into();
        }
    }
    members
}
