//! What the words of a `for` stand for: `{1..5}`, `loja-{a,b}`, and patterns of file names.

use crate::literal::allowance::Allowance;
use crate::literal::counted::range;
use crate::shell::posix::arrays::WORD;
use crate::text::mapped::Mapped;

/// A pattern of file names is not known by the text.
pub(super) fn file_names(word: Mapped) -> Mapped {
    if !word.text().contains(['*', '?']) {
        return word;
    }
    let mut hole = Mapped::starting_at(word.start());
    hole.push_hole(word.text(), word.start());
    hole
}

/// `{1..5}`, `loja-{a,b}` and their kind in the words of a `for`.
pub(super) fn braces_expanded(word: &Mapped, allowance: &Allowance) -> Option<Vec<Mapped>> {
    let text = word.text();
    let (open, close) = (text.find('{')?, text.find('}')?);
    let inner = text.get(open + 1..close)?;
    let is_paid = |count: usize| allowance.spend(count * WORD);
    let items: Vec<String> = match inner.split_once("..") {
        Some((first, rest)) => {
            let (last, step) = rest.split_once("..").unwrap_or((rest, "1"));
            let width = if first.starts_with('0') { first.len() } else { 0 };
            let (first, last): (i64, i64) = (first.parse().ok()?, last.parse().ok()?);
            let step = step.parse::<i64>().ok()?.checked_abs()?;
            let step = if last < first { -step } else { step };
            let numbers = range(first, last, step).filter(|numbers| is_paid(numbers.len()))?;
            numbers.iter().map(|number| format!("{number:0width$}")).collect()
        }
        None if inner.contains(',') && is_paid(inner.matches(',').count()) => {
            inner.split(',').map(str::to_owned).collect()
        }
        None => return None,
    };
    if word.has_hole() || inner.contains(['"', '\'', ':', '{']) {
        return None;
    }
    let expanded = items.iter().map(|item| {
        let mut whole = word.part(0..open);
        whole.push_value(item, word.source(open));
        whole.push_part(word, close + 1..text.len());
        whole
    });
    Some(expanded.collect())
}
