//! Replays the recorded exchanges against the demo, in this process: same status, same body up
//! to what is made up anew each time, same CORS headers.
//!
//! `replay/*.json` says for each recording how its starting state is built, or why it is left
//! out. What no rule names gets the obvious start: the exchange before its `--`, or the instance
//! its path names. A recording that is neither replayed nor left out fails the test.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;
#[path = "replay/compare.rs"]
mod compare;
#[path = "replay/recipe.rs"]
mod recipe;
#[path = "replay/run.rs"]
mod run;

use recipe::File;
use run::Run;

async fn replay(name: &str) {
    let file = File::read(name);
    let (mut replayed, mut failures) = (0, Vec::new());
    for recording in &file.recordings {
        if file.excluded(recording).is_some() {
            continue;
        }
        replayed += 1;
        let mut run = Run::new(&file);
        if let Err(text) = run.prove(recording).await {
            failures.push(format!("== {}: {text}", recording.name));
        }
    }
    let excluded = file.recordings.len() - replayed;
    println!("{name}: {replayed} replayed, {excluded} left out, {} wrong", failures.len());
    for (reason, count) in file.tally() {
        println!("    {count:4} left out: {reason}");
    }
    let unused = file.unused();
    assert!(unused.is_empty(), "{name}: rules that match no recording: {unused:?}");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(replayed >= file.recipes.least, "{name}: only {replayed} were replayed");
}

#[tokio::test]
async fn v1() {
    replay("v1").await;
}

#[tokio::test]
async fn v1_after() {
    replay("v1-after").await;
}

#[tokio::test]
async fn v2() {
    replay("v2").await;
}

#[tokio::test]
async fn v2_after() {
    replay("v2-after").await;
}
