//! Loops that count.

use crate::literal::counted::{counted, range};
use crate::literal::node::{Literal, Node};
use crate::literal::scope::Scope;

#[test]
fn the_head_of_a_loop_tells_its_numbers() {
    let mut scope = Scope::default();
    scope.set("TOTAL", Node::new(0, Literal::Number("3".to_owned())));
    let cases: [(&str, &str, &[i64]); 9] = [
        ("i=1; i<=3; i++", "i", &[1, 2, 3]),
        (" i = 0 ; i < TOTAL ; i += 1 ", "i", &[0, 1, 2]),
        ("let n = 1; n <= TOTAL; ++n", "n", &[1, 2, 3]),
        ("$i = 1; $i -le $TOTAL; $i++", "i", &[1, 2, 3]),
        ("$i = 10; $i -gt 7; $i--", "i", &[10, 9, 8]),
        ("var i = 1; i < 6; i += 2", "i", &[1, 3, 5]),
        ("i=3; i>=1; i-=2", "i", &[3, 1]),
        ("i=5; i<=3; i++", "i", &[]),
        ("int i = 7; i < 8; i++", "i", &[7]),
    ];
    for (head, name, numbers) in cases {
        let found = counted(head, &scope).map(|found| (found.name, found.numbers));
        assert_eq!(found, Some((name.to_owned(), numbers.to_vec())), "{head}");
    }
}

#[test]
fn a_head_that_does_not_tell_its_numbers_is_no_counted_loop() {
    let heads = [
        "",
        ";;",
        "const n of names",
        "i=1; i<=total; i++",
        "i=1; j<=3; i++",
        "i=1; i<=3; i*=2",
        "i=1; i<=3; i+=0",
        "i=0; i<9000000; i++",
        "i=-9223372036854775808; i<9223372036854775807; i++",
    ];
    for head in heads {
        assert_eq!(counted(head, &Scope::default()), None, "{head}");
    }
}

#[test]
fn a_range_has_its_last_number() {
    assert_eq!(range(1, 3, 1), Some(vec![1, 2, 3]));
    assert_eq!(range(3, 1, -1), Some(vec![3, 2, 1]));
    assert_eq!(range(1, 6, 2), Some(vec![1, 3, 5]));
    assert_eq!(range(2, 2, -1), Some(vec![2]));
    assert_eq!(range(1, 3, -1), Some(Vec::new()));
    assert_eq!(range(1, 3, 0), None);
    assert_eq!(range(i64::MAX, i64::MAX, 5), Some(vec![i64::MAX]));
}
