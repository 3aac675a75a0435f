//! `cargo xtask recipes`: updates the generated blocks in recipes/.

use super::reject_arguments;
use crate::console;
use crate::error::Result;
use crate::hosting::recipes;

pub(crate) fn run(arguments: &[String]) -> Result {
    reject_arguments("recipes", arguments)?;
    for (name, is_changed) in recipes::update()? {
        let state = if is_changed { "was updated" } else { "is up to date" };
        console::note(&format!("recipes/{name} {state}."));
    }
    Ok(())
}
