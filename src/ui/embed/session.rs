//! Carries out what the page around this one asks for, once it is known to be an allowed one. What it
//! may ask for is decided in `domain::deployment::parent_rules`.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::deployment::parent_rules::{
    ChosenServer, FormReset, PanelStatus, chosen_server, key_target, may_prefill, may_reset,
    may_submit,
};
use crate::domain::embed::protocol::{Message, Refusal, RefusalReason, ServerChoice};
use crate::domain::http::secret::Secret;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::platform::frame;
use crate::state::Panel;
use crate::state::embed::parent_events::Reported;
use crate::state::embed::{parent_channel, parent_events};
use crate::state::leave::Leave;
use crate::state::preferences::Language;
use crate::ui::embed::clean_address::keep_address_clean;
use crate::ui::fields::field_focus;
use crate::ui::kit::i18n;

/// Does what the address asks for, keeps it clean, and follows the parent page, where there is one.
pub fn begin(panel: Panel) {
    keep_address_clean(panel.notices);
    let section = panel.setup.asked.section;
    if let Some(section) = section.filter(|section| panel.setup.allows(*section)) {
        begin_at(panel, section);
    }
    if frame::is_framed() {
        parent_channel::start(Box::new(move |message| follow(panel, message)), move || {
            // A parent that talks makes the frame as high as the page.
            if let Some(root) = document().document_element() {
                // The class's name is a constant, so adding it cannot fail.
                let _ = root.class_list().add_1("embedded");
            }
            parent_events::begin(Reported {
                servers: panel.servers,
                preferences: panel.preferences,
                form: panel.form,
                route: panel.route,
                keys: panel.keys,
                creation: panel.creation,
            });
        });
    }
}

/// Switches a group on and scrolls to it, inside this page alone: the one around stays where it is.
fn begin_at(panel: Panel, section: Section) {
    if section.is_group() {
        panel.form.group(section).set(true);
    }
    request_animation_frame(move || {
        if let Some(card) =
            document().get_element_by_id(&field_focus::section_id(panel.form, section))
        {
            window().scroll_to_with_x_and_y(0.0, card.get_bounding_client_rect().top());
        }
    });
}

fn follow(panel: Panel, message: Message) -> Result<(), Refusal> {
    let refusal = |reason| Refusal::new(reason, Some(message.kind()));
    match &message {
        // It came already; the channel answers it.
        Message::Hello { .. } => Ok(()),
        Message::Key { key, server } => hand_key(panel, key, server.as_deref()),
        Message::Server(choice) => {
            choose_server(panel, choice).inspect_err(|_| panel.servers.miss_asked())
        }
        Message::Prefill { fields, groups } => prefill(panel, fields, groups),
        Message::Lock { fields, is_locked } => {
            lock(panel, fields, *is_locked);
            Ok(())
        }
        Message::Theme(theme) => {
            theme.mark();
            panel.preferences.theme.set(*theme);
            Ok(())
        }
        Message::Language(language) => {
            speak(panel, *language);
            Ok(())
        }
        Message::Submit => submit(panel).map_err(|(reason, fields)| {
            fields.iter().fold(refusal(reason), |refusal, field| refusal.about(field.id()))
        }),
        Message::Reset => reset(panel).map_err(refusal),
    }
}

fn speak(panel: Panel, language: Language) {
    spawn_local(async move {
        // Without its file the language cannot be spoken; the old one stays.
        if i18n::load(language).await.is_ok() {
            i18n::set_language(language);
            language.mark();
            panel.preferences.language.set(language);
        }
    });
}

/// A key lives in memory alone, unless the operator had the panel remember it for this server.
fn hand_key(panel: Panel, key: &Secret, named: Option<&str>) -> Result<(), Refusal> {
    let servers = panel.servers;
    let meant = servers.meant().map(|server| server.id);
    let id = servers.list.with_untracked(|list| key_target(list, named, meant))?;
    servers.hand_key(id, key);
    Ok(())
}

fn choose_server(panel: Panel, choice: &ServerChoice) -> Result<(), Refusal> {
    let servers = panel.servers;
    let chosen = servers.list.with_untracked(|list| chosen_server(panel.setup, list, choice))?;
    let id = match chosen {
        ChosenServer::Known(id) => id,
        ChosenServer::Lent(server) => {
            let id = server.id;
            servers.lend(server);
            id
        }
    };
    servers.choose_for_now(id);
    Ok(())
}

/// A value switches its group on, unless the parent says otherwise.
fn prefill(
    panel: Panel,
    fields: &[(Field, Draft)],
    groups: &[(Section, bool)],
) -> Result<(), Refusal> {
    may_prefill(panel.setup, fields, groups)?;
    let form = &panel.form;
    for (field, draft) in fields {
        form.draft(*field).set(draft.clone());
        if draft.is_sent() && field.spec().section.is_group() {
            form.group(field.spec().section).set(true);
        }
    }
    for (group, is_on) in groups {
        form.group(*group).set(*is_on);
    }
    parent_events::keep_as_clean(panel.form);
    Ok(())
}

fn lock(panel: Panel, fields: &[Field], is_locked: bool) {
    for field in fields {
        panel.form.locked(*field).set(is_locked);
    }
}

fn status(panel: Panel) -> PanelStatus {
    PanelStatus {
        route: panel.route.get_untracked(),
        is_busy: panel.creation.is_sending.get_untracked()
            || panel.submission.is_waiting.get_untracked(),
        has_server: panel.servers.current.with_untracked(Option::is_some),
    }
}

/// One press, or why there is none: with the fields that have a problem.
fn submit(panel: Panel) -> Result<(), (RefusalReason, Vec<Field>)> {
    may_submit(&status(panel)).map_err(|reason| (reason, Vec::new()))?;
    let blocking: Vec<Field> = panel.form.problems.with_untracked(|problems| {
        let blocks = problems.iter().filter(|problem| !problem.fault.is_warning());
        blocks.map(|problem| problem.field).collect()
    });
    panel.submission.press();
    if blocking.is_empty() { Ok(()) } else { Err((RefusalReason::Problems, blocking)) }
}

fn reset(panel: Panel) -> Result<(), RefusalReason> {
    match may_reset(&status(panel))? {
        FormReset::Form => {
            panel.form.reset_unlocked();
            panel.creation.give(CreationInput::Dismiss);
            parent_events::keep_as_clean(panel.form);
        }
        // What is locked stays so while the result does.
        FormReset::LeaveResult => panel.exit.leave(Leave::Unlocked),
    }
    Ok(())
}
