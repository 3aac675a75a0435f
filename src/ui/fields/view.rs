//! What a row and its control know of a field, whichever form it belongs to.

use leptos::prelude::*;

use crate::domain::schema::api::Api;
use crate::domain::schema::field::Draft;
use crate::ui::kit::element::{El, el};

/// Which control edits a field.
#[derive(Clone, Copy, Debug)]
pub enum Editor {
    /// One line of text
    Line {
        class: &'static str,
        input_mode: &'static str,
        placeholder: &'static str,
    },
    Secret {
        /// Makes a value, where the panel may
        generate: Option<fn() -> String>,
        can_copy: bool,
    },
    /// On, off or not sent
    Flag,
    /// On or off
    Tick,
    Choice {
        /// A list, where the choices do not fit into a line of radio buttons
        is_list: bool,
        /// The choice that is shown while none is made; empty where none is
        preselected: &'static str,
    },
    Events {
        api: Api,
        /// The field that *same as webhook* copies
        same_as: Option<RwSignal<Draft>>,
    },
    Headers,
    /// One text a line
    List,
}

/// What is wrong with a value, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    pub sentence: String,
    /// It does not keep the form from being sent
    pub is_warning: bool,
}

/// The texts of a field in the current language.
#[derive(Clone, Debug, Default)]
pub struct FieldTexts {
    pub label: String,
    pub help: String,
    /// What the control says while nothing is chosen; `None` where something must be
    pub unset: Option<String>,
    /// The values of a choice and their labels
    pub choices: Vec<(&'static str, String)>,
}

/// A field of a form that is on the screen.
#[derive(Clone, Copy, Debug)]
pub struct FieldView {
    /// The id prefix of the form
    pub id_prefix: &'static str,
    /// The field's own id, unique within its form
    pub id: &'static str,
    /// The name of the controls: the path in the body of the request
    pub path: &'static str,
    /// Whether the path is shown below the label
    pub is_path_shown: bool,
    pub editor: Editor,
    pub is_required: bool,
    /// The id of one more part that describes the control, such as `reason`
    pub note: Option<&'static str>,
    pub draft: RwSignal<Draft>,
    /// What is to be shown next to the field now
    pub problem: Memo<Option<FieldProblem>>,
}

impl FieldView {
    /// The id of the control, or of its first part.
    #[must_use]
    pub fn control_id(self) -> String {
        format!("{}{}", self.id_prefix, self.id)
    }

    /// The id of another part of the row.
    #[must_use]
    pub fn part_id(self, part: &str) -> String {
        format!("{}{}-{part}", self.id_prefix, self.id)
    }

    #[must_use]
    pub fn row_id(self) -> String {
        row_id(self.id_prefix, self.id)
    }

    /// The ids of what describes the control.
    #[must_use]
    pub fn described_by(self) -> String {
        let help = format!("{} {}", self.part_id("help"), self.part_id("problem"));
        match self.note {
            Some(note) => format!("{} {help}", self.part_id(note)),
            None => help,
        }
    }

    /// Whether something keeps the form from being sent; a warning does not.
    #[must_use]
    pub fn is_invalid(self) -> bool {
        self.problem.with(|problem| problem.as_ref().is_some_and(|problem| !problem.is_warning))
    }

    /// Several inputs under one label, which names the group instead of one of them.
    #[must_use]
    pub const fn has_several_inputs(self) -> bool {
        matches!(
            self.editor,
            Editor::Flag
                | Editor::Events { .. }
                | Editor::Headers
                | Editor::Choice { is_list: false, .. }
        )
    }

    /// Gives a control that is one element its id, its name, and what describes it.
    pub fn wire(self, control: El) -> El {
        control
            .id(self.control_id())
            .attr("name", self.path)
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .attr("aria-describedby", self.described_by())
            .dyn_attr("aria-invalid", move || self.is_invalid().then(|| "true".to_owned()))
            .attr_true("aria-required", self.is_required)
    }

    /// A control of one text: it shows the draft and writes it.
    pub fn wire_text(self, control: El) -> El {
        self.wire(control)
            .prop_value(move || self.draft.with(|draft| draft.as_text().to_owned()))
            .on_text("input", move |text| self.draft.set(Draft::text(text)))
    }

    /// A frame around several inputs under the row's label.
    pub fn group(self, role: &'static str, class: &'static str) -> El {
        el("div")
            .class(class)
            .attr("role", role)
            .attr("aria-labelledby", self.part_id("label"))
            .attr("aria-describedby", self.described_by())
    }
}

/// The id of a field's row.
#[must_use]
pub fn row_id(id_prefix: &str, field_id: &str) -> String {
    format!("{id_prefix}row-{field_id}")
}
