//! Instances that a server, or this panel, tells of: everything that a new one can be set up with. What
//! belongs to that instance alone (its token, its codes) stays out.

use crate::domain::import::creation::names;
use crate::domain::import::creation::reading::{Reading, Taken};
use crate::domain::import::creation::value;
use crate::domain::import::report::LeftOutReason;
use crate::domain::import::source::ToldInstance;
use crate::domain::instances::row::Engine;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::{BUSINESS, Field};
use crate::domain::schema::section::Section;
use readers::literal::node::Node;

/// The name of the instance.
#[must_use]
pub fn name(told: &ToldInstance) -> Option<&Node> {
    let (ToldInstance::Created(node) | ToldInstance::Row(node) | ToldInstance::Copy(node)) = told;
    if let ToldInstance::Copy(_) = told {
        return node.get("instance");
    }
    let inner = node.get("instance").filter(|inner| inner.is_object()).unwrap_or(node);
    ["instanceName", "instance_name", "name"].iter().find_map(|key| inner.get(key))
}

/// The dialect that the answer is written in.
#[must_use]
pub fn dialect(told: &ToldInstance) -> Dialect {
    match told {
        // 2.x answers with a text, 1.x with an object around it.
        ToldInstance::Created(node) if node.get("hash").is_some_and(Node::is_object) => {
            Dialect::EvolutionV1
        }
        ToldInstance::Row(node) if node.get("instance").is_some() => Dialect::EvolutionV1,
        ToldInstance::Copy(node) => {
            let id = node.get("dialect").and_then(Node::text).unwrap_or_default();
            Dialect::with_id(id).unwrap_or(Dialect::EvolutionV2)
        }
        _ => Dialect::EvolutionV2,
    }
}

/// The server that it runs on, where that is told.
#[must_use]
pub fn server(told: &ToldInstance) -> Option<&str> {
    match told {
        ToldInstance::Copy(node) => node.get("server")?.text(),
        ToldInstance::Created(_) | ToldInstance::Row(_) => None,
    }
}

/// Reads what is told.
pub fn read(told: &ToldInstance, into: &mut Reading) {
    if let Some(name) = name(told) {
        take(into, Field::InstanceName, "instanceName", name);
    }
    match told {
        ToldInstance::Created(node) => {
            let inner = node.get("instance").unwrap_or(node);
            own(inner, "instance.", into);
            leave_keys(node, "", into);
            groups(node, "", into);
        }
        ToldInstance::Row(node) => {
            let inner = node.get("instance").filter(|inner| inner.is_object());
            let (row, before) = inner.map_or((&**node, ""), |inner| (inner, "instance."));
            own(row, before, into);
            leave_keys(row, before, into);
            groups(row, before, into);
        }
        ToldInstance::Copy(node) => {
            let engine = node.get("engine").and_then(Node::text);
            let known = Engine::ALL.into_iter().find(|known| Some(known.id()) == engine);
            let choice = match known {
                Some(Engine::Business) => Some(BUSINESS),
                Some(Engine::Evolution) => Some("EVOLUTION"),
                Some(Engine::Baileys) | None => None,
            };
            if let (Some(choice), Some(engine)) = (choice, node.get("engine")) {
                into.drafts.set(Field::Integration, Draft::text(choice));
                note(into, Field::Integration, "engine", engine.at);
            }
            number(node, "", into);
            leave_keys(node, "", into);
            if let Some(inner) = node.get("groups") {
                groups(inner, "groups.", into);
            }
        }
    }
}

fn note(into: &mut Reading, field: Field, path: &str, at: usize) {
    into.taken.push(Taken {
        field,
        path: path.to_owned(),
        at,
        carrier: None,
        respelled: Vec::new(),
    });
}

fn take(into: &mut Reading, field: Field, path: &str, node: &Node) {
    if let Some(draft) = value::read(field, node).and_then(|read| read.draft) {
        into.drafts.set(field, draft);
        note(into, field, path, node.at);
    }
}

/// What the instance itself runs on.
fn own(row: &Node, before: &str, into: &mut Reading) {
    let engine = row.get("integration").and_then(|engine| {
        // 1.x wraps it.
        engine.get("integration").or(Some(engine))
    });
    if let Some(engine) = engine {
        take(into, Field::Integration, &format!("{before}integration"), engine);
    }
    number(row, before, into);
}

/// The number of the instance, as it was given at its creation.
fn number(row: &Node, before: &str, into: &mut Reading) {
    if let Some(number) = row.get("number") {
        take(into, Field::Number, &format!("{before}number"), number);
    }
}

fn leave_keys(node: &Node, before: &str, into: &mut Reading) {
    for key in ["hash", "apikey", "token", "qrcode"] {
        if let Some(value) = node.get(key).filter(|value| !value.is_nothing()) {
            into.leave(format!("{before}{key}"), value.at, LeftOutReason::OfExisting, None);
        }
    }
}

/// The settings and groups among the members. A row's groups are named as in the server's database.
fn groups(node: &Node, before: &str, into: &mut Reading) {
    for member in node.members() {
        let Some(section) = names::container(&member.key).filter(|_| member.key != "instance")
        else {
            continue;
        };
        // Rows of bots: the last one, as the panel reads them
        let values = member.value.items().last().unwrap_or(&member.value);
        if !values.is_object() {
            continue;
        }
        if section.is_group() && values.get("enabled").is_none() && section != Section::Proxy {
            // An answer repeats a group as it was asked for.
            into.switches.push((section, true));
        }
        into.told(section, values, &format!("{before}{}", member.key));
    }
}
