//! The same rules as a JSON Schema, for editors that check a file while it is written. It is made of
//! the table and of the lists that the reader uses, so that neither can know more than the other. The
//! build writes it again each time.

use serde_json::{Map, Value, json};

use crate::domain::deployment::config::{
    KEYS, LONGEST_LOCK, MOST_ORIGINS, appearance, form, server,
};
use crate::domain::preferences::{Language, Theme};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::event::Event;
use crate::domain::schema::external_value::{LONGEST, MOST};
use crate::domain::schema::field::{Kind, Rule};
use crate::domain::schema::fields::Field;

/// The whole schema.
#[must_use]
pub fn schema() -> Value {
    let members: Map<String, Value> =
        KEYS.iter().map(|key| ((*key).to_owned(), member(key))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "config.schema.json",
        "title": "config.json of Instance Panel",
        "description": "What a deployment may change of the panel. The file lies next to index.html and is read at every start; every key may be left out.",
        "type": "object",
        "additionalProperties": false,
        "properties": members,
    })
}

fn member(key: &str) -> Value {
    let languages = Language::ALL.map(Language::tag);
    let themes = Theme::ALL.map(Theme::id);
    match key {
        "$schema" => {
            described("The address of this schema, for editors", json!({ "type": "string" }))
        }
        "$comment" => described("A remark, which the panel ignores", json!({})),
        "servers" => described(
            "Servers that stand before the operator's own; they can be neither edited nor removed",
            list(server::MOST, object(&["baseUrl"], &server_members())),
        ),
        "allowKeys" => described(
            "Takes server keys and other secrets out of this file. Everybody who can open the page can read them",
            json!({ "type": "boolean", "default": false }),
        ),
        "addServers" => described(
            "Whether the operator may add servers: any, none, or those of these origins",
            json!({ "oneOf": [{ "type": "boolean" }, origins()], "default": true }),
        ),
        "language" => {
            described("For whoever has not chosen another one", json!({ "enum": languages }))
        }
        "theme" => described("For whoever has not chosen another one", json!({ "enum": themes })),
        "brand" => described("Name, logo and colour", object(&[], &brand_members())),
        "groups" => described("The groups that may be used; without it all of them", group_list()),
        "fields" => {
            described("First values, and who may change them", object(&[], &fields(field_rule)))
        }
        "presets" => described(
            "Choices of groups and values under one name, offered above the form",
            list(form::MOST_PRESETS, object(&["name"], &preset_members())),
        ),
        "embed" => described(
            "Showing the panel in a frame",
            object(
                &[],
                &[(
                    "origins".to_owned(),
                    described("Origins of the pages that may do so", origins()),
                )],
            ),
        ),
        "links" => described(
            "Links that every page shows, such as to your help",
            list(appearance::MOST_LINKS, object(&appearance::LINK_KEYS, &link_members())),
        ),
        "lockAfterMinutes" => described(
            "Keys are cleared after so many minutes without a press of a key or button",
            json!({ "type": "integer", "minimum": 1, "maximum": LONGEST_LOCK }),
        ),
        // A test looks for this.
        _ => Value::Null,
    }
}

fn server_members() -> Vec<(String, Value)> {
    let label = text(server::LONGEST_LABEL);
    members(&server::KEYS, |key| match key {
        "id" => {
            described("Its name in addresses (?server=); without it the base URL", label.clone())
        }
        "label" => {
            described("What it is called on the screen; without it the address", label.clone())
        }
        "baseUrl" => described("Its address, with the path in front of the API", web_address()),
        "dialect" => described(
            "How it spells the API; without it evolution-v2",
            json!({ "enum": Dialect::ALL.map(Dialect::id) }),
        ),
        _ => described("The global key. Taken with allowKeys only", text(server::LONGEST_SECRET)),
    })
}

fn brand_members() -> Vec<(String, Value)> {
    members(&appearance::BRAND_KEYS, |key| match key {
        "name" => described("In place of the panel's name", text(appearance::LONGEST_NAME)),
        "logo" => described(
            "A .png or .svg file next to index.html, or a PNG as a data: URL",
            json!({
                "type": "string",
                "pattern": "^([A-Za-z0-9_-][A-Za-z0-9._-]*\\.(png|svg)|data:image/png;base64,[A-Za-z0-9+/=]+)$",
            }),
        ),
        _ => described(
            "One colour. The panel makes the shades of it that read well in each theme",
            json!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" }),
        ),
    })
}

fn preset_members() -> Vec<(String, Value)> {
    members(&form::PRESET_KEYS, |key| match key {
        "name" => text(form::LONGEST_NAME),
        "groups" => group_list(),
        _ => {
            let plain = fields(field_value).into_iter();
            let is_secret = |id: &str| Field::with_id(id).is_some_and(|f| f.spec().is_secret());
            object(&[], &plain.filter(|(id, _)| !is_secret(id)).collect::<Vec<_>>())
        }
    })
}

fn link_members() -> Vec<(String, Value)> {
    members(&appearance::LINK_KEYS, |key| match key {
        "label" => text(appearance::LONGEST_NAME),
        _ => web_address(),
    })
}

fn field_rule(field: Field) -> Value {
    let flag = || json!({ "type": "boolean", "default": false });
    object(
        &[],
        &members(&form::FIELD_KEYS, |key| match key {
            "value" => field_value(field),
            "fixed" => described("Shown, and not to be changed", flag()),
            _ => described("Not shown; its value, where it has one, is sent", flag()),
        }),
    )
}

/// The JSON that is natural for the field's kind.
fn field_value(field: Field) -> Value {
    match field.spec().kind {
        Kind::Text(Rule::Url) => web_address(),
        Kind::Text(Rule::Digits) => {
            json!({ "anyOf": [text(LONGEST), { "type": "integer", "minimum": 0 }] })
        }
        Kind::Text(_) | Kind::Secret => text(LONGEST),
        Kind::Integer { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Choice(choices) => json!({ "enum": choices }),
        Kind::Events => list(MOST, json!({ "enum": Event::names() })),
        Kind::Headers => {
            json!({ "type": "object", "maxProperties": MOST, "additionalProperties": { "type": "string", "maxLength": LONGEST } })
        }
        Kind::List => list(MOST, text(LONGEST)),
    }
}

fn fields(of: impl Fn(Field) -> Value) -> Vec<(String, Value)> {
    Field::ALL.iter().map(|field| (field.id().to_owned(), of(*field))).collect()
}

fn group_list() -> Value {
    json!({ "type": "array", "items": { "enum": form::group_ids() }, "uniqueItems": true })
}

fn origins() -> Value {
    let origin = json!({
        "type": "string",
        "pattern": "^https?://[^/?#*@\\s]+$",
        "examples": ["https://app.example.com"],
    });
    list(MOST_ORIGINS, origin)
}

fn web_address() -> Value {
    json!({ "type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://", "maxLength": server::LONGEST_URL })
}

fn text(longest: usize) -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": longest })
}

fn list(most: usize, item: Value) -> Value {
    json!({ "type": "array", "maxItems": most, "items": item })
}

fn members(keys: &[&'static str], of: impl Fn(&str) -> Value) -> Vec<(String, Value)> {
    keys.iter().map(|key| ((*key).to_owned(), of(key))).collect()
}

fn object(required: &[&str], members: &[(String, Value)]) -> Value {
    let members: Map<String, Value> = members.iter().cloned().collect();
    let mut object = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": members,
    });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

fn described(description: &str, mut schema: Value) -> Value {
    schema["description"] = description.into();
    schema
}
