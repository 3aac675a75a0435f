//! The keys that the domain makes out of ids.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::bots::clash::BotClash;
use crate::domain::bots::sessions::{SessionAction, SessionStatus};
use crate::domain::creation::plan::Step;
use crate::domain::diagnostics::findings::{CheckStep, Finding, StepStatus};
use crate::domain::instances::action::RowAction;
use crate::domain::instances::disconnect::DisconnectReason;
use crate::domain::instances::row::Engine;
use crate::domain::pairing::diagnosis::Hint;
use crate::domain::pairing::phase::{ConnectionState, PairingPhase};
use crate::domain::proof::DifferenceReason;
use crate::domain::reply::error::Case;
use crate::domain::schema::event::EventFamily;
use crate::domain::schema::field::Kind;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::Fault;
use crate::domain::tests::locales::import_keys::imports;

/// The keys that the domain makes, by the root they stand under.
pub(super) fn by_root() -> BTreeMap<&'static str, BTreeSet<String>> {
    let with = |key: String, endings: &[&str]| -> Vec<String> {
        endings.iter().map(|ending| format!("{key}.{ending}")).collect()
    };
    let fields = Field::every().iter().filter(|field| !field.id().starts_with("test_"));
    let choices = fields.clone().flat_map(|field| {
        let Kind::Choice(choices) = field.spec().kind else { return Vec::new() };
        with(format!("choice.{}", field.id()), choices)
    });
    let reasons = [
        DifferenceReason::SwitchedOff(""),
        DifferenceReason::StoredButOff(""),
        DifferenceReason::HiddenWhileOff(""),
        DifferenceReason::HostUnderscore,
        DifferenceReason::InstanceGone,
        DifferenceReason::NotEnabled,
        DifferenceReason::CallbackLocalhost,
        DifferenceReason::CallbackUnset,
        DifferenceReason::GroupsIgnoreForced,
        DifferenceReason::NoneMeansAll,
        DifferenceReason::EventsIncomplete { stored: 0, all: 0 },
        DifferenceReason::ProxyNotKept,
        DifferenceReason::Changed,
        DifferenceReason::Missing,
    ];
    BTreeMap::from([
        (
            "field",
            fields
                .flat_map(|field| with(format!("field.{}", field.id()), &["label", "help"]))
                .collect(),
        ),
        (
            "section",
            Section::ALL
                .iter()
                .flat_map(|section| with(format!("section.{}", section.id()), &["name", "help"]))
                // The form does not have these, and explains none.
                .chain(
                    Section::OF_BOTS.iter().map(|section| format!("section.{}.name", section.id())),
                )
                .collect(),
        ),
        ("choice", choices.collect()),
        (
            "event_family",
            EventFamily::ALL.map(|family| format!("event_family.{}", family.id())).into(),
        ),
        (
            "error",
            Case::ALL
                .iter()
                .flat_map(|case| with(format!("error.{}", case.id()), &["cause", "cure"]))
                .collect(),
        ),
        ("reason", reasons.map(|reason| format!("reason.{}", reason.id())).into()),
        ("problem", faults().iter().map(|fault| format!("problem.{}", fault.id())).collect()),
    ])
}

fn faults() -> Vec<Fault> {
    let field = Field::InstanceName;
    vec![
        Fault::Missing,
        Fault::MissingInGroup,
        Fault::MissingBecause(field),
        Fault::NotAChoice(String::new()),
        Fault::NameBlank,
        Fault::Edges,
        Fault::NameCharacters,
        Fault::NamePath,
        Fault::NameTaken,
        Fault::TooLong(0),
        Fault::UrlScheme,
        Fault::UrlShape,
        Fault::UrlUnderscore,
        Fault::UrlUnderscoreDoubtful,
        Fault::UrlLocalhost,
        Fault::UrlPrivate,
        Fault::UrlTestHook,
        Fault::ProxyLogin('/'),
        Fault::TokenCharacter('\u{20ac}'),
        Fault::NotInteger,
        Fault::OutOfRange(0, 0),
        Fault::Digits,
        Fault::NumberWithoutCountry,
        Fault::NumberStartsWithZeros,
        Fault::HeaderName,
        Fault::HeaderTwice,
        Fault::HeaderValue,
        Fault::HeaderUnderscore,
        Fault::NoEffect(field),
        Fault::EventsLeftOut,
        Fault::QrIgnored,
        Fault::QrBreaks,
    ]
}

