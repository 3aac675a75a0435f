//! The size of the panel after brotli 11, as a good web server sends it, and its budgets. May import
//! the base and `build`.

mod budget;
pub(crate) mod composition;
mod measure;
mod table;

use crate::error::{Error, Result};
use crate::{chunks, console, paths};
use budget::BUDGETS;

/// Prints the table of dist/ and fails if a budget is exceeded.
pub(crate) fn check() -> Result {
    let chunks = chunks::read()?;
    let sizes = measure::folder(&paths::dist(), &chunks, &chunks::languages()?)?;
    println!("{}", table::text(&sizes));
    let mut is_within = true;
    for budget in &BUDGETS {
        let total = budget.total(&sizes);
        console::note(&budget.verdict(total));
        is_within &= total <= budget.limit;
    }
    if is_within { Ok(()) } else { Err(Error::new("A size budget is exceeded; see the table.")) }
}
