//! The functions of programs and their libraries that an import knows.

/// The last part of the names of functions that send a request.
pub(super) const SENDERS: [&str; 20] = [
    "wp_remote_post",
    "file_get_contents",
    "NewRequest",
    "NewRequestWithContext",
    "HttpRequestMessage",
    "fetch",
    "$fetch",
    "axios",
    "post",
    "put",
    "patch",
    "get",
    "delete",
    "request",
    "Request",
    "ajax",
    "got",
    "ofetch",
    "urlopen",
    "asJson",
];
/// The last part of the names of functions that give a request one thing more.
pub(super) const PARTS: [&str; 16] = [
    "Add",
    "Set",
    "header",
    "addHeader",
    "body",
    "assign",
    "append",
    "set",
    "add",
    "update",
    "setRequestHeader",
    "open",
    "send",
    "push",
    "write",
    "end",
];
