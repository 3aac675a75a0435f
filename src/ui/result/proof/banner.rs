//! What is not as requested, on top of the result: a link to each place, and one press that sets it all
//! again.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::ScrollLogicalPosition;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::proof::{Outcome, Remedy, SectionProof};
use crate::domain::schema::section::Section;
use crate::state::creation::{Attempt, Creation, FindReason, Progress, TokenFacts};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{full_label, key, section_name, t, tf};
use crate::ui::kit::icon::{Icon, draw};

/// How many places of one section get a link each; from there on the section has one.
const MOST: usize = 4;

/// A place to look at: its text, and the id of the element.
type ProofLink = (String, String);

/// The banner; there is none while everything is as requested.
pub fn differences_banner(creation: Creation, attempt: &Arc<Attempt>) -> El {
    let token = expect_context::<TokenFacts>();
    let places = Memo::new(move |was: Option<&Vec<ProofLink>>| {
        let is_left =
            |progress: &Progress| matches!(progress, Progress::Waiting | Progress::Running);
        let is_over = creation.progress.with(|all| !all.iter().any(is_left));
        // While a section is read again, what was known of it stays.
        if is_over { places(creation, token) } else { was.cloned().unwrap_or_default() }
    });
    let is_shown = move || places.with(|places| !places.is_empty());
    let title = match attempt.found {
        FindReason::NameTaken => key!("result.banner.title_taken"),
        _ => key!("result.banner.title"),
    };
    let for_actions = attempt.clone();
    el("div").show(is_shown, move || {
        let list = el("ul").class("places").dyn_child(move || {
            let links = |(text, id): ProofLink| el("li").child(link(text, id));
            places.get().into_iter().map(links).collect::<Vec<El>>()
        });
        classed("section", "notice warning differences")
            .attr("aria-labelledby", "differences-heading")
            .child(
                el("h2")
                    .id("differences-heading")
                    .child(draw(Icon::Alert))
                    .child(el("span").t(title)),
            )
            .child(list)
            .child(set_all(creation, &for_actions))
    })
}

/// Leads to a row of the proof.
fn link(text: String, id: String) -> El {
    button("link").text(text).on_click(move || {
        if let Some(row) = focus::element(&id) {
            focus::scroll(&row, ScrollLogicalPosition::Center);
        }
        focus::by_id(&id);
    })
}

fn places(creation: Creation, token: TokenFacts) -> Vec<ProofLink> {
    let mut places = Vec::new();
    if !token.used_by.with(|told| told.others().is_empty()) {
        places.push((t(key!("result.token")), "token-heading".to_owned()));
    }
    let unread = creation.unread_sections();
    creation.proofs.with(|proofs| {
        for proof in proofs {
            if unread.contains(&proof.section) || !proof.is_well() {
                places.extend(places_of(proof));
            }
        }
    });
    places
}

fn places_of(proof: &SectionProof) -> Vec<ProofLink> {
    let section = || (section_name(proof.section), format!("proof-of-{}", proof.section.id()));
    let rows = proof.rows.iter().filter(|row| row.is_different());
    let rows: Vec<ProofLink> =
        rows.map(|row| (full_label(row.field), format!("proof-{}", row.field.id()))).collect();
    let is_whole = proof.outcome != Outcome::Stored || rows.is_empty() || rows.len() > MOST;
    if is_whole { vec![section()] } else { rows }
}

/// Sets every section again where that helps. It stays while it has the focus, whatever is left.
fn set_all(creation: Creation, attempt: &Arc<Attempt>) -> El {
    let attempt = attempt.clone();
    let settable = Memo::new(move |_| {
        creation.proofs.with(|proofs| {
            let is_settable = |proof: &&SectionProof| {
                attempt.remedy(proof) == Some(Remedy::Reapply)
                    && attempt.read_back_of(proof.section).is_some()
            };
            proofs.iter().filter(is_settable).map(|proof| proof.section).collect::<Vec<Section>>()
        })
    });
    let label = move || {
        settable.with(|sections| match sections[..] {
            [section] => tf!("result.banner.again_section", section = &section_name(section)),
            _ => t(key!("result.banner.again_all")),
        })
    };
    let press = move || {
        for section in settable.get_untracked() {
            creation.give(CreationInput::Reapply(section));
        }
        // What comes of it is said there, and this button may be gone then.
        focus::by_id("proof-heading");
    };
    classed("div", "actions")
        .bool_attr("hidden", move || settable.with(Vec::is_empty))
        .child(button("button").dyn_text(label).on_click(press))
}
