//! For how long nobody may be at the page before its keys are forgotten. In minutes; zero is never.

/// What can be chosen where a deployment does not say how long is too long.
const CHOICES: [u32; 4] = [SHORTEST_CHOICE, 60, 480, 0];
pub const SHORTEST_CHOICE: u32 = 15;

/// What can be chosen, the shortest first. `longest` is the deployment's own limit: it takes the
/// place of everything longer, and *never* is longer than anything.
#[must_use]
pub fn choices(longest: Option<u32>) -> Vec<u32> {
    let mut choices = CHOICES.to_vec();
    if let Some(longest) = longest.filter(|longest| *longest > 0) {
        choices.retain(|minutes| (1..longest).contains(minutes));
        choices.push(longest);
    }
    choices
}

/// What holds: what was chosen where it can be, or else the longest that can be and is no longer.
#[must_use]
pub fn minutes(chosen: Option<u32>, longest: Option<u32>) -> u32 {
    let choices = choices(longest);
    let last = choices.last().copied().unwrap_or_default();
    let Some(chosen) = chosen else { return last };
    if choices.contains(&chosen) {
        return chosen;
    }
    let shorter = choices.iter().copied().filter(|minutes| (1..chosen).contains(minutes)).max();
    match shorter {
        Some(shorter) => shorter,
        None if chosen == 0 => last,
        None => choices[0],
    }
}

/// Whether nobody has been there for too long. Both times are milliseconds since 1970: a machine
/// that sleeps counts, too. A clock that was set back tells nothing.
#[must_use]
pub fn is_over(minutes: u32, seen: u64, now: u64) -> bool {
    minutes > 0 && now.saturating_sub(seen) >= u64::from(minutes) * 60_000
}
