//! The table of what bots have beyond Typebot's fields of the form. A kind lists the fields that it has
//! in common with others ([`Section`]'s lists), so that what every kind has is written once: what
//! Typebot has as well stands in the table of the form.
//!
//! Only what shows bots may name this table: it would end up in the first load.

use crate::domain::schema::field::{FieldSpec, Kind, spec};
use crate::domain::schema::fields::Field;
use crate::domain::schema::fields::table::{ANY, COUNT, URL};
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::{Fill, ServerDefault, at};

const OPENAI_TYPES: &[&str] = &["assistant", "chatCompletion"];
const DIFY_TYPES: &[&str] = &["chatBot", "textGenerator", "agent", "workflow"];

/// A number of tokens; the server takes no 0.
const TOKENS: Kind = Kind::Integer { min: 1, max: 2_147_483_647 };

const fn of_bots(id: &'static str, kind: Kind) -> FieldSpec {
    spec(id, Section::Typebot, kind)
}

fields! {
    /// The fields of bots beyond those of the form.
    OF_BOTS, from Field::ALL.len();

    OpenaiCredsId = of_bots("openai_creds_id", ANY)
        .needed()
        .v2(at("openaiCredsId").in_row());
    OpenaiBotType = of_bots("openai_bot_type", Kind::Choice(OPENAI_TYPES))
        .needed()
        .v2(at("botType").in_row());
    OpenaiAssistantId = of_bots("openai_assistant_id", ANY)
        .needed_when(the(OpenaiBotType), &["assistant"])
        .useful_when(the(OpenaiBotType), &["assistant"])
        .offered_when(the(OpenaiBotType), &["assistant"])
        .v2(at("assistantId").in_row().up_to(255));
    OpenaiFunctionUrl = of_bots("openai_function_url", URL)
        .useful_when(the(OpenaiBotType), &["assistant"])
        .offered_when(the(OpenaiBotType), &["assistant"])
        .v2(at("functionUrl").in_row().up_to(500));
    OpenaiModel = of_bots("openai_model", ANY)
        .needed_when(the(OpenaiBotType), &["chatCompletion"])
        .useful_when(the(OpenaiBotType), &["chatCompletion"])
        .offered_when(the(OpenaiBotType), &["chatCompletion"])
        .v2(at("model").in_row().up_to(100));
    OpenaiMaxTokens = of_bots("openai_max_tokens", TOKENS)
        .needed_when(the(OpenaiBotType), &["chatCompletion"])
        .useful_when(the(OpenaiBotType), &["chatCompletion"])
        .offered_when(the(OpenaiBotType), &["chatCompletion"])
        .v2(at("maxTokens").in_row());
    OpenaiSystemMessages = of_bots("openai_system_messages", Kind::List)
        .useful_when(the(OpenaiBotType), &["chatCompletion"])
        .offered_when(the(OpenaiBotType), &["chatCompletion"])
        .v2(at("systemMessages").in_row());
    OpenaiAssistantMessages = of_bots("openai_assistant_messages", Kind::List)
        .useful_when(the(OpenaiBotType), &["chatCompletion"])
        .offered_when(the(OpenaiBotType), &["chatCompletion"])
        .v2(at("assistantMessages").in_row());
    OpenaiUserMessages = of_bots("openai_user_messages", Kind::List)
        .useful_when(the(OpenaiBotType), &["chatCompletion"])
        .offered_when(the(OpenaiBotType), &["chatCompletion"])
        .v2(at("userMessages").in_row());

    DifyBotType = of_bots("dify_bot_type", Kind::Choice(DIFY_TYPES))
        .needed()
        .v2(at("botType").in_row());

    // Dify's bots can be stored without an address, and do nothing then.
    BotApiUrl = of_bots("bot_api_url", URL)
        .needed()
        .v2(at("apiUrl").in_row().up_to(255));
    BotAgentUrl = of_bots("bot_agent_url", URL)
        .needed()
        .v2(at("agentUrl").in_row().up_to(255));
    BotApiKey = of_bots("bot_api_key", Kind::Secret)
        .v2(at("apiKey").in_row().up_to(255));

    BotWebhookUrl = of_bots("bot_webhook_url", URL)
        .needed()
        .v2(at("webhookUrl").in_row().up_to(255));
    BotBasicAuthUser = of_bots("bot_basic_auth_user", ANY)
        .v2(at("basicAuthUser").in_row().up_to(255));
    // The server's schema calls it basicAuthPassword, and stores nothing under that name.
    BotBasicAuthPass = of_bots("bot_basic_auth_pass", Kind::Secret)
        .v2(at("basicAuthPass").in_row().up_to(255));

    BotSplitMessages = of_bots("bot_split_messages", Kind::Flag)
        .v2(at("splitMessages").in_row().server_default(ServerDefault::Flag(false)));
    BotTimePerChar = of_bots("bot_time_per_char", COUNT)
        .v2(at("timePerChar")
            .in_row()
            .set_fills(Fill::Number(0))
            .server_default(ServerDefault::Number(0)));

    // The schemas have another name for each kind: what they carry is not stored.
    BotFallback = of_bots("bot_fallback", ANY)
        .v2(at("fallbackId").by_set());
    OpenaiSpeechToText = of_bots("openai_speech_to_text", Kind::Flag)
        .v2(at("speechToText").by_set().server_default(ServerDefault::Flag(false)));

    OpenaiCredsName = of_bots("openai_creds_name", ANY)
        .needed()
        .v2(at("name").in_row().up_to(255));
    OpenaiCredsApiKey = of_bots("openai_creds_api_key", Kind::Secret)
        .needed()
        .v2(at("apiKey").in_row().up_to(255));
}

/// Every field of every table, each at its place.
static EVERY: [Field; Field::COUNT] = {
    let mut every = [Field::InstanceName; Field::COUNT];
    let mut place = 0;
    while place < Field::COUNT {
        every[place] = match place.checked_sub(Field::ALL.len()) {
            None => Field::ALL[place],
            Some(place) => Field::OF_BOTS[place],
        };
        place += 1;
    }
    every
};

impl Field {
    /// Every field of every table, each at its place.
    #[must_use]
    pub fn every() -> &'static [Self] {
        &EVERY
    }
}
