//! What the headline above the result counts.

use crate::domain::creation::headline::Headline;
use crate::domain::creation::plan::Step;
use crate::domain::proof::{DifferenceReason, Outcome, SectionProof};
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::proof::proof_of;
use crate::domain::tests::{drafts, text};

fn proof(section: Section, outcome: Outcome, remark: Option<DifferenceReason>) -> SectionProof {
    SectionProof { section, outcome, rows: Vec::new(), remark, callback: None, row_id: None }
}

/// The headline and the list of steps count alike: a dropped section is as many differences as it
/// has fields that were asked for.
#[test]
fn a_dropped_section_counts_each_of_its_fields() {
    let asked = drafts(
        &[Section::Webhook],
        &[
            (Field::WebhookUrl, text("https://a.example")),
            (Field::WebhookByEvents, Draft::Flag(true)),
        ],
    );
    let found = Ok(FindReply::Nothing);
    let proof = proof_of(&asked, Dialect::EvolutionV2, Section::Webhook, found, None);
    let compared = proof.rows.iter().filter(|row| row.is_compared()).count();
    assert_eq!((compared, proof.differences()), (3, 3));
    assert_eq!(proof.tally(), (0, 3));
    let headline = Headline::of(&[], &[proof], |_| false);
    assert_eq!(headline.differs, 3);
}

/// *2 things were not stored* next to *15 of 18* was once on one page.
#[test]
fn what_is_missing_in_the_tally_is_what_the_headline_counts() {
    let asked = drafts(&[Section::Websocket], &[(Field::RejectCall, Draft::Flag(true))]);
    let found = |section, found| proof_of(&asked, Dialect::EvolutionV2, section, found, None);
    let unreadable = Outcome::Unreadable(Box::new(ApiError::without_reply(Case::Timeout)));
    let proofs = [
        found(Section::Behaviour, Ok(FindReply::One(serde_json::json!({"rejectCall": true})))),
        found(Section::Behaviour, Ok(FindReply::One(serde_json::json!({"rejectCall": false})))),
        found(Section::Websocket, Ok(FindReply::EmptyBody)),
        found(Section::Pusher, Ok(FindReply::EmptyBody)),
        proof(Section::Webhook, Outcome::Dropped(DifferenceReason::Missing), None),
        proof(Section::Webhook, unreadable, None),
    ];
    for proof in proofs {
        let (same, total) = proof.tally();
        let headline = Headline::of(&[], std::slice::from_ref(&proof), |_| false);
        assert_eq!(total - same, headline.differs, "{proof:?}");
    }
}

#[test]
fn differences_unread_sections_and_remarks_are_counted_apart() {
    let steps = [
        Step::Create,
        Step::ReadBack(Section::Behaviour),
        Step::ReadBack(Section::Webhook),
        Step::ReadBack(Section::Chatwoot),
    ];
    let check =
        |proofs: &[SectionProof], failed: &[usize], expected: (usize, usize, &[Section])| {
            let headline = Headline::of(&steps, proofs, |index| failed.contains(&index));
            let (differs, unread, remarked) = expected;
            assert_eq!(headline, Headline { differs, unread, remarked: remarked.to_vec() });
        };
    let unreadable = || Outcome::Unreadable(Box::new(ApiError::without_reply(Case::Timeout)));
    let well = |section| proof(section, Outcome::Stored, None);
    let bad_callback =
        || proof(Section::Chatwoot, Outcome::Stored, Some(DifferenceReason::CallbackLocalhost));
    check(&[], &[], (0, 0, &[]));
    check(&[well(Section::Behaviour), well(Section::Webhook)], &[], (0, 0, &[]));
    // Stored as asked, and it will not work: that is neither *as asked* nor a difference.
    check(&[well(Section::Webhook), bad_callback()], &[], (0, 0, &[Section::Chatwoot]));
    // What nobody could read is not known to differ.
    check(&[proof(Section::Webhook, unreadable(), None)], &[2], (0, 1, &[]));
    // The creation's own answer told of it, and then nobody could read it back.
    check(&[well(Section::Behaviour)], &[1], (0, 1, &[]));
    // A creation that failed is no read-back.
    check(&[], &[0], (0, 0, &[]));
    let dropped = proof(Section::Webhook, Outcome::Dropped(DifferenceReason::Missing), None);
    check(&[dropped, bad_callback()], &[1], (1, 1, &[Section::Chatwoot]));
}
