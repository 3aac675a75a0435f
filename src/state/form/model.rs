//! A form over the field table: its drafts, switches and rules, and what follows from them. What is
//! derived (the drafts as one value, the problems) are memos; no effect writes a signal.

use leptos::prelude::*;

use crate::domain::deployment::Access;
use crate::domain::deployment::form_rules::{FormRules, FormScope};
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate;
use crate::domain::schema::validate::{Fault, Problem, ValidationContext};
use crate::platform::random;
use crate::state::form::field_signals::FieldSignals;
use crate::state::secrets::{ForgetScope, SecretHolder};

/// What a form is made of.
#[derive(Debug)]
pub struct FormSetup {
    /// Stands in front of every element id of the form, so that two forms on a page have different
    /// ids. The names of the controls stay those of the API: each form needs a `<form>` of its own,
    /// which is what keeps radio buttons of the same name apart.
    pub id_prefix: &'static str,
    /// How the server is spoken to that the form is filled in for
    pub api: Memo<Api>,
    pub rules: FormRules,
    /// Names that cannot be used because the server has them already
    pub taken_names: Signal<Vec<String>>,
}

/// Everything typed into one form. A handle: the form lives as long as the owner that it was made
/// under.
#[derive(Clone, Copy, Debug)]
pub struct FormModel {
    pub id_prefix: &'static str,
    pub(super) fields: FieldSignals<Field>,
    groups: StoredValue<Box<[RwSignal<bool>]>>,
    rules: StoredValue<FormRules>,
    fresh_token: RwSignal<String>,
    /// The place of the chosen preset, counted from 1; 0 where none is
    pub preset: RwSignal<usize>,
    /// The dialect at the version that the table is read for
    pub api: Memo<Api>,
    pub dialect: Memo<Dialect>,
    pub drafts: Memo<Drafts>,
    pub problems: Memo<Vec<Problem>>,
    /// Those of them that may be shown now: nothing is called missing before the form is sent
    pub shown_problems: Memo<Vec<Problem>>,
}

impl FormModel {
    /// Makes a form under the current owner.
    #[must_use]
    pub fn new(setup: FormSetup) -> Self {
        let FormSetup { id_prefix, api, rules, taken_names } = setup;
        // A version that changes nothing renders nothing again.
        let api = Memo::new(move |_| api.get().with_known_version());
        let scope = rules.scope;
        let fields = FieldSignals::new(scope.fields, |field| rules.initial.get(field).clone());
        let is_on = |section: Section| {
            section.is_group() && (rules.holds(section) || rules.initial.is_on(section))
        };
        let group = |section: &Section| RwSignal::new(is_on(*section));
        let groups: StoredValue<Box<[RwSignal<bool>]>> =
            StoredValue::new(scope.sections.iter().map(group).collect());
        let rules = StoredValue::new(rules);
        let fresh_token = RwSignal::new(random::uuid());
        let drafts = Memo::new(move |_| {
            let mut drafts = Drafts::default();
            for field in scope.fields {
                drafts.set(*field, fields.draft(*field).get());
            }
            for section in scope.sections.iter().copied() {
                let is_on = groups.with_value(|groups| groups[section.place()]).get();
                let is_allowed = rules.with_value(|rules| rules.allows(section));
                drafts.switch(section, is_on && is_allowed);
            }
            drafts.fresh_token = fresh_token.get();
            drafts
        });
        let problems = Memo::new(move |_| {
            let context = ValidationContext { taken_names: taken_names.get() };
            drafts.with(|drafts| {
                let api = api.get();
                validate::problems_of(drafts, api, &context, scope.sent(drafts, api))
            })
        });
        let shown_problems = Memo::new(move |_| {
            let may_be_shown = |problem: &&Problem| {
                fields.is_attempted.get()
                    || (!problem.fault.is_missing() && fields.is_visited(problem.field))
            };
            problems.with(|problems| problems.iter().filter(may_be_shown).cloned().collect())
        });
        Self {
            id_prefix,
            fields,
            groups,
            rules,
            fresh_token,
            preset: RwSignal::new(0),
            api,
            dialect: Memo::new(move |_| api.get().dialect),
            drafts,
            problems,
            shown_problems,
        }
    }

    #[must_use]
    pub fn draft(&self, field: Field) -> RwSignal<Draft> {
        self.fields.draft(field)
    }

