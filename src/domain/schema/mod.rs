//! The field table and what follows from it: the vocabulary, the checks, and drafts to request bodies and
//! back. It knows no server and no reply.

pub mod api;
pub mod dialect;
pub mod drafts;
pub mod encode;
pub mod event;
pub mod external_value;
pub mod field;
pub mod fields;
pub mod kept;
pub mod paste;
pub(in crate::domain) mod places;
pub mod read_back;
pub mod search;
pub mod section;
pub mod section_set;
pub mod validate;
pub mod version;
pub mod wire;
