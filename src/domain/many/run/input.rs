//! What happens to a run, and what it asks for.

use crate::domain::creation::machine::input::{CreationEffect, CreationInput};
use crate::domain::many::change::RowChange;
use crate::domain::many::run::row::RowWork;
use crate::domain::schema::fields::Field;

#[derive(Clone, Debug, PartialEq)]
pub enum RunInput {
    /// Starts, or goes on after a pause
    GoOn,
    Pause,
    /// Starts no further row. What is on its way goes on to its end
    Stop,
    /// More rows; those that the run has already stay as they are
    Add(Vec<(u32, RowWork)>),
    /// Tries the rows once more that have no instance, and those that were not started
    Retry,
    AtOnce(usize),
    /// One in so many rows is read back, the first of them to begin with
    ProveEach(usize),
    /// An earlier page was left: looks the rows up that it had sent
    Resume,
    /// In place of the start of a row: something speaks against it by now
    PutOff(u32),
    /// These secrets of a row are still to be typed again after a reload
    Filled(u32, Vec<Field>),
    /// What became of a row that changes its instance
    Changed(u32, RowChange),
    /// What happens to the creation of a row
    Row(u32, Box<CreationInput>),
    /// Time has passed
    Tick,
    /// The keys are forgotten: nothing more is sent, and what was asked for is known no longer
    ForgetKeys,
}

#[derive(Clone, Debug, PartialEq)]
pub enum RunEffect {
    /// What is kept over a reload has changed ([`ManyRun::unkept`](super::ManyRun::unkept)); it
    /// is to be written before what follows is done
    Keep,
    /// It is the turn of this row: it wants [`CreationInput::Start`]
    Begin(u32),
    /// It is the turn of this row, whose instance is there: it wants [`RunInput::Changed`]
    Change(u32),
    /// A row that an earlier page sent at this time of day: it wants [`CreationInput::Restore`]
    Restore(u32, f64),
    /// What the creation of a row asks for
    Row(u32, CreationEffect),
}
