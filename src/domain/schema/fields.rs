//! THE TABLE: every field of every dialect, one entry each. A new creation field is one entry here
//! and its lines in the locale files; form, checks, bodies, preview, read-back, proof and the demo
//! server's acceptance tests iterate over it.
//!
//! An entry names the field (the enum's variant and the stable id), its section and kind, and a
//! column a dialect: the path in the creation body, the names in `set` and `find`, what the server
//! does without it. The order of the entries is the order on the screen and in the body.

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::{FieldSpec, Kind, Rule, spec};
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::{Carrier, Fill, at};

macro_rules! fields {
    ($($field:ident = $spec:expr;)+) => {
        /// The name of a field in the code: a wrong one does not compile.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field { $($field),+ }

        const TABLE: &[FieldSpec] = &[$($spec),+];

        impl Field {
            pub const ALL: &[Self] = &[$(Self::$field),+];
        }
    };
}

const ANY: Kind = Kind::Text(Rule::Any);
const URL: Kind = Kind::Text(Rule::Url);
const COUNT: Kind = Kind::Integer { min: 0, max: 2_147_483_647 };

pub const BAILEYS: &str = "WHATSAPP-BAILEYS";
pub const BUSINESS: &str = "WHATSAPP-BUSINESS";
const ENGINES: &[&str] = &[BAILEYS, BUSINESS, "EVOLUTION"];
const PROTOCOLS: &[&str] = &["http", "https", "socks4", "socks5"];
const TRIGGERS: &[&str] = &["all", "keyword", "none", "advanced"];
const OPERATORS: &[&str] = &["equals", "contains", "startsWith", "endsWith", "regex"];

