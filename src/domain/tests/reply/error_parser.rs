//! Every known error message, the case that it is read as, and the field that it is about.

use serde_json::{Value, json};

use crate::domain::reply::error::Case;
use crate::domain::reply::error_parser;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::dialect::Dialect::{EvolutionV1, EvolutionV2, L2msg};
use crate::domain::schema::fields::Field;

#[track_caller]
fn check(dialect: Dialect, status: u16, message: &Value, case: Case, field: Option<Field>) {
    let body = json!({"status": status, "error": "x", "response": {"message": message}});
    let error = error_parser::read(status, &body.to_string(), dialect);
    assert_eq!((error.case, error.field), (case, field), "{message}");
}

/// A controller's refusal is a list with one text.
#[track_caller]
fn refused(dialect: Dialect, text: &str, case: Case, field: Option<Field>) {
    check(dialect, 400, &json!([text]), case, field);
}

/// A schema's refusal is a list in a list.
#[track_caller]
fn invalid(dialect: Dialect, text: &str, case: Case, field: Option<Field>) {
    check(dialect, 400, &json!([[text]]), case, field);
}

#[test]
fn schema_errors_name_their_field() {
    use Case::{CannotBeEmpty, NotAChoice, Required, WrongPattern, WrongType};
    let number = r#"number does not match pattern "^\d+[\.@\w-]+""#;
    invalid(EvolutionV1, number, WrongPattern, Some(Field::Number));
    invalid(EvolutionV2, number, WrongPattern, Some(Field::Number));
    invalid(L2msg, number, WrongPattern, Some(Field::Number));
    invalid(EvolutionV1, "token is not of a type(s) string", WrongType, Some(Field::Token));
    invalid(EvolutionV1, "qrcode is not of a type(s) boolean", WrongType, Some(Field::Qrcode));
    invalid(EvolutionV1, "webhook is not of a type(s) string", WrongType, Some(Field::WebhookUrl));
    let account = "chatwootAccountId is not of a type(s) string";
    invalid(EvolutionV2, account, WrongType, Some(Field::ChatwootAccountId));
    invalid(EvolutionV2, "proxyPort is not of a type(s) string", WrongType, Some(Field::ProxyPort));
    invalid(
        EvolutionV2,
        "rejectCall is not of a type(s) boolean",
        WrongType,
        Some(Field::RejectCall),
    );
    let event = "events[0] is not one of enum values: CALL";
    invalid(EvolutionV1, event, NotAChoice, Some(Field::WebhookEvents));
    let event = "webhook.events[3] is not one of enum values: CALL";
    invalid(EvolutionV2, event, NotAChoice, Some(Field::WebhookEvents));
    invalid(L2msg, event, NotAChoice, Some(Field::WebhookEvents));
    let event = "rabbitmq.events[0] is not one of enum values: CALL";
    invalid(EvolutionV2, event, NotAChoice, Some(Field::RabbitmqEvents));
    let lacks = r#"instance requires property "instanceName""#;
    invalid(EvolutionV2, lacks, Required, Some(Field::InstanceName));
    let lacks = r#"instance.webhook requires property "url""#;
    invalid(EvolutionV2, lacks, Required, Some(Field::WebhookUrl));
    let empty = r#"The "instanceName" cannot be empty"#;
    invalid(EvolutionV2, empty, CannotBeEmpty, Some(Field::InstanceName));
}

