//! Words of command lines.

use proptest::prelude::*;

use crate::literal::scope::Scope;
use crate::shell::{ShellCommand, cmd, posix};
use crate::text::mapped::Mapped;

fn texts(commands: &[ShellCommand]) -> Vec<Vec<String>> {
    let words =
        |command: &ShellCommand| command.words.iter().map(|word| word.text().to_owned()).collect();
    commands.iter().map(words).collect()
}

pub(super) fn bash(text: &str) -> Vec<Vec<String>> {
    texts(&posix::commands(&Mapped::plain(text, 0), &mut Scope::default()))
}

#[test]
fn bash_words() {
    let cases: [(&str, &[&[&str]]); 16] = [
        ("a b  c", &[&["a", "b", "c"]]),
        ("a 'b c'\"d e\"f", &[&["a", "b cd ef"]]),
        ("a \\\n  b", &[&["a", "b"]]),
        ("a \\\r\n  b", &[&["a", "b"]]),
        ("a \\  \n b", &[&["a", "b"]]),
        ("a 'it'\\''s'", &[&["a", "it's"]]),
        ("a $'x\\n\\u00e3\\x41\\101\\''", &[&["a", "x\nãAA'"]]),
        ("a; b && c | d", &[&["a"], &["b"], &["c"], &["d"]]),
        ("a 2>&1 >out b", &[&["a", "b"]]),
        ("# c\na # b\nc", &[&["a"], &["c"]]),
        ("X=1 Y='2 3'\na $X \"$Y\" ${X}z", &[&["a", "1", "2 3", "1z"]]),
        ("export X=1; a $X", &[&["a", "1"]]),
        ("a https://x.test/?b=1&c=2", &[&["a", "https://x.test/?b=1&c=2"]]),
        ("a \"\" ''", &[&["a", "", ""]]),
        ("a \"b \\\" \\n \\$x\"", &[&["a", "b \" \\n $x"]]),
        ("a -H 'k: <api-key>' <api-key> $", &[&["a", "-H", "k: <api-key>", "<api-key>", "$"]]),
    ];
    for (text, expected) in cases {
        assert_eq!(bash(text), expected, "{text}");
    }
}

