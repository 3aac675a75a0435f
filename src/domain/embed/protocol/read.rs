//! A parent's JSON to a message, or to the reason why it is none.

use serde_json::{Map, Value};

use crate::domain::embed::protocol::{
    DEEPEST, LONGEST, MARK, Message, Refusal, RefusalReason, ServerChoice, TYPES, VERSION,
};
use crate::domain::http::json_shape;
use crate::domain::http::json_shape::ShapeFault;
use crate::domain::http::secret::Secret;
use crate::domain::preferences::{Language, Theme};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::external_value;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::address;

/// How many characters a key, a label or a server's id may have.
const NAME: usize = 512;

/// Reads one message. It is followed as a whole or not at all.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn read(text: &str) -> Result<Message, Refusal> {
    let refuse = |reason| Err(Refusal::new(reason, None));
    if text.len() > LONGEST {
        return refuse(RefusalReason::TooLong);
    }
    if json_shape::keys_twice(text, DEEPEST) == Err(ShapeFault::TooDeep) {
        return refuse(RefusalReason::TooDeep);
    }
    let Ok(Value::Object(object)) = serde_json::from_str::<Value>(text) else {
        return refuse(RefusalReason::NotAnObject);
    };
    if object.get(MARK).and_then(Value::as_u64) != Some(u64::from(VERSION)) {
        return refuse(RefusalReason::Version);
    }
    let given = object.get("type").and_then(Value::as_str).unwrap_or_default();
    let Some(kind) = TYPES.into_iter().find(|kind| *kind == given) else {
        let refusal = Refusal::new(RefusalReason::UnknownType, None);
        return Err(if given.is_empty() { refusal } else { refusal.about(given) });
    };
    let members = Members { of: kind, object: &object };
    match kind {
        "hello" => members.only(&["wants"])?.hello(),
        "key" => members.only(&["key", "server"])?.key(),
        "server" => members.only(&["server"])?.server(),
        "prefill" => members.only(&["fields", "groups"])?.prefill(),
        "lock" => members.only(&["fields", "isLocked"])?.lock(),
        "theme" => members.only(&["theme"])?.named("theme", Theme::with_id).map(Message::Theme),
        "language" => members
            .only(&["language"])?
            .named("language", Language::with_tag)
            .map(Message::Language),
        "submit" => members.only(&[]).map(|_| Message::Submit),
        _ => members.only(&[]).map(|_| Message::Reset),
    }
}

/// A message of a known type, whose members are still to be judged.
struct Members<'a> {
    of: &'static str,
    object: &'a Map<String, Value>,
}

