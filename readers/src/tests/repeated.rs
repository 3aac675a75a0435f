//! Loops and functions of PowerShell and of batch files: what they repeat is read with its values.

use crate::literal::scope::Scope;
use crate::shell::{cmd, powershell};
use crate::text::mapped::Mapped;

fn power(text: &str) -> Vec<Vec<String>> {
    let input = Mapped::plain(text, 0);
    let mut scope = Scope::default();
    let mut commands = powershell::Commands::new(&input);
    let mut found = Vec::new();
    while let Some(cmdlet) = commands.next(&mut scope) {
        let words = cmdlet.words();
        found.push(words.iter().map(|word| word.text().to_owned()).collect());
    }
    found
}

#[test]
fn loops_of_powershell_are_read_once_for_each_value() {
    let cases: [(&str, &[&[&str]]); 12] = [
        ("foreach ($n in 'a','b') { x $n }\ny", &[&["x", "a"], &["x", "b"], &["y"]]),
        ("$l = @('a'\n'b')\nforeach($n in $l){x \"$n-1\"}", &[&["x", "a-1"], &["x", "b-1"]]),
        ("1..3 | % { x $_ }", &[&["x", "1"], &["x", "2"], &["x", "3"]]),
        ("$z = 2\n1..$z | ForEach-Object { x \"n$($_ + 1)\" }", &[&["x", "n2"], &["x", "n3"]]),
        (
            "for ($i = 8; $i -le 10; $i += 2) { x ('{0:d2}{{}}' -f $i) }",
            &[&["x", "08{}"], &["x", "10{}"]],
        ),
        (
            "foreach ($o in @{ a = 1 }, @{ a = 2 }) { x \"$($o.a)\" $o.a }",
            &[&["x", "1", "1"], &["x", "2", "2"]],
        ),
        (
            "foreach ($a in 1,2) { foreach ($b in 3,4) { x \"$a$b\" } }",
            &[&["x", "13"], &["x", "14"], &["x", "23"], &["x", "24"]],
        ),
        ("'a;b' -split ';' | % { x $_.ToUpper() }", &[&["x", "A"], &["x", "B"]]),
        (
            "foreach ($n in 'a') { x '}' \"}$(1)\" # }\n y @'\n}\n'@ }\nz",
            &[&["x", "}", "}1"], &["y", "}"], &["z"]],
        ),
        ("'a' | % { 'b' | % { x $_ }; y $_ }", &[&["x", "b"], &["y", "a"]]),
        ("@'\nn,m\n\"a,b\",c\n'@ | ConvertFrom-Csv | % { x $_.n $_.m }", &[&["x", "a,b", "c"]]),
        ("$r = 'a','b' | % { x $_ }", &[&["x", "a"], &["x", "b"]]),
    ];
    for (text, expected) in cases {
        assert_eq!(power(text), expected, "{text}");
    }
    for text in [
        "foreach ($n in $l) { x $n }",
        "foreach ($n in (Get-Content f)) { x $n }",
        "'a','b' | Where-Object { $_ } | % { x $n }",
        "foreach ($n in (1..3 | % { \"a$_\" })) { x $n }",
        "foreach ($n in @()) { x $n }",
    ] {
        let words = power(text);
        let read = words.iter().filter(|words| words.as_slice() == ["x", "$n"]);
        assert_eq!(read.count(), 1, "{text}: {words:?}");
    }
}

#[test]
fn functions_of_powershell_are_read_with_what_they_are_given() {
    let calls = |text: &str| {
        let input = Mapped::plain(text, 0);
        let mut scope = Scope::default();
        let mut commands = powershell::Commands::new(&input);
        let mut found = Vec::new();
        while let Some(cmdlet) = commands.next(&mut scope) {
            let words: Vec<String> = cmdlet.texts().map(str::to_owned).collect();
            found.push((commands.definition(), words));
        }
        found.retain(|(function, _)| function.is_none_or(|own| !commands.has_run(own)));
        found.into_iter().map(|(_, words)| words.join(" ")).collect::<Vec<String>>()
    };
    let cases: [(&str, &[&str]); 10] = [
        ("function f($a, $b) { x $a $b }\nf 1 'c d'\nF -b 2 -a e", &["x 1 c d", "x e 2"]),
        ("function f { param([string]$a = 'd', [switch]$s) x $a $s }\nf -s -a c", &["x c "]),
        ("function f($a, $b = 'd') { x $a $b }\nf c", &["x c d"]),
        ("function f($a) { x $a }\ny", &["x $a", "y"]),
        ("function f($a) { x $a }\nf $n\nf (g)", &["x $a", "f $n", "f g"]),
        ("function f($a) { x $a }\nfunction g { f 1; f 2 }\ng", &["x 1", "x 2"]),
        ("function f($a) { x $a }\nforeach ($n in 'b','c') { f $n }", &["x b", "x c"]),
        ("function f($a) { x $a }\nf 1 2", &["x $a", "f 1 2"]),
        ("function f($a) { x $a; f 1 }", &["x $a", "f 1"]),
        ("function f($a) { x $a; f 1 }\nf 2", &["x 2", "x 1", "x 1", "x 1", "f 1"]),
    ];
    for (text, expected) in cases {
        assert_eq!(calls(text), expected, "{text}");
    }
}

#[test]
fn loops_and_sections_of_batch_files_are_read_with_their_values() {
    let read = |text: &str| {
        let commands = cmd::commands(&Mapped::plain(text, 0), &mut Scope::default());
        let words = commands.into_iter().map(|command| command.words);
        let texts = words.map(|words| words.iter().map(|word| word.text().to_owned()).collect());
        texts.collect::<Vec<Vec<String>>>()
    };
    let cases: [(&str, &[&[&str]]); 12] = [
        ("for %%n in (a b) do x %%n\ny", &[&["x", "a"], &["x", "b"], &["y"]]),
        (
            "@for %i in (a,\"b c\") do @x %i %~i.%%i",
            &[&["@x", "a", "a.%i"], &["@x", "b c", "b", "c.%i"]],
        ),
        (
            "for /L %%i in (1,2,5) do (\nx %%i\n)\ny",
            &[&["x", "1"], &["x", "3"], &["x", "5"], &["y"]],
        ),
        ("set L=a b\nfor %%n in (%L%) do ^\n x ^\n %%n", &[&["x", "a"], &["x", "b"]]),
        (
            "for %%a in (1 2) do for %%b in (3 4) do x %%a%%b",
            &[&["x", "13"], &["x", "14"], &["x", "23"], &["x", "24"]],
        ),
        ("for %%n in (\n a\n b\n) do (\nset N=%%n\nx %N%)", &[&["x", "a"], &["x", "b"]]),
        (
            "call :f a \"b c\"\ngoto :eof\n:f\nx %1 %~2 %3.\nexit /b",
            &[&["x", "a", "b", "c", "."], &["goto", ":eof"], &["exit", "/b"]],
        ),
        (":f\nx %1\ngoto:eof\n:m\ncall :f a", &[&["goto:eof"], &["x", "a"]]),
        (
            ":f\nx %1\nexit /b\n:m\ncall :f %A%",
            &[&["x", "%1"], &["exit", "/b"], &["call", ":f", "%A%"]],
        ),
        (":f\nx %1\ncall :f b\n", &[&["x", "%1"], &["call", ":f", "b"]]),
        ("for /F %%a in (f) do x %%a", &[&["for", "/F", "%a", "in", "(f)", "do", "x", "%a"]]),
        ("for %%a in (*.json) do x %%a", &[&["for", "%a", "in", "(*.json)", "do", "x", "%a"]]),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), expected, "{text}");
    }
}
