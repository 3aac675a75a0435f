//! What a save came to: what was sent next to what the server stores, as after a creation.

use leptos::prelude::*;

use crate::domain::instance::machine::input::GroupInput;
use crate::domain::instance::save_proof::SaveProof;
use crate::domain::proof::{Outcome, SectionProof};
use crate::domain::schema::api::Api;
use crate::domain::schema::fields::Field;
use crate::state::instance::{GroupRun, InstanceScreen};
use crate::ui::instance::trouble::{failed_group, trouble};
use crate::ui::kit::buttons::fold_button::fold_button;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{counted, key, label, plural_key, section_name, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::result::failure::words;
use crate::ui::result::proof::table::{proof_columns, table_rows};
use crate::ui::result::proof::words::reason_text;

pub fn saved(screen: InstanceScreen, run: GroupRun, proof: &SaveProof) -> El {
    let (sentence, is_good) = headline(run, proof);
    let icon = if is_good { Icon::Check } else { Icon::Alert };
    let class = if is_good { "saved good" } else { "saved bad" };
    let error = run.state.with_untracked(|state| state.save_error.clone()).map(|error| {
        let failed = failed_group(screen, run.section, true);
        el("p").class("why").text(words::cause(&error, &failed))
    });
    let close = button("button small")
        .t(key!("common.close"))
        .attr("aria-label", tf!("instance.saved.close", section = &section_name(run.section)))
        .on_click(move || {
            run.give(GroupInput::Dismiss);
            crate::ui::kit::focus::next_frame(edit_id(run));
        });
    let line = classed("p", "saved-line")
        .id(line_id(run))
        .attr("tabindex", "-1")
        .attr("role", "status")
        .child(draw(icon))
        .child(el("span").text(sentence));
    el("div")
        .class(class)
        .child(classed("div", "saved-head").child(line).child(close))
        .child(error)
        .child(body(screen, run, proof))
}

/// The id of the sentence, which gets the focus.
pub fn line_id(run: GroupRun) -> String {
    run.element_id("saved")
}

/// The id of the button that opens the edit.
pub fn edit_id(run: GroupRun) -> String {
    run.element_id("edit")
}

fn headline(run: GroupRun, proof: &SaveProof) -> (String, bool) {
    let section = section_name(run.section);
    match proof {
        SaveProof::Values { proof, .. } => match &proof.outcome {
            Outcome::Unreadable(_) => (t(key!("instance.saved.not_checked")), false),
            Outcome::Dropped(_) => (tf!("proof.absent", section = &section), false),
            Outcome::Hidden => (t(key!("instance.saved.hidden")), true),
            Outcome::Stored if proof.is_as_asked() => {
                (t(key!("instance.saved.as_sent")), proof.remark.is_none())
            }
            Outcome::Stored => {
                (counted(plural_key!("instance.saved.differs"), proof.differences()), false)
            }
        },
        SaveProof::SwitchedOff { is_off: true, .. } => {
            (tf!("instance.saved.off", section = &section), true)
        }
        SaveProof::SwitchedOff { is_off: false, .. } => {
            (tf!("instance.saved.still_on", section = &section), false)
        }
        SaveProof::Unread(_) => (t(key!("instance.saved.not_checked")), false),
    }
}

fn body(screen: InstanceScreen, run: GroupRun, proof: &SaveProof) -> Vec<El> {
    match proof {
        SaveProof::Values { proof, changed } => values(screen, run, proof, changed),
        SaveProof::SwitchedOff { is_off: true, lost } if !lost.is_empty() => {
            let names: Vec<String> = lost.iter().map(|field| label(*field)).collect();
            vec![classed("p", "help").text(tf!("instance.off.lost", fields = &names.join(", ")))]
        }
        SaveProof::SwitchedOff { .. } => Vec::new(),
        SaveProof::Unread(error) => {
            vec![trouble(error, &failed_group(screen, run.section, false))]
        }
    }
}

fn values(
    screen: InstanceScreen,
    run: GroupRun,
    proof: &SectionProof,
    changed: &[Field],
) -> Vec<El> {
    let mut parts = Vec::new();
    if let Outcome::Dropped(reason) = proof.outcome {
        parts.push(classed("p", "why").text(reason_text(reason)));
    }
    if let Some(remark) = proof.remark {
        parts.push(classed("p", "why").text(reason_text(remark)));
    }
    if let Outcome::Unreadable(error) = &proof.outcome {
        parts.push(trouble(error, &failed_group(screen, run.section, false)));
        return parts;
    }
    parts.push(table(proof, changed, screen.server().api()));
    parts
}

/// What was changed, and what differs; the rest is folded.
fn table(proof: &SectionProof, changed: &[Field], api: Api) -> El {
    let is_unfolded = RwSignal::new(false);
    let is_stored = proof.outcome == Outcome::Stored;
    let (mut seen, mut folded) = (Vec::new(), Vec::new());
    let mut count = 0;
    for row in &proof.rows {
        let wire = row.field.spec().wire(api).map(|wire| wire.set()).unwrap_or_default();
        let rows = table_rows(row, wire, is_stored);
        if row.is_different() || changed.contains(&row.field) {
            seen.extend(rows);
        } else {
            count += 1;
            folded.extend(
                rows.into_iter().map(|row| row.bool_attr("hidden", move || !is_unfolded.get())),
            );
        }
    }
    let fold = (count > 0).then(|| {
        let keys =
            (plural_key!("instance.saved.rest_show"), plural_key!("instance.saved.rest_hide"));
        let press = fold_button("link", keys, count, is_unfolded);
        classed("tr", "defaults").child(el("td").attr("colspan", "4").child(press))
    });
    classed("div", "proof").child(
        el("table")
            .child(el("thead").child(proof_columns()))
            .child(el("tbody").class("unfolded").child(seen).child(folded).child(fold)),
    )
}
