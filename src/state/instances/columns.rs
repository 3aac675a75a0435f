//! Which columns of the list are shown, as this device's operator wants it.

use leptos::prelude::*;

use crate::platform::storage::StorageScope;

const KEY: &str = "instance_columns";

/// A column that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    Number,
    Engine,
    Groups,
    Counts,
    Created,
}

impl Column {
    pub const ALL: [Self; 5] =
        [Self::Number, Self::Engine, Self::Groups, Self::Counts, Self::Created];

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Engine => "engine",
            Self::Groups => "groups",
            Self::Counts => "counts",
            Self::Created => "created",
        }
    }
}

/// The columns that are left out: one that comes later is shown.
#[derive(Clone, Copy, Debug)]
pub struct Columns(RwSignal<Vec<Column>>);

impl Columns {
    pub(super) fn of_device() -> Self {
        let kept = StorageScope::Device.read(KEY).unwrap_or_default();
        let is_hidden = |column: &Column| kept.split(',').any(|id| id == column.id());
        Self(RwSignal::new(Column::ALL.into_iter().filter(is_hidden).collect()))
    }

    #[must_use]
    pub fn has(self, column: Column) -> bool {
        self.0.with(|hidden| !hidden.contains(&column))
    }

    pub fn show(self, column: Column, is_shown: bool) {
        self.0.update(|hidden| {
            hidden.retain(|one| *one != column);
            if !is_shown {
                hidden.push(column);
            }
        });
        let ids: Vec<&str> =
            self.0.with_untracked(|hidden| hidden.iter().map(|it| it.id()).collect());
        if ids.is_empty() {
            StorageScope::Device.remove(KEY);
        } else {
            StorageScope::Device.write(KEY, &ids.join(","));
        }
    }
}
