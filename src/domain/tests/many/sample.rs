//! A run of which only some rows are read back.

use crate::domain::many::outcome::RowOutcome;
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::input::RunInput;
use crate::domain::many::run::row::RowWork;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::many::form;
use crate::domain::tests::many::run::{batch, ended, with_webhook};
use crate::domain::tests::many::world::ManyWorld;

const V2: Dialect = Dialect::EvolutionV2;

/// Of a sample only some rows are read back; the others are known to be there.
#[test]
fn one_row_in_so_many_is_read_back() {
    let mut world = with_webhook(V2, 7);
    world.drops.extend(["loja-2", "loja-4"].map(str::to_owned));
    world.give(RunInput::ProveEach(3));
    world.give(RunInput::GoOn);
    world.go_to_the_end();
    let proved: Vec<bool> = (1..=7).map(|id| world.run.is_proved(id)).collect();
    assert_eq!(proved, [true, false, false, true, false, false, true]);
    for (at, is_proved) in (1..).zip(proved) {
        let outcome = ended(&world, &format!("loja-{at}"));
        let expected = match (is_proved, at) {
            (false, _) => "created_not_checked",
            (true, 4) => "created_with_problems",
            (true, _) => "created_as_requested",
        };
        assert_eq!(outcome.id(), expected, "loja-{at}");
    }
    let counts = world.run.counts();
    assert_eq!((counts.not_compared, counts.ended(), counts.undone), (4, 7, 0));
    world.assert_tidy();
}

/// A call after the creation that failed is told also where nothing is read back.
#[test]
fn of_a_sample_the_failed_calls_of_the_others_are_told() {
    let common = form(&[(Field::WavoipToken, "WAVOIP-TOKEN")]);
    let mut world = ManyWorld::new(V2, batch(2), common);
    world.server.silent = vec!["/settings/set"];
    world.give(RunInput::ProveEach(10));
    world.give(RunInput::GoOn);
    world.go_to_the_end();
    let RowOutcome::NotAsAsked(difference) = ended(&world, "loja-2") else {
        panic!("{:?}", ended(&world, "loja-2"))
    };
    assert_eq!(difference.different, [Section::Behaviour]);
}

/// Of a run that also changes instances, one in so many creations is read back.
#[test]
fn the_sample_counts_creations_alone() {
    let works =
        [RowWork::Change, RowWork::Create, RowWork::Change, RowWork::Create, RowWork::Create];
    let mut run = ManyRun::new((1..).zip(works), 2);
    run.advance(0, RunInput::ProveEach(2));
    let proved: Vec<u32> = [2, 4, 5].into_iter().filter(|id| run.is_proved(*id)).collect();
    assert_eq!(proved, [2, 5]);
}
