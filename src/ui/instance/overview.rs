//! What the instance is: facts, its token, why it is not connected, and what will not work about it.

use leptos::prelude::*;

use crate::domain::http::secret::{Secret, masked};
use crate::domain::instance::warning::{Warning, warnings};
use crate::domain::instances::disconnect::Disconnect;
use crate::domain::instances::row::InstanceRow;
use crate::domain::interpolate;
use crate::domain::pairing::phase::ConnectionState;
use crate::platform::clock;
use crate::state::instance::{InstanceScreen, RowReading};
use crate::state::preferences::Preferences;
use crate::ui::fields::control::secret_control::reveal_button;
use crate::ui::instance::group_card::heading_id;
use crate::ui::instances::words;
use crate::ui::kit::buttons::copy_button::plain_copy;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{full_label, key, section_name, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::result::proof::words::reason_text;

/// Nothing where the server does not list the instance to this key.
pub fn overview(screen: InstanceScreen) -> El {
    let row = Memo::new(move |_| screen.row.row());
    let is_loading =
        Memo::new(move |_| screen.row.reading.with(|reading| *reading == RowReading::Loading));
    el("div").dyn_child(move || match row.get() {
        Some(row) => Some(card(screen, &row)),
        None => is_loading.get().then(|| frame().child(bones())),
    })
}

fn frame() -> El {
    let head = classed("div", "card-head")
        .child(el("h2").id("overview-heading").attr("tabindex", "-1").t(key!("instance.overview")));
    classed("section", "card overview").attr("aria-labelledby", "overview-heading").child(head)
}

fn bones() -> El {
    classed("div", "card-body bones")
        .child((0..4).map(|_| classed("span", "bone")).collect::<Vec<El>>())
}

fn card(screen: InstanceScreen, row: &InstanceRow) -> El {
    let language = expect_context::<Preferences>().language.get_untracked();
    let time = |at: Option<f64>| at.map(|at| clock::local(at, language.tag()));
    let told = |key: &'static str, value: Option<String>| {
        value.map(|value| fact(key, el("dd").text(interpolate::plain(&value))))
    };
    let counts = row.counts.map(|counts| {
        tf!(
            "instances.counts",
            messages = &counts.messages.to_string(),
            contacts = &counts.contacts.to_string(),
            chats = &counts.chats.to_string()
        )
    });
    let id = Some(row.id.clone()).filter(|id| !id.is_empty());
    let token = row.token.as_ref().map(|token| fact(key!("result.token"), token_line(token)));
    let last = row.disconnect.map(|last| disconnect(screen, last, time(last.at)));
    let facts = classed("dl", "facts")
        .child(told(key!("result.id"), id))
        .child(told(key!("result.engine"), Some(words::engine(row.engine))))
        .child(token)
        .child(told(key!("instance.created"), time(row.created_at)))
        .child(told(key!("instance.updated"), time(row.updated_at)))
        .child(told(key!("instance.stored"), counts));
    frame().child(last).child(facts)
}

fn fact(key: &str, value: El) -> El {
    el("div").child(el("dt").t(key)).child(value)
}

fn token_line(token: &Secret) -> El {
    let is_revealed = RwSignal::new(false);
    let (shown, copied) = (token.clone(), token.clone());
    let text = move || match is_revealed.get() {
        true => shown.reveal().to_owned(),
        false => masked(shown.reveal()),
    };
    el("dd").child(
        classed("span", "masked-value")
            .child(el("code").dyn_text(text))
            .child(reveal_button(is_revealed, t(key!("result.token"))))
            .child(plain_copy(move || copied.reveal().to_owned())),
    )
}

/// Why the connection was lost, and what helps; only while it is not there.
fn disconnect(screen: InstanceScreen, last: Disconnect, when: Option<String>) -> El {
    let (why, cure) = (words::reason(last), words::remedy(last));
    let head = when.map(|when| tf!("instance.lost_at", time = &when));
    classed("div", "card-body lost")
        .bool_attr("hidden", move || screen.row.state() == ConnectionState::Open)
        .child(draw(Icon::Alert))
        .child(
            el("div")
                .child(el("p").child(el("b").text(why)).text(". ").text(cure))
                .child(head.map(|head| classed("p", "help").text(head))),
        )
}

/// What will not work, with a link to each place.
pub fn warning_list(screen: InstanceScreen) -> El {
    let api = screen.server().api();
    let found = Memo::new(move |_| {
        let row = screen.row.row();
        let readings: Vec<_> = screen.groups.with_value(|groups| {
            let reading = |run: &crate::state::instance::GroupRun| {
                Some((run.section, run.state.with(|state| state.reading.clone())?))
            };
            groups.iter().filter_map(reading).collect()
        });
        let readings = readings.iter().map(|(section, reading)| (*section, reading));
        warnings(row.as_deref(), screen.row.state(), readings, api)
    });
    el("div").dyn_child(move || {
        let found = found.get();
        (!found.is_empty()).then(|| {
            let lines: Vec<El> =
                found.iter().map(|warning| el("li").child(line(*warning))).collect();
            classed("section", "notice warning instance-warnings")
                .attr("aria-labelledby", "warnings-heading")
                .child(
                    el("h2")
                        .id("warnings-heading")
                        .child(draw(Icon::Alert))
                        .child(el("span").t(key!("instance.warnings"))),
                )
                .child(el("ul").child(lines))
        })
    })
}

fn line(warning: Warning) -> Vec<El> {
    let link = |section| {
        let name = section_name(section);
        let open = move || focus::by_id(&heading_id(section));
        button("link").text(name).on_click(open)
    };
    match warning {
        Warning::OpenWithoutNumber => vec![el("span").t(key!("instance.warning.no_number"))],
        Warning::Group(section, reason) => {
            vec![link(section), el("span").text(format!(": {}", reason_text(reason)))]
        }
        Warning::Incomplete(section, field) => {
            let text = tf!("instance.warning.incomplete", field = &full_label(field));
            vec![link(section), el("span").text(format!(": {text}"))]
        }
    }
}
