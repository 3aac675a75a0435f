//! The table of kinds: what a bot of each kind has, what it needs, and what two bots of one
//! instance must not share.

use crate::servers::rules::schema::{Schema, ValueType};

const TRIGGERS: &[&str] = &["all", "keyword", "none", "advanced"];
const OPERATORS: &[&str] = &["equals", "contains", "startsWith", "endsWith", "regex"];
const DIFY_TYPES: &[&str] = &["chatBot", "textGenerator", "agent", "workflow"];
const OPENAI_TYPES: &[&str] = &["assistant", "chatCompletion"];

/// What a bot takes from the default settings when it is left out.
pub(crate) const SHARED: &[&str] = &[
    "expire",
    "keywordFinish",
    "delayMessage",
    "unknownMessage",
    "listeningFromMe",
    "stopBotFromMe",
    "keepOpen",
    "debounceTime",
    "ignoreJids",
    "splitMessages",
    "timePerChar",
];

/// What every bot has in addition.
pub(crate) const OWN: &[&str] =
    &["enabled", "description", "triggerType", "triggerOperator", "triggerValue"];

/// The longest texts of the columns that all kinds have.
pub(crate) const LENGTHS: &[(&str, usize)] =
    &[("description", 255), ("keywordFinish", 100), ("unknownMessage", 100)];

#[derive(Debug)]
pub(crate) struct BotKind {
    /// As in a path.
    pub(crate) name: &'static str,
    /// As in a text.
    pub(crate) title: &'static str,
    /// The columns that only this kind has.
    pub(crate) fields: &'static [&'static str],
    pub(crate) bot: Schema,
    pub(crate) settings: Schema,
    /// The column of the settings that names the fallback bot.
    pub(crate) fallback: &'static str,
    /// No two bots may agree in all of these; one that is left out agrees with any.
    pub(crate) target: &'static [&'static str],
    /// Whether that is checked at a creation too, or only at an update.
    pub(crate) checks_target_first: bool,
    pub(crate) lengths: &'static [(&'static str, usize)],
}

impl BotKind {
    pub(crate) fn has_creds(&self) -> bool {
        self.name == "openai"
    }
}

/// The members of a schema, and after them those that a bot has in common with the default settings.
macro_rules! settings_schema {
    ($required:expr $(, $own:expr)* $(,)?) => {
        Schema {
            members: &[
                $($own,)*
                ("expire", ValueType::Integer),
                ("keywordFinish", ValueType::Text),
                ("delayMessage", ValueType::Integer),
                ("unknownMessage", ValueType::Text),
                ("listeningFromMe", ValueType::Bool),
                ("stopBotFromMe", ValueType::Bool),
                ("keepOpen", ValueType::Bool),
                ("debounceTime", ValueType::Integer),
                ("ignoreJids", ValueType::Texts),
                ("splitMessages", ValueType::Bool),
                ("timePerChar", ValueType::Integer),
            ],
            required: $required,
            not_empty: &[],
        }
    };
}

macro_rules! bot_schema {
    ($required:expr, $($own:expr),* $(,)?) => {
        settings_schema!(
            $required,
            ("enabled", ValueType::Bool),
            ("description", ValueType::Text),
            $($own,)*
            ("triggerType", ValueType::Choice(TRIGGERS)),
            ("triggerOperator", ValueType::Choice(OPERATORS)),
            ("triggerValue", ValueType::Text),
        )
    };
}

/// Those of the shared members that the settings of each kind require.
const SIX: &[&str] = SHARED.split_at(6).0;
const NINE: &[&str] = SHARED.split_at(9).0;
const NINE_AND_CREDS: &[&str] = &[
    "openaiCredsId",
    "expire",
    "keywordFinish",
    "delayMessage",
    "unknownMessage",
    "listeningFromMe",
    "stopBotFromMe",
    "keepOpen",
    "debounceTime",
    "ignoreJids",
];

/// What the kinds share that have these two columns and no others; each adds its names.
const ADDRESS_AND_KEY: BotKind = BotKind {
    name: "",
    title: "",
    fields: &["apiUrl", "apiKey"],
    bot: bot_schema!(
        &["enabled", "apiUrl", "triggerType"],
        ("apiUrl", ValueType::Text),
        ("apiKey", ValueType::Text),
    ),
    settings: settings_schema!(SHARED),
    fallback: "",
    target: &["apiUrl", "apiKey"],
    checks_target_first: true,
    lengths: &[("apiUrl", 255), ("apiKey", 255)],
};

