//! What narrows the list of calls.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::requests::filter::CallPlace;
use crate::domain::requests::log::RequestLog;
use crate::domain::requests::record::CallRecord;
use crate::state::requests::view::RequestView;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::kit::search_box::search_box;
use crate::ui::requests::words;

pub(super) const SEARCH: &str = "requests-search";

pub(super) fn toolbar(log: RequestView, shown: Memo<Vec<Arc<CallRecord>>>) -> El {
    let filter = log.filter;
    let search = search_box(
        SEARCH,
        key!("requests.search"),
        move || filter.with(|filter| filter.text.clone()),
        move |text| filter.update(|filter| filter.text = text),
    );
    let failed_only = el("label")
        .class("check")
        .child(
            el("input")
                .attr("type", "checkbox")
                .prop_checked(move || filter.with(|filter| filter.failed_only))
                .on_check(move |is_on| filter.update(|filter| filter.failed_only = is_on)),
        )
        .child(el("span").t(key!("requests.failed_only")));
    let count = move || {
        let (shown, all) = (shown.with(Vec::len), log.requests.with(RequestLog::len));
        tf!("requests.count", shown = &shown.to_string(), all = &all.to_string())
    };
    classed("div", "requests-tools")
        .child(search)
        .child(place_choice(log))
        .child(failed_only)
        .child(classed("p", "quiet").attr("role", "status").dyn_text(count))
}

/// Where calls went, those of the operator's servers first.
fn place_choice(log: RequestView) -> El {
    let places = Memo::new(move |_| places(log));
    let filter = log.filter;
    let choose = move |value: String| {
        let place = value.parse().ok().and_then(|at: usize| {
            places.with_untracked(|places| places.get(at).map(|(_, place)| place.clone()))
        });
        filter.update(|filter| filter.place = place);
    };
    // A key in the search must not render the choice again.
    let chosen = Memo::new(move |_| filter.with(|filter| filter.place.clone()));
    let options = move || {
        let chosen = chosen.get();
        let option = |value: String, is_chosen: bool, text: &str| {
            let option = el("option").attr("value", value);
            let option = if is_chosen { option.attr("selected", "") } else { option };
            option.text(text)
        };
        let all = option(String::new(), chosen.is_none(), &t(key!("requests.all_servers")));
        places.with(|places| {
            let one = |(at, (name, place)): (usize, &(String, CallPlace))| {
                option(at.to_string(), chosen.as_ref() == Some(place), name)
            };
            std::iter::once(all).chain(places.iter().enumerate().map(one)).collect::<Vec<El>>()
        })
    };
    classed("select", "input")
        .attr_t("aria-label", key!("requests.server"))
        .on_text("change", choose)
        .dyn_child(options)
}

fn places(log: RequestView) -> Vec<(String, CallPlace)> {
    log.servers.list.with(|servers| {
        let places: BTreeSet<CallPlace> = log.requests.with(|calls| {
            calls.newest_first().map(|record| CallPlace::of(&record.url, servers).0).collect()
        });
        places.into_iter().map(|place| (words::place(&place, servers), place)).collect()
    })
}
