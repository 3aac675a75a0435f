//! The calls of this tab, newest first.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::requests::filter::{CallPlace, LogFilter};
use crate::domain::requests::log::RequestLog;
use crate::domain::requests::record::CallRecord;
use crate::state::requests::view::RequestView;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, key, plural_key};
use crate::ui::requests::row::call_row;
use crate::ui::requests::toolbar::{SEARCH, toolbar};
use crate::ui::requests::words;

pub fn requests_page() -> El {
    let log = expect_context::<RequestView>();
    let is_empty = Memo::new(move |_| log.requests.with(RequestLog::is_empty));
    let shown = Memo::new(move |_| shown(log));
    let nothing = move || classed("p", "notice").t(key!("requests.empty"));
    let has_calls = move || !is_empty.get();
    classed("main", "page requests")
        .id("main")
        .attr("tabindex", "-1")
        .child(head(log))
        .show(has_calls, move || toolbar(log, shown))
        .show(move || is_empty.get(), nothing)
        .show(move || has_calls() && shown.with(Vec::is_empty), move || no_match(log))
        .child(
            classed("ol", "calls")
                .attr_t("aria-label", key!("page.requests"))
                .bool_attr("hidden", move || shown.with(Vec::is_empty))
                .each(move || shown.get(), |record| record.id, move |one| call_row(log, one)),
        )
        .child(classed("p", "quiet").dyn_text(move || dropped(log)))
}

fn head(log: RequestView) -> El {
    let titles = el("div")
        .child(el("h1").t(key!("page.requests")))
        .child(classed("p", "lead").t(key!("requests.lead")));
    let clear = button("button")
        .id("clear-requests")
        .bool_attr("disabled", move || log.requests.with(RequestLog::is_empty))
        .t(key!("requests.clear"))
        .on_click(move || {
            log.clear();
            // The button is disabled now.
            focus::by_id("main");
        });
    classed("div", "page-head with-actions").child(titles).child(clear)
}

/// The calls that the filter leaves.
fn shown(log: RequestView) -> Vec<Arc<CallRecord>> {
    log.servers.list.with(|servers| {
        let is_shown = |filter: &LogFilter, record: &CallRecord| {
            let (place, _) = CallPlace::of(&record.url, servers);
            let words = format!("{} {}", words::place(&place, servers), words::end(&record.end));
            filter.shows(record, servers, &words)
        };
        log.filter.with(|filter| {
            log.requests.with(|calls| {
                calls.newest_first().filter(|record| is_shown(filter, record)).cloned().collect()
            })
        })
    })
}

fn no_match(log: RequestView) -> El {
    let all = move || {
        log.filter.set(LogFilter::default());
        focus::next_frame(SEARCH.to_owned());
    };
    classed("div", "notice")
        .child(el("p").t(key!("requests.no_match")))
        .child(button("button small").t(key!("requests.show_all")).on_click(all))
}

fn dropped(log: RequestView) -> String {
    match log.requests.with(RequestLog::dropped) {
        0 => String::new(),
        count => counted(plural_key!("requests.dropped"), count),
    }
}
