//! One call as a line that unfolds into its request and answer.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::interpolate;
use crate::domain::requests::filter::CallPlace;
use crate::domain::requests::record::CallRecord;
use crate::platform::clock;
use crate::state::preferences::Preferences;
use crate::state::requests::view::RequestView;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n;
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::requests::detail::detail;
use crate::ui::requests::words;

pub(super) fn call_row(log: RequestView, record: Arc<CallRecord>) -> El {
    let id = record.id;
    let is_unfolded = Memo::new(move |_| log.unfolded.with(|ids| ids.contains(&id)));
    let toggle = move || {
        log.unfolded.update(|ids| {
            if !ids.remove(&id) {
                ids.insert(id);
            }
        });
    };
    let detail_id = format!("call-{id}");
    let line = button("call-line")
        .aria_bool("aria-expanded", move || is_unfolded.get())
        .attr("aria-controls", &detail_id)
        .on_click(toggle)
        .child(line(log, &record));
    el("li").class("card call").child(line).child(
        el("div")
            .id(&detail_id)
            .show(move || is_unfolded.get(), move || detail(log, record.clone())),
    )
}

/// What the line says. The server's label and address can change; the path behind its address then, too.
fn line(log: RequestView, record: &Arc<CallRecord>) -> Vec<El> {
    let language = expect_context::<Preferences>().language.get_untracked();
    // An address can carry what somebody pasted into it.
    let url = StoredValue::new(log.masked_url(record));
    let list = log.servers.list;
    let place = move || {
        list.with(|servers| {
            url.with_value(|url| words::place(&CallPlace::of(url, servers).0, servers))
        })
    };
    let path = move || {
        list.with(|servers| url.with_value(|url| interpolate::plain(CallPlace::of(url, servers).1)))
    };
    let end = classed("span", "call-end")
        .child(record.has_failed().then(|| draw(Icon::Alert)))
        .text(words::end(&record.end));
    let end = if record.has_failed() { end.class("call-end failed") } else { end };
    vec![
        classed("b", "call-method").text(record.method.name()),
        classed("code", "call-path").dyn_text(path),
        end,
        classed("span", "call-took").text(i18n::duration(record.elapsed_ms)),
        classed("span", "call-place").dyn_text(place),
        classed("time", "call-time").text(clock::local_time(record.began, language.tag())),
    ]
}
