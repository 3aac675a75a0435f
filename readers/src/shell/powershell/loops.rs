//! Loops whose values the text tells: `foreach ($n in …) {`, `for ($i = 1; …) {`, `… | ForEach-Object {`.

use crate::literal::converted::LOOPS;
use crate::literal::counted::{counted, range};
use crate::literal::node::{Literal, Node};
use crate::literal::scope::Scope;
use crate::shell::powershell::Commands;
use crate::shell::powershell::blocks::{BlockKind, OpenBlock, closing};

/// What a pipeline calls the value of a turn.
const PIPED: &str = "_";
/// As many lists may be the only value of each other.
const MOST_LISTS: usize = 4;

/// What stands in front of the block of a loop.
struct LoopHead {
    name: String,
    values: Vec<Node>,
    /// Where the bracket of its block is
    open: usize,
}

impl Commands<'_> {
    /// Begins a loop whose values are known; whether one stands here.
    pub(super) fn loop_begun(&mut self, scope: &mut Scope) -> bool {
        let Some(head) = self.head(scope).or_else(|| self.pipeline(scope)) else { return false };
        let allowance = &scope.allowance;
        let Some(end) = closing(self.input.text(), head.open, allowance) else { return false };
        let body = head.open + 1..end;
        if !allowance.spend_turns(head.values.len(), body.len()) {
            allowance.waste(head.values.len());
            return false;
        }
        let before = vec![(head.name.clone(), scope.bind(&head.name, None))];
        self.at = end;
        self.open.push(OpenBlock {
            body,
            after: end + 1,
            kind: BlockKind::Loop { name: head.name, values: head.values.into_iter() },
            before,
        });
        true
    }

    /// `foreach ($name in …) {` or `for (…; …; …) {`
    fn head(&self, scope: &Scope) -> Option<LoopHead> {
        let text = self.input.text();
        let mut reader = self.reader(scope);
        reader.peek().filter(|next| matches!(next, 'f' | 'F'))?;
        let word = reader.skip_word();
        let is_counted = word.eq_ignore_ascii_case("for");
        if !is_counted && !word.eq_ignore_ascii_case("foreach") {
            return None;
        }
        reader.skip_blanks();
        let bracket = reader.at;
        if !reader.eat("(") {
            return None;
        }
        let end = closing(text, bracket, &scope.allowance)?;
        let (name, values) = if is_counted {
            let found = counted(&text[bracket + 1..end], scope)?;
            let at = reader.source();
            let number = |number: &i64| Node::new(at, Literal::Number(number.to_string()));
            (found.name, found.numbers.iter().map(number).collect())
        } else {
            reader.skip_blanks();
            let name = reader.skip_word().strip_prefix('$')?.to_owned();
            reader.skip_blanks();
            if !reader.skip_word().eq_ignore_ascii_case("in") {
                return None;
            }
            let list = reader.listed_value()?;
            reader.skip_blanks();
            scope.allowance.waste(reader.at.saturating_sub(end));
            let values = values(list, scope, MOST_LISTS).filter(|_| reader.at == end)?;
            (name, values)
        };
        reader.at = end + 1;
        reader.skip_blanks();
        let is_block = reader.peek() == Some('{') && !values.is_empty();
        is_block.then_some(LoopHead { name, values, open: reader.at })
    }

    /// `… | ForEach-Object {`
    fn pipeline(&self, scope: &Scope) -> Option<LoopHead> {
        let mut reader = self.reader(scope);
        let begins_value = |c: char| matches!(c, '"' | '\'' | '@' | '$' | '(' | '[' | '0'..='9');
        reader.peek().filter(|next| begins_value(*next))?;
        // What is no such list is read a second time.
        if scope.allowance.reach(1) == 0 {
            return None;
        }
        let list = reader.listed_value();
        scope.allowance.waste(reader.at - self.at);
        reader.skip_blanks();
        let list = list.filter(|_| reader.pipes_into(&LOOPS))?;
        reader.eat("|");
        reader.skip_blanks();
        if !reader.eat("%") {
            reader.skip_word();
        }
        reader.skip_blanks();
        // `-Process {`
        if reader.eat("-") {
            reader.skip_word();
            reader.skip_blanks();
        }
        let open = reader.at;
        let values = values(list, scope, MOST_LISTS).filter(|values| !values.is_empty())?;
        let is_block = reader.peek() == Some('{');
        is_block.then(|| LoopHead { name: PIPED.to_owned(), values, open })
    }
}

/// The values of a list; `None` where one of them is not known.
fn values(list: Node, scope: &Scope, most: usize) -> Option<Vec<Node>> {
    let list = match scope.resolved(&list) {
        Some(known) if matches!(known.value, Literal::List(_)) => scope.filled(&known),
        Some(known) => known,
        None => list.into(),
    };
    match &list.value {
        Literal::Unknown(text) if text.contains("..") => numbers(text, scope).map(|numbers| {
            let number = |number: i64| Literal::Number(number.to_string());
            numbers.into_iter().map(|n| Node::new(list.at, number(n))).collect()
        }),
        // `@(1..5)`, `@($names)`
        Literal::List(items) if items.len() == 1 && most > 0 => {
            values(items[0].clone(), scope, most - 1)
        }
        Literal::List(items) if scope.allowance.spend(list.weight()) => {
            items.iter().all(is_known).then(|| items.clone())
        }
        Literal::Text(_) | Literal::Number(_) | Literal::Object(_) if is_known(&list) => {
            Some(vec![Node::clone(&list)])
        }
        _ => None,
    }
}

/// The numbers of `1..5` or `$first..$last`.
fn numbers(text: &str, scope: &Scope) -> Option<Vec<i64>> {
    let number = |text: &str| {
        let named = || scope.inserted(text.trim_start_matches('$'))?.trim().parse().ok();
        text.parse::<i64>().ok().or_else(named)
    };
    let (first, last) = text.split_once("..")?;
    let (first, last) = (number(first)?, number(last)?);
    let numbers = range(first, last, if last < first { -1 } else { 1 })?;
    scope.allowance.spend(numbers.len()).then_some(numbers)
}

/// Whether the paste tells at least a part of a value.
pub(super) fn is_known(node: &Node) -> bool {
    match &node.value {
        Literal::Unknown(_) => false,
        Literal::Text(text) => text.hole_at(0) != Some(text.text().len()) || text.is_empty(),
        _ => true,
    }
}