#[test]
fn here_documents_are_what_a_command_reads() {
    let read = |text: &str| {
        let commands = posix::commands(&Mapped::plain(text, 0), &mut Scope::default());
        commands
            .into_iter()
            .filter_map(|command| command.stdin)
            .map(|text| text.text().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(read("X=1\na <<EOF\n{\"b\": \"$X \\$ \\\"\"}\nEOF\nb"), ["{\"b\": \"1 $ \\\"\"}\n"]);
    assert_eq!(read("a <<'EOF'\n$X\nEOF"), ["$X\n"]);
    assert_eq!(read("a <<-EOF\n\t\tx\n\tEOF\n"), ["x\n"]);
    assert_eq!(read("a <<< 'b c'"), ["b c"]);
    assert_eq!(read("a <<EOF\nnever closed"), ["never closed"]);
}

#[test]
fn what_a_variable_holds_is_not_known_unless_it_is_told() {
    let commands =
        posix::commands(&Mapped::plain("a \"x$A\" '$A' $(date)", 0), &mut Scope::default());
    let holes: Vec<bool> = commands[0].words.iter().map(Mapped::has_hole).collect();
    assert_eq!(holes, [false, true, false, true]);
}

#[test]
fn arrays_stand_for_their_words() {
    let cases: [(&str, &[&[&str]]); 6] = [
        ("A=(-H 'b c' \"d\")\nx \"${A[@]}\" e", &[&["x", "-H", "b c", "d", "e"]]),
        ("A=()\nA+=(b\n  c)\nx ${A[*]}", &[&["x", "b", "c"]]),
        ("A=(b)\nA=(c)\nx \"${A[@]}\"", &[&["x", "c"]]),
        ("A=(b c)\nx \"y${A[@]}\" \"[${A[*]}]\"", &[&["x", "yb c", "[b c]"]]),
        ("x \"${A[@]}\"", &[&["x", "${A[@]}"]]),
        ("A=1\n(x $A)", &[&["x", "1"]]),
    ];
    for (text, expected) in cases {
        assert_eq!(bash(text), expected, "{text}");
    }
}

#[test]
fn what_a_command_prints_is_a_text_where_its_words_tell_it() {
    let cases = [
        ("echo -n a \"b c\"", "a b c"),
        ("printf '%s: \"%s\" 100%%\\n' a 'b c'", "a: \"b c\" 100%\n"),
        ("printf '%s\\n' '{' '}'", "{\n}\n"),
        ("echo -e '{\\n}'", "{\n}"),
        ("jq -n --arg a b --arg c d '{e: [$a, $c]}'", r#"{e: ["b", "d"]}"#),
        ("jq -n --arg a 'x \"y\"' '{a: $a, b: \"c-\\($a)\"}'", r#"{a: "x \"y\"", b: "c-x \"y\""}"#),
        ("jq -nc --argjson n 7 --arg a b '{$a, n: $n, o: $o}'", r#"{a: "b", n: 7, o: $o}"#),
        ("cat <<EOF\nx\nEOF", "x\n"),
        ("jq -c . <<< '{}'", "{}"),
    ];
    for (text, expected) in cases {
        let commands = posix::commands(&Mapped::plain(text, 0), &mut Scope::default());
        let printed = posix::printed(&commands[0]).expect(text);
        assert_eq!(printed.text(), expected, "{text}");
    }
    for text in [
        "cat body.json",
        "date",
        "jq -n --arg a b '$a'",
        "jq -r .name <<< '{}'",
        "printf",
        "printf '%5d' 1",
    ] {
        let commands = posix::commands(&Mapped::plain(text, 0), &mut Scope::default());
        assert_eq!(posix::printed(&commands[0]), None, "{text}");
    }
    assert_eq!(bash("x \"$(printf '{%s}' b)\" $(date)"), [["x", "{b}", "$(date)"]]);
    assert_eq!(bash("x $(echo a; echo b) $(echo a | jq .)"), [["x", "$(echo a; echo b)", "a"]]);
}

#[test]
fn batch_files_write_files_by_echo() {
    let text = "echo {\"a\": 1} > b.json\r\n(\r\necho {\r\necho }\r\n) >> \"c d.json\"\r\n@echo x>>e\r\necho y\r\necho z> C:\\t\\f 2>nul";
    let commands = cmd::commands(&Mapped::plain(text, 0), &mut Scope::default());
    let written: Vec<(String, String, bool)> = commands
        .iter()
        .filter_map(|command| {
            let file = command.output.as_ref()?.text().to_owned();
            Some((file, command.words[1].text().trim().to_owned(), command.is_appended))
        })
        .collect();
    let expected = [
        ("b.json", "{\"a\": 1}", false),
        ("c d.json", "{\r\n}", true),
        ("e", "x", true),
        ("C:\\t\\f", "z", false),
    ];
    let expected =
        expected.map(|(file, text, is_added)| (file.to_owned(), text.to_owned(), is_added));
    assert_eq!(written, expected);
}

#[test]
fn commands_that_send_are_found_in_substitutions() {
    assert_eq!(bash("A=$(curl b | jq -r .c)\nx")[..2], [vec!["curl", "b"], vec!["jq", "-r", ".c"]]);
    assert_eq!(bash("A=`curl 'b'`"), [["curl", "b"]]);
    assert_eq!(bash("echo \"$(curl b)\"")[0], ["curl", "b"]);
}

#[test]
fn a_file_is_what_the_output_goes_to() {
    let files = |text: &str| {
        let commands = posix::commands(&Mapped::plain(text, 0), &mut Scope::default());
        let file = commands.into_iter().next().and_then(|command| command.output);
        file.map(|file| file.text().to_owned())
    };
    for text in ["echo a > b 2>/dev/null", "echo a 2>&1 >b", "echo a >b < c", "echo a 1> b"] {
        assert_eq!(files(text).as_deref(), Some("b"), "{text}");
    }
    assert_eq!(files("echo a 2> b"), None);
}

#[test]
fn characters_keep_their_places() {
    let text = "a 'b'\"c\\\"d\" $'\\u00e3e'";
    let commands = posix::commands(&Mapped::plain(text, 0), &mut Scope::default());
    let second = &commands[0].words[1];
    assert_eq!(second.text(), "bc\"d");
    let places: Vec<usize> = (0..4).map(|at| second.source(at)).collect();
    assert_eq!(places, [3, 6, 7, 9]);
    let third = &commands[0].words[2];
    assert_eq!(third.source(third.text().find('e').expect("an e")), text.find("e'").expect("an e"));
}

#[test]
fn cmd_words() {
    let read = |text: &str| texts(&cmd::commands(&Mapped::plain(text, 0), &mut Scope::default()));
    let cases: [(&str, &[&[&str]]); 12] = [
        ("a \"b c\" d", &[&["a", "b c", "d"]]),
        ("a \"{\\\"b\\\":1}\"", &[&["a", "{\"b\":1}"]]),
        ("a \"{\"\"b\"\":1}\"", &[&["a", "{\"b\":1}"]]),
        ("a ^\r\n b", &[&["a", "b"]]),
        ("a ^\"b ^\\^\"c^\"", &[&["a", "b \"c"]]),
        ("a 100^%", &[&["a", "100%"]]),
        ("set X=1\r\nset \"Y=2 3\"\na %X% \"%y%\" %%X", &[&["a", "1", "2 3", "%X"]]),
        ("@echo off\nrem a \"b\n:label\na", &[&["@echo", "off"], &["a"]]),
        ("a & b | c > out", &[&["a"], &["b"], &["c"]]),
        ("a \"ação\nloja 😀\" b", &[&["a", "ação\nloja 😀", "b"]]),
        (r#"a \\b\"c \\" d"#, &[&["a", r#"\\b"c"#, r"\ d"]]),
        ("a C:\\dir\\ \\\\host", &[&["a", "C:\\dir\\", "\\\\host"]]),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), expected, "{text}");
    }
}

proptest! {
    /// What the crate for shell words can read, the lexer reads in the same way.
    #[test]
    fn words_are_those_of_the_oracle(text in "[a-z0-9:/?=.,{}\\[\\] '\"\\\\-]{0,40}") {
        let is_comment = text.contains('#');
        if let (Ok(expected), false) = (shell_words::split(&text), is_comment) {
            let found: Vec<String> = bash(&text).into_iter().flatten().collect();
            // A word that begins as an assignment is one in front of a command.
            let is_assignment = expected.iter().any(|word| word.contains('='));
            if !is_assignment {
                prop_assert_eq!(found, expected);
            }
        }
    }

    /// Whatever was quoted for a shell comes back as it was. Blanks of web pages, which no shell takes for
    /// blanks, are left out: between the words of a paste they are meant as such.
    #[test]
    fn quoted_texts_come_back(words in proptest::collection::vec("[ -~\\n\\tãé😀]{0,20}", 1..5)) {
        let line = format!("x {}", shell_words::join(&words));
        let found = bash(&line);
        prop_assert_eq!(&found[0][1..], &words[..]);
    }
}
