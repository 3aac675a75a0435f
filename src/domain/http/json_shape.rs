//! What a JSON reader does not tell of a text: that it is nested too deeply, and which keys an object
//! has twice.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// `serde_json` keeps the text of numbers that are no plain integers: it presents them as an object
/// with this key.
const NUMBER: &str = "$serde_json::private::Number";

/// One step on the way from the whole to a value in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonStep {
    Key(String),
    Place(usize),
}

/// Why the shape of a text cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeFault {
    TooDeep,
    NotJson,
}

/// The paths of the keys that an object has twice.
///
/// # Errors
/// When the text is no JSON, or when brackets are nested deeper than `deepest`, wherever the text may
/// end.
pub fn keys_twice(text: &str, deepest: usize) -> Result<Vec<Vec<JsonStep>>, ShapeFault> {
    let mut walk = Walk { deepest, path: Vec::new(), twice: Vec::new(), is_too_deep: false };
    let mut reader = serde_json::Deserializer::from_str(text);
    let outcome = Shape(&mut walk).deserialize(&mut reader).and_then(|()| reader.end());
    match outcome {
        Ok(()) => Ok(walk.twice),
        Err(_) if walk.is_too_deep => Err(ShapeFault::TooDeep),
        Err(_) => Err(ShapeFault::NotJson),
    }
}

struct Walk {
    deepest: usize,
    path: Vec<JsonStep>,
    twice: Vec<Vec<JsonStep>>,
    is_too_deep: bool,
}

impl Walk {
    /// The path has a step for every object and list that is open.
    fn enter<E: Error>(&mut self, first: JsonStep) -> Result<(), E> {
        self.path.push(first);
        self.is_too_deep = self.path.len() > self.deepest;
        if self.is_too_deep { Err(E::custom("too deep")) } else { Ok(()) }
    }

    fn go_to(&mut self, step: JsonStep) {
        if let Some(last) = self.path.last_mut() {
            *last = step;
        }
    }
}

/// Walks one value.
struct Shape<'a>(&'a mut Walk);

impl<'de> DeserializeSeed<'de> for Shape<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Shape<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let walk = self.0;
        walk.enter(JsonStep::Place(0))?;
        let mut place = 0;
        while list.next_element_seed(Shape(walk))?.is_some() {
            place += 1;
            walk.go_to(JsonStep::Place(place));
        }
        walk.path.pop();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let walk = self.0;
        let mut next = object.next_key::<String>()?;
        if next.as_deref() == Some(NUMBER) {
            object.next_value::<IgnoredAny>()?;
            return Ok(());
        }
        walk.enter(JsonStep::Key(String::new()))?;
        let mut keys = BTreeSet::new();
        while let Some(key) = next {
            walk.go_to(JsonStep::Key(key.clone()));
            if !keys.insert(key) {
                walk.twice.push(walk.path.clone());
            }
            object.next_value_seed(Shape(walk))?;
            next = object.next_key()?;
        }
        walk.path.pop();
        Ok(())
    }
}
