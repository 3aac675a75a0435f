//! The numbers that a loop counts: `i = 1; i <= 5; i++`, `range(1, 6)`, `1..5`.

use crate::literal::scope::Scope;

/// More turns than a list of instances has rows.
const MOST_TURNS: usize = 20_000;

/// A loop that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedLoop {
    /// The name without a dollar
    pub name: String,
    pub numbers: Vec<i64>,
}

/// What stands between the brackets of a `for` as C has it, in bash, PowerShell, JavaScript, PHP and their
/// relatives.
#[must_use]
pub fn counted(head: &str, scope: &Scope) -> Option<CountedLoop> {
    let parts: Vec<&str> = head.split(';').map(str::trim).collect();
    let [begin, condition, step] = parts.as_slice() else { return None };
    let (name, first) = begin.split_once('=')?;
    // `let i`, `int i`, `$i`
    let name = name.split_whitespace().next_back()?.trim_start_matches('$');
    let first = number(first.trim(), scope)?;
    let condition = condition.trim_start_matches('$').strip_prefix(name)?.trim();
    let (sign, limit) = SIGNS.iter().find_map(|(sign, meaning)| {
        let limit = condition.strip_prefix(sign)?;
        Some((meaning, number(limit.trim(), scope)?))
    })?;
    let step = step_of(step, name, scope)?;
    let last = match sign {
        LimitSign::Included => limit,
        LimitSign::Excluded => limit.checked_sub(step.signum())?,
    };
    Some(CountedLoop { name: name.to_owned(), numbers: range(first, last, step)? })
}

/// The numbers from the first to the last one, which belongs to them. `None` for a step of 0 and for more
/// numbers than anybody means.
#[must_use]
pub fn range(first: i64, last: i64, step: i64) -> Option<Vec<i64>> {
    let further = last.checked_sub(first)?.checked_div(step)?;
    let is_behind = last != first && (last > first) != (step > 0);
    if is_behind {
        return Some(Vec::new());
    }
    let turns = usize::try_from(further).ok().filter(|turns| *turns < MOST_TURNS)?;
    Some(
        (0..=turns)
            .scan(first, |next, _| {
                let number = *next;
                *next = number.saturating_add(step);
                Some(number)
            })
            .collect(),
    )
}

enum LimitSign {
    Included,
    Excluded,
}

/// The longer ones first.
const SIGNS: [(&str, LimitSign); 8] = [
    ("<=", LimitSign::Included),
    (">=", LimitSign::Included),
    ("-le", LimitSign::Included),
    ("-ge", LimitSign::Included),
    ("<", LimitSign::Excluded),
    (">", LimitSign::Excluded),
    ("-lt", LimitSign::Excluded),
    ("-gt", LimitSign::Excluded),
];

/// How far a turn goes: `i++`, `++i`, `i--`, `i += 2`.
fn step_of(step: &str, name: &str, scope: &Scope) -> Option<i64> {
    let step: String = step.chars().filter(|c| !c.is_whitespace() && *c != '$').collect();
    let sign = step.replacen(name, "", 1);
    match sign.as_str() {
        "++" => Some(1),
        "--" => Some(-1),
        _ => match sign.split_once('=')? {
            ("+", by) => number(by, scope),
            ("-", by) => number(by, scope)?.checked_neg(),
            _ => None,
        },
    }
}

/// A number, or the name of one.
fn number(text: &str, scope: &Scope) -> Option<i64> {
    let named = || scope.inserted(text.trim_start_matches('$'))?.trim().parse().ok();
    text.parse().ok().or_else(named)
}
