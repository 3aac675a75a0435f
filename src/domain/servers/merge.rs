//! Two tabs that edit the list of servers: what each of them changed is kept.

use crate::domain::servers::server::Server;

/// The list after both changes. `base` is the list as this tab last read or wrote it, `ours` is what
/// this tab has now, and `theirs` what is stored now. Where both changed one server, ours counts. A
/// server that both tabs added under one id stays theirs, and ours gets another id.
///
/// Servers are compared by what is stored of them: keys are stored apart.
#[must_use]
pub fn merged(base: &[Server], ours: &[Server], theirs: &[Server]) -> Vec<Server> {
    let mut result: Vec<Server> = Vec::new();
    let mut added = Vec::new();
    for own in ours {
        match (with_id(base, own.id), with_id(theirs, own.id)) {
            // Removed there, and not touched here.
            (Some(old), None) if is_same(old, own) => {}
            (Some(old), Some(their)) if is_same(old, own) => {
                result.push(Server { key: own.key.clone(), ..their.clone() });
            }
            (None, Some(their)) if !is_same(their, own) => {
                result.push(their.clone());
                added.push(own.clone());
            }
            _ => result.push(own.clone()),
        }
    }
    for their in theirs {
        // What is in the base but not with us was removed here.
        if with_id(ours, their.id).is_none() && with_id(base, their.id).is_none() {
            result.push(their.clone());
        }
    }
    let mut last = result.iter().chain(base).chain(theirs).map(|server| server.id).max();
    for mut own in added {
        own.id = last.unwrap_or(0) + 1;
        last = Some(own.id);
        result.push(own);
    }
    result
}

fn with_id(list: &[Server], id: u32) -> Option<&Server> {
    list.iter().find(|server| server.id == id)
}

fn is_same(one: &Server, other: &Server) -> bool {
    one.to_json() == other.to_json()
}
