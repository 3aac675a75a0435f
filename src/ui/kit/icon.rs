//! The few drawings of the panel. They are decoration: what they mean is always said in words, too.

use leptos::prelude::*;

/// A drawing on a grid of 16, in the colour of the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Cross,
    Check,
    Alert,
    Note,
    System,
    Sun,
    Moon,
    Search,
    Up,
    Down,
    Sliders,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Cross => "M4.5 4.5l7 7M11.5 4.5l-7 7",
            Self::Check => "M3.5 8.5l3 3 6-7",
            Self::Alert => "M8 4v5M8 11.6v.2",
            Self::Note => "M8 7.2v4.6M8 4.3v.2",
            Self::System => "M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5",
            Self::Sun => {
                "M8 5.2a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 1 1 0-5.6M8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1"
            }
            Self::Moon => "M13 9.6A5.4 5.4 0 0 1 6.4 3a5.4 5.4 0 1 0 6.6 6.6z",
            Self::Search => "M7 2.8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 1 1 0-8.4M10.2 10.2l3.3 3.3",
            Self::Up => "M8 12.5v-9M4.5 7L8 3.5 11.5 7",
            Self::Down => "M8 3.5v9M4.5 9L8 12.5 11.5 9",
            Self::Sliders => {
                "M2.5 5h3.2M9.3 5h4.2M2.5 11h6.2M12.3 11h1.2M7.5 3.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 1 1 0-3.6M10.5 9.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 1 1 0-3.6"
            }
        }
    }
}

/// The drawing as a view: SVG has a namespace of its own, so this one is Leptos's typed element.
pub fn draw(icon: Icon) -> AnyView {
    let path = icon.path();
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=path />
        </svg>
    }
    .into_any()
}
