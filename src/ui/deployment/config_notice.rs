//! What is wrong with `config.json`, above the form: secrets that everybody can read, and mistakes.

use leptos::prelude::*;

use crate::domain::deployment::Deployment;
use crate::domain::deployment::config::diagnostic::{ConfigDiagnostic, DiagnosticKind};
use crate::state::notices::Notices;
use crate::ui::deployment::config_text::sentence;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, key, plural_key};

/// More messages than these are folded away.
const SHOWN: usize = 3;

/// Empty without diagnostics, or after it was dismissed.
pub fn config_notice() -> El {
    let deployment = expect_context::<&'static Deployment>();
    let notices = expect_context::<Notices>();
    el("div").dyn_child(move || {
        let is_shown =
            !deployment.config_diagnostics.is_empty() && !notices.is_config_dismissed.get();
        is_shown.then(|| notice(deployment, notices))
    })
}

fn notice(deployment: &Deployment, notices: Notices) -> El {
    let is_secret =
        |diagnostic: &&ConfigDiagnostic| diagnostic.what == DiagnosticKind::SecretReadable;
    let (secrets, wrong): (Vec<&ConfigDiagnostic>, Vec<&ConfigDiagnostic>) =
        deployment.config_diagnostics.iter().partition(is_secret);
    let dismiss = move || {
        notices.is_config_dismissed.set(true);
        // The button disappears; keep the focus on the page.
        focus::by_id("main");
    };
    classed("section", "notice warning config-notice")
        .id("config-notice")
        .attr_t("aria-label", key!("config.notice.label"))
        .child(
            classed("div", "config-notice-parts")
                .child((!secrets.is_empty()).then(|| secrets_part(&secrets)))
                .child((!wrong.is_empty()).then(|| wrong_part(&wrong))),
        )
        .child(button("button small").t(key!("config.notice.dismiss")).on_click(dismiss))
}

fn secrets_part(secrets: &[&ConfigDiagnostic]) -> El {
    let items: Vec<El> =
        secrets.iter().map(|one| el("li").child(el("code").text(&one.path))).collect();
    classed("div", "config-secrets")
        .child(el("h2").t(key!("config.secrets.title")))
        .child(el("p").t(key!("config.secrets.body")))
        .child(classed("ul", "said-list").child(items))
}

fn wrong_part(wrong: &[&ConfigDiagnostic]) -> El {
    let list =
        classed("ul", "said-list").child(wrong.iter().map(|one| item(one)).collect::<Vec<_>>());
    let list = if wrong.len() > SHOWN {
        el("details").child(el("summary").t(key!("config.notice.all"))).child(list)
    } else {
        list
    };
    classed("div", "config-wrong")
        .child(el("h2").text(counted(plural_key!("config.notice.title"), wrong.len())))
        .child(el("p").t(key!("config.notice.lead")))
        .child(list)
}

fn item(diagnostic: &ConfigDiagnostic) -> El {
    let path = (!diagnostic.path.is_empty()).then(|| el("code").text(&diagnostic.path));
    el("li").child(path).child(el("span").text(format!(" {}", sentence(&diagnostic.what))))
}