#[test]
fn refusals_name_their_field() {
    use Case::{
        InvalidIntegration, InvalidProxy, InvalidUrl, NameInUse, NameMissing, NameUndecodable,
        Required, TokenExists, WavoipBeforeConnect,
    };
    for (text, field) in [
        ("signMsg is required", Field::ChatwootSignMsg),
        ("reopenConversation is required", Field::ChatwootReopenConversation),
        ("conversationPending is required", Field::ChatwootConversationPending),
    ] {
        refused(EvolutionV2, text, Required, Some(field));
    }
    for (text, field) in [
        ("sign_msg is required", Field::ChatwootSignMsg),
        ("reopen_conversation is required", Field::ChatwootReopenConversation),
        ("conversation_pending is required", Field::ChatwootConversationPending),
        ("account_id is required", Field::ChatwootAccountId),
    ] {
        refused(EvolutionV1, text, Required, Some(field));
    }
    for dialect in [EvolutionV1, EvolutionV2] {
        refused(dialect, "token is required", Required, Some(Field::Token));
        refused(dialect, "number is required", Required, Some(Field::Number));
        refused(dialect, "Invalid proxy", InvalidProxy, Some(Field::ProxyHost));
        let chatwoot = r#"Invalid "url" property in chatwoot"#;
        refused(dialect, chatwoot, InvalidUrl, Some(Field::ChatwootUrl));
        let webhook = r#"Invalid "url" property in webhook"#;
        refused(dialect, webhook, InvalidUrl, Some(Field::WebhookUrl));
        refused(dialect, r#"Invalid "url" property"#, InvalidUrl, Some(Field::WebhookUrl));
        let taken = json!([r#"This name "loja" is already in use."#]);
        check(dialect, 403, &taken, NameInUse, Some(Field::InstanceName));
        let broken = json!("Failed to decode param '50%'");
        check(dialect, 400, &broken, NameUndecodable, Some(Field::InstanceName));
    }
    refused(EvolutionV1, "Token already exists", TokenExists, Some(Field::Token));
    refused(EvolutionV2, "Invalid integration", InvalidIntegration, Some(Field::Integration));
    let wavoip = "Cannot read properties of undefined (reading 'ws')";
    refused(EvolutionV2, wavoip, WavoipBeforeConnect, Some(Field::WavoipToken));
    let missing = json!([r#"This name "undefined" is already in use."#]);
    check(EvolutionV2, 403, &missing, NameMissing, Some(Field::InstanceName));
    let missing = json!([
        r#"TypeError [ERR_INVALID_ARG_TYPE]: The "path" argument must be of type string. Received undefined"#
    ]);
    check(EvolutionV1, 500, &missing, NameMissing, Some(Field::InstanceName));
}

#[test]
fn other_errors_have_a_case_without_a_field() {
    for (status, message, case) in [
        (400, json!(["C"]), Case::FirstLetter),
        (400, json!(["Authentication error"]), Case::AuthenticationError),
        (401, json!("Unauthorized"), Case::Unauthorized),
        (403, json!("Forbidden"), Case::Forbidden),
        (
            403,
            json!(["Missing global api key", "The global api key must be set"]),
            Case::MissingGlobalKey,
        ),
        (404, json!([r#"The "x" instance does not exist"#]), Case::InstanceNotFound),
        (404, json!([r#"Instance "x" not found"#]), Case::InstanceNotFound),
        (404, json!(["Cannot GET /nope"]), Case::WrongPath),
        (404, json!(["Cannot POST /verify-creds"]), Case::WrongPath),
        (400, json!("Unexpected token } in JSON at position 20"), Case::BodyNotJson),
        (500, json!("Not allowed by CORS"), Case::CorsRefused),
        (413, json!("request entity too large"), Case::TooLarge),
        (429, json!("Too many requests"), Case::RateLimited),
        (503, json!("LICENSE_REQUIRED"), Case::Licence),
        (400, json!(["Chatwoot is not enabled"]), Case::GroupDisabled),
        (400, json!(["Typebot is disabled"]), Case::GroupDisabled),
        (
            400,
            json!(["Cannot read properties of undefined (reading 'length')"]),
            Case::EventsMissing,
        ),
        (
            500,
            json!("Cannot read properties of null (reading 'assertExchange')"),
            Case::QueueDisabled,
        ),
        (400, json!(["Cannot read properties of null (reading 'ignoreJids')"]), Case::Crashed),
        (500, json!(["TypeError: this.client.get is not a function"]), Case::Crashed),
        (400, json!([r#"The "x" instance is not connected"#]), Case::NotConnected),
        (400, json!([r#"The "x" instance needs to be disconnected"#]), Case::StillConnected),
        (400, json!(["Method not available on WhatsApp Business API"]), Case::NotOnThisEngine),
        (500, json!("connect ECONNREFUSED 127.0.0.1:9"), Case::CannotConnectOut),
        (500, json!("Error creating Typebot"), Case::BotRefused),
        (500, json!("The demo was told to fail"), Case::ServerFailure),
        (400, json!(["nothing that is known"]), Case::BadRequest),
    ] {
        check(EvolutionV2, status, &message, case, None);
    }
}

/// Before 2.x became strict about it, answers came without the envelope, or with another one.
#[test]
fn an_error_message_outside_its_envelope_is_read() {
    for body in [
        json!({"message": "Unauthorized"}),
        json!({"error": "Unauthorized"}),
        json!({"response": {"message": ["Unauthorized"]}}),
        json!({"message": [["Unauthorized"]]}),
    ] {
        let error = error_parser::read(400, &body.to_string(), EvolutionV2);
        assert_eq!(error.case, Case::Unauthorized, "{body}");
    }
}

#[test]
fn a_database_error_names_its_argument_and_is_cut() {
    let text = "\nInvalid `this.prisma.webhook.upsert()` invocation in\n/srv/app/src/api/webhook.ts:33:32\n\nArgument `url` is missing.";
    let body = json!({"response": {"message": [text]}}).to_string();
    let error = error_parser::read(400, &body, EvolutionV2);
    assert_eq!(error.case, Case::Database);
    assert_eq!(error.subject.as_deref(), Some("url"));
    assert_eq!(error_parser::shortened(&error.messages[0]), "Argument `url` is missing.");
    assert_eq!(error.body, body, "in full behind the details");
}

#[test]
fn the_single_letter_of_1x_is_kept() {
    let error = error_parser::read(400, r#"{"response":{"message":["C"]}}"#, EvolutionV1);
    assert_eq!(error.subject.as_deref(), Some("C"));
}

#[test]
fn an_instance_that_exists_is_no_bot_that_exists() {
    for text in ["instance already exists", "Instance already exists"] {
        let error = error_parser::read(409, &json!({"error": text}).to_string(), EvolutionV2);
        assert_eq!((error.case, error.field), (Case::NameInUse, Some(Field::InstanceName)));
    }
    refused(EvolutionV2, "Typebot already exists", Case::BotExists, Some(Field::TypebotUrl));
}

#[test]
fn a_401_of_chatwoot_leads_to_its_token() {
    let text = "Request failed with status code 401";
    refused(EvolutionV2, text, Case::ChatwootRefused, Some(Field::ChatwootToken));
    refused(L2msg, text, Case::ChatwootRefused, None);
    // With the client that 2.x uses
    let body = json!({"status": 500, "response": {"message": "Unauthorized"}}).to_string();
    let error = error_parser::read(500, &body, EvolutionV2);
    assert_eq!((error.case, error.field), (Case::ChatwootRefused, Some(Field::ChatwootToken)));
    let own = error_parser::read(401, &body, EvolutionV2);
    assert_eq!(own.case, Case::Unauthorized);
}
