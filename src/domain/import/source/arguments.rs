//! The arguments of the functions that send a request.

use std::sync::Arc;

use crate::domain::import::source::call::{FoundBody, FoundCall};
use crate::domain::import::source::program::{METHODS, Program};
use readers::literal::groups::Group;
use readers::literal::node::{Literal, Node, NodeMember};
use readers::text::mapped::Mapped;

impl Program<'_> {
    pub(super) fn sent(&mut self, function: &str, bracket: usize, group: Group) -> FoundCall {
        let mut call = FoundCall { at: self.input.source(bracket), ..FoundCall::default() };
        for headers in std::mem::take(&mut self.lent) {
            call.add_headers(&headers);
        }
        if METHODS.contains(&function.to_ascii_uppercase().as_str()) {
            call.method = function.to_ascii_uppercase();
        }
        for item in group.items {
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
                Literal::Object(_) | Literal::List(_) if call.body.is_none() => {
                    call.body = Some(FoundBody::Value(value));
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
        for member in members {
            let value = self.resolved(member.value.clone());
            match member.key.to_ascii_lowercase().as_str() {
                "method" | "type" | "curlopt_customrequest" => {
                    call.method = value.text().unwrap_or_default().to_ascii_uppercase();
                }
                "url" | "uri" | "curlopt_url" => {
                    call.url = value.mapped().cloned().or(call.url.take());
                }
                "headers" | "curlopt_httpheader" => call.add_headers(&value),
                "body" | "json" | "data" | "payload" | "form_params" | "content"
                | "curlopt_postfields" => {
                    call.body = Some(FoundBody::of_node(&value, &self.scope));
                }
                _ => {}
            }
        }
    }

    /// Whether a call gives the next request something: a header by its name and value, an object of headers,
    /// the address of an `XMLHttpRequest`, or its body.
    pub(super) fn part(&mut self, function: &str, bracket: usize, group: Group) -> bool {
        let items: Vec<Arc<Node>> =
            group.items.into_iter().map(|item| self.resolved(item)).collect();
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
                for headers in std::mem::take(&mut self.lent) {
                    self.curl.add_headers(&headers);
                }
                self.end_curl();
            }
            ("update", [headers]) if headers.members().iter().any(|one| is_header(&one.key)) => {
                self.lent.push(headers.clone());
            }
            ("append" | "set" | "add" | "setRequestHeader", [name, value]) => {
                let key = name.text().filter(|name| is_header(name));
                let text = value.mapped();
                let (Some(key), Some(text)) = (key, text) else { return false };
                if !self.scope.allowance.spend(text.text().len()) {
                    return false;
                }
                let value = Node::new(value.at, Literal::Text(text.clone()));
                let member = NodeMember { key: key.to_owned(), at: name.at, value };
                self.lent.push(Node::new(name.at, Literal::Object(vec![member])).into());
            }
            _ => return false,
        }
        true
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

fn is_address(text: &Mapped) -> bool {
    let text = text.text();
    let line = text.len() < 2_000 && !text.contains(['\n', '"']) && !text.starts_with('{');
    line && (text.contains('/') || text.contains("://"))
}

fn is_option(key: &str) -> bool {
    matches!(key, "method" | "headers" | "body" | "json" | "form_params" | "url" | "type" | "data")
}

fn is_header(key: &str) -> bool {
    ["apikey", "content-type", "authorization", "accept", "x-api-key"]
        .iter()
        .any(|name| key.eq_ignore_ascii_case(name))
}
