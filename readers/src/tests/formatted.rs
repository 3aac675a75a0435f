//! Texts that are made of numbers, and where a part of a program ends.

use crate::literal::node::{Literal, Node, Syntax};
use crate::literal::reader::Reader;
use crate::literal::scope::Scope;
use crate::text::mapped::Mapped;

fn read(text: &str, syntax: Syntax) -> String {
    let mut scope = Scope::default();
    scope.set("i", Node::new(0, Literal::Number("7".to_owned())));
    scope.set("n", Node::new(0, Literal::Text(Mapped::plain("loja", 0))));
    let input = Mapped::plain(text, 0);
    match Reader::new(&input, syntax, &scope, 0).value().map(|node| node.value) {
        Some(Literal::Text(text)) if text.has_hole() => format!("hole {}", text.text()),
        Some(Literal::Text(text)) => text.text().to_owned(),
        Some(Literal::Number(number)) => number,
        other => format!("{other:?}"),
    }
}

#[test]
fn numbers_become_texts_as_each_language_writes_them() {
    for (text, syntax, expected) in [
        ("`l-${i + 1}`", Syntax::JavaScript, "l-8"),
        ("`l-${String(i).padStart(2, '0')}`", Syntax::JavaScript, "l-07"),
        ("'l-' + String(i).padStart(3, '0')", Syntax::JavaScript, "l-007"),
        ("'l-' + i + 1", Syntax::JavaScript, "l-71"),
        ("i - 1", Syntax::JavaScript, "6"),
        ("f\"l-{i:02d}-{n}\"", Syntax::Python, "l-07-loja"),
        ("f'l-{i-1}'", Syntax::Python, "l-6"),
        ("'l-' + str(i).zfill(2)", Syntax::Python, "l-07"),
        ("'l-%02d-%s' % (i, n)", Syntax::Python, "l-07-loja"),
        ("'{}-{:03d}'.format(n, i)", Syntax::Python, "loja-007"),
        ("'l-{}'.format(x)", Syntax::Python, "hole l-{}"),
        ("'l-' . ($i + 1)", Syntax::Php, "l-8"),
        ("sprintf('l-%02d', $i)", Syntax::Php, "l-07"),
        ("'l-' . str_pad($i, 2, '0', STR_PAD_LEFT)", Syntax::Php, "l-07"),
        ("`l-${i * 2}`", Syntax::JavaScript, "hole l-${i * 2}"),
    ] {
        assert_eq!(read(text, syntax), expected, "{text}");
    }
}

#[test]
fn a_block_ends_where_its_bracket_is_closed() {
    let scope = Scope::default();
    for (text, syntax, rest) in [
        ("{ a('}'); /* } */ // }\n } b", Syntax::JavaScript, " b"),
        ("{ \"{\" # }\n } b", Syntax::Php, " b"),
    ] {
        let input = Mapped::plain(text, 0);
        let mut reader = Reader::new(&input, syntax, &scope, 0);
        assert!(reader.skip_block(usize::MAX), "{text}");
        assert_eq!(reader.rest(), rest);
    }
    let input = Mapped::plain("{ a", 0);
    let mut reader = Reader::new(&input, Syntax::JavaScript, &scope, 0);
    assert!(!reader.skip_block(usize::MAX));
    assert_eq!(reader.at, 0);
}

#[test]
fn the_lines_of_python_end_with_one_that_is_indented_less() {
    let scope = Scope::default();
    let text = "  for a in b:\n    x = '''\ny\n'''\n\n# no\n    f(\n1)\n  z";
    let input = Mapped::plain(text, 0);
    let mut reader = Reader::new(&input, Syntax::Python, &scope, 13);
    assert_eq!(reader.indent(2), Some(2));
    reader.skip_indented(2);
    assert_eq!(reader.rest(), "\n  z");
}
