//! The table: every field of every dialect, one entry each. A new creation field is one entry here
//! and its lines in the locale files; form, checks, bodies, preview, read-back, proof and the demo
//! server's acceptance tests iterate over it.
//!
//! An entry names the field (the enum's variant and the stable id), its section and kind, and for
//! each dialect the path in the creation body, the names in `set` and `find`, what the server does
//! without the field, and since which version. The order of the entries is the order on the screen
//! and in the body.

use crate::domain::schema::field::{FieldSpec, Kind, Rule, spec};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::version::Version;
use crate::domain::schema::wire::{Fill, HostCheck, ServerDefault, at};

const V2_3_7: Version = Version::new(2, 3, 7);
const V2_4: Version = Version::new(2, 4, 0);

pub(super) const ANY: Kind = Kind::Text(Rule::Any);
pub(super) const URL: Kind = Kind::Text(Rule::Url);
pub(super) const COUNT: Kind = Kind::Integer { min: 0, max: 2_147_483_647 };

pub const BAILEYS: &str = "WHATSAPP-BAILEYS";
pub const BUSINESS: &str = "WHATSAPP-BUSINESS";
const ENGINES: &[&str] = &[BAILEYS, BUSINESS, "EVOLUTION"];
const PROTOCOLS: &[&str] = &["http", "https", "socks", "socks5"];
const TRIGGERS: &[&str] = &["all", "keyword", "none", "advanced"];
const OPERATORS: &[&str] = &["equals", "contains", "startsWith", "endsWith", "regex"];

