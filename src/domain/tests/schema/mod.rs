//! Tests of `schema`.

mod encode;
mod events;
mod external_value;
mod form;
mod golden;
mod kept;
mod new_field;
mod paste;
mod properties;
mod search;
mod section_set;
mod table;
mod validate;
mod version;
