//! The sections of the form. A *group* is a section with a switch: if it is off, nothing of it is
//! sent; if it is on, everything that the server needs with it is sent.

use crate::domain::schema::dialect::Dialect;

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

/// The headings that sections are grouped under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Basics,
    Events,
    Integrations,
    Network,
}

/// The properties of a section.
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
    /// Whether `find` answers an empty body where the server has the group switched off, a column a
    /// dialect. `null` says then that it is switched on and nothing is stored
    silent_when_off: [bool; Dialect::COUNT],
    /// Whether the server stores the group although it has it switched off, and shows it only after
    /// it is switched on, a column a dialect
    stored_when_off: [bool; Dialect::COUNT],
    /// Path in the creation's answer that is missing where the server stored the group although it
    /// has it switched off
    echoed_when_on: [Option<&'static str>; Dialect::COUNT],
    /// Path in the reply of `find` that tells where the integration calls the server back
    pub callback: Option<&'static str>,
    /// The server tries the values out before it keeps them, and answers before it has written them
    pub is_tried_out: bool,
    /// The server keeps a list of these: `create` and `update/{id}` stand in place of `set`
    keeps_rows: [bool; Dialect::COUNT],
}

const NO: [Option<&str>; Dialect::COUNT] = [None; Dialect::COUNT];
const NEVER: [bool; Dialect::COUNT] = [false; Dialect::COUNT];

const fn plain(id: &'static str, family: Family) -> SectionSpec {
    SectionSpec {
        id,
        family,
        is_group: false,
        create_switch: NO,
        set_switch: NO,
        server_switch: None,
        silent_when_off: NEVER,
        stored_when_off: NEVER,
        echoed_when_on: NO,
        callback: None,
        is_tried_out: false,
        keeps_rows: NEVER,
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

    /// 2.x says nothing at all of what it has switched off.
    const fn silent_in_v2(mut self) -> Self {
        self.silent_when_off[Dialect::EvolutionV2 as usize] = true;
        self
    }

    /// 2.x stores it all the same, and shows it after it is switched on and restarted.
    const fn stored_when_off_in_v2(mut self) -> Self {
        self.stored_when_off[Dialect::EvolutionV2 as usize] = true;
        self
    }

    /// 1.x stores these whether or not it has them on, but echoes this only when it has.
    const fn echoed_in_v1(mut self, path: &'static str) -> Self {
        self.echoed_when_on[Dialect::EvolutionV1 as usize] = Some(path);
        self
    }

    const fn set_in_l2msg_by(mut self, path: &'static str) -> Self {
        self.set_switch[Dialect::L2msg as usize] = Some(path);
        self
    }

    const fn called_back_at(mut self, path: &'static str) -> Self {
        self.callback = Some(path);
        self
    }

    const fn tried_out(mut self) -> Self {
        self.is_tried_out = true;
        self
    }

    const fn in_rows_in_v2(mut self) -> Self {
        self.keeps_rows[Dialect::EvolutionV2 as usize] = true;
        self
    }

    #[must_use]
    pub fn is_silent_when_off(&self, dialect: Dialect) -> bool {
        self.silent_when_off[dialect as usize]
    }

    #[must_use]
    pub fn is_stored_when_off(&self, dialect: Dialect) -> bool {
        self.stored_when_off[dialect as usize]
    }

    #[must_use]
    pub fn echoed_when_on(&self, dialect: Dialect) -> Option<&'static str> {
        self.echoed_when_on[dialect as usize]
    }

    #[must_use]
    pub fn keeps_rows(&self, dialect: Dialect) -> bool {
        self.keeps_rows[dialect as usize]
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
            Self::Webhook => group("webhook", Family::Events)
                .set_by(Some("enabled"), Some("webhook.enabled"))
                .set_in_l2msg_by("enabled"),
            Self::Websocket => group("websocket", Family::Events)
                .created_by(Some("websocket_enabled"), Some("websocket.enabled"))
                .set_by(Some("enabled"), Some("websocket.enabled"))
                .switched_by("WEBSOCKET_ENABLED")
                .silent_in_v2(),
            Self::Rabbitmq => group("rabbitmq", Family::Events)
                .created_by(Some("rabbitmq_enabled"), Some("rabbitmq.enabled"))
                .set_by(Some("enabled"), Some("rabbitmq.enabled"))
                .switched_by("RABBITMQ_ENABLED")
                .silent_in_v2()
                .echoed_in_v1("rabbitmq.events"),
            Self::Sqs => group("sqs", Family::Events)
                .created_by(Some("sqs_enabled"), Some("sqs.enabled"))
                .set_by(Some("enabled"), Some("sqs.enabled"))
                .switched_by("SQS_ENABLED")
                .silent_in_v2()
                .echoed_in_v1("sqs.events"),
            Self::Nats => group("nats", Family::Events)
                .created_by(None, Some("nats.enabled"))
                .set_by(None, Some("nats.enabled"))
                .switched_by("NATS_ENABLED")
                .silent_in_v2(),
            Self::Kafka => group("kafka", Family::Events)
                .created_by(None, Some("kafka.enabled"))
                .set_by(None, Some("kafka.enabled"))
                .switched_by("KAFKA_ENABLED")
                .silent_in_v2(),
            Self::Pusher => group("pusher", Family::Events)
                .created_by(None, Some("pusher.enabled"))
                .set_by(None, Some("pusher.enabled"))
                .switched_by("PUSHER_ENABLED")
                .silent_in_v2()
                .stored_when_off_in_v2(),
            Self::Chatwoot => group("chatwoot", Family::Integrations)
                .set_by(Some("enabled"), Some("enabled"))
                .switched_by("CHATWOOT_ENABLED")
                .called_back_at("webhook_url"),
            Self::Typebot => group("typebot", Family::Integrations)
                .created_by(None, Some("enabled"))
                .set_by(Some("enabled"), Some("enabled"))
                .switched_by("TYPEBOT_ENABLED")
                .in_rows_in_v2(),
            Self::Proxy => {
                group("proxy", Family::Network).set_by(Some("enabled"), Some("enabled")).tried_out()
            }
        }
    }

    /// The member of an instance's row in the list that holds the group. The list does not tell of the
    /// other groups. It stands next to [`SectionSpec`], because the form does not need it.
    #[must_use]
    pub const fn listed_as(self, dialect: Dialect) -> Option<&'static str> {
        match (self, dialect) {
            (Self::Chatwoot, Dialect::EvolutionV1) => Some("chatwoot"),
            (Self::Chatwoot, Dialect::EvolutionV2) => Some("Chatwoot"),
            (Self::Proxy, Dialect::EvolutionV2) => Some("Proxy"),
            (Self::Websocket, Dialect::EvolutionV2) => Some("Websocket"),
            (Self::Rabbitmq, Dialect::EvolutionV2) => Some("Rabbitmq"),
            (Self::Sqs, Dialect::EvolutionV2) => Some("Sqs"),
            (Self::Nats, Dialect::EvolutionV2) => Some("Nats"),
            _ => None,
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

    /// Whether the server reads the section back by `GET /{id}/find/{name}`. The instance itself is
    /// read in the list of instances.
    #[must_use]
    pub const fn is_read_by_find(self) -> bool {
        !matches!(self, Self::Instance)
    }
}
