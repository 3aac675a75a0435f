//! What is said of a pairing, and what is typed for it.

use crate::domain::http::secret::Secret;
use crate::domain::pairing::Input;
use crate::domain::pairing::call::PairingRequest;
use crate::domain::pairing::diagnosis::{Hint, hints};
use crate::domain::pairing::number::number;
use crate::domain::reply::decode::QrCode;
use crate::domain::schema::dialect::Dialect;
use crate::domain::tests::pairing::{Simulation, image};

#[test]
fn the_hints_fit_the_server() {
    #[track_caller]
    fn check(
        dialect: Dialect,
        version: Option<&str>,
        proxy: bool,
        number: bool,
        expected: &[Hint],
    ) {
        assert_eq!(hints(dialect, version, proxy, number), expected);
    }
    use Hint::{
        BaileysVersion, Host, Image, Network, Number, OldVersion, OwnProxy, PhoneVersion, Proxy,
        Version,
    };
    let (one, two) = (Dialect::EvolutionV1, Dialect::EvolutionV2);
    check(two, Some("2.3.6"), false, false, &[Version, Image, Proxy, Network]);
    check(two, Some("2.3.1"), false, false, &[Version, Image, Proxy, Network]);
    check(two, Some("2.3.0"), false, false, &[Version, PhoneVersion, Image, Proxy, Network]);
    check(two, Some("2.4.0-rc2"), false, false, &[Version, BaileysVersion, Image, Proxy, Network]);
    check(two, Some("2.2.3"), false, false, &[OldVersion, PhoneVersion, Image, Proxy, Network]);
    check(one, Some("1.8.2"), true, false, &[Version, PhoneVersion, OwnProxy, Network]);
    check(one, Some("1.7.0"), false, false, &[OldVersion, PhoneVersion, Proxy, Network]);
    check(two, None, false, true, &[Number, Image, Proxy, Network]);
    check(Dialect::L2msg, None, true, false, &[Host]);
}

#[test]
fn a_number_is_taken_as_it_is_pasted() {
    #[track_caller]
    fn check(pasted: &str, expected: Option<&str>) {
        assert_eq!(number(pasted).as_deref(), expected, "{pasted}");
    }
    check("+55 (11) 91234-5678", Some("5511912345678"));
    check(" 5511912345678 ", Some("5511912345678"));
    check("551191234567", Some("551191234567"));
    check("12345678", Some("12345678"));
    check("1234567", None);
    check("1234567890123456", None);
    check("55119 1234x5678", None);
    check("", None);
}

#[test]
fn a_pairing_code_is_read_out_in_two_groups() {
    #[track_caller]
    fn check(code: &str, expected: &str) {
        let code = QrCode { pairing_code: Some(code.to_owned()), ..image(1) };
        let run = Simulation::showing(Dialect::EvolutionV2, code);
        assert_eq!(run.pairing.typed_code().as_deref(), Some(expected));
    }
    check("WZYEH1YY", "WZYE-H1YY");
    check("WZYE-H1YY", "WZYE-H1YY");
    check("WZYEH1", "WZYEH1");
}

#[test]
fn the_attempt_is_the_servers_count_or_else_the_panels() {
    let code = |text: &str| QrCode { code: Some(Secret::new(text)), ..QrCode::default() };
    let mut run = Simulation::showing(Dialect::EvolutionV2, image(7));
    assert_eq!(run.pairing.attempt(), 7);
    run.give(Input::Renew);
    run.code(PairingRequest::Connect, code("2@b"));
    assert_eq!(run.pairing.attempt(), 1, "counted from the press");
}
