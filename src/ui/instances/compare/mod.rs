//! Two instances next to each other, in a sheet: which ones, and what differs.

mod picker;
mod table;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::instance::copy::comparison::Comparison;
use crate::domain::instances::listed_row::RowKey;
use crate::domain::interpolate;
use crate::state::instances::{Instances, PairUnread};
use crate::ui::instances::compare::picker::picker;
use crate::ui::instances::compare::table::comparison_table;
use crate::ui::instances::duplicate::close_when_forgotten;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::kit::sheet::{SheetSpec, sheet};

const SHEET: SheetSpec = SheetSpec { id: "compare-sheet", class: "sheet compare-sheet" };

/// The instances to compare; the second one may still be to be chosen.
#[derive(Clone, Debug, PartialEq)]
struct ComparedPair {
    one: RowKey,
    other: Option<RowKey>,
    /// The id of the control that asked for it
    opener: String,
}

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq)]
enum CompareState {
    #[default]
    Idle,
    Reading,
    Unread(PairUnread),
    Compared(Comparison),
}

/// The comparison of the page.
#[derive(Clone, Copy, Debug)]
pub struct Comparing {
    instances: Instances,
    pair: RwSignal<Option<ComparedPair>>,
    state: RwSignal<CompareState>,
    /// Rises with every comparison: an answer of an earlier one says nothing
    turn: StoredValue<u32>,
}

impl Comparing {
    /// Lives as long as the current owner.
    #[must_use]
    pub fn new(instances: Instances) -> Self {
        let comparing = Self {
            instances,
            pair: RwSignal::new(None),
            state: RwSignal::new(CompareState::Idle),
            turn: StoredValue::new(0),
        };
        close_when_forgotten(instances, move || comparing.close());
        comparing
    }

    /// Opens the sheet. Without a second instance it asks for one.
    pub fn start(self, one: RowKey, other: Option<RowKey>, opener: impl Into<String>) {
        self.pair.set(Some(ComparedPair { one, other, opener: opener.into() }));
        self.read();
    }

    fn choose(self, other: RowKey) {
        self.pair.update(|pair| {
            if let Some(pair) = pair {
                pair.other = Some(other);
            }
        });
        self.read();
    }

    /// Back to the choice of the second instance.
    fn choose_again(self) {
        self.pair.update(|pair| {
            if let Some(pair) = pair {
                pair.other = None;
            }
        });
        self.read();
    }

    fn close(self) {
        if let Some(pair) = self.pair.get_untracked() {
            self.pair.set(None);
            self.read();
            focus::next_frame(pair.opener);
        }
    }

    /// Reads both, where there are two.
    fn read(self) {
        let turn = self.turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        });
        let pair = self.pair.get_untracked().and_then(|pair| Some([pair.one, pair.other?]));
        let Some(pair) = pair else { return self.state.set(CompareState::Idle) };
        self.state.set(CompareState::Reading);
        spawn_local(async move {
            let state = match self.instances.compare(pair).await {
                Ok(comparison) => CompareState::Compared(comparison),
                Err(unread) => CompareState::Unread(unread),
            };
            if self.turn.try_get_value() == turn {
                let _ = self.state.try_set(state);
            }
        });
    }
}

pub fn compare_sheet(comparing: Comparing) -> El {
    // The sheet stays the same one while the second instance is chosen.
    let open = move || comparing.pair.with(|pair| pair.as_ref().map(|pair| pair.one.clone()));
    let content = move |one: RowKey| {
        let title = tf!("instances.compare.title", name = &interpolate::plain(&one.name));
        (title, body(comparing, one))
    };
    sheet(SHEET, open, content, move || comparing.close())
}

fn body(comparing: Comparing, one: RowKey) -> El {
    let other = Memo::new(move |_| comparing.pair.with(|pair| pair.as_ref()?.other.clone()));
    classed("div", "sheet-body").dyn_child(move || match other.get() {
        None => picker(comparing, &one),
        Some(other) => compared(comparing, one.clone(), other),
    })
}

fn compared(comparing: Comparing, one: RowKey, other: RowKey) -> El {
    let again = button("button small").t(key!("again.read")).on_click(move || comparing.read());
    let choose = button("button small").t(key!("instances.compare.choose")).on_click(move || {
        comparing.choose_again();
        picker::focus_name();
    });
    let title = tf!("instances.compare.with", name = &interpolate::plain(&other.name));
    let keys = [one, other];
    el("div")
        .child(
            classed("div", "compare-head")
                .child(el("h3").attr("tabindex", "-1").id("compare-with").text(title))
                .child(classed("span", "spring"))
                .child(again)
                .child(choose),
        )
        .child(el("div").attr("role", "status").dyn_child(move || match comparing.state.get() {
            CompareState::Idle => None,
            CompareState::Reading => {
                Some(classed("p", "busy").text(t(key!("instances.compare.reading"))))
            }
            CompareState::Unread(PairUnread(key)) => {
                let name = interpolate::plain(&key.name);
                let text = tf!("instances.compare.unread", name = &name);
                Some(classed("p", "notice warning").text(text))
            }
            CompareState::Compared(comparison) => Some(el("p").text(table::summary(&comparison))),
        }))
        .dyn_child(move || match comparing.state.get() {
            CompareState::Compared(comparison) => {
                Some(comparison_table(comparing.instances, &keys, &comparison))
            }
            _ => None,
        })
}
