//! The sections of bots, which exist only after a creation, on 2.x. A kind of bot has two: its bots, of
//! which the server keeps rows, and its default settings. Each lists its fields.

use crate::domain::schema::fields::Field;
use crate::domain::schema::section::{Family, Routes, Section, SectionSpec, group, plain};

/// What the default settings of a kind hold, and every bot of it.
const IN_SETTINGS: [Field; 11] = [
    Field::TypebotExpire,
    Field::TypebotKeywordFinish,
    Field::TypebotDelayMessage,
    Field::TypebotUnknownMessage,
    Field::TypebotListeningFromMe,
    Field::TypebotStopBotFromMe,
    Field::TypebotKeepOpen,
    Field::TypebotDebounceTime,
    Field::TypebotIgnoreJids,
    Field::BotSplitMessages,
    Field::BotTimePerChar,
];

/// What every bot has after its own fields.
const IN_EVERY_BOT: [Field; 15] = joined(
    [
        Field::TypebotDescription,
        Field::TypebotTriggerType,
        Field::TypebotTriggerOperator,
        Field::TypebotTriggerValue,
    ],
    IN_SETTINGS,
);

/// Some fields, and after them others.
const fn joined<const OWN: usize, const OTHERS: usize, const ALL: usize>(
    own: [Field; OWN],
    others: [Field; OTHERS],
) -> [Field; ALL] {
    let mut all = [own[0]; ALL];
    let mut place = 1;
    while place < ALL {
        all[place] = if place < OWN { own[place] } else { others[place - OWN] };
        place += 1;
    }
    all
}

/// The fields of a kind: its own, and what every bot has.
macro_rules! bot {
    ($($field:ident),+) => {
        || {
            const OWN: &[Field] = &[$(Field::$field),+];
            static FIELDS: [Field; OWN.len() + IN_EVERY_BOT.len()] =
                joined([$(Field::$field),+], IN_EVERY_BOT);
            &FIELDS
        }
    };
}

const fn bots(
    id: &'static str,
    variable: Option<&'static str>,
    fields: fn() -> &'static [Field],
) -> SectionSpec {
    let spec = group(id, Family::Integrations)
        .created_by(None, Some("enabled"))
        .set_by(None, Some("enabled"))
        .in_rows_in_v2();
    SectionSpec { server_switch: variable, fields: Some(fields), ..spec }
}

/// The default settings of a kind: its route, its variable, and its fields before the common ones.
macro_rules! settings {
    ($kind:literal, $variable:expr, $($field:ident),+) => {
        SectionSpec {
            server_switch: $variable,
            routes: Some(Routes {
                read: concat!("/", $kind, "/fetchSettings"),
                write: concat!("/", $kind, "/settings"),
            }),
            fields: Some(|| {
                const OWN: &[Field] = &[$(Field::$field),+];
                static FIELDS: [Field; OWN.len() + IN_SETTINGS.len()] =
                    joined([$(Field::$field),+], IN_SETTINGS);
                &FIELDS
            }),
            ..plain(concat!($kind, "_settings"), Family::Integrations)
        }
    };
}

sections! {
    /// The sections of bots, in the order of the screen.
    OF_BOTS, from Section::ALL.len();

    TypebotBots = bots("typebot", Some("TYPEBOT_ENABLED"), bot!(TypebotUrl, Typebot));
    OpenaiBots = bots("openai", Some("OPENAI_ENABLED"), bot!(
        OpenaiCredsId, OpenaiBotType, OpenaiAssistantId, OpenaiFunctionUrl, OpenaiModel,
        OpenaiMaxTokens, OpenaiSystemMessages, OpenaiAssistantMessages, OpenaiUserMessages
    ));
    DifyBots = bots("dify", Some("DIFY_ENABLED"), bot!(DifyBotType, BotApiUrl, BotApiKey));
    FlowiseBots = bots("flowise", Some("FLOWISE_ENABLED"), bot!(BotApiUrl, BotApiKey));
    N8nBots = bots(
        "n8n",
        Some("N8N_ENABLED"),
        bot!(BotWebhookUrl, BotBasicAuthUser, BotBasicAuthPass),
    );
    EvoaiBots = bots("evoai", Some("EVOAI_ENABLED"), bot!(BotAgentUrl, BotApiKey));
    // The one kind that no server can switch off.
    EvolutionBots = bots("evolutionBot", None, bot!(BotApiUrl, BotApiKey));

    TypebotSettings = settings!("typebot", Some("TYPEBOT_ENABLED"), BotFallback);
    // A fallback is refused here, whichever it is.
    OpenaiSettings =
        settings!("openai", Some("OPENAI_ENABLED"), OpenaiCredsId, OpenaiSpeechToText);
    DifySettings = settings!("dify", Some("DIFY_ENABLED"), BotFallback);
    FlowiseSettings = settings!("flowise", Some("FLOWISE_ENABLED"), BotFallback);
    N8nSettings = settings!("n8n", Some("N8N_ENABLED"), BotFallback);
    EvoaiSettings = settings!("evoai", Some("EVOAI_ENABLED"), BotFallback);
    EvolutionSettings = settings!("evolutionBot", None, BotFallback);

    OpenaiCreds = SectionSpec {
        fields: Some(|| &[Field::OpenaiCredsName, Field::OpenaiCredsApiKey]),
        routes: Some(Routes { read: "/openai/creds", write: "/openai/creds" }),
        ..plain("openai_creds", Family::Integrations).switched_by("OPENAI_ENABLED").in_rows_in_v2()
    };
}

/// Every section there is, each at its place.
static EVERY: [Section; COUNT] = {
    let mut every = [Section::Instance; COUNT];
    let mut place = 0;
    while place < COUNT {
        every[place] = match place.checked_sub(Section::ALL.len()) {
            None => Section::ALL[place],
            Some(place) => Section::OF_BOTS[place],
        };
        place += 1;
    }
    every
};

const COUNT: usize = Section::ALL.len() + Section::OF_BOTS.len();

impl Section {
    /// Every section there is, each at its place.
    #[must_use]
    pub fn every() -> &'static [Self] {
        &EVERY
    }
}
