//! A run that a reload interrupts: no row is sent twice, and none is missing.

use crate::domain::many::outcome::RowOutcome;
use crate::domain::many::run::input::RunInput;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::section::Section;
use crate::domain::tests::creation::machine::server::ServerFault;
use crate::domain::tests::many::run::{ended, with_webhook};

const V2: Dialect = Dialect::EvolutionV2;

/// A mixture of faults, and a reload after any number of steps.
#[test]
fn no_row_is_sent_twice_and_none_is_missing_after_a_reload_at_any_step() {
    let faults = [
        ServerFault::None,
        ServerFault::CutAfter,
        ServerFault::None,
        ServerFault::Status(500),
        ServerFault::LateBy(20_000),
        ServerFault::CutBefore,
        ServerFault::None,
        ServerFault::Silence,
    ];
    for dialect in [Dialect::EvolutionV1, V2] {
        for reload_after in 0..180 {
            let mut world = with_webhook(dialect, 10);
            for n in 1..=10 {
                world.faults.insert(format!("loja-{n}"), faults[n % faults.len()]);
            }
            world.drops.insert("loja-6".to_owned());
            world.reload_after = Some(reload_after);
            world.give(RunInput::GoOn);
            world.go_to_the_end();
            world.assert_tidy();
            let at = format!("{dialect:?}, reloaded after {reload_after}");
            assert!(world.reloads == 1 || reload_after > 100, "{at}: it was not");
            for n in 1..=10 {
                let name = format!("loja-{n}");
                let there = world.server.rows.iter().filter(|row| row.name == name).count();
                assert!(there <= 1, "{at}: {name} is there {there} times");
                let outcome = ended(&world, &name);
                match outcome {
                    // Without a time and a token nobody can tell whose it is.
                    RowOutcome::Unknown(..) => assert!(dialect != V2 && there == 1, "{at}: {name}"),
                    outcome => {
                        assert_eq!(outcome.is_created(), there == 1, "{at}: {name} {outcome:?}");
                        let is_dropped = matches!(&outcome, RowOutcome::NotAsAsked(it)
                            if it.different == [Section::Webhook]);
                        assert_eq!(
                            is_dropped,
                            name == "loja-6" && there == 1,
                            "{at}: {name} {outcome:?}"
                        );
                    }
                }
            }
            world.give(RunInput::Retry);
            world.go_to_the_end();
            for n in 1..=10 {
                assert!(world.is_on_server(&format!("loja-{n}")), "{at}: loja-{n} is missing");
            }
        }
    }
}
