//! The sections of the form of a creation.

use crate::domain::schema::section::{Family, Section, SectionSpec, group, plain};

sections! {
    /// The sections of the form, in the order of the screen.
    ALL, from 0;

    Instance = plain("instance", Family::Basics);
    Behaviour = plain("settings", Family::Basics);
    Webhook = group("webhook", Family::Events)
        .set_by(Some("enabled"), Some("webhook.enabled"))
        .set_in_l2msg_by("enabled");
    Websocket = group("websocket", Family::Events)
        .created_by(Some("websocket_enabled"), Some("websocket.enabled"))
        .set_by(Some("enabled"), Some("websocket.enabled"))
        .switched_by("WEBSOCKET_ENABLED")
        .silent_in_v2();
    Rabbitmq = group("rabbitmq", Family::Events)
        .created_by(Some("rabbitmq_enabled"), Some("rabbitmq.enabled"))
        .set_by(Some("enabled"), Some("rabbitmq.enabled"))
        .switched_by("RABBITMQ_ENABLED")
        .silent_in_v2()
        .echoed_in_v1("rabbitmq.events");
    Sqs = group("sqs", Family::Events)
        .created_by(Some("sqs_enabled"), Some("sqs.enabled"))
        .set_by(Some("enabled"), Some("sqs.enabled"))
        .switched_by("SQS_ENABLED")
        .silent_in_v2()
        .echoed_in_v1("sqs.events");
    Nats = group("nats", Family::Events)
        .created_by(None, Some("nats.enabled"))
        .set_by(None, Some("nats.enabled"))
        .switched_by("NATS_ENABLED")
        .silent_in_v2();
    Kafka = group("kafka", Family::Events)
        .created_by(None, Some("kafka.enabled"))
        .set_by(None, Some("kafka.enabled"))
        .switched_by("KAFKA_ENABLED")
        .silent_in_v2();
    Pusher = group("pusher", Family::Events)
        .created_by(None, Some("pusher.enabled"))
        .set_by(None, Some("pusher.enabled"))
        .switched_by("PUSHER_ENABLED")
        .silent_in_v2()
        .stored_when_off_in_v2();
    Chatwoot = group("chatwoot", Family::Integrations)
        .set_by(Some("enabled"), Some("enabled"))
        .switched_by("CHATWOOT_ENABLED")
        .called_back_at("webhook_url");
    Typebot = group("typebot", Family::Integrations)
        .created_by(None, Some("enabled"))
        .set_by(Some("enabled"), Some("enabled"))
        .switched_by("TYPEBOT_ENABLED")
        .in_rows_in_v2();
    Proxy = group("proxy", Family::Network).set_by(Some("enabled"), Some("enabled")).tried_out();
}
