//! Which scripts decide what they do.

use crate::text::decisions::{ScriptKind, decides};

#[test]
fn a_decision_by_a_value_is_found() {
    for (text, kind) in [
        ("for n in a b; do\nif [ $n = a ]; then curl x; fi\ndone", ScriptKind::Shell),
        ("[[ $n == a* ]] && N=1", ScriptKind::Shell),
        ("[ \"$n\" = \"a\" ] && continue", ScriptKind::Shell),
        ("i=1\nwhile [ $i -lt 5 ]; do\n((i++))\ndone", ScriptKind::Shell),
        ("((i++))", ScriptKind::Shell),
        ("let i++", ScriptKind::Shell),
        ("nome=\"$1\"; shift", ScriptKind::Shell),
        ("case $n in", ScriptKind::Shell),
        ("read -p \"Nome: \" NOME", ScriptKind::Shell),
        ("NUM[maria]=5511", ScriptKind::Shell),
        ("set /a N+=1", ScriptKind::Shell),
        ("if %N%==5 goto fim", ScriptKind::Shell),
        ("$i++", ScriptKind::Shell),
        ("for n in names:\n  if n == 'a':\n    continue", ScriptKind::Program),
        ("i += 1", ScriptKind::Program),
        ("i++;", ScriptKind::Program),
        ("while True:", ScriptKind::Program),
        ("const some = names.filter(n => n.ok)", ScriptKind::Program),
        ("for n in names[1:]:", ScriptKind::Program),
        (
            "class Api:\n def __init__(self, u):\n  self.u = u\na = Api(1)\nb = Api(2)",
            ScriptKind::Program,
        ),
    ] {
        assert!(decides(text, kind), "{text}");
    }
}

#[test]
fn what_is_about_an_answer_or_in_a_text_decides_nothing() {
    for (text, kind) in [
        ("for n in a b; do curl -d \"{\\\"n\\\":\\\"$n if so\\\"}\" x; done", ScriptKind::Shell),
        ("while IFS=, read -r a b; do curl $a; done <<E\n1,2\nE", ScriptKind::Shell),
        ("if [ -z \"$KEY\" ]; then exit 1; fi", ScriptKind::Shell),
        ("if [ $? -ne 0 ]; then\necho erro\nbreak\nfi", ScriptKind::Shell),
        ("for ((i=0; i<5; i++)); do x; done", ScriptKind::Shell),
        ("i=$((i+1))", ScriptKind::Shell),
        ("for ($i = 1; $i -le 5; $i++) {", ScriptKind::Shell),
        ("# if nothing", ScriptKind::Shell),
        ("IFS=: read -r a b <<< \"$c\"", ScriptKind::Shell),
        ("if r.status_code == 201:\n  print('ok')\nelse:\n  break", ScriptKind::Program),
        ("if __name__ == '__main__':", ScriptKind::Program),
        ("for n in [ \"a\", \"b\" ]:", ScriptKind::Program),
        ("try:\n  x()\nexcept Exception:\n  continue", ScriptKind::Program),
        ("if (!res.ok) throw new Error('while')", ScriptKind::Program),
        ("for (let i = 0; i < 5; i++) {", ScriptKind::Program),
        ("class Api:\n def __init__(self, u):\n  self.u = u\na = Api(1)", ScriptKind::Program),
    ] {
        assert!(!decides(text, kind), "{text}");
    }
    assert!(decides(&"x".repeat(500_000), ScriptKind::Shell), "a long text is no script");
}
