//! Faults that a test orders: what a network, a reverse proxy or a failing server does to a call.
//! A preflight is never hit, since the browser would not send the real call after it; only
//! `cors_refused` hits both.

use axum::http::{HeaderMap, Method};
use serde::{Deserialize, Serialize};

use crate::http::reply::{self, Reply};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The request arrives late.
    Latency,
    /// The server accepts the call, but works only when it is released or its time is over.
    Hold,
    /// The connection breaks before anything is done.
    CutBefore,
    /// The work is done, then the connection breaks without an answer.
    CutAfter,
    /// The head and half of the body arrive, then the connection breaks.
    CutBody,
    Status401,
    Status500,
    License503,
    #[serde(rename = "too_large413")]
    TooLarge413,
    Rate429,
    /// An HTML page instead of JSON.
    Html,
    /// The work is done, but the JSON of the answer ends in the middle.
    BadJson,
    /// The work is done, but the answer has no body.
    Empty,
    /// A creation is answered with success, and its instance disappears.
    Vanish,
    /// A creation is answered with success, and some groups are not stored.
    Loses,
    CorsRefused,
}

impl FaultKind {
    /// Delays go together with one other fault.
    fn is_delay(self) -> bool {
        matches!(self, Self::Latency | Self::Hold)
    }

    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Latency => "latency",
            Self::Hold => "hold",
            Self::CutBefore => "cut_before",
            Self::CutAfter => "cut_after",
            Self::CutBody => "cut_body",
            Self::Status401 => "status401",
            Self::Status500 => "status500",
            Self::License503 => "license503",
            Self::TooLarge413 => "too_large413",
            Self::Rate429 => "rate429",
            Self::Html => "html",
            Self::BadJson => "bad_json",
            Self::Empty => "empty",
            Self::Vanish => "vanish",
            Self::Loses => "loses",
            Self::CorsRefused => "cors_refused",
        }
    }
}

/// What the caller of a held call gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldAnswer {
    /// Its answer, when the work is done.
    #[default]
    Wait,
    /// No answer: the connection is cut at once.
    Cut,
    /// The page of a reverse proxy that does not wait, at once.
    Html,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    #[serde(rename = "fault")]
    pub kind: FaultKind,
    /// Any method when left out.
    #[serde(default)]
    pub method: Option<String>,
    /// Compared with the path without the mount's prefix and without the query.
    #[serde(default)]
    pub path_prefix: Option<String>,
    /// The same, but the whole path: `/` is the greeting alone.
    #[serde(default)]
    pub path: Option<String>,
    /// The name that a creation asks for. Hits creations alone.
    #[serde(default)]
    pub instance: Option<String>,
    /// How many calls pass before the first one is hit.
    #[serde(default)]
    pub skip: u32,
    /// Hits only every second, third .. call: the others pass. 0 and 1 hit every call.
    #[serde(default)]
    pub every: u32,
    /// How many calls it hits; all when left out.
    #[serde(default)]
    pub times: Option<u32>,
    /// For `latency`, `hold` and `vanish`.
    #[serde(default)]
    pub ms: Option<u64>,
    /// For `hold`.
    #[serde(default)]
    pub answer: HeldAnswer,
    /// For `loses`.
    #[serde(default)]
    pub groups: Vec<String>,
    /// For `html`, where 200 is the default, and for `hold` with an HTML answer, where 504 is.
    #[serde(default)]
    pub status: Option<u16>,
    /// Whether the answer has CORS headers; the error page of a reverse proxy often has none.
    #[serde(default = "yes")]
    pub cors: bool,
    /// How many calls have matched since the last one that was hit.
    #[serde(skip)]
    passed: u32,
}

fn yes() -> bool {
    true
}

/// What a fault looks at in a call.
#[derive(Clone, Copy, Debug)]
pub struct FaultTarget<'a> {
    pub method: &'a Method,
    /// Without the mount's prefix and without the query.
    pub path: &'a str,
    pub headers: &'a HeaderMap,
    /// The name that it asks for, if it is a creation.
    pub created: Option<&'a str>,
}

