//! What the page around the panel, and the address it gives it, may say.

use instance_panel::domain::embed::framing;
use instance_panel::domain::embed::options::{EmbedOptions, cleaned};
use instance_panel::domain::embed::protocol::{self, LONGEST, Message};

/// The bytes are a message, a query, a hash and an origin, each as a whole.
pub fn parent(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match protocol::read(&text) {
        Ok(message) => {
            assert!(text.len() <= LONGEST);
            assert!(!format!("{message:?}").contains("a-key-0123456789"), "a key is printed");
            if let Message::Prefill { fields, groups } = message {
                assert!(fields.len() < 1_000 && groups.len() < 1_000);
            }
        }
        Err(refusal) => assert!(format!("{refusal:?}").len() < 2_000),
    }
    let _ = EmbedOptions::read(&text);
    let (search, hash) = text.split_once('#').unwrap_or((&text, ""));
    let hash = format!("#{hash}");
    if let Some(first) = cleaned(search, &hash) {
        // What was cleaned is clean.
        assert_eq!(cleaned(&first.search, &first.hash), None, "{search} {hash}");
    }
    let allowed = ["https://app.example.com".to_owned()];
    if framing::is_allowed("https://panel.example.com", &text, &allowed) {
        assert!(text == allowed[0] || text == "https://panel.example.com", "{text}");
    }
}