pub(crate) static KINDS: &[BotKind] = &[
    BotKind {
        name: "typebot",
        title: "Typebot",
        fields: &["url", "typebot"],
        bot: bot_schema!(
            &["enabled", "url", "typebot", "triggerType"],
            ("url", ValueType::Text),
            ("typebot", ValueType::Text),
        ),
        settings: settings_schema!(SIX),
        fallback: "typebotIdFallback",
        target: &["url", "typebot"],
        checks_target_first: false,
        lengths: &[("url", 500), ("typebot", 100)],
    },
    BotKind {
        name: "openai",
        title: "Openai",
        fields: &[
            "openaiCredsId",
            "botType",
            "assistantId",
            "functionUrl",
            "model",
            "systemMessages",
            "assistantMessages",
            "userMessages",
            "maxTokens",
        ],
        bot: bot_schema!(
            &["enabled", "openaiCredsId", "botType", "triggerType"],
            ("openaiCredsId", ValueType::Text),
            ("botType", ValueType::Choice(OPENAI_TYPES)),
            ("assistantId", ValueType::Text),
            ("functionUrl", ValueType::Text),
            ("model", ValueType::Text),
            ("systemMessages", ValueType::Texts),
            ("assistantMessages", ValueType::Texts),
            ("userMessages", ValueType::Texts),
            ("maxTokens", ValueType::Integer),
        ),
        settings: settings_schema!(
            NINE_AND_CREDS,
            ("openaiCredsId", ValueType::Text),
            ("speechToText", ValueType::Bool),
        ),
        fallback: "openaiIdFallback",
        // Which members are compared depends on the type of the bot.
        target: &[],
        checks_target_first: true,
        lengths: &[("assistantId", 255), ("functionUrl", 500), ("model", 100)],
    },
    BotKind {
        name: "dify",
        title: "Dify",
        fields: &["botType", "apiUrl", "apiKey"],
        bot: bot_schema!(
            &["enabled", "botType", "triggerType"],
            ("botType", ValueType::Choice(DIFY_TYPES)),
            ("apiUrl", ValueType::Text),
            ("apiKey", ValueType::Text),
        ),
        settings: settings_schema!(SHARED),
        fallback: "difyIdFallback",
        target: &["botType", "apiUrl", "apiKey"],
        checks_target_first: true,
        lengths: &[("apiUrl", 255), ("apiKey", 255)],
    },
    BotKind {
        name: "flowise",
        title: "Flowise",
        settings: settings_schema!(NINE),
        fallback: "flowiseIdFallback",
        ..ADDRESS_AND_KEY
    },
    BotKind {
        name: "n8n",
        title: "N8n",
        fields: &["webhookUrl", "basicAuthUser", "basicAuthPass"],
        // The schema names another member than the one that is stored.
        bot: bot_schema!(
            &["enabled", "webhookUrl", "triggerType"],
            ("webhookUrl", ValueType::Text),
            ("basicAuthUser", ValueType::Text),
            ("basicAuthPassword", ValueType::Text),
        ),
        settings: settings_schema!(SHARED),
        fallback: "n8nIdFallback",
        target: &["webhookUrl", "basicAuthUser", "basicAuthPass"],
        checks_target_first: true,
        lengths: &[("webhookUrl", 255), ("basicAuthUser", 255), ("basicAuthPass", 255)],
    },
    BotKind {
        name: "evoai",
        title: "Evoai",
        fields: &["agentUrl", "apiKey"],
        bot: bot_schema!(
            &["enabled", "agentUrl", "triggerType"],
            ("agentUrl", ValueType::Text),
            ("apiKey", ValueType::Text),
        ),
        settings: settings_schema!(SHARED),
        fallback: "evoaiIdFallback",
        target: &["agentUrl", "apiKey"],
        checks_target_first: true,
        lengths: &[("agentUrl", 255), ("apiKey", 255)],
    },
    BotKind {
        name: "evolutionBot",
        title: "EvolutionBot",
        fallback: "botIdFallback",
        checks_target_first: false,
        ..ADDRESS_AND_KEY
    },
];

pub(crate) fn find(name: &str) -> Option<&'static BotKind> {
    KINDS.iter().find(|kind| kind.name == name)
}
