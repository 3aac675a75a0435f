//! Building blocks that know no feature: elements, dialogs, icons, sentences.

pub mod buttons;
pub mod children;
pub mod dialog;
pub mod element;
pub mod focus;
pub mod i18n;
pub mod icon;
pub mod json_view;
pub mod lazy;
pub mod menu;
pub mod paint;
pub mod search_box;
pub mod sheet;
pub mod tick;
pub mod undo_toast;
pub mod virtual_list;
