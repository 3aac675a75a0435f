//! A server that stores one group of one instance, in each dialect, and fails as it is told. What it
//! understands of a body it reads by the table: the bodies themselves are held to recordings elsewhere.

use serde_json::{Map, Value, json};

use crate::domain::http::answer::CallAnswer;
use crate::domain::http::request::{HttpCall, Method};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::api::Api;
use crate::domain::schema::encode;
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back::lookup;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Wire;

/// What goes wrong with the next `set`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain::tests) enum GroupFault {
    None,
    /// Refused, nothing stored
    Refused,
    /// Stored, and answered with a failure
    StoredAndFailed,
    /// No answer, and nothing stored
    Lost,
    /// No answer, and stored
    LostAnswer,
    /// Accepted, and nothing stored
    Ignored,
    /// Accepted, and stored two readings later
    Late,
    /// Stored, and not to be read any more
    Unreadable,
    /// No answer, and not to be read any more
    Gone,
}

pub(in crate::domain::tests) struct FakeGroup {
    pub(in crate::domain::tests) api: Api,
    pub(in crate::domain::tests) section: Section,
    /// As `find` tells it
    pub(in crate::domain::tests) stored: Value,
    pub(in crate::domain::tests) fault: GroupFault,
    /// The status that `find` answers, where it fails
    pub(in crate::domain::tests) find_status: Option<u16>,
    pub(in crate::domain::tests) calls: Vec<HttpCall>,
    late: Option<(u32, Value)>,
}

impl FakeGroup {
    pub(in crate::domain::tests) fn new(
        api: impl Into<Api>,
        section: Section,
        stored: Value,
    ) -> Self {
        Self {
            api: api.into(),
            section,
            stored,
            fault: GroupFault::None,
            find_status: None,
            calls: Vec::new(),
            late: None,
        }
    }

    pub(in crate::domain::tests) fn sets(&self) -> usize {
        self.calls.iter().filter(|call| call.method != Method::Get).count()
    }

    pub(in crate::domain::tests) fn answer(
        &mut self,
        call: &HttpCall,
    ) -> Result<CallAnswer, ApiError> {
        self.calls.push(call.clone());
        if call.method == Method::Get {
            return self.find();
        }
        let body: Value =
            serde_json::from_str(call.body.as_deref().unwrap_or("null")).expect("a body is JSON");
        let fault = std::mem::replace(&mut self.fault, GroupFault::None);
        let after = self.after(&body);
        match fault {
            GroupFault::None
            | GroupFault::StoredAndFailed
            | GroupFault::LostAnswer
            | GroupFault::Unreadable => self.stored = after,
            GroupFault::Late => self.late = Some((2, after)),
            GroupFault::Refused | GroupFault::Lost | GroupFault::Ignored | GroupFault::Gone => {}
        }
        if matches!(fault, GroupFault::Unreadable | GroupFault::Gone) {
            self.find_status = Some(500);
        }
        match fault {
            GroupFault::Refused => Ok(reply(
                400,
                json!({"status": 400, "error": "Bad Request",
                "response": {"message": [["url is not of a type(s) string"]]}}),
            )),
            GroupFault::StoredAndFailed => Ok(reply(
                500,
                json!({"status": 500,
                "error": "Internal Server Error", "response": {"message":
                    "Cannot read properties of null (reading 'assertExchange')"}}),
            )),
            GroupFault::Lost | GroupFault::LostAnswer | GroupFault::Gone => {
                Err(ApiError::without_reply(Case::Timeout))
            }
            _ => Ok(reply(201, json!({}))),
        }
    }

    fn find(&mut self) -> Result<CallAnswer, ApiError> {
        if let Some(status) = self.find_status {
            let error = json!({"status": status, "error": "x", "response": {"message": ["x"]}});
            return Ok(reply(status, error));
        }
        match self.late.take() {
            Some((0, after)) => self.stored = after,
            Some((left, after)) => self.late = Some((left - 1, after)),
            None => {}
        }
        Ok(reply(200, self.stored.clone()))
    }

    /// What is stored after this body.
    fn after(&self, body: &Value) -> Value {
        let dialect = self.api.dialect;
        let switch = self.section.spec().set_switch(dialect);
        let is_on = switch.and_then(|path| lookup(body, path)) != Some(&Value::Bool(false));
        let mut stored = match &self.stored {
            Value::Object(members) if !dialect.replaces_groups() => members.clone(),
            _ => Map::new(),
        };
        if switch.is_some() {
            stored.insert("enabled".to_owned(), is_on.into());
        }
        for field in Field::of(self.section, self.api) {
            let Some(wire) = field.spec().wire(self.api) else { continue };
            let (Some(path), sent) = (Wire::find(wire), lookup(body, wire.set())) else { continue };
            if !is_on && wire.is_lost_when_off {
                encode::insert(&mut stored, path, Value::Null);
            } else if let Some(value) = sent {
                encode::insert(&mut stored, path, value.clone());
            }
        }
        Value::Object(stored)
    }
}

fn reply(status: u16, body: Value) -> CallAnswer {
    let text = body.to_string();
    CallAnswer { status, text, elapsed_ms: 5, retry_after_s: None }
}
