//! Instances that no request created: thousands of them, in any state, or damaged. This folder
//! imports what [`crate::control`] may import.
//!
//! - this file: creates or changes the instances
//! - [`description`]: what a test says about them
//! - [`mixed`]: what they are like on a server that has been used for a while

mod description;
mod mixed;

pub(crate) use crate::control::seed::description::Seed;
use crate::servers;
use crate::state::app::AppState;
use crate::state::instance::Instance;
use crate::state::kind::ServerKind;
use crate::state::mount::Mount;
use crate::values::ids;

const MOST: u32 = 100_000;

/// Creates or changes the instances, and returns how many.
pub(crate) fn apply(mount: &mut Mount, seed: &Seed) -> Result<u32, String> {
    let count = seed.count.unwrap_or(1);
    if seed.name.is_empty() {
        return Err("name is missing".to_owned());
    }
    if count > MOST {
        return Err(format!("count is {MOST} at most"));
    }
    if count > 1 && !seed.name.contains("{n}") {
        return Err("name needs {n} for more than one instance".to_owned());
    }
    let kind = mount.kind;
    for number in 1..=count {
        let base = if seed.mixed { mixed::state(kind, number) } else { Seed::default() };
        let one = seed.numbered(number, base);
        if count == 1
            && let Some(instance) = mount.find_mut(&one.name)
        {
            one.change(instance);
            servers::add_defaults(kind, instance);
            continue;
        }
        let mut instance = Instance::new(&one.name);
        instance.token = Some(ids::token());
        // The list of 1.x shows no integration for an instance that was created without one.
        instance.integration = (kind == ServerKind::V2).then(|| "WHATSAPP-BAILEYS".into());
        one.change(&mut instance);
        servers::add_defaults(kind, &mut instance);
        mount.add(instance);
    }
    Ok(count)
}

/// Gives a server without instances those that it starts with.
pub(crate) fn fill(app: &AppState, kind: ServerKind) {
    let count = app.defaults.instances;
    let mut mount = app.mount(kind);
    if count == 0 || !mount.instances.is_empty() {
        return;
    }
    let seed =
        Seed { name: "loja-{n}".to_owned(), count: Some(count), mixed: true, ..Seed::default() };
    if let Err(reason) = apply(&mut mount, &seed) {
        eprintln!("{}: no instances: {reason}", kind.name());
    }
}
