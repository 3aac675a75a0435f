//! What the sources themselves must keep to.

use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// The sources below a folder, tests left out.
pub(crate) fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, into: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                if !path.ends_with("tests") {
                    walk(&path, into);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a text");
                into.push((path, text));
            }
        }
    }
    let mut sources = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut sources);
    sources
}

/// The fields that the code treats in a way of its own. Every other field is plain: adding one is an
/// entry in the table and its lines in the locale files.
const SPECIAL: [Field; 36] = [
    Field::InstanceName,
    Field::Integration,
    Field::Token,
    Field::Number,
    Field::Qrcode,
    Field::WavoipToken,
    Field::WebhookUrl,
    Field::WebhookEvents,
    Field::ChatwootUrl,
    Field::ChatwootAccountId,
    Field::ChatwootToken,
    Field::TypebotUrl,
    Field::Typebot,
    Field::TypebotTriggerType,
    Field::ProxyHost,
    Field::ProxyPort,
    Field::ProxyProtocol,
    Field::ProxyUsername,
    Field::ProxyPassword,
    Field::TypebotTriggerOperator,
    Field::TypebotTriggerValue,
    Field::OpenaiCredsId,
    Field::OpenaiBotType,
    Field::OpenaiAssistantId,
    Field::OpenaiModel,
    Field::OpenaiMaxTokens,
    Field::DifyBotType,
    Field::BotApiUrl,
    Field::BotApiKey,
    Field::BotAgentUrl,
    Field::BotWebhookUrl,
    Field::BotBasicAuthUser,
    Field::BotBasicAuthPass,
    Field::BotFallback,
    Field::OpenaiCredsName,
    Field::TypebotDescription,
];

#[test]
fn plain_fields_are_named_in_the_table_alone() {
    let sources = sources("src");
    let is_word = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let names = |text: &str, word: &str| {
        text.match_indices(word).any(|(at, _)| !is_word(text.as_bytes().get(at + word.len())))
    };
    let naming = |field: Field| -> Vec<&Path> {
        let word = format!("Field::{}", constant(field));
        let is_named = |text: &str| names(text, &word);
        // The lists of fields belong to the tables.
        let tables = ["fields/table.rs", "fields/bots.rs", "section/bots.rs"];
        let outside = |path: &Path| !tables.iter().any(|table| path.ends_with(table));
        sources
            .iter()
            .filter(|(path, text)| outside(path) && is_named(text))
            .map(|(path, _)| path.as_path())
            .collect()
    };
    let tables: Vec<&String> = sources
        .iter()
        .filter(|(path, _)| path.parent().is_some_and(|parent| parent.ends_with("schema/fields")))
        .map(|(_, text)| text)
        .collect();
    for field in Field::every().iter().copied() {
        let entry = format!("    {} = ", constant(field));
        let entry = entry.trim_end();
        assert!(tables.iter().any(|table| table.contains(entry)), "{entry}");
        let files = naming(field);
        let is_special = SPECIAL.contains(&field);
        assert_eq!(!files.is_empty(), is_special, "{field:?} is named in {files:?}");
        let id = format!("\"{}\"", field.id());
        let quoted = sources.iter().filter(|(_, text)| text.contains(&id)).count();
        let is_section = Section::every().iter().any(|section| section.id() == field.id());
        let is_expected = quoted == 1 || (quoted > 1 && (is_special || is_section));
        assert!(is_expected, "{id} stands in {quoted} files");
    }
}

/// The name of a field in the code, which its id spells in another way.
fn constant(field: Field) -> String {
    let upper = |word: &str| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    };
    field.id().split('_').map(upper).collect()
}
