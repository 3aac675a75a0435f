//! Every input that is kept is tried with every build: what was found once is not found again.

use std::fs;
use std::path::Path;

fn replay(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("the corpus is there") {
        run(&fs::read(entry.expect("an entry").path()).expect("a file"));
        count += 1;
    }
    assert!(count > 10, "{target} has {count}");
}

#[test]
fn replies() {
    replay("reply", instance_panel_fuzz::reply);
}

#[test]
fn configs() {
    replay("config", instance_panel_fuzz::config);
}

#[test]
fn parents() {
    replay("parent", instance_panel_fuzz::parent);
}

#[test]
fn imports() {
    replay("import", instance_panel_fuzz::import);
}

#[test]
fn shells() {
    replay("shell", instance_panel_fuzz::shell);
}

#[test]
fn literals() {
    replay("literal", instance_panel_fuzz::literal);
}
