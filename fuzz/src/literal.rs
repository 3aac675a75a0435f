//! Values as programs write them.

use readers::literal::node::{Literal, Node, Syntax};
use readers::literal::reader::Reader;
use readers::literal::scope::Scope;
use readers::text::mapped::Mapped;

/// The bytes are a text that begins with a value. What is JSON is read as JSON.
pub fn literal(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let input = Mapped::plain(text.as_ref(), 0);
    let scope = Scope::default();
    for syntax in
        [Syntax::Json, Syntax::JavaScript, Syntax::Python, Syntax::Php, Syntax::PowerShell]
    {
        let node = Reader::new(&input, syntax, &scope, 0).value();
        assert!(node.as_ref().is_none_or(|node| is_inside(node, text.len())));
        let given = serde_json::from_str::<serde_json::Value>(&text).ok();
        let is_object = given.is_some_and(|given| given.is_object());
        assert!(!is_object || node.is_some(), "{text:?} in {syntax:?}");
    }
}

fn is_inside(node: &Node, length: usize) -> bool {
    node.at <= length
        && match &node.value {
            Literal::List(items) => items.iter().all(|item| is_inside(item, length)),
            Literal::Object(members) => {
                members.iter().all(|member| member.at <= length && is_inside(&member.value, length))
            }
            _ => true,
        }
}
