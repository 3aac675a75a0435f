//! What was read: taken, renamed, missing and not taken, each with its place in the text.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::import::Import;
use crate::domain::import::creation::outcome::ImportOutcome;
use crate::domain::import::report::{ImportNote, LeftOut, TakenValue};
use crate::domain::interpolate;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::form::model::FormModel;
use crate::state::import::ImportDesk;
use crate::ui::import::keys::keys;
use crate::ui::import::words;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{self, counted, key, plural_key, section_name, t, tf};

const REPORT: &str = "import-report";
/// Nobody looks through more in a list to choose from.
const MOST_CHOICES: usize = 500;

pub(super) fn report(desk: ImportDesk) -> El {
    let form = expect_context::<FormModel>();
    // The controls are rendered for each paste, the lists for each change of what would land.
    let controls = move || {
        desk.state.track();
        let import = untrack(|| desk.import())?;
        (!import.creations.is_empty()).then(|| controls(desk, form, &import))
    };
    let lists = move || {
        let outcome = desk.outcome.get()?;
        Some(untrack(|| lists(desk, form, &outcome)))
    };
    let general = move || {
        desk.state.track();
        untrack(|| desk.import()).map(|import| (notes(&import.notes), keys(&import)))
    };
    el("div")
        .dyn_child(controls)
        .child(
            el("div")
                .id(REPORT)
                .class("import-report")
                .attr("tabindex", "-1")
                .attr("role", "region")
                .attr_t("aria-label", key!("import.report"))
                .dyn_child(lists),
        )
        .dyn_child(move || general().map(|(notes, keys)| el("div").child(notes).child(keys)))
}

/// Which instance, and which version the text is written for.
fn controls(desk: ImportDesk, form: FormModel, import: &Arc<Import>) -> El {
    let several = (import.creations.len() > 1).then(|| choose_instance(desk, import));
    let guessed = desk.written.get_untracked();
    let options = Dialect::ALL.map(|dialect| {
        let name = move || match is_guessed(desk, dialect) {
            true => tf!("import.guessed", dialect = dialect.name()),
            false => dialect.name().to_owned(),
        };
        let option = el("option").attr("value", dialect.id()).dyn_text(name);
        if dialect == guessed { option.attr("selected", "") } else { option }
    });
    let written = classed("select", "input")
        .id("import-written")
        .child(options.into_iter().collect::<Vec<El>>())
        .prop_value(move || desk.written.get().id().to_owned())
        .on_text("change", move |id| {
            if let Some(dialect) = Dialect::with_id(&id) {
                desk.write_for(dialect);
            }
        });
    let target = move || tf!("import.target", dialect = form.dialect.get().name());
    classed("div", "import-controls")
        .child(several)
        .child(
            classed("label", "import-control")
                .child(classed("span", "label").t(key!("import.written")))
                .child(written),
        )
        .child(classed("p", "help").dyn_text(target))
}

fn is_guessed(desk: ImportDesk, dialect: Dialect) -> bool {
    let place = desk.chosen.get();
    let import = desk.import();
    import.and_then(|import| Some(import.creations.get(place)?.dialect == dialect)) == Some(true)
}

fn choose_instance(desk: ImportDesk, import: &Arc<Import>) -> El {
    let option =
        |(place, creation): (usize, &crate::domain::import::creation::ImportedCreation)| {
            let name = match creation.name.as_str() {
                "" => t(key!("import.unnamed")),
                name => interpolate::plain(name),
            };
            let line = creation.place.line.to_string();
            el("option").attr("value", place.to_string()).text(tf!(
                "import.option",
                name = &name,
                line = &line
            ))
        };
    let options: Vec<El> =
        import.creations.iter().enumerate().take(MOST_CHOICES).map(option).collect();
    let more = import.creations.len().saturating_sub(MOST_CHOICES);
    let more = (more > 0)
        .then(|| classed("span", "help").text(counted(plural_key!("import.beyond"), more)));
    classed("label", "import-control")
        .child(classed("span", "label").t(key!("import.instance")))
        .child(classed("select", "input").id("import-instance").child(options).on_text(
            "change",
            move |place| {
                if let Ok(place) = place.parse() {
                    desk.choose(place);
                }
            },
        ))
        .child(more)
}