fn steps() -> [String; 4] {
    [
        Step::Create,
        Step::Set(Section::Behaviour),
        Step::CreateRow(Section::Typebot),
        Step::ReadBack(Section::Webhook),
    ]
    .map(|step| format!("step.{}", step.id()))
}

/// What the pairing says by the id of its phase, its connection and its hints.
fn pairing() -> Vec<String> {
    let phases = [
        PairingPhase::Idle,
        PairingPhase::Waiting,
        PairingPhase::Shown,
        PairingPhase::Expired,
        PairingPhase::Paused,
        PairingPhase::Failed,
        PairingPhase::Open,
    ];
    let links = [
        ConnectionState::Unknown,
        ConnectionState::Close,
        ConnectionState::Connecting,
        ConnectionState::Open,
    ];
    let named = |root: &str, id: &str| format!("pairing.{root}.{id}");
    let phases = phases.map(|phase| named("status", phase.id()));
    let links = links.map(|link| named("link", link.id()));
    let hints = Hint::ALL.map(|hint| named("hint", hint.id()));
    phases.into_iter().chain(links).chain(hints).collect()
}

/// The steps of the connection test, marks and findings, each with a cure where there is something to do.
fn diagnostics() -> BTreeSet<String> {
    let findings = Finding::ALL.iter().flat_map(|finding| {
        let cure =
            finding.status().has_cure().then(|| format!("diagnostics.{}.cure", finding.id()));
        cure.into_iter().chain([format!("diagnostics.{}", finding.id())])
    });
    let steps = CheckStep::ALL.iter().map(|step| format!("diagnostics.step.{}", step.id()));
    let marks = StepStatus::ALL.iter().map(|mark| format!("diagnostics.status.{}", mark.id()));
    findings.chain(steps).chain(marks).collect()
}

/// What the list of instances says by the ids of states, engines, reasons, actions and columns.
fn instances() -> Vec<String> {
    let states = [
        ConnectionState::Unknown,
        ConnectionState::Close,
        ConnectionState::Connecting,
        ConnectionState::Open,
    ];
    let reasons = [401, 403, 408, 411, 428, 440, 500, 503, 515, 0].map(DisconnectReason::of);
    let actions = [RowAction::Restart, RowAction::Disconnect, RowAction::Delete];
    let columns = ["name", "state", "number", "engine", "groups", "counts", "created"];
    let named = |root: &str, id: &str| format!("instances.{root}.{id}");
    let of_actions = ["action", "running", "done", "unchanged", "ask_body", "ask_bodies"]
        .into_iter()
        .flat_map(|root| actions.map(|action| named(root, action.id())));
    states
        .map(|state| named("state", state.id()))
        .into_iter()
        .chain(Engine::ALL.map(|engine| named("engine", engine.id())))
        .chain(reasons.map(|reason| named("reason", reason.id())))
        .chain(reasons.map(|reason| named("remedy", reason.id())))
        .chain(of_actions)
        .chain(columns.map(|column| named("column", column)))
        .collect()
}

/// Why a bot is not sent, and what is said of its conversations.
fn bots() -> Vec<String> {
    let other = String::new;
    let clashes = [
        BotClash::All(other()),
        BotClash::Trigger(other()),
        BotClash::TriggerLeftBehind(other()),
        BotClash::Target(other()),
        BotClash::Name(other()),
    ];
    let states = [SessionStatus::Opened, SessionStatus::Paused, SessionStatus::Closed];
    let of_actions = ["action", "done"].into_iter().flat_map(|root| {
        SessionAction::ALL.map(|action| format!("instance.sessions.{root}.{}", action.id()))
    });
    clashes
        .map(|clash| format!("instance.clash.{}", clash.id()))
        .into_iter()
        .chain(states.map(|state| format!("instance.sessions.status.{}", state.id())))
        .chain(of_actions)
        .collect()
}

/// The keys under roots that views add keys to as well.
pub(super) fn others() -> BTreeSet<String> {
    let called = steps().into_iter().chain(pairing()).chain(diagnostics()).chain(instances());
    called.chain(bots()).chain(imports()).collect()
}
