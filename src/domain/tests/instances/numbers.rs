//! Numbers as people write them.

use crate::domain::instances::phone_number::{of_jid, written};

#[test]
fn a_number_is_grouped_where_the_rules_are_known_and_no_digit_is_lost() {
    for (digits, expected) in [
        ("5511912345678", "+55 (11) 91234-5678"),
        ("551134567890", "+55 (11) 3456-7890"),
        ("12125551234", "+1 (212) 555-1234"),
        ("351912345678", "+351912345678"),
        // Too short or too long for a Brazilian number.
        ("55119123456", "+55119123456"),
        ("55119123456789", "+55119123456789"),
        ("", ""),
        ("not a number", "not a number"),
    ] {
        assert_eq!(written(digits), expected);
    }
}

#[test]
fn the_number_of_an_address_ends_at_the_device() {
    for (jid, expected) in [
        ("5511912345678@s.whatsapp.net", Some("5511912345678")),
        ("5511912345678:12@s.whatsapp.net", Some("5511912345678")),
        ("120363@g.us", Some("120363")),
        ("abc@lid", None),
        ("", None),
    ] {
        assert_eq!(of_jid(jid), expected, "{jid}");
    }
}
