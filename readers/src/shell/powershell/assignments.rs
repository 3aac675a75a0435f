//! What a script gives names: `$name = value`, `$name += value`, `$name.key = value`, `$list.Add(value)`.

use std::sync::Arc;

use crate::literal::converted::LOOPS;
use crate::literal::node::{Literal, Node};
use crate::literal::scope::Scope;
use crate::literal::target::{AssignTarget, TargetStep};
use crate::shell::powershell::{Commands, begins_command};

/// The command that writes a value down as JSON: its answer is the value behind it.
const TO_JSON: &str = "ConvertTo-Json ";
/// The command that makes an object, which has no members yet.
const NEW_OBJECT: &str = "New-Object";

impl Commands<'_> {
    /// Notes `$name.key = value` or `$name["key"] = value`; whether it is one.
    pub(super) fn member_assigned(&mut self, scope: &mut Scope) -> bool {
        let Some((target, after)) = member_target(&self.input.text()[self.at..]) else {
            return false;
        };
        self.at += after;
        let mut reader = self.reader(scope);
        let value = reader.listed_value();
        self.at = reader.at;
        if let Some(value) = value {
            let value = scope.resolved(&value).map_or(value, Arc::unwrap_or_clone);
            scope.put(&target, value, true);
        }
        true
    }

    /// Notes `$table.Add("key", value)` or `$list.Add(value)`; whether it is one.
    pub(super) fn member_added(&mut self, scope: &mut Scope) -> bool {
        let Some((mut target, bracket)) = added_target(&self.input.text()[self.at..]) else {
            return false;
        };
        self.at += bracket;
        let mut reader = self.reader(scope);
        let mut items = reader.group(')').items.into_iter();
        self.at = reader.at;
        let (first, second) = (items.next(), items.next());
        let key = first.as_ref().and_then(Node::text).map(str::to_owned);
        let (step, value) = match (key, first, second) {
            (Some(key), _, Some(value)) => (TargetStep::Member(key), value),
            (_, Some(item), None) => (TargetStep::Next, item),
            _ => return true,
        };
        target.steps.push(step);
        scope.put(&target, value, true);
        true
    }

    /// Notes `$name = value`; whether it is one. What a command answers is not known.
    pub(super) fn assigned(&mut self, scope: &mut Scope) -> bool {
        let input = self.input;
        let statement = &input.text()[self.at..];
        let Some(name) = assigned_name(statement) else { return false };
        let begin = self.input.source(self.at);
        let is_added = statement[1 + name.len()..].trim_start().starts_with('+');
        if is_added && !scope.has_list(name) {
            return false;
        }
        self.at += statement.find('=').map_or(name.len() + 1, |sign| sign + 1);
        let mut reader = self.reader(scope);
        reader.skip_blanks();
        self.at = reader.at;
        if reader.eat_word(NEW_OBJECT) {
            scope.set(name, Node::new(begin, Literal::Null));
            return true;
        }
        // `$answers = $names | ForEach-Object { … }`
        if self.loop_begun(scope) {
            return true;
        }
        let mut reader = self.reader(scope);
        if reader.eat_word(TO_JSON) {
            self.at = reader.at;
        } else if begins_command(&self.input.text()[self.at..]) {
            // `$answer = Invoke-RestMethod …`, `$hash = (Invoke-RestMethod …).hash`
            if is_added {
                add(name, Node::new(begin, Literal::Unknown(String::new())), scope);
            } else {
                scope.bind(name, None);
            }
            return true;
        }
        let mut reader = self.reader(scope);
        let value = reader.listed_value();
        let value = value.filter(|_| !reader.pipes_into(&LOOPS));
        self.at = reader.at;
        match value {
            Some(value) if is_added => add(name, value, scope),
            Some(value) => scope.set(name, value),
            None => {}
        }
        true
    }
}

/// Adds a value, or each of several, to a list.
fn add(name: &str, value: Node, scope: &mut Scope) {
    let value = scope.resolved(&value).unwrap_or_else(|| value.into());
    let target = AssignTarget { name: name.to_owned(), steps: vec![TargetStep::Next] };
    let items = match &value.value {
        Literal::List(items) => items.as_slice(),
        _ => std::slice::from_ref(&*value),
    };
    for item in items {
        scope.put(&target, item.clone(), false);
    }
}

/// `$name.key =` or `$name["key"] =` at the beginning of a statement, and where the value begins.
fn member_target(statement: &str) -> Option<(AssignTarget, usize)> {
    let sign = target_end(statement).filter(|end| statement[*end..].starts_with('='))?;
    let target = AssignTarget::parse(&statement[..sign]);
    let target = target.filter(|target| !target.steps.is_empty())?;
    // `$answer.x = Invoke-RestMethod …` is a command.
    let value = statement[sign + 1..].trim_start();
    (!value.starts_with(|c: char| c.is_alphabetic())).then_some((target, sign + 1))
}

/// `$name.Add(` at the beginning of a statement, and where its bracket is.
fn added_target(statement: &str) -> Option<(AssignTarget, usize)> {
    let bracket = target_end(statement).filter(|end| statement[*end..].starts_with('('))?;
    let (name, function) = statement[..bracket].rsplit_once('.')?;
    let target = AssignTarget::parse(name).filter(|_| function.eq_ignore_ascii_case("add"))?;
    Some((target, bracket))
}

/// Where the name that a statement begins with ends, with the members behind it.
fn target_end(statement: &str) -> Option<usize> {
    const LONGEST_TARGET: usize = 200;
    let inner = statement.strip_prefix('$')?;
    let is_part = |c: char| {
        c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']' | '"' | '\'' | ' ' | '-')
    };
    let mut near = inner.char_indices().take(LONGEST_TARGET);
    near.find(|(_, c)| !is_part(*c)).map(|(end, _)| end + 1)
}

/// The name in front of `=` or `+=` at the beginning of a statement.
fn assigned_name(statement: &str) -> Option<&str> {
    let inner = statement.strip_prefix('$')?;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.');
    let length = inner.find(|c: char| !is_part(c))?;
    let after = inner[length..].trim_start_matches([' ', '\t']);
    let after = after.strip_prefix('+').unwrap_or(after);
    (after.starts_with('=') && !after.starts_with("==")).then_some(&inner[..length])
}