impl Members<'_> {
    fn refuse(&self, reason: RefusalReason, what: &str) -> Refusal {
        Refusal::new(reason, Some(self.of)).about(what)
    }

    /// A member that this type does not have is a mistake of the parent's, which it is told.
    fn only(self, names: &[&str]) -> Result<Self, Refusal> {
        let is_known = |name: &str| name == MARK || name == "type" || names.contains(&name);
        match self.object.keys().find(|name| !is_known(name)) {
            Some(name) => Err(self.refuse(RefusalReason::Member, name)),
            None => Ok(self),
        }
    }

    /// A text that is neither too long nor anything a header or a line could not hold.
    fn text(&self, name: &str) -> Result<Option<String>, Refusal> {
        match self.object.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => short_text(value)
                .map(|text| Some(text.to_owned()))
                .ok_or_else(|| self.refuse(RefusalReason::Member, name)),
        }
    }

    fn named<T>(&self, name: &str, find: fn(&str) -> Option<T>) -> Result<T, Refusal> {
        let given = self.object.get(name).and_then(Value::as_str).unwrap_or_default();
        find(given).ok_or_else(|| self.refuse(RefusalReason::Member, name))
    }

    fn hello(&self) -> Result<Message, Refusal> {
        let wants_hash = match self.object.get("wants") {
            None => false,
            Some(Value::Array(wants)) if wants.iter().all(|want| want == "hash") => {
                !wants.is_empty()
            }
            Some(_) => return Err(self.refuse(RefusalReason::Member, "wants")),
        };
        Ok(Message::Hello { wants_hash })
    }

    fn key(&self) -> Result<Message, Refusal> {
        let key = self.text("key")?.ok_or_else(|| self.refuse(RefusalReason::Member, "key"))?;
        // What cannot stand in a header is no key.
        if !key.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return Err(self.refuse(RefusalReason::Member, "key"));
        }
        Ok(Message::Key { key: Secret::new(key), server: self.text("server")? })
    }

    fn server(&self) -> Result<Message, Refusal> {
        let wrong = || self.refuse(RefusalReason::Member, "server");
        let Some(Value::Object(server)) = self.object.get("server") else {
            let id = self.text("server")?.filter(|id| !id.is_empty()).ok_or_else(wrong)?;
            return Ok(Message::Server(ServerChoice::Listed(id)));
        };
        let member = |name: &str| {
            let text = server.get(name).and_then(short_text).filter(|text| !text.is_empty());
            text.ok_or_else(|| self.refuse(RefusalReason::Member, &format!("server.{name}")))
        };
        let known = ["label", "baseUrl", "dialect"];
        if let Some(name) = server.keys().find(|name| !known.contains(&name.as_str())) {
            return Err(self.refuse(RefusalReason::Member, &format!("server.{name}")));
        }
        let base_url = address::read(member("baseUrl")?)
            .map_err(|_| self.refuse(RefusalReason::Member, "server.baseUrl"))?
            .into_string();
        let dialect = Dialect::with_id(member("dialect")?)
            .ok_or_else(|| self.refuse(RefusalReason::Member, "server.dialect"))?;
        let label = member("label")?.to_owned();
        Ok(Message::Server(ServerChoice::Whole { label, base_url, dialect }))
    }

    fn prefill(&self) -> Result<Message, Refusal> {
        let mut fields: Vec<(Field, Draft)> = Vec::new();
        for (id, value) in self.entries("fields")? {
            let field = self.field(id)?;
            let draft = external_value::draft(field, value)
                .map_err(|wanted| self.refuse(RefusalReason::Value(wanted), id))?;
            fields.push((field, draft));
        }
        let mut groups: Vec<(Section, bool)> = Vec::new();
        for (id, value) in self.entries("groups")? {
            let group =
                Section::ALL.iter().copied().find(|group| group.is_group() && group.id() == id);
            let group = group.ok_or_else(|| self.refuse(RefusalReason::UnknownField, id))?;
            let is_on = value.as_bool().ok_or_else(|| self.refuse(RefusalReason::Member, id))?;
            groups.push((group, is_on));
        }
        Ok(Message::Prefill { fields, groups })
    }

    /// The entries of an object that may be missing.
    fn entries(&self, name: &str) -> Result<impl Iterator<Item = (&String, &Value)>, Refusal> {
        match self.object.get(name) {
            None => Ok(None),
            Some(Value::Object(object)) => Ok(Some(object)),
            Some(_) => Err(self.refuse(RefusalReason::Member, name)),
        }
        .map(|object| object.into_iter().flatten())
    }

    fn lock(&self) -> Result<Message, Refusal> {
        let Some(Value::Array(ids)) = self.object.get("fields") else {
            return Err(self.refuse(RefusalReason::Member, "fields"));
        };
        let mut fields = Vec::new();
        for id in ids {
            let id = id.as_str().ok_or_else(|| self.refuse(RefusalReason::Member, "fields"))?;
            fields.push(self.field(id)?);
        }
        let is_locked = match self.object.get("isLocked") {
            None => true,
            Some(Value::Bool(is_locked)) => *is_locked,
            Some(_) => return Err(self.refuse(RefusalReason::Member, "isLocked")),
        };
        Ok(Message::Lock { fields, is_locked })
    }

    fn field(&self, id: &str) -> Result<Field, Refusal> {
        Field::with_id(id).ok_or_else(|| self.refuse(RefusalReason::UnknownField, id))
    }
}

fn short_text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| text.len() <= NAME && !text.contains(external_value::turns))
}