fields! {
    /// The fields of the form of a creation.
    ALL, from 0;

    InstanceName = spec("instance_name", Section::Instance, Kind::Text(Rule::Name))
        .needed()
        .v1(at("instanceName").up_to(200).replied_at("instance.instanceName").listed_at("instanceName"))
        .v2(at("instanceName").up_to(255).replied_at("instance.instanceName").listed_at("name"))
        .l2msg(at("instanceName").up_to(100).replied_at("instance.instanceName").listed_at("instanceName"));
    Integration = spec("integration", Section::Instance, Kind::Choice(ENGINES))
        .v1(at("integration")
            .only(&[BAILEYS, BUSINESS])
            .server_default(ServerDefault::Text(BAILEYS))
            .replied_at("instance.integration")
            .listed_at("integration.integration"))
        .v2(at("integration").always_sent(Fill::Text(BAILEYS)).replied_at("instance.integration").listed_at("integration"));
    Token = spec("token", Section::Instance, Kind::Secret)
        .needed_when(the(Integration), &[BUSINESS])
        .v1(at("token").always_sent(Fill::FreshToken).replied_at("hash.apikey").listed_at("apikey"))
        .v2(at("token").up_to(255).up_to_since(V2_4, 500).server_default(ServerDefault::Generated).replied_at("hash").listed_at("token"));
    Number = spec("number", Section::Instance, Kind::Text(Rule::Digits))
        .needed_when(the(Integration), &[BUSINESS])
        .v1(at("number").replied_at("chatwoot.number").listed_at("chatwoot.number"))
        .v2(at("number").replied_at("chatwoot.number").listed_at("number"))
        .l2msg(at("number"));
    BusinessId = spec("business_id", Section::Instance, ANY)
        .useful_when(the(Integration), &[BUSINESS])
        .offered_when(the(Integration), &[BUSINESS])
        .v2(at("businessId").listed_at("businessId"));
    Qrcode = spec("qrcode", Section::Instance, Kind::Flag)
        .offered_when(the(Integration), &[BAILEYS])
        .v1(at("qrcode").not_returned().server_default(ServerDefault::Flag(false)))
        .v2(at("qrcode").not_returned().server_default(ServerDefault::Flag(false)))
        .l2msg(at("qrcode").not_returned().server_default(ServerDefault::Flag(false)));

    RejectCall = spec("reject_call", Section::Behaviour, Kind::Flag)
        .v1(at("reject_call").server_default(ServerDefault::Flag(false)))
        .v2(at("rejectCall").server_default(ServerDefault::Flag(false)))
        .l2msg(at("rejectCall").set_and_find("reject_call").server_default(ServerDefault::Flag(false)));
    MsgCall = spec("msg_call", Section::Behaviour, ANY)
        .useful_when(the(RejectCall), &["true"])
        .v1(at("msg_call"))
        .v2(at("msgCall").up_to(100))
        .l2msg(at("msgCall").set_and_find("msg_call"));
    GroupsIgnore = spec("groups_ignore", Section::Behaviour, Kind::Flag)
        .v1(at("groups_ignore").forced_on().server_default(ServerDefault::Flag(true)))
        .v2(at("groupsIgnore").server_default(ServerDefault::Flag(false)))
        .l2msg(at("groupsIgnore").set_and_find("groups_ignore").server_default(ServerDefault::Flag(true)));
    AlwaysOnline = spec("always_online", Section::Behaviour, Kind::Flag)
        .v1(at("always_online").server_default(ServerDefault::Flag(false)))
        .v2(at("alwaysOnline").server_default(ServerDefault::Flag(false)))
        .l2msg(at("alwaysOnline").set_and_find("always_online").server_default(ServerDefault::Flag(false)));
    ReadMessages = spec("read_messages", Section::Behaviour, Kind::Flag)
        .v1(at("read_messages").server_default(ServerDefault::Flag(false)))
        .v2(at("readMessages").server_default(ServerDefault::Flag(false)))
        .l2msg(at("readMessages").set_and_find("read_messages").server_default(ServerDefault::Flag(false)));
    ReadStatus = spec("read_status", Section::Behaviour, Kind::Flag)
        .v1(at("read_status").server_default(ServerDefault::Flag(false)))
        .v2(at("readStatus").server_default(ServerDefault::Flag(false)))
        .l2msg(at("readStatus").set_and_find("read_status").server_default(ServerDefault::Flag(false)));
    SyncFullHistory = spec("sync_full_history", Section::Behaviour, Kind::Flag)
        .v1(at("sync_full_history").server_default(ServerDefault::Flag(false)))
        .v2(at("syncFullHistory").server_default(ServerDefault::Flag(false)))
        .l2msg(at("syncFullHistory").set_and_find("sync_full_history").server_default(ServerDefault::Flag(false)));
    WavoipToken = spec("wavoip_token", Section::Behaviour, Kind::Secret)
        .v2(at("wavoipToken").by_set().up_to(100));
    // Only tests have this field, and in it only the servers from 2.5 up to 2.6.
    #[cfg(test)]
    TestField = spec("test_field", Section::Behaviour, ANY)
        .v2(at("testField")
            .up_to(20)
            .since(Version::new(2, 5, 0))
            .until(Version::new(2, 6, 0)));

    WebhookUrl = spec("webhook_url", Section::Webhook, URL)
        .needed()
        .v1(at("webhook")
            .set_and_find("url")
            .host_check(HostCheck::RefusesUnderscore)
            .lost_when_off())
        .v2(at("webhook.url").up_to(500))
        .l2msg(at("webhook.url").set_and_find("url").lost_when_off());
    WebhookByEvents = spec("webhook_by_events", Section::Webhook, Kind::Flag)
        .v1(at("webhook_by_events").server_default(ServerDefault::Flag(false)))
        .v2(at("webhook.byEvents").found_at("webhookByEvents").server_default(ServerDefault::Flag(false)))
        .l2msg(at("webhook.byEvents").set_and_find("webhook_by_events").server_default(ServerDefault::Flag(false)));
    WebhookBase64 = spec("webhook_base64", Section::Webhook, Kind::Flag)
        .v1(at("webhook_base64").server_default(ServerDefault::Flag(false)))
        .v2(at("webhook.base64").found_at("webhookBase64").server_default(ServerDefault::Flag(false)))
        .l2msg(at("webhook.base64").set_and_find("webhook_base64").server_default(ServerDefault::Flag(false)));
    WebhookHeaders = spec("webhook_headers", Section::Webhook, Kind::Headers)
        .v2(at("webhook.headers"))
        .l2msg(at("webhook.headers").set_and_find("headers"));
    WebhookEvents = spec("webhook_events", Section::Webhook, Kind::Events)
        .v1(at("events").always_sent(Fill::EmptyList).lost_when_off())
        .v2(at("webhook.events").always_sent(Fill::EmptyList).lost_when_off())
        .l2msg(at("webhook.events").set_and_find("events").always_sent(Fill::EmptyList).lost_when_off());

    WebsocketEvents = spec("websocket_events", Section::Websocket, Kind::Events)
        .v1(at("websocket_events").set_and_find("events").always_sent(Fill::EmptyList).lost_when_off())
        .v2(at("websocket.events").always_sent(Fill::EmptyList).lost_when_off());
    RabbitmqEvents = spec("rabbitmq_events", Section::Rabbitmq, Kind::Events)
        .v1(at("rabbitmq_events").set_and_find("events").always_sent(Fill::EmptyList).lost_when_off())
        .v2(at("rabbitmq.events").always_sent(Fill::EmptyList).lost_when_off());
    SqsEvents = spec("sqs_events", Section::Sqs, Kind::Events)
        .v1(at("sqs_events").set_and_find("events").always_sent(Fill::EmptyList).lost_when_off())
        .v2(at("sqs.events").always_sent(Fill::EmptyList).lost_when_off());
    NatsEvents = spec("nats_events", Section::Nats, Kind::Events)
        .v2(at("nats.events").always_sent(Fill::EmptyList).lost_when_off());
    // Only tests have this field: a group that exists only after the creation.
    #[cfg(test)]
    TestLaterField = spec("test_later_field", Section::Nats, ANY)
        .v1(at("test_later").by_set().since(Version::new(1, 9, 0)));
    KafkaEvents = spec("kafka_events", Section::Kafka, Kind::Events)
        .v2(at("kafka.events").always_sent(Fill::EmptyList).lost_when_off());

    PusherAppId = spec("pusher_app_id", Section::Pusher, ANY)
        .needed()
        .v2(at("pusher.appId").up_to(100));
    PusherKey = spec("pusher_key", Section::Pusher, Kind::Secret)
        .needed()
        .v2(at("pusher.key").up_to(100));
    PusherSecret = spec("pusher_secret", Section::Pusher, Kind::Secret)
        .needed()
        .v2(at("pusher.secret").up_to(100));
    PusherCluster = spec("pusher_cluster", Section::Pusher, ANY)
        .needed()
        .v2(at("pusher.cluster").up_to(100));
    PusherUseTls = spec("pusher_use_tls", Section::Pusher, Kind::Flag)
        .v2(at("pusher.useTLS").always_sent(Fill::Flag(true)));
    PusherEvents = spec("pusher_events", Section::Pusher, Kind::Events)
        .v2(at("pusher.events").always_sent(Fill::EmptyList).lost_when_off());

    // 1.x documents a number and takes both; 2.x refuses anything but text.
    ChatwootAccountId = spec(
        "chatwoot_account_id",
        Section::Chatwoot,
        Kind::Integer { min: 1, max: 2_147_483_647 },
    )
        .needed()
        .v1(at("chatwoot_account_id").set_and_find("account_id").set_as_text().lost_when_off())
        .v2(at("chatwootAccountId").set_and_find("accountId").as_text());
    ChatwootToken = spec("chatwoot_token", Section::Chatwoot, Kind::Secret)
        .needed()
        .v1(at("chatwoot_token").set_and_find("token").lost_when_off())
        .v2(at("chatwootToken").set_and_find("token").up_to(100));
    ChatwootUrl = spec("chatwoot_url", Section::Chatwoot, URL)
        .needed()
        .v1(at("chatwoot_url")
            .set_and_find("url")
            .host_check(HostCheck::RefusesUnderscore).lost_when_off())
        .v2(at("chatwootUrl")
            .set_and_find("url")
            .up_to(500)
            .host_check(HostCheck::MayRefuseUnderscore));
    ChatwootSignMsg = spec("chatwoot_sign_msg", Section::Chatwoot, Kind::Flag)
        .v1(at("chatwoot_sign_msg").set_and_find("sign_msg").always_sent(Fill::Flag(false)).lost_when_off())
        .v2(at("chatwootSignMsg").set_and_find("signMsg").always_sent(Fill::Flag(false)));
    ChatwootReopenConversation =
        spec("chatwoot_reopen_conversation", Section::Chatwoot, Kind::Flag)
        .v1(at("chatwoot_reopen_conversation")
            .set_and_find("reopen_conversation")
            .always_sent(Fill::Flag(false)).lost_when_off())
        .v2(at("chatwootReopenConversation")
            .set_and_find("reopenConversation")
            .always_sent(Fill::Flag(false)));
    ChatwootConversationPending =
        spec("chatwoot_conversation_pending", Section::Chatwoot, Kind::Flag)
        .v1(at("chatwoot_conversation_pending")
            .set_and_find("conversation_pending")
            .always_sent(Fill::Flag(false)).lost_when_off())
        .v2(at("chatwootConversationPending")
            .set_and_find("conversationPending")
            .always_sent(Fill::Flag(false)));
    ChatwootNameInbox = spec("chatwoot_name_inbox", Section::Chatwoot, ANY)
        .v1(at("chatwoot_name_inbox").set_and_find("name_inbox").lost_when_off())
        .v2(at("chatwootNameInbox").set_and_find("nameInbox").up_to(100));
    ChatwootImportContacts = spec("chatwoot_import_contacts", Section::Chatwoot, Kind::Flag)
        .v1(at("chatwoot_import_contacts").set_and_find("import_contacts").server_default(ServerDefault::Flag(true)).lost_when_off())
        .v2(at("chatwootImportContacts").set_and_find("importContacts").server_default(ServerDefault::Flag(true)));
    ChatwootImportMessages = spec("chatwoot_import_messages", Section::Chatwoot, Kind::Flag)
        .v1(at("chatwoot_import_messages").set_and_find("import_messages").server_default(ServerDefault::Flag(true)).lost_when_off())
        .v2(at("chatwootImportMessages").set_and_find("importMessages").server_default(ServerDefault::Flag(true)));
    ChatwootDaysLimitImportMessages = spec(
        "chatwoot_days_limit_import_messages",
        Section::Chatwoot,
        COUNT,
    )
        .v1(at("chatwoot_days_limit_import_messages")
            .set_and_find("days_limit_import_messages")
            .server_default(ServerDefault::Number(60)).lost_when_off())
        .v2(at("chatwootDaysLimitImportMessages")
            .set_and_find("daysLimitImportMessages")
            .server_default(ServerDefault::Number(60)));
    ChatwootMergeBrazilContacts =
        spec("chatwoot_merge_brazil_contacts", Section::Chatwoot, Kind::Flag)
        .v1(at("chatwoot_merge_brazil_contacts").set_and_find("merge_brazil_contacts").server_default(ServerDefault::Flag(false)).lost_when_off())
        .v2(at("chatwootMergeBrazilContacts").set_and_find("mergeBrazilContacts").server_default(ServerDefault::Flag(false)));
    ChatwootOrganization = spec("chatwoot_organization", Section::Chatwoot, ANY)
        .v2(at("chatwootOrganization").set_and_find("organization").up_to(100));
    ChatwootLogo = spec("chatwoot_logo", Section::Chatwoot, URL)
        .v2(at("chatwootLogo").set_and_find("logo").up_to(500));
    ChatwootAutoCreate = spec("chatwoot_auto_create", Section::Chatwoot, Kind::Flag)
        .v2(at("chatwootAutoCreate").set_and_find("autoCreate").not_returned().server_default(ServerDefault::Flag(true)));

    TypebotUrl = spec("typebot_url", Section::Typebot, URL)
        .needed()
        .v1(at("typebot_url")
            .set_and_find("url")
            .host_check(HostCheck::RefusesUnderscore)
            .lost_when_off())
        .v2(at("url").in_row().up_to(500));
    Typebot = spec("typebot", Section::Typebot, ANY)
        .needed()
        .v1(at("typebot").lost_when_off())
        .v2(at("typebot").in_row().up_to(100));
    TypebotDescription = spec("typebot_description", Section::Typebot, ANY)
        .v2(at("description").in_row().up_to(255));
    TypebotTriggerType = spec("typebot_trigger_type", Section::Typebot, Kind::Choice(TRIGGERS))
        .needed()
        .v2(at("triggerType").in_row());
    TypebotTriggerOperator =
        spec("typebot_trigger_operator", Section::Typebot, Kind::Choice(OPERATORS))
        .needed_when(the(TypebotTriggerType), &["keyword"])
        .useful_when(the(TypebotTriggerType), &["keyword"])
        .offered_when(the(TypebotTriggerType), &["keyword"])
        .v2(at("triggerOperator").in_row());
    TypebotTriggerValue = spec("typebot_trigger_value", Section::Typebot, ANY)
        .needed_when(the(TypebotTriggerType), &["keyword", "advanced"])
        .useful_when(the(TypebotTriggerType), &["keyword", "advanced"])
        .offered_when(the(TypebotTriggerType), &["keyword", "advanced"])
        .v2(at("triggerValue").in_row());
    TypebotExpire = spec("typebot_expire", Section::Typebot, COUNT)
        .v1(at("typebot_expire").set_and_find("expire").set_fills(Fill::Number(0)).lost_when_off())
        .v2(at("expire").in_row().set_fills(Fill::Number(0)).server_default(ServerDefault::Number(0)));
    TypebotKeywordFinish = spec("typebot_keyword_finish", Section::Typebot, ANY)
        .v1(at("typebot_keyword_finish").set_and_find("keyword_finish"))
        .v2(at("keywordFinish").in_row().up_to(100).set_fills(Fill::Text("")));
    TypebotDelayMessage = spec("typebot_delay_message", Section::Typebot, COUNT)
        .v1(at("typebot_delay_message").set_and_find("delay_message").set_fills(Fill::Number(0)))
        .v2(at("delayMessage").in_row().set_fills(Fill::Number(0)));
    TypebotUnknownMessage = spec("typebot_unknown_message", Section::Typebot, ANY)
        .v1(at("typebot_unknown_message").set_and_find("unknown_message").set_fills(Fill::Text("")))
        .v2(at("unknownMessage").in_row().up_to(100).set_fills(Fill::Text("")));
    TypebotListeningFromMe = spec("typebot_listening_from_me", Section::Typebot, Kind::Flag)
        .v1(at("typebot_listening_from_me").set_and_find("listening_from_me").server_default(ServerDefault::Flag(false)))
        .v2(at("listeningFromMe").in_row().server_default(ServerDefault::Flag(false)));
    TypebotStopBotFromMe = spec("typebot_stop_bot_from_me", Section::Typebot, Kind::Flag)
        .v2(at("stopBotFromMe").in_row().server_default(ServerDefault::Flag(false)));
    TypebotKeepOpen = spec("typebot_keep_open", Section::Typebot, Kind::Flag)
        .v2(at("keepOpen").in_row().server_default(ServerDefault::Flag(false)));
    TypebotDebounceTime = spec("typebot_debounce_time", Section::Typebot, COUNT)
        .v2(at("debounceTime").in_row().set_fills(Fill::Number(0)));
    TypebotIgnoreJids = spec("typebot_ignore_jids", Section::Typebot, Kind::List)
        .v2(at("ignoreJids").in_row().set_fills(Fill::EmptyList));

    ProxyHost = spec("proxy_host", Section::Proxy, ANY)
        .needed()
        .v1(at("proxy.host").found_at("proxy.host").lost_when_off())
        .v2(at("proxyHost").set_and_find("host").up_to(100).lost_when_off());
    ProxyPort = spec("proxy_port", Section::Proxy, Kind::Integer { min: 1, max: 65_535 })
        .needed()
        .v1(at("proxy.port").found_at("proxy.port").as_text().lost_when_off())
        .v2(at("proxyPort").set_and_find("port").as_text().lost_when_off());
    ProxyProtocol = spec("proxy_protocol", Section::Proxy, Kind::Choice(PROTOCOLS))
        .needed()
        .v1(at("proxy.protocol").found_at("proxy.protocol").only(&["http", "https"]).lost_when_off())
        .v2(at("proxyProtocol")
            .set_and_find("protocol")
            .only(&["http", "socks"])
            .only_since(V2_3_7, &["http", "socks", "socks5"]).lost_when_off());
    ProxyUsername = spec("proxy_username", Section::Proxy, ANY)
        .v1(at("proxy.username").found_at("proxy.username").in_url().lost_when_off())
        .v2(at("proxyUsername")
            .set_and_find("username")
            .up_to(100)
            .in_url()
            .always_sent(Fill::Text("")).lost_when_off());
    ProxyPassword = spec("proxy_password", Section::Proxy, Kind::Secret)
        .v1(at("proxy.password").found_at("proxy.password").in_url().lost_when_off())
        .v2(at("proxyPassword")
            .set_and_find("password")
            .up_to(100)
            .in_url()
            .always_sent(Fill::Text("")).lost_when_off());
}
