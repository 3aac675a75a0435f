//! DiagnosticKind `config.json` makes the panel say above the form: that secrets in it can be read by everybody,
//! and what is wrong with it, for whoever can mend it.

use leptos::prelude::*;

use crate::domain::deployment::config::diagnostic::{ConfigDiagnostic, DiagnosticKind};
use crate::state::Panel;
use crate::ui::deployment::config_text::sentence;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::counted;

/// More messages than these are folded away.
const SHOWN: usize = 3;

/// Nothing where nothing is to be said, or where it was dismissed.
pub fn config_notice(panel: Panel) -> El {
    el("div").dyn_child(move || {
        let is_said = !panel.setup.complaints.is_empty() && !panel.is_config_read.get();
        is_said.then(|| notice(panel))
    })
}

fn notice(panel: Panel) -> El {
    let is_secret =
        |complaint: &&ConfigDiagnostic| complaint.what == DiagnosticKind::SecretReadable;
    let (secrets, wrong): (Vec<&ConfigDiagnostic>, Vec<&ConfigDiagnostic>) =
        panel.setup.complaints.iter().partition(is_secret);
    let dismiss = move || {
        panel.is_config_read.set(true);
        // The button goes with the notice; the focus stays on the page.
        focus::by_id("main");
    };
    classed("section", "notice warning config-notice")
        .id("config-notice")
        .attr_t("aria-label", "config.notice.label")
        .child(
            classed("div", "config-notice-parts")
                .child((!secrets.is_empty()).then(|| secrets_part(&secrets)))
                .child((!wrong.is_empty()).then(|| wrong_part(&wrong))),
        )
        .child(button("button small").t("config.notice.dismiss").on_click(dismiss))
}

fn secrets_part(secrets: &[&ConfigDiagnostic]) -> El {
    let items: Vec<El> =
        secrets.iter().map(|one| el("li").child(el("code").text(&one.path))).collect();
    classed("div", "config-secrets")
        .child(el("h2").t("config.secrets.title"))
        .child(el("p").t("config.secrets.body"))
        .child(classed("ul", "said-list").child(items))
}

fn wrong_part(wrong: &[&ConfigDiagnostic]) -> El {
    let list =
        classed("ul", "said-list").child(wrong.iter().map(|one| item(one)).collect::<Vec<_>>());
    let list = if wrong.len() > SHOWN {
        el("details").child(el("summary").t("config.notice.all")).child(list)
    } else {
        list
    };
    classed("div", "config-wrong")
        .child(el("h2").text(counted("config.notice.title", wrong.len())))
        .child(el("p").t("config.notice.lead"))
        .child(list)
}

fn item(complaint: &ConfigDiagnostic) -> El {
    let path = (!complaint.path.is_empty()).then(|| el("code").text(&complaint.path));
    el("li").child(path).child(el("span").text(format!(" {}", sentence(&complaint.what))))
}
