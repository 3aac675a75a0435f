//! What to do with a new instance: the first message.

use crate::domain::creation::first_message;
use crate::domain::http::curl;
use crate::domain::http::secret::Secret;
use crate::domain::reply::decode::Created;
use crate::state::creation::Attempt;
use crate::ui::kit::buttons::copy_button::copy_button;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, t};

/// The first message with this instance's own token, ready to copy.
pub fn next_steps(attempt: &Attempt, created: &Created) -> El {
    let token = created.hash.clone().unwrap_or_default();
    let greeting = t(key!("result.next.greeting"));
    let call = |token: &Secret| {
        first_message::first_message(&attempt.server, attempt.name(), token, &greeting)
    };
    let shown = curl::command(&call(&Secret::default()));
    let in_clear = match token.is_empty() {
        true => shown.clone(),
        false => curl::command_with_key(&call(&token)),
    };
    let head = classed("div", "card-head")
        .child(el("h2").id("next-heading").t(key!("result.next")))
        .child(classed("p", "card-lead").t(key!("result.next.lead")))
        .child(copy_button(key!("result.next.copy"), key!("common.copied_clear"), move || {
            in_clear.clone()
        }));
    let command = classed("pre", "json curl")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr_t("aria-label", key!("request.curl"))
        .child(el("code").text(shown));
    classed("section", "card").attr("aria-labelledby", "next-heading").child(head).child(command)
}
