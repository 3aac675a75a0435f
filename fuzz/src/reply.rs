//! What a server may answer: everything in the domain that reads one.

use instance_panel::domain::creation::ownership;
use instance_panel::domain::diagnostics::{
    CheckAnswer, CheckQuestion, CheckTarget, ConnectionCheck, PageOrigin, Permission,
};
use instance_panel::domain::http::json_print;
use instance_panel::domain::http::place::Place;
use instance_panel::domain::http::secret::{Secret, masked_body};
use instance_panel::domain::interpolate;
use instance_panel::domain::pairing::call::{PairingReply, PairingRequest};
use instance_panel::domain::proof;
use instance_panel::domain::proof::Asked;
use instance_panel::domain::reply::decode::{self, QrCode};
use instance_panel::domain::reply::error_parser;
use instance_panel::domain::schema::dialect::Dialect;
use instance_panel::domain::schema::drafts::Drafts;
use instance_panel::domain::schema::field::Draft;
use instance_panel::domain::schema::fields::Field;
use instance_panel::domain::schema::section::Section;

/// The secret that the panel knows: an answer may repeat it, the screen must not.
const KEY: &str = "panel-key-0123456789";

/// The first byte chooses the dialect, the next two the status; the rest is the answer's text.
pub fn reply(data: &[u8]) {
    let [dialect, high, low, text @ ..] = data else { return };
    let dialect = Dialect::ALL[usize::from(*dialect) % Dialect::ALL.len()];
    // Good and bad ones alike, and now and then one that no server sends.
    let status = match high % 4 {
        0 | 1 => 200 + u16::from(low % 5),
        2 => 400 + u16::from(low % 120),
        _ => u16::from_be_bytes([*high, *low]),
    };
    let text = String::from_utf8_lossy(text);
    creation(status, &text, dialect);
    read_backs(status, &text, dialect);
    pairing(status, &text, dialect);
    run_check(status, &text, dialect);
    failure(status, &text, dialect);
}

fn creation(status: u16, text: &str, dialect: Dialect) {
    let drafts = drafts();
    if let Ok(created) = decode::created(status, text, dialect) {
        let texts = [&created.instance_name, &created.status, &created.instance_id];
        assert!(texts.into_iter().flatten().all(|text| (1..=4_096).contains(&text.len())));
        picture(created.qrcode.as_ref());
        let _ = ownership::created_at(&created);
        for proof in proof::of_reply(&drafts, dialect, &created.raw) {
            let _ = proof.differences();
        }
        let shown = json_print::lines(&masked_body(&created.raw));
        assert!(shown.len() < 2_300, "{} lines", shown.len());
    }
    let _ = decode::listed(status, text, dialect, "name");
    let _ = decode::greeting(status, text);
    let _ = decode::state(status, text, dialect).map(|state| interpolate::plain(&state));
}

fn read_backs(status: u16, text: &str, dialect: Dialect) {
    let drafts = drafts();
    for section in Section::of(dialect).filter(|section| section.is_read_by_find()) {
        let found = decode::find_reply(status, text, dialect);
        let proof = proof::section(&Asked::new(&drafts, dialect), section, found);
        let _ = (proof.differences(), proof.remedy(), proof.completed(&drafts));
    }
}

fn pairing(status: u16, text: &str, dialect: Dialect) {
    for ask in [
        PairingRequest::Connect,
        PairingRequest::State,
        PairingRequest::Restart,
        PairingRequest::Logout,
    ] {
        if let Ok(PairingReply::Code(code)) = ask.read(status, text, dialect) {
            picture(Some(&code));
        }
    }
}

/// The only picture that is ever put on the screen as it came.
fn picture(code: Option<&QrCode>) {
    let image = code.and_then(|code| code.image.as_deref());
    assert!(image.is_none_or(|image| image.starts_with("data:image/png;base64,")));
}

/// The connection test hears the same answer to everything it asks, and comes to an end.
fn run_check(status: u16, text: &str, dialect: Dialect) {
    let mut check = ConnectionCheck::new(CheckTarget {
        url: "https://api.example.com".to_owned(),
        dialect: Some(dialect),
        key: Secret::new(KEY),
        names: vec!["name".to_owned()],
        page: PageOrigin { is_https: true, place: Place::Elsewhere },
        is_brief: false,
        greeted: None,
    });
    for _ in 0..200 {
        let answer = match check.question() {
            None => return,
            Some(CheckQuestion::Permission) => CheckAnswer::Permission(Permission::Unknown),
            Some(CheckQuestion::Opaque(_)) => CheckAnswer::Opaque(true),
            Some(CheckQuestion::Call(_)) => CheckAnswer::Reply(status, text.to_owned()),
        };
        check.take(answer);
    }
    panic!("the connection test asks without an end");
}

fn failure(status: u16, text: &str, dialect: Dialect) {
    let error = error_parser::read(status, text, dialect);
    assert!(error.body.len() < 21_000, "{}", error.body.len());
    assert!(error.messages.len() <= 50);
    let subject = error.subject.clone().unwrap_or_default();
    let _ = interpolate::filled("{subject}: {subject}", &[("subject", &subject)]);
    let error = error.without(&[KEY.to_owned()]);
    assert!(!error.body.contains(KEY));
    assert!(error.messages.iter().all(|message| !message.contains(KEY)));
}

/// A form with every group on and something in every text.
fn drafts() -> Drafts {
    let mut drafts = Drafts::default();
    for section in Section::ALL.iter().copied().filter(|section| section.is_group()) {
        drafts.switch(section, true);
    }
    for field in Field::ALL.iter().copied() {
        drafts.set(field, Draft::text("x"));
    }
    drafts
}
