//! The domain's tests. Each file is one concern; what they share stands here.

mod bots;
mod bulk;
mod crate_paths;
mod creation;
mod deployment;
mod diagnostics;
mod embed;
mod export;
mod http;
mod import;
mod instance;
mod instances;
mod interpolate;
mod locales;
mod many;
mod pairing;
mod palette;
mod preferences;
mod presets;
mod proof;
mod reply;
mod requests;
mod route;
mod schema;
mod servers;
mod sources;

use serde::Deserialize;
use serde_json::Value;

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::event::{Event, EventSet};
use crate::domain::schema::field::{Draft, Kind, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// A file of the repository that the code must agree with.
fn repository_file(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What running servers answered; `fixtures/README.md` tells how to read it.
const RECORDINGS: [(&str, Dialect, &str); 6] = [
    ("v1", Dialect::EvolutionV1, include_str!("../../../fixtures/v1.jsonl")),
    ("v2", Dialect::EvolutionV2, include_str!("../../../fixtures/v2.jsonl")),
    ("v1-after", Dialect::EvolutionV1, include_str!("../../../fixtures/v1-after.jsonl")),
    ("v2-after", Dialect::EvolutionV2, include_str!("../../../fixtures/v2-after.jsonl")),
    ("v1-list", Dialect::EvolutionV1, include_str!("../../../fixtures/v1-list.jsonl")),
    ("v2-list", Dialect::EvolutionV2, include_str!("../../../fixtures/v2-list.jsonl")),
];

/// One recorded exchange.
#[derive(Deserialize)]
struct Exchange {
    #[serde(skip)]
    file: &'static str,
    name: String,
    method: String,
    path: String,
    #[serde(default)]
    body: Value,
    status: u16,
    reply: Value,
}

impl Exchange {
    /// The reply as it came over the wire.
    fn text(&self) -> String {
        match &self.reply {
            Value::String(text) => text.clone(),
            json => json.to_string(),
        }
    }
}

fn recordings() -> Vec<(Dialect, Exchange)> {
    let read = |(file, dialect, text): (&'static str, Dialect, &'static str)| {
        text.lines().map(move |line| {
            let exchange: Exchange = serde_json::from_str(line).expect("a line is an exchange");
            (dialect, Exchange { file, ..exchange })
        })
    };
    RECORDINGS.into_iter().flat_map(read).collect()
}

fn recording(file: &str, name: &str) -> (Dialect, Exchange) {
    let (_, dialect, text) =
        RECORDINGS.into_iter().find(|entry| entry.0 == file).expect("the file is recorded");
    let start = format!("{{\"name\":{},", Value::from(name));
    let line = text
        .lines()
        .find(|line| line.starts_with(&start))
        .unwrap_or_else(|| panic!("{file} holds no {name}"));
    (dialect, serde_json::from_str(line).expect("a line is an exchange"))
}

fn text(text: &str) -> Draft {
    Draft::Text(text.to_owned())
}

fn events(names: &[&str]) -> Draft {
    let event = |name: &&str| Event::named(name).expect("the event exists");
    Draft::Events(names.iter().map(event).collect::<EventSet>())
}

fn headers(pairs: &[(&str, &str)]) -> Draft {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Draft::Headers(pairs.iter().map(own).collect())
}

/// A form with these groups switched on and these fields filled in.
fn drafts(groups: &[Section], fields: &[(Field, Draft)]) -> Drafts {
    let mut drafts = Drafts::default();
    for group in groups {
        drafts.switch(*group, true);
    }
    for (field, draft) in fields {
        drafts.set(*field, draft.clone());
    }
    drafts
}

/// A form with nothing but a name.
fn named(name: &str) -> Drafts {
    drafts(&[], &[(Field::InstanceName, text(name))])
}

/// The form with every field of every dialect filled in with a valid value that is not what a
/// server does by itself, and every group on.
fn everything() -> Drafts {
    let on = || Draft::Flag(true);
    let off = || Draft::Flag(false);
    let groups: Vec<Section> =
        Section::ALL.iter().copied().filter(|section| section.is_group()).collect();
    let mut drafts = drafts(
        &groups,
        &[
            (Field::InstanceName, text("sales-01")),
            (Field::Integration, text("WHATSAPP-BUSINESS")),
            (Field::Token, text("B6D711FC-DE4D-4FD5-9365-44120E713976")),
            (Field::Number, text("+55 (11) 99999-9999")),
            (Field::BusinessId, text("102290129340398")),
            (Field::Qrcode, on()),
            (Field::RejectCall, on()),
            (Field::MsgCall, text("No calls, \"please\"")),
            (Field::GroupsIgnore, on()),
            (Field::AlwaysOnline, on()),
            (Field::ReadMessages, on()),
            (Field::ReadStatus, off()),
            (Field::SyncFullHistory, on()),
            (Field::WavoipToken, text("wavoip-0123456789")),
            (Field::WebhookUrl, text(" https://hooks.example.com/evo ")),
            (Field::WebhookByEvents, off()),
            (Field::WebhookBase64, on()),
            (
                Field::WebhookHeaders,
                headers(&[("Authorization", "Bearer abc"), ("Content-Type", "application/json")]),
            ),
            (Field::WebhookEvents, events(&["CONNECTION_UPDATE", "MESSAGES_UPSERT"])),
            (Field::WebsocketEvents, events(&["MESSAGES_UPSERT"])),
            (Field::RabbitmqEvents, events(&["MESSAGES_UPSERT", "SEND_MESSAGE"])),
            (Field::SqsEvents, events(&["CALL"])),
            (Field::NatsEvents, events(&["LOGOUT_INSTANCE"])),
            (Field::KafkaEvents, events(&["CHATS_SET"])),
            (Field::PusherAppId, text("1234567")),
            (Field::PusherKey, text("pusher-key")),
            (Field::PusherSecret, text("pusher-secret")),
            (Field::PusherCluster, text("mt1")),
            (Field::PusherUseTls, on()),
            (Field::PusherEvents, events(&["QRCODE_UPDATED"])),
            (Field::ChatwootAccountId, text(" 42 ")),
            (Field::ChatwootToken, text("chatwoot-token")),
            (Field::ChatwootUrl, text("https://chat.example.com")),
            (Field::ChatwootSignMsg, on()),
            (Field::ChatwootReopenConversation, on()),
            (Field::ChatwootConversationPending, on()),
            (Field::ChatwootNameInbox, text("Vendas – São Paulo")),
            (Field::ChatwootImportContacts, off()),
            (Field::ChatwootImportMessages, off()),
            (Field::ChatwootDaysLimitImportMessages, text("7")),
            (Field::ChatwootMergeBrazilContacts, on()),
            (Field::ChatwootOrganization, text("Bot")),
            (Field::ChatwootLogo, text("https://chat.example.com/bot.png")),
            (Field::ChatwootAutoCreate, off()),
            (Field::TypebotUrl, text("https://bot.example.com")),
            (Field::Typebot, text("my-flow")),
            (Field::TypebotDescription, text("Greets")),
            (Field::TypebotTriggerType, text("keyword")),
            (Field::TypebotTriggerOperator, text("startsWith")),
            (Field::TypebotTriggerValue, text("hello")),
            (Field::TypebotExpire, text("20")),
            (Field::TypebotKeywordFinish, text("#EXIT")),
            (Field::TypebotDelayMessage, text("1000")),
            (Field::TypebotUnknownMessage, text("?")),
            (Field::TypebotListeningFromMe, on()),
            (Field::TypebotStopBotFromMe, on()),
            (Field::TypebotKeepOpen, on()),
            (Field::TypebotDebounceTime, text("10")),
            (
                Field::TypebotIgnoreJids,
                text("5511999999999@s.whatsapp.net\n\n 5511888888888@s.whatsapp.net "),
            ),
            (Field::ProxyHost, text("proxy.example.com")),
            (Field::ProxyPort, text("3128")),
            (Field::ProxyProtocol, text("http")),
            (Field::ProxyUsername, text("user")),
            (Field::ProxyPassword, text("proxy-password")),
        ],
    );
    drafts.fresh_token = "FRESH-TOKEN".to_owned();
    drafts
}

/// A form with every field of a dialect filled in.
fn full_drafts(dialect: Dialect) -> Drafts {
    let mut drafts = Drafts::default();
    for section in Section::of(dialect).filter(|section| section.is_group()) {
        drafts.switch(section, true);
    }
    for field in Field::ALL.iter().copied().filter(|field| field.spec().wire(dialect).is_some()) {
        let spec = field.spec();
        let draft = match spec.kind {
            Kind::Flag => Draft::Flag(true),
            Kind::Integer { min, .. } => Draft::text((min + 7).to_string()),
            Kind::Choice(_) => {
                Draft::text(spec.choices(dialect).first().copied().unwrap_or_default())
            }
            Kind::Events => Draft::Events(Event::of(dialect).take(3).collect::<EventSet>()),
            Kind::Headers => Draft::Headers(vec![("X-Key".to_owned(), "v alue".to_owned())]),
            Kind::List => Draft::text("one\ntwo"),
            Kind::Text(Rule::Url) => {
                Draft::text(format!("https://{}.example.test/a", field.id().replace('_', "-")))
            }
            Kind::Text(Rule::Digits) => Draft::text("5511900000001"),
            Kind::Text(_) | Kind::Secret => Draft::text(format!("it's \"{}\" ã", field.id())),
        };
        drafts.set(field, draft);
    }
    drafts.set(Field::InstanceName, Draft::text("shop-1"));
    drafts
}
