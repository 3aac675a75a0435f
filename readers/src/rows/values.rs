//! The values of a row. Each is read from whatever the server sent, and is empty where that has another
//! type than expected.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// The longest text that is kept of a row. 1.x lists a name of 5,000 characters.
const LONGEST: usize = 16_384;

/// Any other type than the expected one is read as the empty value.
macro_rules! empty_for {
    ($($visit:ident($type:ty)),+) => {
        $(fn $visit<E>(self, _: $type) -> Result<Self::Value, E> { Ok(Self::Value::default()) })+

        fn visit_unit<E>(self) -> Result<Self::Value, E> { Ok(Self::Value::default()) }
    };
}

pub(super) use empty_for;

/// So is an object.
macro_rules! empty_for_map {
    () => {
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            Ok(Self::Value::default())
        }
    };
}

/// So is a list.
macro_rules! empty_for_seq {
    () => {
        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
            while items.next_element::<IgnoredAny>()?.is_some() {}
            Ok(Self::Value::default())
        }
    };
}

/// The name of a member, borrowed wherever it holds no escape.
pub(super) struct Member<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for Member<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(MemberVisitor)
    }
}

struct MemberVisitor;

impl<'de> Visitor<'de> for MemberVisitor {
    type Value = Member<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Member(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Member(Cow::Owned(name.to_owned())))
    }
}

/// A text, or a number as text; nothing for any other value and for a text that is far too long.
#[derive(Default)]
pub(super) struct Text<'a>(pub(super) Option<Cow<'a, str>>);

impl<'a> Text<'a> {
    const fn is_kept(text: &str) -> bool {
        text.len() <= LONGEST
    }

    pub(super) fn filled(self) -> Option<Cow<'a, str>> {
        self.0.filter(|text| !text.is_empty())
    }

    pub(super) fn number<N: std::str::FromStr>(self) -> Option<N> {
        self.0?.parse().ok()
    }
}

/// Implements `Deserialize` by a visitor of the same type.
macro_rules! by_visitor {
    ($type:ty, $visitor:ident, $expected:literal, { $($visit:tt)* }) => {
        struct $visitor;

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any($visitor)
            }
        }

        impl<'de> Visitor<'de> for $visitor {
            type Value = $type;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($expected)
            }

            $($visit)*
        }
    };
}

by_visitor!(Text<'de>, TextVisitor, "a text", {
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Text::is_kept(text).then_some(Cow::Borrowed(text))))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Text::is_kept(text).then(|| Cow::Owned(text.to_owned()))))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Owned(number.to_string()))))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Owned(number.to_string()))))
    }

    empty_for!(visit_f64(f64), visit_bool(bool));
    empty_for_map!();
    empty_for_seq!();
});

/// `integration`: the engine's name, or an object with it and with the number of the Business engine.
#[derive(Default)]
pub(super) struct Channel<'a> {
    pub(super) engine: Option<Cow<'a, str>>,
    pub(super) number: Option<Cow<'a, str>>,
}

by_visitor!(Channel<'de>, ChannelVisitor, "an engine", {
    empty_for!(visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64));

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Channel { engine: Some(Cow::Borrowed(name)), number: None })
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Channel { engine: Some(Cow::Owned(name.to_owned())), number: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut channel = Channel::default();
        while let Some(Member(name)) = map.next_key()? {
            let value = map.next_value::<Text>()?;
            match &*name {
                "integration" => channel.engine = value.0,
                "number" => channel.number = value.filled(),
                _ => {}
            }
        }
        Ok(channel)
    }

    empty_for_seq!();
});

/// Whether the object of a group says that it is switched on.
#[derive(Default)]
pub(super) struct Switch(pub(super) bool);

by_visitor!(Switch, SwitchVisitor, "a group", {
    empty_for!(visit_i64(i64), visit_u64(u64), visit_f64(f64), visit_str(&str), visit_bool(bool));

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Switch, A::Error> {
        let mut is_on = false;
        while let Some(Member(name)) = map.next_key()? {
            if name == "enabled" {
                is_on = map.next_value::<Value>()? == Value::Bool(true);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Switch(is_on))
    }

    empty_for_seq!();
});

/// How many messages, contacts and chats are stored.
#[derive(Default)]
pub(super) struct Count(pub(super) Option<[u64; 3]>);

by_visitor!(Count, CountVisitor, "counts", {
    empty_for!(visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64), visit_str(&str));

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Count, A::Error> {
        let [mut messages, mut contacts, mut chats] = [0; 3];
        while let Some(Member(name)) = map.next_key()? {
            let value = map.next_value::<Text>()?.number();
            let count = match &*name {
                "Message" => &mut messages,
                "Contact" => &mut contacts,
                "Chat" => &mut chats,
                _ => continue,
            };
            *count = value.unwrap_or_default();
        }
        Ok(Count(Some([messages, contacts, chats])))
    }

    empty_for_seq!();
});
