//! What a deployment's `config.json` may hold.

use instance_panel::domain::deployment::Access;
use instance_panel::domain::deployment::config;
use instance_panel::domain::deployment::idle;
use instance_panel::domain::schema::dialect::Dialect;
use instance_panel::domain::schema::encode;
use instance_panel::domain::schema::field::Draft;
use instance_panel::domain::schema::fields::Field;
use instance_panel::domain::schema::validate::{self, ValidationContext};
use instance_panel::domain::schema::wire::Carrier;
use instance_panel::domain::servers::address::base_url;

/// The bytes are the file. Whatever it holds, there is a setup, and the form it makes can be judged
/// and sent.
pub fn config(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let setup = config::read(&text);
    assert!(
        setup.config_diagnostics.len() < 10_000,
        "{} diagnostics",
        setup.config_diagnostics.len()
    );
    for server in &setup.servers {
        let is_plain =
            server.base_url.starts_with("http://") || server.base_url.starts_with("https://");
        assert!(is_plain, "{}", server.base_url);
        assert_eq!(base_url(&server.base_url).as_ref(), Some(&server.base_url));
        // A key is taken only where the file says that it may.
        assert!(server.key.is_empty() || text.contains("allowKeys"));
    }
    for link in &setup.links {
        let url = link.url.to_ascii_lowercase();
        assert!(!url.starts_with("javascript:") && !url.starts_with("data:"), "{url}");
    }
    if let Some(logo) = setup.logo.as_deref().filter(|logo| logo.contains(':')) {
        assert!(logo.starts_with("data:image/png;base64,"), "{logo}");
    }
    assert!(setup.origins.iter().all(|origin| !origin.contains('*')), "{:?}", setup.origins);
    let choices = idle::choices(setup.lock_after_minutes);
    assert!(choices.contains(&idle::minutes(None, setup.lock_after_minutes)));
    for dialect in Dialect::ALL {
        let _ = setup.form_rules().sections(dialect).count();
        let _ = validate::problems(&setup.initial, dialect, &ValidationContext::default());
        let _ = encode::body(&setup.initial, dialect, Carrier::Create);
    }
    for field in Field::ALL.iter().copied() {
        let is_kept = setup.access(field) == Access::Free || setup.allows(field.spec().section);
        assert!(is_kept || *setup.initial.get(field) == Draft::NotSent, "{field:?}");
    }
}
