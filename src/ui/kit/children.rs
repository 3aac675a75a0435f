//! What an element takes as children.

use leptos::prelude::*;

use crate::ui::kit::element::El;

/// No view, one or several views.
pub trait IntoChildren {
    fn append_to(self, views: &mut Vec<AnyView>);
}

impl IntoChildren for El {
    #[inline(never)]
    fn append_to(self, views: &mut Vec<AnyView>) {
        views.push(self.into_view());
    }
}

impl IntoChildren for AnyView {
    #[inline(never)]
    fn append_to(self, views: &mut Vec<AnyView>) {
        views.push(self);
    }
}

impl<C: IntoChildren> IntoChildren for Option<C> {
    fn append_to(self, views: &mut Vec<AnyView>) {
        if let Some(child) = self {
            child.append_to(views);
        }
    }
}

impl<C: IntoChildren> IntoChildren for Vec<C> {
    #[inline(never)]
    fn append_to(self, views: &mut Vec<AnyView>) {
        for child in self {
            child.append_to(views);
        }
    }
}
