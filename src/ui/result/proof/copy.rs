//! The proof to copy: as JSON, or as text for a ticket or a chat.

use leptos::prelude::*;
use serde_json::Value;

use crate::domain::creation::plan::Step;
use crate::domain::http::json_print;
use crate::domain::http::secret::without;
use crate::domain::proof::{Outcome, SectionProof, report};
use crate::domain::schema::fields::Field;
use crate::platform::clock;
use crate::state::creation::{Attempt, Creation, TokenFacts};
use crate::ui::kit::i18n::{key, label, section_name, t, tf};
use crate::ui::result::failure::panel::failed;
use crate::ui::result::failure::words;
use crate::ui::result::proof::words::{asked, dropped, reason_text, shown};

/// What is written down.
#[derive(Clone, Copy, Debug)]
pub struct ProofText<'a> {
    attempt: &'a Attempt,
    time: &'a str,
    proofs: &'a [SectionProof],
    /// The other instances with the token
    others: &'a [String],
}

/// Secrets are masked, also where another value repeats one.
pub fn masked_copy(
    creation: Creation,
    token: TokenFacts,
    attempt: &Attempt,
    written: fn(&ProofText<'_>) -> String,
) -> String {
    let time = clock::iso(attempt.started_at);
    let text = creation.proofs.with_untracked(|proofs| {
        token.used_by.with_untracked(|told| {
            written(&ProofText { attempt, time: &time, proofs, others: told.others() })
        })
    });
    let mut secrets = failed(attempt, Step::Create).secrets;
    creation.created.with_untracked(|created| {
        if let Some(token) = created.as_ref().and_then(|created| created.hash.as_ref()) {
            secrets.push(token.reveal().to_owned());
        }
    });
    without(&text, &secrets.iter().map(String::as_str).collect::<Vec<&str>>())
}

pub fn as_json(text: &ProofText<'_>) -> String {
    let ProofText { attempt, time, proofs, others } = *text;
    json_print::text(&report::json(attempt.name(), &attempt.server, time, proofs, others))
}

/// The proof for a ticket or a chat: one line a field.
pub fn as_text(text: &ProofText<'_>) -> String {
    let ProofText { attempt, time, proofs, others } = *text;
    let server = &attempt.server;
    let version = server.version.as_deref().unwrap_or_default();
    let dialect = format!("{} {version}", server.dialect.name());
    let mut lines = vec![
        attempt.name().to_owned(),
        server.base_url.clone(),
        dialect.trim_end().to_owned(),
        time.to_owned(),
    ];
    if !others.is_empty() {
        lines.push(tf!("result.token.shared", names = &others.join(", ")));
    }
    for proof in proofs {
        lines.push(format!("\n# {}", section_name(proof.section)));
        match &proof.outcome {
            Outcome::Stored | Outcome::Hidden => {}
            Outcome::Dropped(reason) => lines.push(dropped(proof, *reason, attempt)),
            Outcome::Unreadable(error) => {
                let failed = failed(attempt, Step::ReadBack(proof.section));
                lines.push(words::cause(error, &failed));
            }
        }
        lines.extend(proof.remark.map(reason_text));
        for row in &proof.rows {
            let side = |value: &Option<Value>, none: &str, words: fn(Field, &Value) -> String| {
                value.as_ref().map_or_else(|| t(none), |value| words(row.field, value))
            };
            let reason = match row.verdict.reason() {
                Some(reason) if proof.outcome == Outcome::Stored => {
                    format!(" ({})", reason_text(reason))
                }
                _ => String::new(),
            };
            lines.push(format!(
                "{}: {} → {}{reason}",
                label(row.field),
                side(&row.asked, key!("result.not_sent"), asked),
                side(&row.stored, key!("result.nothing_saved"), shown),
            ));
        }
    }
    lines.join("\n")
}
