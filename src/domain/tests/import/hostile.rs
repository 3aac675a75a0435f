//! Whatever a paste is made of, it is read in one go: no depth and no repetition makes it slow or ends
//! the program.

use std::time::{Duration, Instant};

use crate::domain::import;
use crate::domain::schema::dialect::Dialect;

/// With checks and without optimisation the code takes about fifty times as long, and other tests run
/// next to this one. `cargo test --release` tries the real size.
const SIZE: usize = if cfg!(debug_assertions) { 6_000 } else { 5_000_000 };
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 1 });

/// Pieces that a reader might go over again and again, or go into deeper and deeper.
const PIECES: [&str; 62] = [
    "{",
    "[",
    "(",
    "{\"a\":",
    "[[",
    "@{",
    "@(",
    "{{",
    "}}",
    "${",
    "$(",
    "$((",
    "<<EOF\n",
    "<<'EOF'\n",
    "<<<",
    "\"",
    "'",
    "`",
    "\\",
    "\\\"",
    "^",
    "^\"",
    "^\n",
    "%A%",
    "%",
    "$'",
    "$A",
    "${A}",
    "curl ",
    "curl -d '",
    "curl -H 'a: b' x\n",
    "curl -d {} https://a.test/instance/create\n",
    "fetch(",
    "fetch(a, {",
    "axios.post(",
    "requests.post(",
    "post((",
    "curl_setopt_array(",
    "new ",
    "await ",
    "[a]",
    "a=1\n",
    "a = {",
    "$a = @{\n",
    "$a = \"$a\"\n",
    "A=$A$A\n",
    "set A=%A%%A%\n",
    "POST https://a.test/instance/create\n\n{",
    "### \n",
    "@a = {{a}}{{a}}\n",
    "ssh a 'curl ",
    "echo \"curl ",
    "a;b\n\"",
    "<?php $a = [",
    "\u{e9}",
    "\u{1f600}",
    "\0",
    "/*",
    "//",
    "# ",
    "f\"{",
    "1",
];

/// What stands in front, so that each reader gets to see the pieces.
const HEADS: [&str; 13] = [
    "",
    "curl https://a.test/instance/create -d '{\"instanceName\":\"",
    "curl ^\n ",
    "curl -d \"$(cat <<EOF\n",
    "curl.exe `\n -d \"",
    "Invoke-RestMethod -Uri https://a.test -Body ",
    "await fetch(`https://a.test/instance/create`, {body: ",
    "import requests\n",
    "<?php\n",
    "POST https://a.test/instance/create\n\n",
    "{\"nodes\":[{\"type\":\"n8n-nodes-base.httpRequest\",\"parameters\":{\"jsonBody\":\"=",
    "{\"info\":{\"schema\":\"postman\"},\"item\":[",
    "nome;webhook_url\n",
];

fn read(text: &str) -> Duration {
    let start = Instant::now();
    if let Ok(import) = import::read(text) {
        for creation in import.creations.iter().take(100) {
            let outcome = creation.outcome(creation.dialect, Dialect::EvolutionV1.into());
            assert!(outcome.left_out.len() < 10_000);
        }
    }
    start.elapsed()
}

#[test]
fn no_repetition_makes_it_slow() {
    let mut slow = Vec::new();
    for head in HEADS {
        for piece in PIECES {
            let mut text = head.to_owned();
            while text.len() < SIZE {
                text.push_str(piece);
            }
            let took = read(&text);
            if took > LIMIT {
                slow.push(format!("{head:?} and {piece:?}: {took:?}"));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn substitutions_inside_substitutions_end_somewhere() {
    let deep = 2_000;
    let text =
        format!("curl -d \"{}{}\" https://a.example", "$(cat <<A\n".repeat(deep), ")".repeat(deep));
    read(&text);
}
