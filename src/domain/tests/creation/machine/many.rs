//! Many machines at the same time, on one server: none disturbs another.

use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::patience::MAY_STILL_WORK_MS;
use crate::domain::creation::progress::Progress;
use crate::domain::schema::dialect::Dialect;
use crate::domain::tests::creation::machine::server::ServerFault;
use crate::domain::tests::creation::machine::{World, form};

const COUNT: usize = 40;

#[test]
fn forty_machines_end_each_in_its_own_way() {
    let faults = [
        ServerFault::None,
        ServerFault::CutBefore,
        ServerFault::CutAfter,
        ServerFault::LateBy(75_000),
        ServerFault::Silence,
    ];
    let mut worlds: Vec<(ServerFault, World)> = (0..COUNT)
        .map(|at| {
            let dialect = Dialect::ALL[at % Dialect::ALL.len()];
            let mut world = World::new(dialect);
            world.server.fault = faults[at % faults.len()];
            (world.server.fault, world)
        })
        .collect();
    for (at, (_, world)) in worlds.iter_mut().enumerate() {
        world.press_with(form(&format!("loja-{at}")));
    }
    // A second each, in turn
    for _ in 0..(60_000 + MAY_STILL_WORK_MS) / 1_000 {
        for (_, world) in &mut worlds {
            world.wait(1_000);
        }
    }
    for (at, (fault, world)) in worlds.iter().enumerate() {
        let attempt = world.machine.state.attempt.as_ref().expect("an attempt is shown");
        assert_eq!(attempt.name(), format!("loja-{at}"));
        assert_eq!(world.creations(), 1, "{at}");
        let is_right = match fault {
            ServerFault::None => matches!(world.first(), Progress::Done { .. }),
            ServerFault::CutBefore | ServerFault::Silence => {
                *world.lookup() == InstanceLookup::Absent
            }
            _ => matches!(world.lookup(), InstanceLookup::Exists { .. }),
        };
        assert!(is_right, "{at} {fault:?}: {:?} {:?}", world.first(), world.lookup());
        assert!(world.locks.is_empty(), "{at}");
    }
}
