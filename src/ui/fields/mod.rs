//! One field as a row with its control. A row knows its [`FieldView`](view::FieldView) and nothing of
//! the screen that it is on.

pub mod control;
pub mod field_focus;
pub mod field_index;
pub mod readonly_row;
pub mod row;
pub mod table_row;
pub mod view;