    /// Whether the group's values are sent.
    #[must_use]
    pub fn group(&self, section: Section) -> RwSignal<bool> {
        self.groups.with_value(|groups| groups[section.place()])
    }

    #[must_use]
    pub fn is_on(&self, section: Section) -> bool {
        !section.is_group() || self.group(section).get()
    }

    /// The form's rules, which never change.
    pub fn with_rules<T>(&self, read: impl FnOnce(&FormRules) -> T) -> T {
        self.rules.with_value(read)
    }

    pub(super) fn scope(&self) -> FormScope {
        self.with_rules(|rules| rules.scope)
    }

    /// The sections that are shown.
    #[must_use]
    pub fn sections(&self, dialect: Dialect) -> Vec<Section> {
        self.with_rules(|rules| rules.sections(dialect).collect())
    }

    /// The id of an element of the form: that of a field, a section or a part of them.
    #[must_use]
    pub fn element_id(&self, name: &str) -> String {
        format!("{}{name}", self.id_prefix)
    }

    /// The field that has the focus.
    #[must_use]
    pub fn focused(&self) -> RwSignal<Option<Field>> {
        self.fields.focused
    }

    /// The operator tried to send the form: every problem may be shown.
    #[must_use]
    pub fn is_attempted(&self) -> RwSignal<bool> {
        self.fields.is_attempted
    }

    /// Whether the field may not be changed here.
    #[must_use]
    pub fn locked(&self, field: Field) -> RwSignal<bool> {
        self.fields.locked(field)
    }

    /// Whether the group's switch may not be moved: a field of it is locked.
    #[must_use]
    pub fn is_held(&self, section: Section) -> bool {
        let is_locked =
            |field: &Field| field.spec().section == section && self.locked(*field).get();
        self.scope().fields.iter().any(is_locked)
    }

    /// The operator left the field's control.
    pub fn visit(&self, field: Field) {
        self.fields.visit(field);
    }

    /// What is to be shown next to a field now.
    #[must_use]
    pub fn shown_fault(&self, field: Field) -> Option<Fault> {
        self.shown_problems.with(|problems| {
            let own = problems.iter().find(|problem| problem.field == field);
            own.map(|problem| problem.fault.clone())
        })
    }

    /// Whether the field is shown: another field's value may make it pointless.
    #[must_use]
    pub fn is_offered(&self, field: Field) -> bool {
        self.drafts.with(|drafts| drafts.is_offered(field, self.api.get()))
    }

    /// Whether something keeps the form from being sent.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.problems
            .with_untracked(|problems| problems.iter().any(|problem| !problem.fault.is_warning()))
    }

    /// Whether the operator may change the field now.
    #[must_use]
    pub fn is_free(&self, field: Field) -> bool {
        self.with_rules(|rules| rules.access(field) == Access::Free)
            && !self.locked(field).get_untracked()
    }

    /// One field back to its initial value.
    pub fn reset_field(&self, field: Field) {
        self.draft(field).set(self.with_rules(|rules| rules.initial.get(field).clone()));
    }

    /// Whether the field holds its initial value.
    #[must_use]
    pub fn is_initial(&self, field: Field) -> bool {
        self.draft(field).with(|draft| self.with_rules(|rules| draft == rules.initial.get(field)))
    }

    /// Whether a secret field has another value than at the start.
    pub(crate) fn has_typed_secret(&self) -> bool {
        let is_typed =
            |field: &Field| field.spec().is_secret() && !untrack(|| self.is_initial(*field));
        self.scope().fields.iter().any(is_typed)
    }

    /// Keeps the values, but not what belongs to one attempt alone.
    pub fn start_over(&self) {
        self.fields.forget_visits();
        self.renew_token();
    }

    /// A token that was sent may be taken, whatever the answer was: the next creation has another.
    pub fn renew_token(&self) {
        self.fresh_token.set(random::uuid());
    }
}

impl SecretHolder for FormModel {
    fn has_secrets(&self) -> bool {
        self.has_typed_secret()
    }

    /// *Forget all keys* is about the keys of servers: what is typed here stays.
    fn forget(&self, scope: ForgetScope) {
        match scope {
            ForgetScope::Keys | ForgetScope::KeysOfThisTab => {}
            ForgetScope::Secrets => self.forget_secrets(),
            ForgetScope::Everything => self.reset(),
        }
    }
}
