//! How much room the table has. The style sheet says how high a row is and when it has two lines: a
//! hidden row is measured, and so is the size of the text that the reader has chosen.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::state::instances::{Column, Columns};
use crate::ui::kit::element::{El, classed};

/// The width of the hidden row, in sizes of the text.
const PROBE: u32 = 10;
/// The height of a row with the usual size of text, in pixels.
const GUESS: u32 = 56;
/// What the columns need that are always there, with the space around them, in tenths of a size.
const ALWAYS: u32 = 410;

/// Pixels, and tenths of the size of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Room {
    row_height: u32,
    width: u32,
}

/// The measures of the table on the screen.
#[derive(Clone, Copy)]
pub(super) struct Measures {
    room: RwSignal<Room>,
    probe: NodeRef<Div>,
    columns: Columns,
}

impl Measures {
    /// Follows the window for as long as the current owner lives.
    pub(super) fn new(columns: Columns) -> Self {
        let measures =
            Self { room: RwSignal::new(Room::default()), probe: NodeRef::new(), columns };
        let resized = window_event_listener_untyped("resize", move |_| measures.measure());
        on_cleanup(move || resized.remove());
        measures
    }

    /// The hidden row; it belongs into the table.
    pub(super) fn probe(self) -> El {
        // It has a size once it is in the page.
        request_animation_frame(move || self.measure());
        classed("div", "row-probe").attr("aria-hidden", "true").node_ref(self.probe)
    }

    fn measure(self) {
        let Some(probe) = self.probe.try_get_untracked().flatten() else { return };
        let probe: &HtmlElement = probe.unchecked_ref();
        let pixels = |value: i32| u32::try_from(value).unwrap_or_default();
        let text = pixels(probe.offset_width()).max(1);
        let table = probe.parent_element().map(|table| pixels(table.client_width()));
        let room = Room {
            row_height: pixels(probe.offset_height()),
            width: table.unwrap_or_default() * PROBE * 10 / text,
        };
        if self.room.try_get_untracked().is_some_and(|old| old != room) {
            self.room.set(room);
        }
    }

    /// Before the first measure it is a guess: rows that are too low would be far too many.
    pub(super) fn row_height(self) -> Signal<u32> {
        Signal::derive(move || match self.room.with(|room| room.row_height) {
            0 => GUESS,
            height => height,
        })
    }

    /// The chosen columns that there is room for: the first ones are worth most.
    pub(super) fn columns(self) -> Memo<Vec<Column>> {
        Memo::new(move |_| {
            let mut left = self.room.with(|room| room.width).saturating_sub(ALWAYS);
            let fits = |column: &Column| {
                let is_there = self.columns.has(*column) && width(*column) <= left;
                left = if is_there { left - width(*column) } else { left };
                is_there
            };
            Column::ALL.into_iter().filter(fits).collect()
        })
    }
}

/// The least width of a column with the gap before it, in tenths of a size.
const fn width(column: Column) -> u32 {
    match column {
        Column::Number => 118,
        Column::Engine => 78,
        Column::Groups => 88,
        Column::Counts => 83,
        Column::Created => 78,
    }
}

/// The grid that heads and rows share.
pub(super) fn grid(columns: &[Column]) -> String {
    let mut grid = "2.25rem minmax(11rem, 2fr) minmax(14rem, 1.7fr)".to_owned();
    for column in columns {
        grid.push_str(match column {
            Column::Number => " minmax(11rem, 1fr)",
            Column::Engine => " minmax(7rem, 0.6fr)",
            Column::Groups => " minmax(8rem, 1fr)",
            Column::Counts => " minmax(7.5rem, 0.6fr)",
            Column::Created => " minmax(7rem, 0.5fr)",
        });
    }
    grid.push_str(" 9rem");
    grid
}
