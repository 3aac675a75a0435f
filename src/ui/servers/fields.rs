//! The fields of a server's form as rows.

use leptos::prelude::*;

use crate::domain::diagnostics::detection::DialectDetection;
use crate::domain::diagnostics::findings::{Finding, StepResult};
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::address::AddressFault;
use crate::domain::servers::form::{ServerField, ServerFormFault};
use crate::state::diagnostics::Diagnostics;
use crate::state::press;
use crate::state::servers::Servers;
use crate::state::servers::draft::{Detection, ServerDraft};
use crate::ui::diagnostics::checks;
use crate::ui::fields::control::control;
use crate::ui::fields::row::{help, notes, problem, row, row_with};
use crate::ui::fields::view::{Editor, FieldProblem, FieldTexts, FieldView};
use crate::ui::kit::element::{El, button, classed};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::servers::detection::detection_sentence;

const ID_PREFIX: &str = "server-";

/// The id of a field's control.
#[must_use]
pub fn control_id(field: ServerField) -> String {
    format!("{ID_PREFIX}{}", id(field))
}

const fn id(field: ServerField) -> &'static str {
    match field {
        ServerField::Url => "url",
        ServerField::Label => "label",
        ServerField::Dialect => "dialect",
        ServerField::Key => "key",
        ServerField::Remember => "remember",
    }
}

/// The row of a field. What a test of the form has shown was about other values.
pub fn field_row(draft: ServerDraft, field: ServerField) -> El {
    let diagnostics = expect_context::<Diagnostics>();
    let (view, texts) = (view(draft, field), texts(field));
    let forget_test = move |_| diagnostics.forget_form();
    match field {
        ServerField::Url => url_row(draft, view, &texts).on("input", forget_test),
        ServerField::Dialect => dialect_row(draft, view, &texts).on("input", forget_test),
        ServerField::Key => key_row(draft, view, &texts).on("input", forget_test),
        ServerField::Label | ServerField::Remember => row(view, &texts),
    }
}

fn view(draft: ServerDraft, field: ServerField) -> FieldView {
    let line = |input_mode, placeholder| Editor::Line { class: "input", input_mode, placeholder };
    let (path, editor) = match field {
        ServerField::Url => ("baseUrl", line("url", "https://")),
        ServerField::Label => ("label", line("text", "")),
        ServerField::Dialect => ("dialect", Editor::Choice { is_list: false, preselected: "" }),
        ServerField::Key => ("apikey", Editor::Secret { generate: None, can_copy: false }),
        ServerField::Remember => ("remember", Editor::Tick),
    };
    let as_problem = |fault: ServerFormFault| FieldProblem {
        is_warning: fault.is_warning(),
        sentence: fault_sentence(&fault),
    };
    let found = |result| FieldProblem { is_warning: false, sentence: found_sentence(&result) };
    FieldView {
        id_prefix: ID_PREFIX,
        id: id(field),
        path,
        is_path_shown: false,
        editor,
        is_required: false,
        note: (field == ServerField::Key).then_some("parent"),
        draft: draft.draft(field),
        problem: Memo::new(move |_| {
            let found = asked_result(draft, field).map(found);
            found.or_else(|| draft.shown_fault(field).map(as_problem))
        }),
    }
}

fn texts(field: ServerField) -> FieldTexts {
    let (label, help) = match field {
        ServerField::Url => (t(key!("servers.base_url")), t(key!("servers.base_url.help"))),
        ServerField::Label => (t(key!("servers.label")), t(key!("servers.label.help"))),
        ServerField::Dialect => {
            (t(key!("servers.api_version")), t(key!("servers.api_version.help")))
        }
        ServerField::Key => (t(key!("servers.key")), t(key!("servers.key.help"))),
        ServerField::Remember => (t(key!("servers.remember")), t(key!("servers.remember.help"))),
    };
    let choices = match field {
        ServerField::Dialect => {
            Dialect::ALL.map(|dialect| (dialect.id(), dialect.name().to_owned())).into()
        }
        _ => Vec::new(),
    };
    FieldTexts { label, help, unset: None, choices }
}

fn fault_sentence(fault: &ServerFormFault) -> String {
    match fault {
        ServerFormFault::Address(fault) => match fault {
            AddressFault::Empty => t(key!("problem.missing")),
            AddressFault::Placeholder(text) => {
                tf!("servers.problem.url_placeholder", text = text)
            }
            AddressFault::UserInfo => t(key!("servers.problem.url_user_info")),
            AddressFault::Scheme => t(key!("servers.problem.url_scheme")),
            AddressFault::Shape => t(key!("servers.problem.url")),
        },
        ServerFormFault::KeyCharacter(odd) => {
            tf!("servers.problem.key", character = &odd.to_string())
        }
        ServerFormFault::OriginNotAllowed(origins) => {
            tf!("servers.add_only", origins = &origins.join(", "))
        }
        ServerFormFault::MixedContent => t(key!("create.mixed")),
    }
}

