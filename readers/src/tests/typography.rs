//! What mails and word processors make of a text.

use crate::text::mapped::Mapped;
use crate::text::typography::typed;

#[test]
fn marks_are_straight_again_and_a_quotation_has_no_marks() {
    for (text, expected) in [
        ("“a”: „b“", "\"a\": \"b\""),
        ("-d ‘{}’ -H “x: y”", "-d '{}' -H \"x: y\""),
        ("curl —location –X POST", "curl --location -X POST"),
        ("> curl -d @- \\\n>   -H x\n\n>", "curl -d @- \\\n  -H x\n\n"),
        (
            "curl -X POST “https://a.test/x” -H “apikey: k” -d '{\"a\":\"b “c” d\"}'",
            "curl -X POST \"https://a.test/x\" -H \"apikey: k\" -d '{\"a\":\"b “c” d\"}'",
        ),
        ("> “a”\n> –X", "\"a\"\n-X"),
    ] {
        let got = typed(&Mapped::plain(text, 0));
        assert_eq!(got.as_ref().map(Mapped::text), Some(expected), "{text}");
    }
}

#[test]
fn what_belongs_to_a_value_stays() {
    for text in [
        "{\"msgCall\": \"ligue “depois”\"}",
        "{\"msgCall\": \"-x “depois\"}",
        "{\"msgCall\": \"Aviso – “não atendemos” agora\"}",
        "curl -d \"{'a': 'Horário -x “comercial” apenas'}\"",
        "-H “a\nb” \"c\"",
        "it’s {'a': 'b'}",
        "a > b\n> c",
        "> a\nb",
        "\"loja — centro\"",
        "a—b",
        "é",
        "",
    ] {
        let input = Mapped::plain(text, 0);
        let got = typed(&input);
        assert_eq!(got.as_ref().unwrap_or(&input).text(), text);
    }
}

#[test]
fn every_character_keeps_its_place() {
    let text = "x> “é”";
    let part = Mapped::plain(text, 0).part(1..text.len());
    let got = typed(&part).expect("a quotation");
    assert_eq!(got.text(), "\"é\"");
    let places: Vec<usize> = got.text().char_indices().map(|(at, _)| got.source(at)).collect();
    assert_eq!(places, [3, 6, 8]);
}
