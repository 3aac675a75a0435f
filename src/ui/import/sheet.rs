//! The sheet over the form: the box, the report, and the press that puts it into the form.

use leptos::prelude::*;

use crate::domain::route::Route;
use crate::domain::schema::fields::Field;
use crate::state::form::model::FormModel;
use crate::state::import::{ImportDesk, PasteState};
use crate::state::route::go_to;
use crate::state::servers::Servers;
use crate::ui::fields::field_focus;
use crate::ui::import::box_view::{BOX, box_view};
use crate::ui::import::landed::landed;
use crate::ui::import::report::report;
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, key, plural_key};
use crate::ui::kit::icon::{Icon, draw};

const ID: &str = "import-sheet";

pub fn import_sheet() -> El {
    let desk = expect_context::<ImportDesk>();
    let form = expect_context::<FormModel>();
    let is_open = desk.is_open;
    show_while(ID.to_owned(), move || is_open.get());
    Effect::new(move || {
        if is_open.get() {
            // The dialog opens in the next frame.
            request_animation_frame(|| focus::next_frame(BOX.to_owned()));
        }
    });
    // The page goes, whatever is open on it.
    on_cleanup(move || {
        let _ = is_open.try_set(false);
    });
    let close = move || {
        is_open.set(false);
        focus::next_frame(desk.opener.get_value().to_owned());
    };
    let put = move || {
        is_open.set(false);
        desk.put();
        // The dialog gives the focus back when it closes; it moves on after that.
        request_animation_frame(move || {
            request_animation_frame(move || field_focus::control(form, Field::InstanceName));
        });
    };
    let sheet = classed("dialog", "sheet import-sheet")
        .id(ID)
        .attr("aria-labelledby", "import-title")
        .on("cancel", move |event| {
            event.prevent_default();
            close();
        })
        .child(head(close))
        .child(
            classed("div", "import-body")
                .child(classed("p", "lead").t(key!("import.lead")))
                .child(box_view(desk))
                .child(status(desk))
                .child(report(desk)),
        )
        .child(foot(desk, close, put));
    el("div").child(sheet).child(landed(desk))
}

fn head(close: impl Fn() + 'static) -> El {
    classed("div", "import-head").child(el("h2").id("import-title").t(key!("import.title"))).child(
        button("button icon-only quiet")
            .attr_t("aria-label", key!("common.close"))
            .attr_t("title", key!("common.close"))
            .child(draw(Icon::Cross))
            .on_click(close),
    )
}

/// What was read, in one line that is read out.
fn status(desk: ImportDesk) -> El {
    classed("p", "import-status")
        .attr("role", "status")
        .dyn_text(move || desk.state.with(crate::ui::import::words::status))
}

fn foot(desk: ImportDesk, close: impl Fn() + 'static, put: impl Fn() + Copy + 'static) -> El {
    let can_put = Memo::new(move |_| {
        let has_values =
            desk.outcome.with(|outcome| outcome.as_ref().is_some_and(|one| !one.is_empty()));
        has_values && desk.state.with(|state| matches!(state, PasteState::Read(_)))
    });
    let servers = expect_context::<Servers>();
    let is_open = desk.is_open;
    let several = Memo::new(move |_| {
        let count = desk.state.with(|state| match state {
            PasteState::Read(import) => import.creations.len(),
            _ => 0,
        });
        if count > 1 && servers.current.with(Option::is_some) { count } else { 0 }
    });
    // What was read stays in the box, and is found on that page.
    let create_all = move || {
        let server = servers.current.with_untracked(|now| now.as_ref().map(|now| now.id));
        if let Some(server) = server {
            is_open.set(false);
            go_to(&Route::Many { server });
        }
    };
    classed("div", "actions import-foot")
        .child(button("button").t(key!("common.cancel")).on_click(close))
        .show(
            move || several.get() > 1,
            move || {
                button("button")
                    .id("import-all")
                    .dyn_text(move || counted(plural_key!("import.create_all"), several.get()))
                    .on_click(create_all)
            },
        )
        .child(
            button("button primary")
                .id("import-put")
                .bool_attr("disabled", move || !can_put.get())
                .t(key!("import.put"))
                .on_click(move || {
                    if can_put.get_untracked() {
                        put();
                    }
                }),
        )
}
