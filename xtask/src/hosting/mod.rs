//! What web servers must send with the panel: the security headers, and the recipes that contain
//! them. May import only the base.

pub(crate) mod recipes;
pub(crate) mod security_policy;
