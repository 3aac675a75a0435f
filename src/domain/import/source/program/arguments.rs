//! The arguments of the functions that send a request.

use std::sync::Arc;

use crate::domain::import::source::call::{FoundBody, FoundCall, METHODS};
use crate::domain::import::source::program::address::{AddressParts, is_address};
use crate::domain::import::source::program::{PartOrder, Program};
use readers::literal::groups::Group;
use readers::literal::node::{Literal, Node, NodeMember};
use readers::literal::target::{AssignTarget, TargetStep};

impl Program<'_> {
    pub(super) fn sent(&mut self, function: &str, bracket: usize, group: Group) -> FoundCall {
        let mut call = FoundCall { at: self.input.source(bracket), ..FoundCall::default() };
        for headers in std::mem::take(&mut self.next_headers) {
            call.add_headers(&headers);
        }
        let next_body = self.next_body.take();
        call.body = next_body.map(|body| FoundBody::of_node(&body, &self.scope));
        if METHODS.contains(&function.to_ascii_uppercase().as_str()) {
            call.method = function.to_ascii_uppercase();
        }
        let mut is_function = false;
        for item in group.items {
            // The lines of a function are no body.
            is_function |= begins_function(&item);
            if is_function && item.is_object() {
                continue;
            }
            let value = self.resolved(item);
            match &value.value {
                Literal::Text(text) if METHODS.contains(&text.text()) => {
                    call.method = text.text().to_owned();
                }
                Literal::Text(text) if call.url.is_none() && is_address(text) => {
                    call.url = Some(text.clone());
                }
                Literal::Text(_) if call.body.is_none() => {
                    call.body = Some(FoundBody::of_node(&value, &self.scope));
                }
                Literal::Object(members) if members.iter().any(|one| is_option(&one.key)) => {
                    self.options(&mut call, members);
                }
                Literal::Object(members) if members.iter().any(|one| is_header(&one.key)) => {
                    call.add_headers(&value);
                }
                // What PHP's streams are opened with
                Literal::Object(members) if members.iter().any(|one| one.key == "http") => {
                    let http = value.get("http").map(Node::members).unwrap_or_default();
                    self.options(&mut call, http);
                }
                Literal::Object(_) | Literal::List(_) if call.body.is_none() => {
                    call.body = Some(FoundBody::Value(self.scope.filled(&value)));
                }
                _ => {}
            }
        }
        self.options(&mut call, &group.members);
        call.url = call.url.take().filter(|url| !url.is_empty()).map(|url| self.with_base(url));
        if call.method.is_empty() {
            call.method = if call.body.is_some() { "POST" } else { "GET" }.to_owned();
        }
        call
    }

    pub(super) fn options(&self, call: &mut FoundCall, members: &[NodeMember]) {
        let mut parts = AddressParts::default();
        for member in members {
            let value = self.resolved(member.value.clone());
            match member.key.to_ascii_lowercase().as_str() {
                "method" | "type" | "curlopt_customrequest" => {
                    call.method = value.text().unwrap_or_default().to_ascii_uppercase();
                }
                "url" | "uri" | "curlopt_url" => {
                    call.url = value.mapped().cloned().or(call.url.take());
                }
                "headers" | "header" | "curlopt_httpheader" => {
                    call.add_headers(&value);
                    // Lines of one text
                    if let Some(lines) = value.mapped() {
                        let mut at = 0;
                        for line in lines.text().split_inclusive('\n') {
                            call.add_header(&lines.part(at..at + line.len()).trimmed());
                            at += line.len();
                        }
                    }
                }
                "body" | "json" | "data" | "payload" | "form_params" | "content"
                | "curlopt_postfields" => {
                    call.body = Some(FoundBody::of_node(&value, &self.scope));
                }
                "hostname" | "host" => parts.host = value.mapped().cloned(),
                "path" | "pathname" => parts.path = value.mapped().cloned(),
                "port" => parts.port = Some(value.clone()),
                "protocol" => parts.is_plain = value.text() == Some("http:"),
                _ => {}
            }
        }
        if call.url.is_none() {
            call.url = parts.address();
        }
    }

    /// Whether a call gives a request something: a header by its name and value, an object of headers, the
    /// address of an `XMLHttpRequest`, or its body; or an object of the program more members.
    pub(super) fn part(&mut self, path: &str, bracket: usize, group: Group) -> bool {
        let members = group.members;
        // `Object.assign(body, { … })` names what it changes first.
        let first = group.items.first().and_then(|first| match &first.value {
            Literal::Unknown(name) if path == "Object.assign" => AssignTarget::parse(name),
            _ => None,
        });
        let items: Vec<Arc<Node>> =
            group.items.into_iter().map(|item| self.resolved(item)).collect();
        if let Some(first) = first.filter(|first| self.scope.knows(&first.name)) {
            let parts = &items[1..];
            return parts.iter().all(|part| {
                self.member_part("update", &first, bracket, std::slice::from_ref(part), Vec::new())
            });
        }
        let (owner, function) = path.rsplit_once(['.', '>', ':']).unwrap_or(("", path));
        let owner = AssignTarget::parse(owner.trim_end_matches(['-', ':', '?']));
        let owner = owner.filter(|owner| self.scope.knows(&owner.name));
        if let Some(owner) = owner
            && self.member_part(function, &owner, bracket, &items, members)
        {
            return true;
        }
        match (function, items.as_slice()) {
            ("open", [method, address, ..]) => {
                let method = method.text().filter(|method| METHODS.contains(method));
                let address = address.mapped().filter(|address| is_address(address));
                let (Some(method), Some(address)) = (method, address) else { return false };
                self.end_curl();
                self.curl = FoundCall {
                    at: self.input.source(bracket),
                    method: method.to_owned(),
                    url: Some(address.clone()),
                    ..FoundCall::default()
                };
            }
            ("send", items) if self.curl.url.is_some() => {
                self.curl.body = items.first().map(|body| FoundBody::of_node(body, &self.scope));
                for headers in std::mem::take(&mut self.next_headers) {
                    self.curl.add_headers(&headers);
                }
                self.end_curl();
            }
            // Node's requests get their body afterwards.
            ("write" | "end", [body]) => {
                let of_request = path.rsplit_once('.').map(|(owner, _)| owner.to_owned());
                return of_request.is_some() && of_request == self.owner && self.give_body(body);
            }
            ("update", [headers]) if headers.members().iter().any(|one| is_header(&one.key)) => {
                self.next_headers.push(headers.clone());
            }
            // Go, Java and C# say what a request has once it is there.
            ("body", [body]) if self.order == PartOrder::After => return self.give_body(body),
            // A header of every request to come, or of one
            ("Add" | "Set" | "header" | "addHeader", [name, value])
                if self.order == PartOrder::After =>
            {
                if path.contains("DefaultRequestHeaders") {
                    self.add_next_header(name, value);
                } else {
                    return self.give_header(name, value);
                }
            }
            ("append" | "set" | "add" | "setRequestHeader", [name, value]) => {
                let is_header = name.text().is_some_and(is_header);
                return is_header && self.give_header(name, value);
            }
            _ => return false,
        }
        true
    }

    /// Gives the last request its body; whether it had none and this is one.
    pub(super) fn give_body(&mut self, body: &Arc<Node>) -> bool {
        let Some(call) = self.calls.last_mut() else { return false };
        if call.url.is_none() || call.body.is_some() {
            return false;
        }
        let body = FoundBody::of_node(body, &self.scope);
        let is_body = matches!(body, FoundBody::Value(_));
        if is_body {
            call.body = Some(body);
            if call.method == "GET" {
                "POST".clone_into(&mut call.method);
            }
        }
        is_body
    }

    /// A call that gives an object of the program more members, or a list one more item.
    fn member_part(
        &mut self,
        function: &str,
        owner: &AssignTarget,
        bracket: usize,
        items: &[Arc<Node>],
        named: Vec<NodeMember>,
    ) -> bool {
        let mut put = |step: TargetStep, value: Node| {
            let mut target = owner.clone();
            target.steps.push(step);
            self.scope.allowance.spend(value.weight()) && self.put_value(&target, bracket, value)
        };
        match (function, items) {
            ("update", [members]) if members.is_object() => members
                .members()
                .iter()
                .all(|member| put(TargetStep::Member(member.key.clone()), member.value.clone())),
            ("update", []) if !named.is_empty() => {
                named.into_iter().all(|member| put(TargetStep::Member(member.key), member.value))
            }
            ("append", [item]) => put(TargetStep::Next, (**item).clone()),
            ("push", items) => items.iter().all(|item| put(TargetStep::Next, (**item).clone())),
            _ => false,
        }
    }

    /// One of the functions of PHP's curl.
    pub(super) fn curl_option(&mut self, function: &str, bracket: usize, group: Group) {
        let at = self.input.source(bracket);
        let mut items = group.items.into_iter();
        match function {
            "curl_exec" => self.end_curl(),
            "curl_init" => {
                self.end_curl();
                let url = items.next().map(|url| self.resolved(url));
                self.curl = FoundCall {
                    at,
                    url: url.and_then(|url| url.mapped().cloned()),
                    ..FoundCall::default()
                };
            }
            "curl_setopt" => {
                let name = items.nth(1).map(|name| name.value);
                if let (Some(Literal::Unknown(key)), Some(value)) = (name, items.next()) {
                    self.curl_options(&[NodeMember { key, at: value.at, value }]);
                }
            }
            _ => {
                let options: Vec<Arc<Node>> = items.map(|item| self.resolved(item)).collect();
                for node in options {
                    self.curl_options(node.members());
                }
            }
        }
    }

    pub(super) fn curl_options(&mut self, members: &[NodeMember]) {
        let mut call = std::mem::take(&mut self.curl);
        self.options(&mut call, members);
        self.curl = call;
    }

    pub(super) fn end_curl(&mut self) {
        let mut call = std::mem::take(&mut self.curl);
        if !call.is_empty() {
            if call.method.is_empty() {
                call.method = if call.body.is_some() { "POST" } else { "GET" }.to_owned();
            }
            self.calls.push(call);
        }
    }
}

fn begins_function(item: &Node) -> bool {
    matches!(&item.value, Literal::Unknown(text) if text == "function")
}

fn is_option(key: &str) -> bool {
    matches!(key, "method" | "headers" | "body" | "json" | "form_params" | "url" | "type" | "data")
}

pub(super) fn is_header(key: &str) -> bool {
    ["apikey", "content-type", "authorization", "accept", "x-api-key"]
        .iter()
        .any(|name| key.eq_ignore_ascii_case(name))
}