fn lists(desk: ImportDesk, form: FormModel, outcome: &Arc<ImportOutcome>) -> Vec<El> {
    let names = |fields: &[Field]| {
        fields.iter().map(|field| i18n::full_label(*field)).collect::<Vec<_>>().join(", ")
    };
    let sections = |sections: &[Section]| {
        sections.iter().map(|section| section_name(*section)).collect::<Vec<_>>().join(", ")
    };
    let lines = [
        (!outcome.no_counterpart.is_empty()).then(|| {
            let fields = names(&outcome.no_counterpart);
            tf!(
                "import.no_counterpart",
                dialect = form.dialect.get_untracked().name(),
                fields = &fields
            )
        }),
        Some(names(&desk.kept_out(outcome)))
            .filter(|names| !names.is_empty())
            .map(|fields| tf!("import.kept_out", fields = &fields)),
    ];
    let warnings =
        lines.into_iter().flatten().map(|line| classed("p", "notice warning").text(line));
    let off = (!outcome.groups_off.is_empty()).then(|| {
        let groups = sections(&outcome.groups_off);
        classed("p", "help").text(tf!("import.off", groups = &groups))
    });
    let mut all = vec![notes(&outcome.notes)];
    all.extend(warnings);
    all.extend(missing(desk, outcome));
    all.extend(left_out(desk, outcome));
    all.extend(off);
    all.extend(renamed(outcome));
    all.extend(taken(outcome));
    all
}

fn notes(notes: &[ImportNote]) -> El {
    let line = |note: &ImportNote| {
        el("li")
            .child(el("span").text(words::note(&note.kind)))
            .child(classed("small", "import-place").text(words::place(note.place)))
    };
    let lines: Vec<El> = notes.iter().map(line).collect();
    let has_any = !lines.is_empty();
    el("div").child(has_any.then(|| classed("ul", "notice import-notes").child(lines)))
}

/// A heading over a list.
fn part(title: String, items: Vec<El>) -> Option<El> {
    (!items.is_empty()).then(|| {
        classed("section", "import-part")
            .child(el("h3").text(title))
            .child(classed("ul", "import-list").child(items))
    })
}

/// The change takes the button away: the focus stays in the report.
fn change(desk: ImportDesk, edit: impl FnOnce(&mut ImportOutcome)) {
    focus::by_id(REPORT);
    desk.edit(edit);
}

fn missing(desk: ImportDesk, outcome: &ImportOutcome) -> Option<El> {
    let is_empty = |field: &&Field| !outcome.drafts.get(**field).is_sent();
    let line = |field: &Field| {
        let field = *field;
        el("li")
            .child(el("span").text(tf!("import.events_missing", field = &i18n::full_label(field))))
            .child(
                button("button small")
                    .t(key!("import.events_minimum"))
                    .on_click(move || change(desk, |outcome| outcome.fill_events(field))),
            )
    };
    let items = outcome.missing_events.iter().filter(is_empty).map(line).collect();
    part(t(key!("import.missing")), items)
}

fn left_out(desk: ImportDesk, outcome: &ImportOutcome) -> Option<El> {
    let line = |(at, left): (usize, &LeftOut)| {
        let take = left.suggestion.as_ref().map(|(field, _)| {
            let label = tf!("import.use_as", field = &i18n::full_label(*field));
            button("button small")
                .text(label)
                .on_click(move || change(desk, |outcome| outcome.accept(at)))
        });
        el("li")
            .child(el("code").text(interpolate::plain(&left.path)))
            .child(el("span").text(words::reason(&left.reason)))
            .child(classed("small", "import-place").text(words::place(left.place)))
            .child(take)
    };
    let items: Vec<El> = outcome.left_out.iter().enumerate().take(MOST_CHOICES).map(line).collect();
    part(counted(plural_key!("import.not_used"), outcome.left_out.len()), items)
}

fn renamed(outcome: &ImportOutcome) -> Option<El> {
    let arrow = |from: &str, to: &str| {
        el("li")
            .child(el("code").text(interpolate::plain(from)))
            .child(el("span").text("→"))
            .child(el("code").text(to))
    };
    let lines = |taken: &TakenValue| {
        let name = taken.renamed_to.map(|to| arrow(&taken.path, to));
        let events = taken.respelled.iter().map(|(from, to)| arrow(from, to));
        name.into_iter().chain(events).collect::<Vec<El>>()
    };
    part(t(key!("import.renamed")), outcome.renamed().flat_map(lines).collect())
}

fn taken(outcome: &ImportOutcome) -> Option<El> {
    let line = |taken: &TakenValue| {
        el("li")
            .child(classed("b", "import-field").text(i18n::full_label(taken.field)))
            .child(el("span").text(words::value(taken.field, outcome.drafts.get(taken.field))))
    };
    let items = outcome.taken.iter().map(line).collect();
    part(counted(plural_key!("import.used"), outcome.taken.len()), items)
}