fields! {
    InstanceName = spec("instance_name", Section::Instance, Kind::Text(Rule::Name))
        .needed()
        .v1(at("instanceName").max(100).replied_at("instance.instanceName"))
        .v2(at("instanceName").max(255).replied_at("instance.instanceName"))
        .l2msg(at("instanceName").max(100).replied_at("instance.instanceName"));
    Integration = spec("integration", Section::Instance, Kind::Choice(ENGINES))
        .v1(at("integration")
            .among(&[BAILEYS, BUSINESS])
            .else_text(BAILEYS)
            .replied_at("instance.integration"))
        .v2(at("integration").filled(Fill::Text(BAILEYS)).replied_at("instance.integration"));
    Token = spec("token", Section::Instance, Kind::Secret)
        .needed_when(Field::Integration, &[BUSINESS])
        .v1(at("token").filled(Fill::FreshToken).replied_at("hash.apikey"))
        .v2(at("token").max(255).else_generated().replied_at("hash"));
    Number = spec("number", Section::Instance, Kind::Text(Rule::Digits))
        .needed_when(Field::Integration, &[BUSINESS])
        .v1(at("number").replied_at("chatwoot.number"))
        .v2(at("number").replied_at("chatwoot.number"))
        .l2msg(at("number"));
    BusinessId = spec("business_id", Section::Instance, ANY)
        .useful_when(Field::Integration, &[BUSINESS])
        .v2(at("businessId"));
    Qrcode = spec("qrcode", Section::Instance, Kind::Flag)
        .v1(at("qrcode").unseen().else_flag(false))
        .v2(at("qrcode").unseen().else_flag(false))
        .l2msg(at("qrcode").unseen().else_flag(false));

    RejectCall = spec("reject_call", Section::Behaviour, Kind::Flag)
        .v1(at("reject_call").else_flag(false))
        .v2(at("rejectCall").else_flag(false))
        .l2msg(at("rejectCall").then("reject_call").else_flag(false));
    MsgCall = spec("msg_call", Section::Behaviour, ANY)
        .useful_when(Field::RejectCall, &["true"])
        .v1(at("msg_call"))
        .v2(at("msgCall").max(100))
        .l2msg(at("msgCall").then("msg_call"));
    GroupsIgnore = spec("groups_ignore", Section::Behaviour, Kind::Flag)
        .v1(at("groups_ignore").forced_on().else_flag(true))
        .v2(at("groupsIgnore").else_flag(false))
        .l2msg(at("groupsIgnore").then("groups_ignore").else_flag(true));
    AlwaysOnline = spec("always_online", Section::Behaviour, Kind::Flag)
        .v1(at("always_online").else_flag(false))
        .v2(at("alwaysOnline").else_flag(false))
        .l2msg(at("alwaysOnline").then("always_online").else_flag(false));
    ReadMessages = spec("read_messages", Section::Behaviour, Kind::Flag)
        .v1(at("read_messages").else_flag(false))
        .v2(at("readMessages").else_flag(false))
        .l2msg(at("readMessages").then("read_messages").else_flag(false));
    ReadStatus = spec("read_status", Section::Behaviour, Kind::Flag)
        .v1(at("read_status").else_flag(false))
        .v2(at("readStatus").else_flag(false))
        .l2msg(at("readStatus").then("read_status").else_flag(false));
    SyncFullHistory = spec("sync_full_history", Section::Behaviour, Kind::Flag)
        .v1(at("sync_full_history").else_flag(false))
        .v2(at("syncFullHistory").else_flag(false))
        .l2msg(at("syncFullHistory").then("sync_full_history").else_flag(false));
    WavoipToken = spec("wavoip_token", Section::Behaviour, Kind::Secret)
        .v2(at("wavoipToken").by_set().max(100));

    WebhookUrl = spec("webhook_url", Section::Webhook, URL)
        .needed()
        .v1(at("webhook").then("url"))
        .v2(at("webhook.url").max(500))
        .l2msg(at("webhook.url").then("url"));
    WebhookByEvents = spec("webhook_by_events", Section::Webhook, Kind::Flag)
        .v1(at("webhook_by_events").else_flag(false))
        .v2(at("webhook.byEvents").found_at("webhookByEvents").else_flag(false))
        .l2msg(at("webhook.byEvents").then("webhook_by_events").else_flag(false));
    WebhookBase64 = spec("webhook_base64", Section::Webhook, Kind::Flag)
        .v1(at("webhook_base64").else_flag(false))
        .v2(at("webhook.base64").found_at("webhookBase64").else_flag(false))
        .l2msg(at("webhook.base64").then("webhook_base64").else_flag(false));
    WebhookHeaders = spec("webhook_headers", Section::Webhook, Kind::Headers)
        .v2(at("webhook.headers"))
        .l2msg(at("webhook.headers").then("headers"));
    WebhookEvents = spec("webhook_events", Section::Webhook, Kind::Events)
        .v1(at("events").filled(Fill::NoEvents))
        .v2(at("webhook.events").filled(Fill::NoEvents))
        .l2msg(at("webhook.events").then("events").filled(Fill::NoEvents));

    WebsocketEvents = spec("websocket_events", Section::Websocket, Kind::Events)
        .v1(at("websocket_events").then("events").filled(Fill::NoEvents))
        .v2(at("websocket.events").filled(Fill::NoEvents));
    RabbitmqEvents = spec("rabbitmq_events", Section::Rabbitmq, Kind::Events)
        .v1(at("rabbitmq_events").then("events").filled(Fill::NoEvents))
        .v2(at("rabbitmq.events").filled(Fill::NoEvents));
    SqsEvents = spec("sqs_events", Section::Sqs, Kind::Events)
        .v1(at("sqs_events").then("events").filled(Fill::NoEvents))
        .v2(at("sqs.events").filled(Fill::NoEvents));
    NatsEvents = spec("nats_events", Section::Nats, Kind::Events)
        .v2(at("nats.events").filled(Fill::NoEvents));
    KafkaEvents = spec("kafka_events", Section::Kafka, Kind::Events)
        .v2(at("kafka.events").filled(Fill::NoEvents));

    PusherAppId = spec("pusher_app_id", Section::Pusher, ANY)
        .needed()
        .v2(at("pusher.appId").max(100));
    PusherKey = spec("pusher_key", Section::Pusher, Kind::Secret)
        .needed()
        .v2(at("pusher.key").max(100));
    PusherSecret = spec("pusher_secret", Section::Pusher, Kind::Secret)
        .needed()
        .v2(at("pusher.secret").max(100));
    PusherCluster = spec("pusher_cluster", Section::Pusher, ANY)
        .needed()
        .v2(at("pusher.cluster").max(100));
    PusherUseTls = spec("pusher_use_tls", Section::Pusher, Kind::Flag)
        .v2(at("pusher.useTLS").filled(Fill::Flag(true)));
    PusherEvents = spec("pusher_events", Section::Pusher, Kind::Events)
        .v2(at("pusher.events").filled(Fill::NoEvents));

    // 1.x documents a number and takes both; 2.x refuses anything but text.
    ChatwootAccountId = spec(
        "chatwoot_account_id",
        Section::Chatwoot,
        Kind::Integer { min: 1, max: 2_147_483_647 },
    )
        .needed()
        .v1(at("chatwoot_account_id").then("account_id").set_as_text())
        .v2(at("chatwootAccountId").then("accountId").as_text());
    ChatwootToken = spec("chatwoot_token", Section::Chatwoot, Kind::Secret)
        .needed()
        .v1(at("chatwoot_token").then("token"))
        .v2(at("chatwootToken").then("token").max(100));
    ChatwootUrl = spec("chatwoot_url", Section::Chatwoot, URL)
        .needed()
        .v1(at("chatwoot_url").then("url"))
        .v2(at("chatwootUrl").then("url").max(500));
    ChatwootSignMsg = spec("chatwoot_sign_msg", Section::Chatwoot, Kind::Flag)
        .v1(at("chatwoot_sign_msg").then("sign_msg").filled(Fill::Flag(false)))
        .v2(at("chatwootSignMsg").then("signMsg").filled(Fill::Flag(false)));
    ChatwootReopenConversation =
        spec("chatwoot_reopen_conversation", Section::Chatwoot, Kind::Flag)
        .v1(at("chatwoot_reopen_conversation")
            .then("reopen_conversation")
            .filled(Fill::Flag(false)))
        .v2(at("chatwootReopenConversation")
            .then("reopenConversation")
            .filled(Fill::Flag(false)));
    ChatwootConversationPending =
        spec("chatwoot_conversation_pending", Section::Chatwoot, Kind::Flag)
        .v1(at("chatwoot_conversation_pending")
            .then("conversation_pending")
            .filled(Fill::Flag(false)))
        .v2(at("chatwootConversationPending")
            .then("conversationPending")
            .filled(Fill::Flag(false)));
    ChatwootNameInbox = spec("chatwoot_name_inbox", Section::Chatwoot, ANY)
        .v1(at("chatwoot_name_inbox").then("name_inbox"))
        .v2(at("chatwootNameInbox").then("nameInbox").max(100));
    ChatwootImportContacts = spec("chatwoot_import_contacts", Section::Chatwoot, Kind::Flag)
        .v1(at("chatwoot_import_contacts").then("import_contacts").else_flag(true))
        .v2(at("chatwootImportContacts").then("importContacts").else_flag(true));
    ChatwootImportMessages = spec("chatwoot_import_messages", Section::Chatwoot, Kind::Flag)
        .v1(at("chatwoot_import_messages").then("import_messages").else_flag(true))
        .v2(at("chatwootImportMessages").then("importMessages").else_flag(true));
    ChatwootDaysLimitImportMessages = spec(
        "chatwoot_days_limit_import_messages",
        Section::Chatwoot,
        COUNT,
    )
        .v1(at("chatwoot_days_limit_import_messages")
            .then("days_limit_import_messages")
            .else_number(60))
        .v2(at("chatwootDaysLimitImportMessages")
            .then("daysLimitImportMessages")
            .else_number(60));
    ChatwootMergeBrazilContacts =
        spec("chatwoot_merge_brazil_contacts", Section::Chatwoot, Kind::Flag)
        .v1(at("chatwoot_merge_brazil_contacts").then("merge_brazil_contacts").else_flag(false))
        .v2(at("chatwootMergeBrazilContacts").then("mergeBrazilContacts").else_flag(false));
    ChatwootOrganization = spec("chatwoot_organization", Section::Chatwoot, ANY)
        .v2(at("chatwootOrganization").then("organization").max(100));
    ChatwootLogo = spec("chatwoot_logo", Section::Chatwoot, URL)
        .v2(at("chatwootLogo").then("logo").max(500));
    ChatwootAutoCreate = spec("chatwoot_auto_create", Section::Chatwoot, Kind::Flag)
        .v2(at("chatwootAutoCreate").then("autoCreate").unseen().else_flag(true));

    TypebotUrl = spec("typebot_url", Section::Typebot, URL)
        .needed()
        .v1(at("typebot_url").then("url"))
        .v2(at("url").in_row().max(500));
    Typebot = spec("typebot", Section::Typebot, ANY)
        .needed()
        .v1(at("typebot"))
        .v2(at("typebot").in_row().max(100));
    TypebotDescription = spec("typebot_description", Section::Typebot, ANY)
        .v2(at("description").in_row().max(255));
    TypebotTriggerType = spec("typebot_trigger_type", Section::Typebot, Kind::Choice(TRIGGERS))
        .needed()
        .v2(at("triggerType").in_row());
    TypebotTriggerOperator =
        spec("typebot_trigger_operator", Section::Typebot, Kind::Choice(OPERATORS))
        .needed_when(Field::TypebotTriggerType, &["keyword"])
        .useful_when(Field::TypebotTriggerType, &["keyword"])
        .v2(at("triggerOperator").in_row());
    TypebotTriggerValue = spec("typebot_trigger_value", Section::Typebot, ANY)
        .needed_when(Field::TypebotTriggerType, &["keyword", "advanced"])
        .useful_when(Field::TypebotTriggerType, &["keyword", "advanced"])
        .v2(at("triggerValue").in_row());
    TypebotExpire = spec("typebot_expire", Section::Typebot, COUNT)
        .v1(at("typebot_expire").then("expire").set_fills(Fill::Number(0)))
        .v2(at("expire").in_row().else_number(0));
    TypebotKeywordFinish = spec("typebot_keyword_finish", Section::Typebot, ANY)
        .v1(at("typebot_keyword_finish").then("keyword_finish"))
        .v2(at("keywordFinish").in_row().max(100));
    TypebotDelayMessage = spec("typebot_delay_message", Section::Typebot, COUNT)
        .v1(at("typebot_delay_message").then("delay_message").set_fills(Fill::Number(0)))
        .v2(at("delayMessage").in_row());
    TypebotUnknownMessage = spec("typebot_unknown_message", Section::Typebot, ANY)
        .v1(at("typebot_unknown_message").then("unknown_message").set_fills(Fill::Text("")))
        .v2(at("unknownMessage").in_row().max(100));
    TypebotListeningFromMe = spec("typebot_listening_from_me", Section::Typebot, Kind::Flag)
        .v1(at("typebot_listening_from_me").then("listening_from_me").else_flag(false))
        .v2(at("listeningFromMe").in_row().else_flag(false));
    TypebotStopBotFromMe = spec("typebot_stop_bot_from_me", Section::Typebot, Kind::Flag)
        .v2(at("stopBotFromMe").in_row().else_flag(false));
    TypebotKeepOpen = spec("typebot_keep_open", Section::Typebot, Kind::Flag)
        .v2(at("keepOpen").in_row().else_flag(false));
    TypebotDebounceTime = spec("typebot_debounce_time", Section::Typebot, COUNT)
        .v2(at("debounceTime").in_row());
    TypebotIgnoreJids = spec("typebot_ignore_jids", Section::Typebot, Kind::List)
        .v2(at("ignoreJids").in_row());

    ProxyHost = spec("proxy_host", Section::Proxy, ANY)
        .needed()
        .v1(at("proxy.host").found_at("proxy.host"))
        .v2(at("proxyHost").then("host").max(100));
    ProxyPort = spec("proxy_port", Section::Proxy, Kind::Integer { min: 1, max: 65_535 })
        .needed()
        .v1(at("proxy.port").found_at("proxy.port").as_text())
        .v2(at("proxyPort").then("port").as_text());
    ProxyProtocol = spec("proxy_protocol", Section::Proxy, Kind::Choice(PROTOCOLS))
        .needed()
        .v1(at("proxy.protocol").found_at("proxy.protocol").among(&["http", "https"]))
        .v2(at("proxyProtocol").then("protocol"));
    ProxyUsername = spec("proxy_username", Section::Proxy, ANY)
        .v1(at("proxy.username").found_at("proxy.username"))
        .v2(at("proxyUsername").then("username").max(100).filled(Fill::Text("")));
    ProxyPassword = spec("proxy_password", Section::Proxy, Kind::Secret)
        .v1(at("proxy.password").found_at("proxy.password"))
        .v2(at("proxyPassword").then("password").max(100).filled(Fill::Text("")));
}

impl Field {
    pub const COUNT: usize = TABLE.len();

    #[must_use]
    pub fn spec(self) -> &'static FieldSpec {
        &TABLE[self as usize]
    }

    /// The stable id: the control's `id` and the key of its sentences in the locale files.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.spec().id
    }

    #[must_use]
    pub fn with_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.id() == id)
    }

    /// The fields of a section that this dialect has, in the table's order.
    pub fn of(section: Section, dialect: Dialect) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |field| {
            field.spec().section == section && field.spec().wire(dialect).is_some()
        })
    }

    /// The field at this dotted path of a body, whichever call carries it.
    #[must_use]
    pub fn at(path: &str, carrier: Carrier, dialect: Dialect) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| {
            field.spec().carrier(dialect) == Some(carrier)
                && field.spec().wire(dialect).is_some_and(|wire| wire.path == path)
        })
    }
}

impl Section {
    /// Whether the dialect has any field of the section.
    #[must_use]
    pub fn exists_in(self, dialect: Dialect) -> bool {
        Field::of(self, dialect).next().is_some()
    }

    /// The sections of a dialect, in the order of the screen.
    pub fn of(dialect: Dialect) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |section| section.exists_in(dialect))
    }
}