/// What asking the server has shown about a field: when it was to be saved, or when its address was
/// left.
fn asked_result(draft: ServerDraft, field: ServerField) -> Option<StepResult> {
    let stop = draft.stop_at(field).map(|stop| stop.result);
    stop.or_else(|| {
        draft.detection.with(|detection| match detection {
            Detection::Done(DialectDetection::Failed(result)) if field == ServerField::Url => {
                Some(result.clone())
            }
            _ => None,
        })
    })
}

fn found_sentence(result: &StepResult) -> String {
    let (sentence, cure) = checks::said(result);
    match (result.finding, cure) {
        (Finding::DialectMissing, _) => t(key!("servers.problem.api_version")),
        // In the form, the sentence would only say again that the field is empty.
        (Finding::KeyEmpty, Some(cure)) => cure,
        (_, cure) => format!("{sentence} {}", cure.unwrap_or_default()),
    }
}

/// What can be done at once about what asking the server has shown: lines to copy, a page to open, a
/// better address.
fn remedies(draft: ServerDraft, field: ServerField) -> El {
    let diagnostics = expect_context::<Diagnostics>();
    let result = Memo::new(move |_| asked_result(draft, field));
    let use_address = Callback::new(move |url: String| {
        diagnostics.take_address(url);
        diagnostics.detect_dialect();
        focus::by_id(&control_id(ServerField::Url));
    });
    classed("div", "remedies").dyn_child(move || {
        result.get().map(|result| {
            let mut parts: Vec<El> = checks::lines(&result).into_iter().collect();
            parts.extend(checks::offer(&result, Some(use_address)));
            parts
        })
    })
}

fn url_row(draft: ServerDraft, view: FieldView, texts: &FieldTexts) -> El {
    press::watch();
    let diagnostics = expect_context::<Diagnostics>();
    let used = move || {
        let changed = draft.values.with(|values| values.changed_url());
        changed.map(|url| tf!("servers.cleaned", url = &url)).unwrap_or_default()
    };
    let found = move || {
        let detected = draft.detection.with(detection_sentence);
        format!("{} {detected}", used()).trim().to_owned()
    };
    let detected = classed("p", "help detected").attr("role", "status").dyn_text(found);
    let parts = vec![
        control(view, texts),
        notes(help(view, texts), problem(view)).child(detected),
        remedies(draft, ServerField::Url),
    ];
    row_with(view, texts, parts).on("input", move |_| draft.forget_detection()).on(
        "change",
        move |_| {
            if draft.leave_url() {
                diagnostics.detect_dialect();
            }
        },
    )
}

fn dialect_row(draft: ServerDraft, view: FieldView, texts: &FieldTexts) -> El {
    let diagnostics = expect_context::<Diagnostics>();
    let detect = button("button")
        .bool_attr("disabled", move || draft.allowed_url().is_none())
        .t(key!("servers.api_version.detect"))
        .on_click(move || diagnostics.detect_dialect());
    let controls = classed("div", "actions").child(control(view, texts)).child(detect);
    row_with(view, texts, vec![controls, notes(help(view, texts), problem(view))])
}

fn key_row(draft: ServerDraft, view: FieldView, texts: &FieldTexts) -> El {
    let servers = expect_context::<Servers>();
    // Saving without a key keeps one that the page around this one passed in.
    let parent_words = move || {
        let (id, url) = draft
            .values
            .with(|values| (values.id, values.base_url().filter(|_| values.key().is_empty())));
        let is_parent_key = url.is_some_and(|url| servers.parent_key(id, &url).is_some());
        if is_parent_key { t(key!("servers.key.parent")) } else { String::new() }
    };
    let cleaned = move || {
        let is_cleaned = draft.values.with(|values| values.is_key_cleaned());
        if is_cleaned { t(key!("servers.key_cleaned")) } else { String::new() }
    };
    let parent_note = classed("p", "help").id(view.part_id("parent")).dyn_text(parent_words);
    row_with(
        view,
        texts,
        vec![
            control(view, texts),
            parent_note,
            notes(help(view, texts).text(" ").dyn_text(cleaned), problem(view)),
            remedies(draft, ServerField::Key),
        ],
    )
}
