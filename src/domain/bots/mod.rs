//! Bots of 2.x: what sets one kind apart from another beyond its fields, what two bots must not have in
//! common, and the conversations that they lead.

pub mod clash;
pub mod sessions;

use serde_json::Value;

use crate::domain::reply::decode::row_id;
use crate::domain::schema::api::Api;
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back::{lookup, plain};
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Wire;

/// A kind of bot.
#[derive(Debug)]
pub struct BotKind {
    pub bots: Section,
    pub settings: Section,
    /// Of what a server keeps keys that several bots use
    pub credentials: Option<Section>,
    /// What a bot is called by, those that it has
    named_by: &'static [Field],
    /// No two bots may agree in all of these that are sent
    target: &'static [Field],
    /// Whether a creation is refused for its target too, and not only a change
    checks_target_of_new: bool,
}

const fn kind(bots: Section, settings: Section, target: &'static [Field]) -> BotKind {
    let named_by = target;
    BotKind { bots, settings, credentials: None, named_by, target, checks_target_of_new: true }
}

/// The kinds, in the order of the screen.
pub static KINDS: [BotKind; 7] = [
    BotKind {
        checks_target_of_new: false,
        ..kind(Section::TypebotBots, Section::TypebotSettings, &[Field::TypebotUrl, Field::Typebot])
    },
    BotKind {
        credentials: Some(Section::OpenaiCreds),
        named_by: &[Field::OpenaiAssistantId, Field::OpenaiModel],
        ..kind(
            Section::OpenaiBots,
            Section::OpenaiSettings,
            &[
                Field::OpenaiBotType,
                Field::OpenaiAssistantId,
                Field::OpenaiModel,
                Field::OpenaiMaxTokens,
            ],
        )
    },
    BotKind {
        named_by: &[Field::BotApiUrl],
        ..kind(
            Section::DifyBots,
            Section::DifySettings,
            &[Field::DifyBotType, Field::BotApiUrl, Field::BotApiKey],
        )
    },
    BotKind {
        named_by: &[Field::BotApiUrl],
        ..kind(
            Section::FlowiseBots,
            Section::FlowiseSettings,
            &[Field::BotApiUrl, Field::BotApiKey],
        )
    },
    BotKind {
        named_by: &[Field::BotWebhookUrl],
        ..kind(
            Section::N8nBots,
            Section::N8nSettings,
            &[Field::BotWebhookUrl, Field::BotBasicAuthUser, Field::BotBasicAuthPass],
        )
    },
    BotKind {
        named_by: &[Field::BotAgentUrl],
        ..kind(Section::EvoaiBots, Section::EvoaiSettings, &[Field::BotAgentUrl, Field::BotApiKey])
    },
    BotKind {
        named_by: &[Field::BotApiUrl],
        checks_target_of_new: false,
        ..kind(
            Section::EvolutionBots,
            Section::EvolutionSettings,
            &[Field::BotApiUrl, Field::BotApiKey],
        )
    },
];

impl BotKind {
    /// The kind whose bots these are.
    #[must_use]
    pub fn of_bots(section: Section) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.bots == section)
    }
}

/// What another object the value of a field is the id of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// One of the stored credentials
    Credentials,
    /// A bot of the same kind
    Bot,
}

impl Reference {
    #[must_use]
    pub fn of(field: Field) -> Option<Self> {
        if field == Field::OpenaiCredsId {
            Some(Self::Credentials)
        } else if field == Field::BotFallback {
            Some(Self::Bot)
        } else {
            None
        }
    }
}

/// What a stored bot, or a stored credential, is called. A server takes a bot without an address, too.
#[must_use]
pub fn title(section: Section, row: &Value, api: Api) -> String {
    let names = match BotKind::of_bots(section) {
        Some(kind) => kind.named_by,
        None => &[Field::OpenaiCredsName],
    };
    let told = names.iter().filter_map(|field| stored(row, *field, api));
    let told: Vec<String> = told.filter(|text| !text.is_empty()).collect();
    if !told.is_empty() {
        return told.join(" · ");
    }
    let described = stored(row, Field::TypebotDescription, api).filter(|text| !text.is_empty());
    described.or_else(|| row_id(row)).unwrap_or_default()
}

/// A stored value as text.
fn stored(row: &Value, field: Field, api: Api) -> Option<String> {
    let path = field.spec().wire(api).and_then(Wire::find)?;
    lookup(row, path).filter(|value| !value.is_null()).map(plain)
}
