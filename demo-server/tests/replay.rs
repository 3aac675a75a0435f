//! Replays the recorded exchanges against the demo, in this process: the status, the CORS headers
//! and the body must be the same, apart from generated values.
//!
//! `replay/*.json` has rules: how the starting state of a recording is built, or why it is not
//! replayed. A recording without a rule starts after the recording whose name is before its `--`,
//! or with the instance in its path. A recording that is neither replayed nor excluded fails the
//! test.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

#[path = "replay/bots.rs"]
mod bots;
mod common;
#[path = "replay/compare.rs"]
mod compare;
#[path = "replay/recordings.rs"]
mod recordings;
#[path = "replay/replay_one.rs"]
mod replay_one;

use recordings::RecordingSet;
use replay_one::Replay;

async fn replay(name: &str) {
    let set = RecordingSet::read(name);
    let (mut replayed, mut failures) = (0, Vec::new());
    for recording in &set.recordings {
        if set.excluded(recording).is_some() {
            continue;
        }
        replayed += 1;
        let mut one = Replay::new(&set);
        if let Err(text) = one.compare(recording).await {
            failures.push(format!("== {}: {text}", recording.name));
        }
    }
    let excluded = set.recordings.len() - replayed;
    println!("{name}: {replayed} replayed, {excluded} excluded, {} wrong", failures.len());
    for (reason, count) in set.tally() {
        println!("    {count:4} excluded: {reason}");
    }
    let unused = set.unused();
    assert!(unused.is_empty(), "{name}: rules that match no recording: {unused:?}");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(replayed >= set.recipes.least, "{name}: only {replayed} were replayed");
}

#[tokio::test]
async fn recordings_of_v1_are_answered_the_same() {
    replay("v1").await;
}

#[tokio::test]
async fn recordings_of_v1_after_are_answered_the_same() {
    replay("v1-after").await;
}

#[tokio::test]
async fn recordings_of_v2_are_answered_the_same() {
    replay("v2").await;
}

#[tokio::test]
async fn recordings_of_v2_after_are_answered_the_same() {
    replay("v2-after").await;
}

#[tokio::test]
async fn recordings_of_v1_list_are_answered_the_same() {
    replay("v1-list").await;
}

#[tokio::test]
async fn recordings_of_v2_list_are_answered_the_same() {
    replay("v2-list").await;
}
