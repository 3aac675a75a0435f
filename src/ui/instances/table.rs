//! The rows. Only those in view are in the page; the heads above them sort.

use leptos::prelude::*;

use crate::domain::instances::filter::Selection;
use crate::domain::instances::listed_row::ListedRow;
use crate::domain::instances::query::SortBy;
use crate::state::instances::{Column, Instances};
use crate::ui::instances::measures::grid;
use crate::ui::instances::page::ListScreen;
use crate::ui::instances::row::row;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, t};
use crate::ui::kit::virtual_list::{ListItems, RowsAre, virtual_list};

pub(super) fn table(screen: ListScreen) -> El {
    let instances = screen.instances;
    let is_empty = Memo::new(move |_| instances.selection.with(Selection::is_empty));
    let count = move || (instances.selection.with(Selection::len) + 1).to_string();
    let is_stale = Memo::new(move |_| is_all_stale(instances));
    let body = virtual_list(
        Signal::<Selection>::from(instances.selection),
        RowsAre::TableRows,
        screen.measures.row_height(),
        move |listed| row(screen, listed),
    )
    .attr_t("aria-label", key!("instances.rows"));
    classed("div", "card instance-table")
        .attr("role", "table")
        .attr_t("aria-label", key!("instances.title"))
        .dyn_attr("aria-rowcount", move || Some(count()))
        .dyn_class("stale", move || is_stale.get())
        .dyn_style("--columns", move || screen.columns.with(|columns| grid(columns)))
        .child(screen.measures.probe())
        .child(heads(screen))
        .child(body)
        .show(move || is_empty.get(), || classed("p", "empty").t(key!("instances.no_match")))
}

impl ListItems for Selection {
    type Item = ListedRow;

    fn count(&self) -> usize {
        self.len()
    }

    fn at(&self, place: usize) -> Option<&ListedRow> {
        self.get(place)
    }

    fn is_same(one: &ListedRow, other: &ListedRow) -> bool {
        one.is_same(other)
    }
}

fn is_all_stale(instances: Instances) -> bool {
    let servers = instances.listed_servers();
    instances.sources.with(|sources| {
        servers.iter().all(|server| {
            sources.of(server.id).is_some_and(crate::state::instances::Source::is_stale)
        })
    })
}

fn heads(screen: ListScreen) -> El {
    let instances = screen.instances;
    let all = Memo::new(move |_| {
        instances.selection.with(|found| {
            instances.ticked.with(|ticked| {
                let is_ticked = |listed: &ListedRow| ticked.contains(&listed.key());
                !ticked.is_empty() && !found.is_empty() && found.iter().all(is_ticked)
            })
        })
    });
    let tick_all = el("input")
        .attr("type", "checkbox")
        .attr_t("aria-label", key!("instances.select_all"))
        .prop_checked(move || all.get())
        .on_check(move |is_ticked| instances.tick_shown(is_ticked));
    let head = |sort: SortBy| head(instances, sort);
    let shown = move |column: Column, view: fn(Instances) -> El| {
        el("span").class("column-slot").show(move || screen.has(column), move || view(instances))
    };
    classed("div", "table-head")
        .attr("role", "row")
        .attr("aria-rowindex", "1")
        .child(classed("span", "cell tick").attr("role", "columnheader").child(tick_all))
        .child(head(SortBy::Name))
        .child(head(SortBy::State))
        .child(shown(Column::Number, |instances| self::head(instances, SortBy::Number)))
        .child(shown(Column::Engine, |instances| self::head(instances, SortBy::Engine)))
        .child(shown(Column::Groups, |_| {
            classed("span", "cell").attr("role", "columnheader").t(key!("instances.column.groups"))
        }))
        .child(shown(Column::Counts, |instances| self::head(instances, SortBy::Messages)))
        .child(shown(Column::Created, |instances| self::head(instances, SortBy::Created)))
        .child(
            classed("span", "cell")
                .attr("role", "columnheader")
                .child(classed("span", "off-screen").t(key!("instances.column.actions"))),
        )
}

/// A head that sorts by its column.
fn head(instances: Instances, sort: SortBy) -> El {
    let order = move || {
        let (by, is_descending) = instances.query.with(|query| (query.sort, query.is_descending));
        (by == sort).then_some(is_descending)
    };
    let name = match sort {
        SortBy::Messages => "counts",
        sort => sort.id(),
    };
    let mark = move || match order() {
        Some(true) => " ↓",
        Some(false) => " ↑",
        None => "",
    };
    classed("span", "cell")
        .attr("role", "columnheader")
        .dyn_attr("aria-sort", move || {
            order().map(|is_descending| {
                if is_descending { "descending" } else { "ascending" }.to_owned()
            })
        })
        .child(
            button("sort")
                .on_click(move || instances.query.update(|query| query.sort_by(sort)))
                .child(el("span").text(t(&format!("instances.column.{name}"))))
                .child(el("span").attr("aria-hidden", "true").dyn_text(move || mark().to_owned())),
        )
}
