//! The signals of the fields of one form, for any list of fields: the field table of the creation or
//! the few fields of a server.

use leptos::prelude::*;

use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;

/// A field of a kind of form.
pub trait FormField: Copy + PartialEq + Send + Sync + 'static {
    /// Its place among the fields of the form
    fn index(self) -> usize;
}

impl FormField for Field {
    fn index(self) -> usize {
        self.place()
    }
}

/// The signals of one field.
#[derive(Clone, Copy, Debug)]
struct OneField {
    draft: RwSignal<Draft>,
    /// The operator left the control once: a problem may be shown from then on
    is_visited: RwSignal<bool>,
    is_locked: RwSignal<bool>,
}

/// The signals of all fields of a form. A handle: the signals live as long as their owner.
#[derive(Clone, Copy, Debug)]
pub struct FieldSignals<F: FormField> {
    fields: StoredValue<Box<[OneField]>>,
    pub focused: RwSignal<Option<F>>,
    /// The operator tried to send or save the form: every problem may be shown from then on
    pub is_attempted: RwSignal<bool>,
}

impl<F: FormField> FieldSignals<F> {
    /// Makes the signals under the current owner, for fields that stand each at its place.
    #[must_use]
    pub fn new(all: &[F], initial: impl Fn(F) -> Draft) -> Self {
        let one = |field: &F| OneField {
            draft: RwSignal::new(initial(*field)),
            is_visited: RwSignal::new(false),
            is_locked: RwSignal::new(false),
        };
        Self {
            fields: StoredValue::new(all.iter().map(one).collect()),
            focused: RwSignal::new(None),
            is_attempted: RwSignal::new(false),
        }
    }

    fn one(self, field: F) -> OneField {
        self.fields.with_value(|fields| fields[field.index()])
    }

    #[must_use]
    pub fn draft(self, field: F) -> RwSignal<Draft> {
        self.one(field).draft
    }

    /// Whether the field may not be changed here.
    #[must_use]
    pub fn locked(self, field: F) -> RwSignal<bool> {
        self.one(field).is_locked
    }

    #[must_use]
    pub fn is_visited(self, field: F) -> bool {
        self.one(field).is_visited.get()
    }

    /// The operator left the field's control. A press that closed the form may come before this.
    pub fn visit(self, field: F) {
        let one = self.fields.try_with_value(|fields| fields[field.index()]);
        if let Some(one) = one {
            one.is_visited.set(true);
        }
    }

    /// As if nobody had left a control or tried to send the form.
    pub fn forget_visits(self) {
        self.each(|one| one.is_visited.set(false));
        self.is_attempted.set(false);
    }

    pub fn unlock_all(self) {
        self.each(|one| one.is_locked.set(false));
    }

    fn each(self, change: fn(OneField)) {
        let all = self.fields.with_value(|fields| fields.clone());
        all.iter().copied().for_each(change);
    }
}
