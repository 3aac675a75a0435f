//! Scripts of bash: loops, functions, and what variables are made of.

use crate::literal::scope::Scope;
use crate::shell::posix;
use crate::tests::shells::bash;
use crate::text::mapped::Mapped;

#[test]
fn loops_are_read_once_for_each_value() {
    let cases: [(&str, &[&[&str]]); 21] = [
        ("for n in a b; do x $n; done; y", &[&["x", "a"], &["x", "b"], &["y"]]),
        ("for n in a 'b c'\ndo\n  x \"$n\"\ndone\ny", &[&["x", "a"], &["x", "b c"], &["y"]]),
        ("for i in {1..3}; do x $i; done", &[&["x", "1"], &["x", "2"], &["x", "3"]]),
        ("for i in {08..10}; do x l$i; done", &[&["x", "l08"], &["x", "l09"], &["x", "l10"]]),
        ("for i in l-{a,b}-1; do x $i; done", &[&["x", "l-a-1"], &["x", "l-b-1"]]),
        ("for i in $(seq 2 3); do x $i; done", &[&["x", "2"], &["x", "3"]]),
        ("for i in `seq -w 9 10`; do x $i; done", &[&["x", "09"], &["x", "10"]]),
        ("for ((i=0; i<2; i++)); do x $i; done", &[&["x", "0"], &["x", "1"]]),
        ("N=\"a b\"; for n in $N c; do x $n; done", &[&["x", "a"], &["x", "b"], &["x", "c"]]),
        ("N='a b'; for n in \"$N\"; do x \"$n\"; done", &[&["x", "a b"]]),
        ("N=(a 'b c'); for n in \"${N[@]}\"; do x \"$n\"; done", &[&["x", "a"], &["x", "b c"]]),
        (
            "N=(a b); M=(1 2)\nfor i in ${!N[@]}; do x ${N[$i]} ${M[i]}; done",
            &[&["x", "a", "1"], &["x", "b", "2"]],
        ),
        ("N=(a b); for ((i=0; i<${#N[@]}; i++)); do x ${N[i]}; done", &[&["x", "a"], &["x", "b"]]),
        (
            "declare -A N=([a]=1 [b]=2); for n in ${!N[@]}; do x $n ${N[$n]}; done",
            &[&["-A"], &["x", "a", "1"], &["x", "b", "2"]],
        ),
        (
            "for a in 1 2; do for b in 3 4; do x $a$b; done; done",
            &[&["x", "13"], &["x", "14"], &["x", "23"], &["x", "24"]],
        ),
        (
            "while IFS=: read -r a b; do x $a $b; done <<E\n1:2:3\n\n4:5\nE\ny",
            &[&["x", "1", "2:3"], &["x", "4", "5"], &["y"]],
        ),
        (
            "printf '1 2\\n3 4\\n' | while read a b; do x $b; done",
            &[&["printf", "1 2\\n3 4\\n"], &["x", "2"], &["x", "4"]],
        ),
        ("cat <<E | while read a; do\n1\n2\nE\nx $a\ndone", &[&["cat"], &["x", "1"], &["x", "2"]]),
        (
            "IFS=: read -r a b <<< 1:2; x $b; read c d <<< '3 4'; x $d",
            &[&["read", "-r", "a", "b"], &["x", "2"], &["read", "c", "d"], &["x", "4"]],
        ),
        ("while true; do x; done\nfor n in a; do y $n; done", &[&["true"], &["x"], &["y", "a"]]),
        (
            "echo done; for n in a b; do echo done $n; done",
            &[&["echo", "done"], &["echo", "done", "a"], &["echo", "done", "b"]],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(bash(text), expected, "{text}");
    }
}

#[test]
fn a_loop_over_what_is_not_known_is_read_once() {
    let cases: [(&str, &[&str]); 6] = [
        ("n=1; for n in $(cat names.txt); do x \"$n\"; done", &["x", "$n"]),
        ("n=1; for n in \"$@\"; do x \"$n\"; done", &["x", "$n"]),
        ("n=1; for n; do x \"$n\"; done", &["x", "$n"]),
        ("n=1; for n in *.json; do x \"$n\"; done", &["x", "$n"]),
        ("n=1; while read -r n; do x $n; done < names.txt", &["x", "$n"]),
        ("n=1; cat names.csv | while IFS=, read -r n m; do x $n; done", &["x", "$n"]),
    ];
    for (text, expected) in cases {
        let commands = posix::commands(&Mapped::plain(text, 0), &mut Scope::default());
        let last = commands.last().map(|command| command.words.as_slice()).unwrap_or_default();
        let texts: Vec<&str> = last.iter().map(Mapped::text).collect();
        assert_eq!(texts, expected, "{text}");
        assert!(last[1].has_hole(), "{text}");
    }
}

#[test]
fn a_function_is_read_where_it_is_called() {
    let cases: [(&str, &[&[&str]]); 8] = [
        ("f() { x $1; }\nf a\nf b", &[&["x", "a"], &["x", "b"]]),
        (
            "function f {\n  local n=\"$1\" m=\"${2:-9}\"\n  x \"$n\" $m\n}\nf a 1\nf 'b c'",
            &[&["x", "a", "1"], &["x", "b c", "9"]],
        ),
        ("f() { x \"$1|$2\"; }; f a", &[&["x", "a|"]]),
        ("f() { x \"$@\"; }; f a b", &[&["x", "a", "b"]]),
        ("f() { { x $1; } }; for n in 1 2; do f $n; done", &[&["x", "1"], &["x", "2"]]),
        ("g() { x $1$2; }; f() { g $1 z; }; f a; f b", &[&["x", "az"], &["x", "bz"]]),
        ("f() { for n in $1 2; do x $n; done; }; f 1; y", &[&["x", "1"], &["x", "2"], &["y"]]),
        ("f() { curl $1; }; R=$(f a)", &[&["curl", "a"]]),
    ];
    for (text, expected) in cases {
        assert_eq!(bash(text), expected, "{text}");
    }
    // What is never called has no values.
    let text = "f() { x $1; }; y";
    let commands = posix::commands(&Mapped::plain(text, 0), &mut Scope::default());
    assert!(commands.len() == 2 && commands[0].words[1].has_hole());
    // One that calls itself ends.
    assert!(bash("f() { x; f; }; f").len() < 20);
}

#[test]
fn a_variable_has_what_its_signs_make_of_it() {
    let cases = [
        ("${V%%:*}", "a"),
        ("${V%:*}", "a:b"),
        ("${V##*:}", "c"),
        ("${V#*:}", "b:c"),
        ("${V#a:}", "b:c"),
        ("${V^^}", "A:B:C"),
        ("${V//:/-}", "a-b-c"),
        ("${V/:/-}", "a-b:c"),
        ("${V:-x}", "a:b:c"),
        ("${W:-x}", "x"),
        ("${V:?is missing}", "a:b:c"),
        ("$((N + 1))", "8"),
        ("$(($N-1))", "6"),
        ("$(printf '%03d' $N)", "007"),
        ("$(echo \"$V\" | cut -d: -f2)", "b"),
        ("$(cut -d : -f 3 <<< $V)", "$(cut -d : -f 3 <<< $V)"),
    ];
    for (text, expected) in cases {
        let text = format!("V=a:b:c; N=7; x {text}");
        let commands = bash(&text);
        assert_eq!(
            commands.last().map(Vec::as_slice),
            Some(&["x".to_owned(), expected.to_owned()][..]),
            "{text}"
        );
    }
}

#[test]
fn a_loop_with_more_turns_than_can_be_read_is_read_once() {
    let long = "x".repeat(1_000);
    for (turns, commands) in [(50, 50), (19_000, 1)] {
        let text = format!("for n in {{1..{turns}}}; do x $n {long}; done");
        let found = posix::commands(&Mapped::plain(text, 0), &mut Scope::default());
        assert_eq!(found.len(), commands);
        assert_eq!(found[0].words[1].has_hole(), commands == 1);
    }
}
