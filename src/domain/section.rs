//! The sections of the form. A *group* is a section with a switch in front of it: off, nothing of
//! it is sent; on, what the server needs with it is sent too.

use super::dialect::Dialect;

/// A card of the form, in the order of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Instance,
    Behaviour,
    Webhook,
    Websocket,
    Rabbitmq,
    Sqs,
    Nats,
    Kafka,
    Pusher,
    Chatwoot,
    Typebot,
    Proxy,
}

/// What sections stand under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Basics,
    Events,
    Integrations,
    Network,
}

/// What the table says of a section.
#[derive(Clone, Copy, Debug)]
pub struct SectionSpec {
    /// Stable id; also the name in the routes `/{id}/set` and `/{id}/find`
    pub id: &'static str,
    pub family: Family,
    pub is_group: bool,
    /// Path that carries `true` in the creation body when the group is on, a column a dialect
    create_switch: [Option<&'static str>; Dialect::COUNT],
    /// The same in the body of `set`
    set_switch: [Option<&'static str>; Dialect::COUNT],
    /// The environment variable of the server that switches the group on
    pub server_switch: Option<&'static str>,
}

const NO: [Option<&str>; Dialect::COUNT] = [None; Dialect::COUNT];

const fn plain(id: &'static str, family: Family) -> SectionSpec {
    SectionSpec {
        id,
        family,
        is_group: false,
        create_switch: NO,
        set_switch: NO,
        server_switch: None,
    }
}

const fn group(id: &'static str, family: Family) -> SectionSpec {
    SectionSpec { is_group: true, ..plain(id, family) }
}

impl SectionSpec {
    const fn created_by(mut self, v1: Option<&'static str>, v2: Option<&'static str>) -> Self {
        self.create_switch = [v1, v2, None];
        self
    }

    const fn set_by(mut self, v1: Option<&'static str>, v2: Option<&'static str>) -> Self {
        self.set_switch = [v1, v2, None];
        self
    }

    const fn switched_by(mut self, variable: &'static str) -> Self {
        self.server_switch = Some(variable);
        self
    }

    /// Path of the switch in the body of the call that creates the group.
    #[must_use]
    pub fn create_switch(&self, dialect: Dialect) -> Option<&'static str> {
        self.create_switch[dialect as usize]
    }

    /// Path of the switch in the body of the group's `set` call.
    #[must_use]
    pub fn set_switch(&self, dialect: Dialect) -> Option<&'static str> {
        self.set_switch[dialect as usize]
    }
}

impl Section {
    pub const ALL: [Self; 12] = [
        Self::Instance,
        Self::Behaviour,
        Self::Webhook,
        Self::Websocket,
        Self::Rabbitmq,
        Self::Sqs,
        Self::Nats,
        Self::Kafka,
        Self::Pusher,
        Self::Chatwoot,
        Self::Typebot,
        Self::Proxy,
    ];

    #[must_use]
    pub const fn spec(self) -> SectionSpec {
        match self {
            Self::Instance => plain("instance", Family::Basics),
            Self::Behaviour => plain("settings", Family::Basics),
            Self::Webhook => {
                group("webhook", Family::Events).set_by(Some("enabled"), Some("webhook.enabled"))
            }
            Self::Websocket => group("websocket", Family::Events)
                .created_by(Some("websocket_enabled"), Some("websocket.enabled"))
                .set_by(Some("enabled"), Some("websocket.enabled"))
                .switched_by("WEBSOCKET_ENABLED"),
            Self::Rabbitmq => group("rabbitmq", Family::Events)
                .created_by(Some("rabbitmq_enabled"), Some("rabbitmq.enabled"))
                .set_by(Some("enabled"), Some("rabbitmq.enabled"))
                .switched_by("RABBITMQ_ENABLED"),
            Self::Sqs => group("sqs", Family::Events)
                .created_by(Some("sqs_enabled"), Some("sqs.enabled"))
                .set_by(Some("enabled"), Some("sqs.enabled"))
                .switched_by("SQS_ENABLED"),
            Self::Nats => group("nats", Family::Events)
                .created_by(None, Some("nats.enabled"))
                .set_by(None, Some("nats.enabled"))
                .switched_by("NATS_ENABLED"),
            Self::Kafka => group("kafka", Family::Events)
                .created_by(None, Some("kafka.enabled"))
                .set_by(None, Some("kafka.enabled"))
                .switched_by("KAFKA_ENABLED"),
            Self::Pusher => group("pusher", Family::Events)
                .created_by(None, Some("pusher.enabled"))
                .set_by(None, Some("pusher.enabled"))
                .switched_by("PUSHER_ENABLED"),
            Self::Chatwoot => group("chatwoot", Family::Integrations)
                .set_by(Some("enabled"), Some("enabled"))
                .switched_by("CHATWOOT_ENABLED"),
            Self::Typebot => group("typebot", Family::Integrations)
                .created_by(None, Some("enabled"))
                .set_by(Some("enabled"), None)
                .switched_by("TYPEBOT_ENABLED"),
            Self::Proxy => group("proxy", Family::Network).set_by(Some("enabled"), Some("enabled")),
        }
    }

    #[must_use]
    pub const fn is_group(self) -> bool {
        self.spec().is_group
    }

    #[must_use]
    pub const fn id(self) -> &'static str {
        self.spec().id
    }

    /// Whether the server reads the section back by `GET /{id}/find/{name}`.
    #[must_use]
    pub const fn is_found(self) -> bool {
        !matches!(self, Self::Instance)
    }
}
