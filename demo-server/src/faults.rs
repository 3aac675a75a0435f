//! Faults a test can order: what a network, a proxy in front or a dying server does to a call.
//! The real method suffers; its preflight gets through, or the browser would never send it.
//! Only a refusal by CORS hits the preflight too.

use axum::http::{HeaderMap, Method};
use serde::{Deserialize, Serialize};

use crate::reply::{self, Reply};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Answers late.
    Latency,
    /// The connection breaks before anything was done.
    CutBefore,
    /// The work is done, then the connection breaks without an answer.
    CutAfter,
    /// The head and half of the body arrive, then the connection breaks.
    CutBody,
    Status500,
    License503,
    #[serde(rename = "too_large413")]
    TooLarge413,
    Rate429,
    /// A page where JSON was expected.
    Html,
    /// The work is done, but the text of the answer stops in its middle.
    BadJson,
    /// The work is done, but the answer has no body.
    Empty,
    CorsRefused,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    #[serde(rename = "fault")]
    pub what: What,
    /// Any method when left out.
    #[serde(default)]
    pub method: Option<String>,
    /// Compared with the path behind the mount's prefix.
    #[serde(default)]
    pub path_prefix: Option<String>,
    /// How many calls it hits; all of them when left out.
    #[serde(default)]
    pub times: Option<u32>,
    /// For latency.
    #[serde(default)]
    pub ms: Option<u64>,
    /// For html; 200 when left out.
    #[serde(default)]
    pub status: Option<u16>,
    /// Whether a made-up answer carries the CORS headers; a proxy's own page often does not.
    #[serde(default = "yes")]
    pub cors: bool,
}

fn yes() -> bool {
    true
}

impl Fault {
    fn hits(&self, method: &Method, path: &str, headers: &HeaderMap) -> bool {
        let asked =
            headers.get("access-control-request-method").and_then(|value| value.to_str().ok());
        let method = if *method == Method::OPTIONS {
            if self.what != What::CorsRefused {
                return false;
            }
            asked.unwrap_or("OPTIONS")
        } else {
            method.as_str()
        };
        self.method.as_deref().is_none_or(|own| own.eq_ignore_ascii_case(method))
            && self.path_prefix.as_deref().is_none_or(|prefix| path.starts_with(prefix))
    }

    /// The answer that takes the place of the work, for those faults that have one.
    #[must_use]
    pub fn answer(&self) -> Option<Reply> {
        match self.what {
            What::Status500 => Some(reply::crashed("The demo was told to fail")),
            What::License503 => Some(license()),
            What::TooLarge413 => Some(reply::error(413, "request entity too large")),
            What::Rate429 => Some(reply::error(429, "Too many requests")),
            _ => None,
        }
    }
}

/// What a server says whose licence was not activated.
#[must_use]
pub fn license() -> Reply {
    reply::error(503, "LICENSE_REQUIRED")
}

/// Takes what hits this call: every latency, and the first fault of another kind.
pub fn take(
    faults: &mut Vec<Fault>,
    method: &Method,
    path: &str,
    headers: &HeaderMap,
) -> Vec<Fault> {
    let mut taken: Vec<Fault> = Vec::new();
    for fault in faults.iter_mut() {
        let second =
            fault.what != What::Latency && taken.iter().any(|one| one.what != What::Latency);
        if second || !fault.hits(method, path, headers) {
            continue;
        }
        fault.times = fault.times.map(|left| left.saturating_sub(1));
        taken.push(fault.clone());
    }
    faults.retain(|fault| fault.times != Some(0));
    taken
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something is missing")]
mod tests {
    use axum::http::{HeaderMap, Method};

    use super::{Fault, What, take};

    fn fault(text: &str) -> Fault {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn spares_the_preflight_and_counts_down() {
        let mut faults = vec![
            fault(r#"{"fault":"latency","ms":5}"#),
            fault(r#"{"fault":"cut_before","method":"post","path_prefix":"/instance","times":1}"#),
        ];
        let none = HeaderMap::new();
        assert!(take(&mut faults, &Method::OPTIONS, "/instance/create", &none).is_empty());
        assert_eq!(take(&mut faults, &Method::GET, "/instance/create", &none).len(), 1);
        assert_eq!(take(&mut faults, &Method::POST, "/instance/create", &none).len(), 2);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].what, What::Latency);
    }
}
