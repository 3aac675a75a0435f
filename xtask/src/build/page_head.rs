//! The part of the page that loads the panel: the security policy, the module and the script.

use super::hashed_file::HashedFile;
use crate::hosting::security_policy;

/// The preload makes the browser download the module at the same time as the script.
pub(super) fn html(module: &HashedFile, script: &HashedFile) -> String {
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\" />\n\
         <link rel=\"preload\" as=\"fetch\" href=\"./{}\" crossorigin />\n\
         <script src=\"./{}\" integrity=\"{}\" crossorigin></script>\n",
        security_policy::content_security_policy(),
        module.file_name,
        script.file_name,
        script.integrity()
    )
}
