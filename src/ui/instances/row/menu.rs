//! The menu of a row. There is one for all rows, above the list: inside a row the list would cut it off.
//! It is a disclosure and no menu of the operating system's kind: Tab goes through it, and Esc, a press
//! elsewhere or scrolling closes it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::domain::instances::action::RowAction;
use crate::domain::instances::listed_row::RowKey;
use crate::platform::clipboard;
use crate::state::instance::read_instance;
use crate::ui::instances::confirm::Question;
use crate::ui::instances::duplicate::Duplication;
use crate::ui::instances::page::ListScreen;
use crate::ui::instances::row::RowView;
use crate::ui::instances::row::shared_texts::RowSentence;
use crate::ui::instances::words;
use crate::ui::kit::dialog;
use crate::ui::kit::element::{El, button, classed};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t};

/// The menu that is open, and where its button is.
#[derive(Clone, PartialEq)]
pub(in crate::ui::instances) struct OpenMenu {
    row: RowKey,
    button: String,
    /// From the right and from the top of the window, in pixels; from the bottom where it is near
    right: u32,
    top: Option<u32>,
    bottom: u32,
}

const ID: &str = "row-menu";

pub(in crate::ui::instances) fn menu_button(view: RowView) -> El {
    let menu = view.screen.menu;
    let is_open = move || {
        view.key.with(|key| menu.with(|menu| menu.as_ref().is_some_and(|it| it.row == *key)))
    };
    button("button small icon-only")
        .dyn_attr("id", move || Some(view.key.with(|key| format!("menu-{key}"))))
        .dyn_attr("aria-label", move || Some(view.sentence(RowSentence::Menu)))
        .aria_bool("aria-expanded", is_open)
        .attr("aria-controls", ID)
        .on("click", move |event| {
            if menu.with_untracked(Option::is_some) {
                menu.set(None);
                return;
            }
            let button = event.current_target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
            if let Some(button) = button {
                menu.set(Some(OpenMenu::below(&button, view.key.get_untracked())));
                request_animation_frame(|| focus::by_selector(&format!("#{ID} button")));
            }
        })
        .child(classed("span", "dots").attr("aria-hidden", "true").text("⋯"))
}

impl OpenMenu {
    /// Below its button, or above it where the window ends.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn below(button: &HtmlElement, row: RowKey) -> Self {
        let place = button.get_bounding_client_rect();
        let page = document().document_element();
        let size = |read: fn(&web_sys::Element) -> i32| f64::from(page.as_ref().map_or(0, read));
        let (width, height) =
            (size(web_sys::Element::client_width), size(web_sys::Element::client_height));
        let pixels = |value: f64| value.max(0.0) as u32;
        let is_low = place.bottom() > height * 0.6;
        Self {
            row,
            button: button.id(),
            right: pixels(width - place.right()),
            top: (!is_low).then(|| pixels(place.bottom() + 4.0)),
            bottom: pixels(height - place.top() + 4.0),
        }
    }
}

pub(in crate::ui::instances) fn row_menu(screen: ListScreen) -> El {
    let menu = screen.menu;
    let close = move |keeps_focus: bool| {
        let was = menu.get_untracked();
        if let Some(was) = was {
            menu.set(None);
            if keeps_focus {
                focus::by_id(&was.button);
            }
        }
    };
    let scrolled = window_event_listener_untyped("wheel", move |_| close(false));
    let pressed = window_event_listener_untyped("pointerdown", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let is_inside = |element: &web_sys::Element| {
            let inside = element.closest(&format!("#{ID}, [aria-controls={ID}]"));
            inside.ok().flatten().is_some()
        };
        if target.is_some_and(|element| !is_inside(&element)) {
            close(false);
        }
    });
    let resized = window_event_listener_untyped("resize", move |_| close(false));
    on_cleanup(move || {
        scrolled.remove();
        pressed.remove();
        resized.remove();
    });
    let place = move |read: fn(&OpenMenu) -> Option<u32>| {
        menu.with(|menu| {
            let pixels = menu.as_ref().and_then(read);
            pixels.map_or_else(|| "auto".to_owned(), |pixels| format!("{pixels}px"))
        })
    };
    classed("div", "menu-items floating")
        .id(ID)
        .bool_attr("hidden", move || menu.with(Option::is_none))
        .dyn_style("right", move || place(|menu| Some(menu.right)))
        .dyn_style("top", move || place(|menu| menu.top))
        .dyn_style("bottom", move || {
            place(|menu| if menu.top.is_some() { None } else { Some(menu.bottom) })
        })
        .on_key(move |event| {
            match event.key().as_str() {
                "Escape" => {
                    event.stop_propagation();
                    close(true);
                }
                // It stands at the end of the page: the way on leads from its button.
                "Tab" if !event.shift_key() && focus::is_last(ID) => close(true),
                _ => {}
            }
        })
        .on("focusout", move |event| {
            // A press on its button closes it by itself.
            let opener = menu.with_untracked(|menu| menu.as_ref().map(|menu| menu.button.clone()));
            if focus::left_for(&event).is_some_and(|next| Some(next.id()) != opener) {
                close(false);
            }
        })
        .dyn_child(move || menu.with(|menu| menu.clone()).map(|menu| items(screen, &menu)))
}

