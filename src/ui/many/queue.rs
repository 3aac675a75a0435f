//! The queue of customers, over the whole screen: one connects a phone after the other.

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::interpolate;
use crate::domain::many::queue::{QrQueue, QueuePlace};
use crate::domain::many::run::row::RowState;
use crate::domain::pairing::Input;
use crate::domain::pairing::call::is_paired;
use crate::domain::pairing::number::number;
use crate::domain::pairing::phase::PairingPhase;
use crate::domain::schema::fields::Field;
use crate::platform::clock::monotonic_ms;
use crate::state::many::ManyDesk;
use crate::state::pairing::{PairedInstance, PairingMemory, PairingRun, PairingStart};
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, key, plural_key, t, tf};
use crate::ui::many::page::ManyScreen;
use crate::ui::pairing::customer_view::customer_page;
use crate::ui::pairing::view::PairingView;

const DIALOG: &str = "many-queue";
pub(super) const QUEUE_BUTTON: &str = "many-connect";
/// Long enough to see that it worked.
const PAIRED_LINGERS: Duration = Duration::from_millis(2_500);

/// The rows that a phone can be connected to.
pub(super) fn connectable(desk: ManyDesk) -> Vec<u32> {
    desk.run.with(|run| {
        let rows = run.map(|run| run.rows()).unwrap_or_default().iter();
        let is_created = |state: &RowState| matches!(state, RowState::Ended(it) if it.is_created());
        let created = rows.filter(|row| is_created(&row.state)).map(|row| row.id);
        let has_phone = |id: &u32| {
            let drafts = desk.drafts(*id);
            drafts.is_some_and(|drafts| {
                let engine = drafts.get(Field::Integration).as_text();
                engine.is_empty() || is_paired(Some(engine))
            })
        };
        created.filter(has_phone).collect()
    })
}

pub(super) fn queue_dialog(screen: ManyScreen) -> El {
    let queue = screen.queue;
    let is_open = Memo::new(move |_| queue.with(Option::is_some));
    show_while(DIALOG.to_owned(), move || is_open.get());
    let close = move || {
        queue.set(None);
        focus::next_frame(QUEUE_BUTTON.to_owned());
    };
    let current = Memo::new(move |_| queue.with(|queue| queue.as_ref().map(QrQueue::current)));
    classed("dialog", "customer many-queue")
        .id(DIALOG)
        .attr_t("aria-label", key!("many.queue"))
        .on("cancel", move |event| {
            event.prevent_default();
            close();
        })
        .on("close", move |_| {
            // A browser may close it without asking.
            if queue.with_untracked(|run| run.is_some()) {
                queue.set(None);
            }
        })
        .dyn_child(move || current.get().flatten().and_then(|id| untrack(|| customer(screen, id))))
        .show(move || current.get() == Some(None), move || over(screen))
        .show(move || is_open.get(), move || controls(screen, close))
}

/// What the customer of a row sees.
fn customer(screen: ManyScreen, id: u32) -> Option<El> {
    let (desk, queue) = (screen.desk, screen.queue);
    let (server, drafts) = desk.server().zip(desk.drafts(id))?;
    let name = drafts.name().to_owned();
    let token = desk.run.with_untracked(|run| run.as_ref()?.row(id)?.token.clone());
    let instance = PairedInstance {
        // Who comes back asks again: what was found before may be over.
        id: format!("{} {name} {}", server.base_url, monotonic_ms().to_bits()),
        base_url: server.base_url.clone(),
        dialect: server.dialect,
        name: name.clone(),
        token,
        server_key: server.key,
    };
    let start = PairingStart {
        number: number(drafts.get(Field::Number).as_text()),
        is_automatic: true,
        ..PairingStart::default()
    };
    let run = PairingRun::start(expect_context::<PairingMemory>(), instance, start, "queue-");
    let shown = PairingView::new(run);
    Effect::new(move || {
        if shown.is(PairingPhase::Open) {
            let change = move |act: fn(&mut QrQueue, u32)| {
                queue.try_update(|queue| queue.as_mut().map(|queue| act(queue, id)));
            };
            request_animation_frame(move || change(QrQueue::paired));
            set_timeout(move || change(QrQueue::go_on), PAIRED_LINGERS);
        }
    });
    let again = move || shown.is(PairingPhase::Paused) || shown.is(PairingPhase::Failed);
    let page = customer_page(shown, &name)
        .child(classed("p", "many-queue-name").text(interpolate::plain(&name)))
        .show(again, move || {
            button("button").t(key!("pairing.again")).on_click(move || run.give(Input::Renew))
        });
    Some(shown.mark(page))
}

/// Every customer had a turn.
fn over(screen: ManyScreen) -> El {
    let counts = screen.queue.with_untracked(|queue| {
        let count = |place| queue.as_ref().map(|queue| queue.count(place)).unwrap_or_default();
        (count(QueuePlace::Paired), count(QueuePlace::Skipped))
    });
    classed("div", "customer-page").child(el("h2").t(key!("many.queue.over"))).child(
        el("p").attr("role", "status").text(format!(
            "{} · {}",
            counted(plural_key!("many.queue.paired"), counts.0),
            counted(plural_key!("many.queue.skipped"), counts.1)
        )),
    )
}

/// For the operator: below the code, out of the customer's way.
fn controls(screen: ManyScreen, close: impl Fn() + Copy + 'static) -> El {
    let queue = screen.queue;
    let read =
        move |read: fn(&QrQueue) -> bool| queue.with(|queue| queue.as_ref().is_some_and(read));
    let change = move |act: fn(&mut QrQueue)| {
        queue.update(|queue| {
            if let Some(queue) = queue {
                act(queue);
            }
        });
    };
    let line = move || {
        queue.with(|queue| {
            let Some(queue) = queue else { return String::new() };
            let (number, all) = queue.number();
            let paired = counted(plural_key!("many.queue.paired"), queue.count(QueuePlace::Paired));
            match queue.current() {
                Some(_) => {
                    let (number, all) = (number.to_string(), all.to_string());
                    tf!("many.queue.line", number = &number, all = &all, paired = &paired)
                }
                None => paired,
            }
        })
    };
    classed("div", "many-queue-controls")
        .child(el("span").dyn_text(line))
        .child(
            button("button small")
                .bool_attr("disabled", move || !read(QrQueue::can_go_back))
                .t(key!("many.queue.back"))
                .on_click(move || {
                    change(|queue| {
                        queue.back();
                    });
                }),
        )
        .child(
            button("button small")
                .bool_attr("disabled", move || !read(|queue| queue.current().is_some()))
                .t(key!("many.queue.skip"))
                .on_click(move || change(QrQueue::skip)),
        )
        .child(button("button small").text(t(key!("many.queue.end"))).on_click(close))
}