impl Fault {
    fn matches(&self, call: FaultTarget<'_>) -> bool {
        let FaultTarget { method, path, headers, created } = call;
        let requested =
            headers.get("access-control-request-method").and_then(|value| value.to_str().ok());
        let method = if *method == Method::OPTIONS {
            if self.kind != FaultKind::CorsRefused {
                return false;
            }
            requested.unwrap_or("OPTIONS")
        } else {
            method.as_str()
        };
        self.method.as_deref().is_none_or(|own| own.eq_ignore_ascii_case(method))
            && self.path_prefix.as_deref().is_none_or(|prefix| path.starts_with(prefix))
            && self.path.as_deref().is_none_or(|whole| path == whole)
            && self.instance.as_deref().is_none_or(|name| created == Some(name))
    }

    /// Counts a call that matches; whether it is hit.
    fn count(&mut self) -> bool {
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        self.passed += 1;
        if self.passed < self.every {
            return false;
        }
        self.passed = 0;
        self.times = self.times.map(|left| left.saturating_sub(1));
        true
    }

    /// The answer instead of the work, for faults that have one.
    #[must_use]
    pub fn reply(&self) -> Option<Reply> {
        match self.kind {
            FaultKind::Status401 => Some(reply::unauthorized()),
            FaultKind::Status500 => Some(reply::crashed("The demo was told to fail")),
            FaultKind::TooLarge413 => Some(reply::error(413, "request entity too large")),
            FaultKind::Rate429 => Some(reply::error(429, "Too many requests")),
            _ => None,
        }
    }
}

/// Takes the faults that hit this call: every delay, and the first fault of another kind.
pub fn take(faults: &mut Vec<Fault>, call: FaultTarget<'_>) -> Vec<Fault> {
    let mut taken: Vec<Fault> = Vec::new();
    for fault in faults.iter_mut() {
        let is_second = !fault.kind.is_delay() && taken.iter().any(|one| !one.kind.is_delay());
        if !is_second && fault.matches(call) && fault.count() {
            taken.push(fault.clone());
        }
    }
    faults.retain(|fault| fault.times != Some(0));
    taken
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something is missing")]
mod tests {
    use axum::http::{HeaderMap, Method};

    use super::{Fault, FaultKind, FaultTarget, take};

    fn fault(text: &str) -> Fault {
        serde_json::from_str(text).unwrap()
    }

    /// How many faults hit each of some calls.
    fn hits(faults: &mut Vec<Fault>, calls: &[(Method, &str)]) -> Vec<usize> {
        let headers = &HeaderMap::new();
        let target = |(method, path)| FaultTarget { method, path, headers, created: None };
        calls.iter().map(|(method, path)| take(faults, target((method, path))).len()).collect()
    }

    #[test]
    fn a_fault_ignores_preflights_and_counts_down() {
        let mut faults = vec![
            fault(r#"{"fault":"latency","ms":5}"#),
            fault(r#"{"fault":"cut_before","method":"post","path_prefix":"/instance","times":1}"#),
        ];
        let create = |method| (method, "/instance/create");
        let calls = [create(Method::OPTIONS), create(Method::GET), create(Method::POST)];
        assert_eq!(hits(&mut faults, &calls), [0, 1, 2]);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].kind, FaultKind::Latency);
    }

    #[test]
    fn a_fault_can_skip_calls_hit_every_second_one_or_one_path_alone() {
        let get = |path| (Method::GET, path);
        let mut skipping = vec![fault(r#"{"fault":"status401","skip":2,"times":1}"#)];
        assert_eq!(
            hits(&mut skipping, &[get("/a"), get("/a"), get("/a"), get("/a")]),
            [0, 0, 1, 0]
        );
        let mut alternating = vec![fault(r#"{"fault":"status401","every":2}"#)];
        assert_eq!(
            hits(&mut alternating, &[get("/a"), get("/a"), get("/a"), get("/a")]),
            [0, 1, 0, 1]
        );
        let mut greeting = vec![fault(r#"{"fault":"latency","path":"/"}"#)];
        assert_eq!(hits(&mut greeting, &[get("/"), get("/a")]), [1, 0]);
    }

    #[test]
    fn a_fault_can_wait_for_the_creation_of_one_name() {
        let mut faults = vec![fault(r#"{"fault":"cut_after","instance":"b","times":1}"#)];
        let (method, headers) = (Method::POST, &HeaderMap::new());
        let mut is_hit = |created: Option<&str>| {
            let path = "/instance/create";
            !take(&mut faults, FaultTarget { method: &method, path, headers, created }).is_empty()
        };
        assert!(!is_hit(Some("a")) && !is_hit(None) && !is_hit(Some("bb")));
        assert!(is_hit(Some("b")), "whatever its place among the calls");
        assert!(!is_hit(Some("b")), "once alone");
    }
}