fn items(screen: ListScreen, menu: &OpenMenu) -> Vec<El> {
    let instances = screen.instances;
    let button_id = menu.button.clone();
    let item = |label: String, act: Box<dyn Fn(RowKey)>| {
        let (key, button_id) = (menu.row.clone(), button_id.clone());
        button("item").text(label).on_click(move || {
            screen.menu.set(None);
            focus::by_id(&button_id);
            act(key.clone());
        })
    };
    let ask = move |action: RowAction| {
        Box::new(move |key: RowKey| screen.question.set(Some(Question::one(action, key))))
    };
    let is_busy = untrack(|| instances.activities.is_running(&menu.row));
    let listed = untrack(|| instances.row(&menu.row));
    let has_token = listed.as_ref().is_some_and(|listed| listed.row.token.is_some());
    let is_named = listed.as_ref().is_some_and(|listed| !listed.is_nameless());
    let mut items = Vec::new();
    if has_token {
        let copy = Box::new(move |key: RowKey| copy_token(screen, &key));
        items.push(item(t(key!("instances.copy_token")), copy));
    }
    if is_named {
        let opener = button_id.clone();
        let duplicate = Box::new(move |key: RowKey| duplicate(screen, key, opener.clone()));
        items.push(item(t(key!("result.duplicate")), duplicate));
        let opener = button_id.clone();
        let compare = move |key: RowKey| screen.comparing.start(key, None, opener.clone());
        items.push(item(t(key!("instances.compare")), Box::new(compare)));
    }
    if !is_busy {
        items.push(item(
            words::action(RowAction::Restart),
            Box::new(move |key| instances.start(key, RowAction::Restart)),
        ));
        items.push(item(words::action(RowAction::Disconnect), ask(RowAction::Disconnect)));
        items.push(
            item(words::action(RowAction::Delete), ask(RowAction::Delete)).class("item danger"),
        );
    }
    items
}

/// Reads the instance, and fills the form in as it is.
fn duplicate(screen: ListScreen, key: RowKey, opener: String) {
    let Some(server) = screen.instances.server(key.server) else { return };
    let cancel = screen.instances.cancel();
    screen.said.set(t(key!("instances.duplicate.reading")));
    spawn_local(async move {
        let copy = read_instance(&server, &key.name, &cancel).await;
        let said = match &copy {
            Some(_) => String::new(),
            None => t(key!("instances.duplicate.unread")),
        };
        // Who has left the list meanwhile, or is in a dialog, is not taken to the form.
        let is_here = screen.said.try_set(said).is_none() && !dialog::is_any_open();
        if let Some(copy) = copy.filter(|_| is_here) {
            screen.duplicating.start(Duplication { server, copy, opener });
        }
    });
}

fn copy_token(screen: ListScreen, key: &RowKey) {
    let row = untrack(|| screen.instances.row(key));
    let Some(token) = row.and_then(|listed| listed.row.token.clone()) else { return };
    spawn_local(async move {
        let is_copied = clipboard::write(token.reveal()).await;
        let key = if is_copied { key!("common.copied") } else { key!("common.copy_failed") };
        let _ = screen.said.try_set(t(key));
    });
}
