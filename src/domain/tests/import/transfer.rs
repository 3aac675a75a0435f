//! What a worker has read is what the page itself would have read.

use std::fs;
use std::sync::OnceLock;

use crate::domain::import::source::table::FieldLabels;
use crate::domain::import::transfer::{AnswerParts, UnknownBytes, answer, request};
use crate::domain::import::{Import, ImportFault, LONGEST, read_with};
use crate::domain::schema::fields::Field;
use crate::domain::tests::import::cases::{folder, names};
use crate::domain::tests::import::hostile_texts::{HEADS, PIECES};
use crate::domain::tests::import::labels;

/// Made once: reading the locale files takes longer than most texts.
fn known_labels() -> &'static FieldLabels {
    static LABELS: OnceLock<Vec<(String, Field)>> = OnceLock::new();
    LABELS.get_or_init(labels)
}

/// The parts of the answer about a text.
fn parts_of(text: &str) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    answer(&request(text, known_labels()), |part| parts.push(part)).expect("a request");
    parts
}

fn read_apart(text: &str) -> Result<Import, ImportFault> {
    let mut assembly = AnswerParts::of(text.to_owned());
    let mut parts = parts_of(text).into_iter();
    let import = parts.find_map(|part| assembly.take(&part).expect("a part"));
    assert_eq!(parts.count(), 0, "the last part ends the answer");
    import.expect("an answer")
}

/// Whether both readings are one, with the places of everything and what each instance becomes.
fn is_the_same(text: &str) -> bool {
    let here = read_with(text, known_labels());
    let apart = read_apart(text);
    let outcomes = |import: &Result<Import, ImportFault>| {
        let creations = import.iter().flat_map(|import| &import.creations).take(50);
        let each =
            creations.map(|creation| creation.outcome(creation.dialect, creation.dialect.into()));
        format!("{:?}", each.collect::<Vec<_>>())
    };
    format!("{here:?}") == format!("{apart:?}") && outcomes(&here) == outcomes(&apart)
}

#[test]
fn a_worker_reads_what_the_page_reads() {
    let files = names()
        .into_iter()
        .map(|name| fs::read_to_string(folder().join(format!("{name}.txt"))).expect("a paste"));
    let odd =
        HEADS.iter().flat_map(|head| PIECES.iter().map(move |piece| format!("{head}{piece}")));
    let other: Vec<String> = files.chain(odd).filter(|text| !is_the_same(text)).collect();
    assert!(other.is_empty(), "{other:?}");
}

#[test]
fn the_keys_come_along() {
    let text = "curl https://api.example.com/instance/create -H 'apikey: 0123456789' -d '{\"instanceName\":\"a\"}'";
    let import = read_apart(text).expect("a creation");
    assert_eq!(import.keys.len(), 1);
    assert_eq!(import.keys[0].key.reveal(), "0123456789");
}

#[test]
fn a_long_table_comes_in_parts() {
    let mut text = "Nome;Webhook URL\n".to_owned();
    for row in 0..3_000 {
        text.push_str(&format!("loja-{row};https://hook.example.com/{row}\n"));
    }
    assert!(is_the_same(&text));
    let parts = parts_of(&text);
    assert!(parts.len() > 2, "{}", parts.len());
    let longest = parts.iter().map(Vec::len).max();
    assert!(longest < Some(500_000), "{longest:?}");
}

#[test]
fn what_is_not_read_is_told() {
    assert_eq!(read_apart(" \n").err(), Some(ImportFault::Empty));
    assert_eq!(read_apart(&"a".repeat(LONGEST + 1)).err(), Some(ImportFault::TooLong));
}

#[test]
fn other_bytes_are_no_part_and_no_request() {
    let mut assembly = AnswerParts::of("a".to_owned());
    for bytes in [&[][..], &[9], &[0, 200], &[255; 40]] {
        assert_eq!(assembly.take(bytes).err(), Some(UnknownBytes), "{bytes:?}");
    }
    let parts = parts_of("Nome;Webhook URL\nloja;https://hook.example.com");
    let rows = parts.last().expect("the rows");
    assert_eq!(assembly.take(rows).err(), Some(UnknownBytes), "the head comes first");
    assert_eq!(answer(&[200], |_| unreachable!()).err(), Some(UnknownBytes));
}
