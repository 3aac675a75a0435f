//! A body whose secrets can be variables.

use serde_json::{Number, Value};

use crate::domain::export::ExportedSecrets;
use crate::domain::http::secret::masked_body;
use crate::domain::schema::section::Section;

/// A value of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyPart {
    Null,
    Flag(bool),
    Number(Number),
    Text(String),
    /// The name of the variable that holds the text
    Variable(String),
    List(Vec<BodyPart>),
    Object(Vec<(String, BodyPart)>),
}

/// The variables of an export: one for each secret. A secret that several instances share has one
/// variable.
#[derive(Debug)]
pub struct SecretVariables {
    secrets: ExportedSecrets,
    /// Names with their values, in the order of their first use
    known: Vec<(String, String)>,
}

impl SecretVariables {
    #[must_use]
    pub const fn new(secrets: ExportedSecrets) -> Self {
        Self { secrets, known: Vec::new() }
    }

    /// A body with variables in the place of its secrets. `section` is what the request is about, where it
    /// is about one.
    pub fn of_body(&mut self, body: &Value, section: Option<Section>) -> BodyPart {
        let masked = match self.secrets {
            ExportedSecrets::Variables => masked_body(body),
            ExportedSecrets::InClear => body.clone(),
        };
        let prefix = section.map_or("", |section| section.id());
        self.part(body, &masked, prefix)
    }

    #[must_use]
    pub fn into_names(self) -> Vec<String> {
        self.known.into_iter().map(|(name, _)| name).collect()
    }

    /// What masking changes is a secret.
    fn part(&mut self, plain: &Value, masked: &Value, path: &str) -> BodyPart {
        match (plain, masked) {
            (Value::Object(members), masked) => BodyPart::Object(
                members
                    .iter()
                    .map(|(name, value)| {
                        let masked = masked.get(name).unwrap_or(value);
                        (name.clone(), self.part(value, masked, &format!("{path}.{name}")))
                    })
                    .collect(),
            ),
            (Value::Array(items), masked) => BodyPart::List(
                items
                    .iter()
                    .enumerate()
                    .map(|(place, item)| self.part(item, masked.get(place).unwrap_or(item), path))
                    .collect(),
            ),
            (Value::String(secret), masked) if masked.as_str() != Some(secret) => {
                BodyPart::Variable(self.name(path, secret))
            }
            (Value::String(text), _) => BodyPart::Text(text.clone()),
            (Value::Number(secret), Value::String(_)) => {
                BodyPart::Variable(self.name(path, &secret.to_string()))
            }
            (Value::Number(number), _) => BodyPart::Number(number.clone()),
            (Value::Bool(flag), _) => BodyPart::Flag(*flag),
            (Value::Null, _) => BodyPart::Null,
        }
    }

    /// The variable of a secret: named by its path, with a number where other values have the name.
    fn name(&mut self, path: &str, secret: &str) -> String {
        let base = match upper_snake(path).as_str() {
            "TOKEN" => "INSTANCE_TOKEN".to_owned(),
            name => name.to_owned(),
        };
        for count in 1_u32.. {
            let name = if count == 1 { base.clone() } else { format!("{base}_{count}") };
            match self.known.iter().find(|(known, _)| *known == name) {
                Some((_, value)) if value == secret => return name,
                Some(_) => {}
                None => {
                    self.known.push((name.clone(), secret.to_owned()));
                    return name;
                }
            }
        }
        base
    }
}

/// `proxy.password` and `proxyPassword` become `PROXY_PASSWORD`.
fn upper_snake(path: &str) -> String {
    let mut name = String::new();
    let mut is_after_lower = false;
    for c in path.chars() {
        if !c.is_ascii_alphanumeric() {
            if !name.is_empty() && !name.ends_with('_') {
                name.push('_');
            }
            is_after_lower = false;
            continue;
        }
        if c.is_ascii_uppercase() && is_after_lower {
            name.push('_');
        }
        name.push(c.to_ascii_uppercase());
        is_after_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    name.trim_end_matches('_').to_owned()
}
