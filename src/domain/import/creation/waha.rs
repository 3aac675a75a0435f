//! WAHA has a list of webhooks, events of its own, and its proxy in one line.

use crate::domain::import::creation::names::{self, NameMeaning};
use crate::domain::import::creation::reading::{Reading, Spot};
use crate::domain::import::creation::value::{self, ReadValue, ValueFault};
use crate::domain::import::report::LeftOutReason;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::paste;
use crate::domain::schema::section::Section;
use readers::literal::node::{Literal, Node, NodeMember};

impl Reading {
    /// Whether the member is one that WAHA has and the others do not.
    pub(super) fn waha(&mut self, member: &NodeMember, path: &str, spot: &Spot<'_>) -> bool {
        match (member.key.as_str(), &member.value.value) {
            ("webhooks", Literal::List(items)) => {
                let Some(first) = items.first() else { return true };
                let inner = Spot { section: Some(Section::Webhook), path, ..spot.clone() };
                let (own, rest): (Vec<NodeMember>, Vec<NodeMember>) =
                    first.members().iter().cloned().partition(|one| one.key != "events");
                self.members(&own, &inner);
                for events in rest {
                    self.waha_events(&events, path, spot);
                }
                for other in &items[1..] {
                    self.leave(path.to_owned(), other.at, LeftOutReason::SecondRow, None);
                }
                true
            }
            ("customHeaders", _) => {
                let headers = names::inside(Section::Webhook, "headers", false);
                if let Some(NameMeaning::Field(field)) = headers {
                    self.value(field, member, path.to_owned(), spot);
                }
                true
            }
            ("proxy", Literal::Object(_)) => {
                let server = member.value.get("server").and_then(Node::text).unwrap_or_default();
                let parts = paste::proxy(server).into_iter().filter(|(_, draft)| draft.is_sent());
                for (field, draft) in parts {
                    let read = ReadValue { draft: Some(draft), ..ReadValue::default() };
                    self.take(field, read, member, format!("{path}.server"), spot);
                }
                let inner = Spot { section: Some(Section::Proxy), path, ..spot.clone() };
                let rest = member.value.members().iter().filter(|one| one.key != "server");
                rest.for_each(|one| self.member(one, &inner));
                true
            }
            _ => false,
        }
    }

    pub(super) fn waha_events(&mut self, member: &NodeMember, path: &str, spot: &Spot<'_>) {
        const PAIRS: [(&str, &str); 6] = [
            ("message", "MESSAGES_UPSERT"),
            ("message.any", "MESSAGES_UPSERT"),
            ("message.ack", "MESSAGES_UPDATE"),
            ("session.status", "CONNECTION_UPDATE"),
            ("presence.update", "PRESENCE_UPDATE"),
            ("call.received", "CALL"),
        ];
        let mut read = ReadValue::default();
        let mut events = Vec::new();
        for (place, item) in member.value.items().iter().enumerate() {
            let name = item.text().unwrap_or_default();
            let pair = PAIRS.iter().find(|(own, _)| *own == name);
            match pair.and_then(|(_, known)| Some((known, value::event(known)?))) {
                Some((known, event)) => {
                    events.push(event);
                    read.respelled.push((name.to_owned(), known));
                }
                None => {
                    let fault = ValueFault::UnknownEvent(name.chars().take(80).collect());
                    read.left.push((format!("[{place}]"), item.at, fault));
                }
            }
        }
        read.draft = (!events.is_empty()).then(|| Draft::Events(events.into_iter().collect()));
        self.take(Field::WebhookEvents, read, member, format!("{path}.events"), spot);
    }
}
