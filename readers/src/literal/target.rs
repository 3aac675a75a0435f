//! What stands in front of the sign of an assignment: a name, and the way to a member of its value.

/// A longer one is no name that anybody writes.
const LONGEST: usize = 400;
/// As many steps as a body has levels, and more.
const MOST_STEPS: usize = 12;

/// One step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetStep {
    Member(String),
    /// One more item of a list, as PHP's `[]`
    Next,
}

/// A name without the dollar that some languages write in front, and the steps from its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignTarget {
    pub name: String,
    pub steps: Vec<TargetStep>,
}

impl AssignTarget {
    /// Reads `name`, `$name['key'][]`, `name.key` and `$name->key`; `None` for any other expression.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let text = text.trim();
        let (name, mut rest) = word(text.strip_prefix('$').unwrap_or(text))?;
        let mut steps = Vec::new();
        while !rest.is_empty() && steps.len() < MOST_STEPS {
            let (step, after) = step(rest)?;
            steps.push(step);
            rest = after;
        }
        rest.is_empty().then(|| Self { name: name.to_owned(), steps })
    }
}

fn step(rest: &str) -> Option<(TargetStep, &str)> {
    if let Some(index) = rest.strip_prefix('[') {
        let (key, after) = index.split_once(']')?;
        let key = key.trim();
        if key.is_empty() {
            return Some((TargetStep::Next, after));
        }
        if key.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some((TargetStep::Member(key.to_owned()), after));
        }
        let quoted = |quote: char| key.strip_prefix(quote)?.strip_suffix(quote);
        let key = quoted('"').or_else(|| quoted('\''))?;
        let is_plain = !key.contains(['"', '\'', '\\', '$', '{']);
        return is_plain.then(|| (TargetStep::Member(key.to_owned()), after));
    }
    let signs = ["->", "?.", "."];
    let after = signs.iter().find_map(|sign| rest.strip_prefix(sign))?;
    let (key, after) = word(after)?;
    Some((TargetStep::Member(key.to_owned()), after))
}

/// The letters, digits and underlines at the beginning, and what follows.
fn word(text: &str) -> Option<(&str, &str)> {
    let length = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    (length > 0).then(|| text.split_at(length))
}
