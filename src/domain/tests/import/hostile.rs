//! Whatever a paste is made of, it is read in one go: no depth and no repetition makes it slow or ends
//! the program.

use std::time::{Duration, Instant};

use crate::domain::import;
use crate::domain::import::report::LeftOutReason;
use crate::domain::import::source::kind::SourceKind;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::section::Section;
use crate::domain::tests::import::hostile_pairs::pairs;
use crate::domain::tests::import::hostile_texts::{HEADS, PIECES};
use crate::domain::tests::import::labels;

/// With checks and without optimisation the code takes about fifty times as long, and other tests run
/// next to this one. `cargo test --release` tries the real size.
const SIZE: usize = if cfg!(debug_assertions) { 6_000 } else { 5_000_000 };
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 1 });

/// How long this thread has run; what else the machine does is no part of it where the system tells that.
fn running(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn read(text: &str) -> Duration {
    let start = Instant::now();
    let before = running(start);
    if let Ok(import) = import::read(text) {
        for creation in import.creations.iter().take(100) {
            let outcome = creation.outcome(creation.dialect, Dialect::EvolutionV1.into());
            assert!(outcome.left_out.len() < 10_000);
        }
    }
    running(start).saturating_sub(before)
}

#[test]
fn no_repetition_makes_it_slow() {
    let mut slow = Vec::new();
    for head in HEADS {
        for piece in PIECES {
            let mut text = String::from(*head);
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
fn no_two_parts_make_each_other_slow() {
    let took = pairs(SIZE).into_iter().map(|(name, text)| (name, read(&text)));
    let slow: Vec<_> = took.filter(|(_, took)| *took > LIMIT).collect();
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn a_value_that_is_named_again_and_again_ends_somewhere() {
    let value = "x".repeat(1_999);
    let text = format!(
        "A={value}\ncurl -d \"{{\\\"instanceName\\\":\\\"a\\\",\\\"msgCall\\\":\\\"{}\\\"}}\" \
         https://a.test/instance/create",
        "$A".repeat(6_000)
    );
    let import = import::read(&text).expect("a text");
    // Twelve million bytes were asked for; the name without a value is told of.
    let outcome = import.creations[0].outcome(Dialect::EvolutionV2, Dialect::EvolutionV2.into());
    assert!(matches!(outcome.reason_of("msgCall"), Some(LeftOutReason::Placeholder(_))));
}

#[test]
fn thousands_of_usual_commands_are_all_read() {
    let body = |n: usize| {
        format!("{{\"instanceName\":\"a{n}\",\"webhook\":{{\"url\":\"https://h.test/{n}\"}}}}")
    };
    let create = "https://a.test/instance/create";
    let lines = |command: &dyn Fn(usize) -> String| (0..3_000).map(command).collect::<String>();
    let texts = [
        lines(&|n| format!("curl {create} -d \"$(cat <<EOF\n{}\nEOF\n)\"\n", body(n))),
        format!(
            "H='Content-Type: application/json'\nU={create}\n{}",
            lines(&|n| format!("curl \"$U\" -H \"$H\" -d '{}'\n", body(n)))
        ),
        format!(
            "const headers = {{apikey: 'k', 'Content-Type': 'application/json'}};\n{}",
            lines(&|n| format!(
                "fetch('{create}', {{headers, method: 'POST', body: JSON.stringify({})}})\n",
                body(n)
            ))
        ),
    ];
    for text in texts {
        let import = import::read(&text).expect("a text");
        assert_eq!(import.creations.len(), 3_000, "{}", &text[..300]);
        let last = &import.creations[2_999];
        let outcome = last.outcome(last.dialect, last.dialect.into());
        assert_eq!(outcome.drafts.name(), "a2999");
        assert!(outcome.drafts.is_on(Section::Webhook), "{}", &text[..300]);
        assert!(outcome.notes.is_empty(), "{:?}", outcome.notes);
        assert!(import.keys.len() <= 1);
    }
}

#[test]
fn a_first_line_with_thousands_of_signs_is_the_head_of_no_table() {
    let labels = labels();
    for (columns, is_table) in [(10, true), (4_000, false)] {
        let text = format!("instanceName{}\na\n", ";number".repeat(columns));
        let text = if is_table { text } else { text.replace("number", "x") };
        let import = import::read_with(&text, &labels).expect("a text");
        assert_eq!(import.kind == SourceKind::Table, is_table, "{columns}");
    }
}

#[test]
fn a_text_that_ends_in_its_first_line_is_read() {
    for mark in ["@\"", "@'", "\"\"\"", "'''", "`", "<<", "$'", "${", "$(", "{{"] {
        for head in ["curl ", "irm -x ", "$a = ", "fetch(", "import requests\nx = ", "<?php $a = "]
        {
            for end in ["", "é", "\u{1f600}", "a\n"] {
                read(&format!("{head}{mark}{end}"));
            }
        }
    }
}

#[test]
fn substitutions_inside_substitutions_end_somewhere() {
    let deep = 2_000;
    let text =
        format!("curl -d \"{}{}\" https://a.example", "$(cat <<A\n".repeat(deep), ")".repeat(deep));
    read(&text);
}
