//! Whether the panel may be shown inside another page, and who may speak to it there. Origins are
//! compared as a whole and exactly; there is no pattern, and the `null` of a page without an origin
//! is nobody's.

/// What is known before anybody spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameDecision {
    Allowed,
    Refused,
    /// Nobody tells who is around: an allowed parent has to speak first
    Unknown,
}

/// Judges the pages around this one, the nearest first; `None` where the browser does not tell them.
#[must_use]
pub fn judge(own: &str, ancestors: Option<&[String]>, allowed: &[String]) -> FrameDecision {
    match ancestors {
        None if allowed.is_empty() => FrameDecision::Refused,
        None => FrameDecision::Unknown,
        Some([]) => FrameDecision::Refused,
        // A parent may keep its origin back, or have none. What it says will tell whose it is.
        Some([nearest, rest @ ..]) if nearest == "null" => {
            let is_well =
                !allowed.is_empty() && rest.iter().all(|one| is_allowed(own, one, allowed));
            if is_well { FrameDecision::Unknown } else { FrameDecision::Refused }
        }
        Some(ancestors) if ancestors.iter().all(|one| is_allowed(own, one, allowed)) => {
            FrameDecision::Allowed
        }
        Some(_) => FrameDecision::Refused,
    }
}

/// Whether a page of this origin may speak to the panel.
#[must_use]
pub fn is_allowed(own: &str, origin: &str, allowed: &[String]) -> bool {
    let is_some_page = origin.starts_with("https://") || origin.starts_with("http://");
    is_some_page && (origin == own || allowed.iter().any(|one| one == origin))
}
