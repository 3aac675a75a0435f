//! Follows what the page around this one says, once it is known to be an allowed one.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::deployment::Access;
use crate::domain::embed::protocol::{Message, Refusal, RefusalReason, ServerChoice};
use crate::domain::http::secret::Secret;
use crate::domain::route::Route;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::{Server, preconfigured_id};
use crate::platform::frame;
use crate::state::Panel;
use crate::state::embed::parent_events::Reported;
use crate::state::embed::{parent_channel, parent_events};
use crate::state::leave::Leave;
use crate::state::preferences::Language;
use crate::ui::fields::field_focus;
use crate::ui::kit::i18n;

/// Does what the address asks for, and hears the parent, where there is one.
pub fn begin(panel: Panel) {
    let section = panel.setup.asked.section;
    if let Some(section) = section.filter(|section| panel.setup.allows(*section)) {
        begin_at(panel, section);
    }
    if frame::is_framed() {
        parent_channel::start(Box::new(move |message| follow(panel, message)), move || {
            // Whoever talks makes the frame as high as the page.
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
        // It came already; the line answers it.
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

/// A key lives in memory alone, unless the operator had the panel remember it for this server. One
/// that names no server is for the one in use, and never for one that stands in for another.
fn hand_key(panel: Panel, key: &Secret, id: Option<&str>) -> Result<(), Refusal> {
    let refusal = |reason| Refusal::new(reason, Some("key"));
    let server = match id {
        Some(id) => {
            listed(panel, id).ok_or_else(|| refusal(RefusalReason::UnknownServer).about(id))?
        }
        None => panel.servers.meant().ok_or_else(|| refusal(RefusalReason::NoServer))?,
    };
    panel.servers.hand_key(server.id, key);
    Ok(())
}

/// A server that the deployment lists.
fn listed(panel: Panel, id: &str) -> Option<Server> {
    let id = preconfigured_id(id);
    panel.servers.list.with_untracked(|list| list.iter().find(|server| server.id == id).cloned())
}

fn choose_server(panel: Panel, choice: &ServerChoice) -> Result<(), Refusal> {
    let refusal = || Refusal::new(RefusalReason::UnknownServer, Some("server"));
    let id = match choice {
        ServerChoice::Listed(id) => listed(panel, id).ok_or_else(|| refusal().about(id))?.id,
        ServerChoice::Whole { label, base_url, dialect } => {
            let known = panel.servers.list.with_untracked(|list| {
                let is_it =
                    |server: &&Server| server.base_url == *base_url && server.dialect == *dialect;
                list.iter().find(is_it).map(|server| server.id)
            });
            match known {
                Some(id) => id,
                None if panel.setup.may_add(base_url) => lend(panel, label, base_url, *dialect),
                None => return Err(refusal().about(base_url)),
            }
        }
    };
    panel.servers.choose_for_now(id);
    Ok(())
}

/// A server of the parent's is one that was given: neither edited nor stored.
fn lend(panel: Panel, label: &str, base_url: &str, dialect: Dialect) -> u32 {
    let id = preconfigured_id(&format!("{base_url} {}", dialect.id()));
    panel.servers.lend(Server {
        id,
        label: label.to_owned(),
        base_url: base_url.to_owned(),
        dialect,
        version: None,
        key: Secret::default(),
        is_remembered: false,
    });
    id
}

/// A value switches its group on, unless the parent says otherwise.
fn prefill(
    panel: Panel,
    fields: &[(Field, Draft)],
    groups: &[(Section, bool)],
) -> Result<(), Refusal> {
    let form = &panel.form;
    let refusal = |fixed: &[&str]| {
        let refusal = Refusal::new(RefusalReason::Fixed, Some("prefill"));
        fixed.iter().fold(refusal, |refusal, id| refusal.about(id))
    };
    let mut fixed = Vec::new();
    for (field, _) in fields {
        if panel.setup.access(*field) != Access::Free || !panel.setup.allows(field.spec().section) {
            fixed.push(field.id());
        }
    }
    for (group, is_on) in groups {
        if !panel.setup.allows(*group) || (panel.setup.forces(*group) && !is_on) {
            fixed.push(group.id());
        }
    }
    if !fixed.is_empty() {
        return Err(refusal(&fixed));
    }
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

/// One press, or why there is none: with the fields that have a problem.
fn submit(panel: Panel) -> Result<(), (RefusalReason, Vec<Field>)> {
    let reason = if panel.creation.is_sending.get_untracked()
        || panel.submission.is_waiting.get_untracked()
    {
        Some(RefusalReason::Busy)
    } else if panel.route.get_untracked() != Route::Create {
        Some(RefusalReason::Elsewhere)
    } else if panel.servers.current.with_untracked(Option::is_none) {
        Some(RefusalReason::NoServer)
    } else {
        None
    };
    if let Some(reason) = reason {
        return Err((reason, Vec::new()));
    }
    let blocking: Vec<Field> = panel.form.problems.with_untracked(|problems| {
        let blocks = problems.iter().filter(|problem| !problem.fault.is_warning());
        blocks.map(|problem| problem.field).collect()
    });
    panel.submission.press();
    if blocking.is_empty() { Ok(()) } else { Err((RefusalReason::Problems, blocking)) }
}

fn reset(panel: Panel) -> Result<(), RefusalReason> {
    if panel.creation.is_sending.get_untracked() {
        return Err(RefusalReason::Busy);
    }
    match panel.route.get_untracked() {
        Route::Create => {
            panel.form.reset_unlocked();
            panel.creation.give(CreationInput::Dismiss);
            parent_events::keep_as_clean(panel.form);
            Ok(())
        }
        Route::Result => {
            // What is locked stays so while the result does.
            panel.exit.leave(Leave::Anew);
            Ok(())
        }
        Route::Servers | Route::Instances { .. } | Route::Instance { .. } => {
            Err(RefusalReason::Elsewhere)
        }
    }
}
