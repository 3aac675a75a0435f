//! The steps of a connection check in their order, and all that can be found at each. Every finding has a sentence in the locale files under its id, and a cure next to it
//! where something is to be done.

/// One step of a connection check. They run in this order, up to the first that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckStep {
    UrlShape,
    MixedContent,
    LocalNetwork,
    Reachable,
    Cors,
    Version,
    Dialect,
    KeyAccepted,
    KeyKind,
    Licence,
    Switches,
}

impl CheckStep {
    pub const ALL: [Self; 11] = [
        Self::UrlShape,
        Self::MixedContent,
        Self::LocalNetwork,
        Self::Reachable,
        Self::Cors,
        Self::Version,
        Self::Dialect,
        Self::KeyAccepted,
        Self::KeyKind,
        Self::Licence,
        Self::Switches,
    ];

    /// The key of its name in the locale files, under `diagnostics.step.`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::UrlShape => "url",
            Self::MixedContent => "mixed",
            Self::LocalNetwork => "local",
            Self::Reachable => "reach",
            Self::Cors => "cors",
            Self::Version => "version",
            Self::Dialect => "dialect",
            Self::KeyAccepted => "key",
            Self::KeyKind => "kind",
            Self::Licence => "licence",
            Self::Switches => "switches",
        }
    }
}

/// What a finding means for the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepStatus {
    Good,
    /// Good to know, and nothing to be done before creating
    Note,
    Warning,
    /// The check ends here
    Bad,
    /// Has no meaning for this server
    Skipped,
    /// Cannot be told from here
    Unknown,
}

impl StepStatus {
    pub const ALL: [Self; 6] =
        [Self::Good, Self::Note, Self::Warning, Self::Bad, Self::Skipped, Self::Unknown];

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Bad => "bad",
            Self::Skipped => "skipped",
            Self::Unknown => "unknown",
        }
    }

    /// Whether its findings tell what to do, too.
    #[must_use]
    pub const fn has_cure(self) -> bool {
        matches!(self, Self::Note | Self::Warning | Self::Bad)
    }
}

macro_rules! findings {
    ($($(#[$doc:meta])* $finding:ident = $step:ident $mark:ident $id:literal;)+) => {
        /// What was found at a step.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Finding { $($(#[$doc])* $finding),+ }

        impl Finding {
            pub const ALL: &[Self] = &[$(Self::$finding),+];

            #[must_use]
            pub const fn step(self) -> CheckStep {
                match self { $(Self::$finding => CheckStep::$step),+ }
            }

            #[must_use]
            pub const fn status(self) -> StepStatus {
                match self { $(Self::$finding => StepStatus::$mark),+ }
            }

            /// The key of its sentence in the locale files, under `diagnostics.`; `.cure` behind it is
            /// the cure's.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$finding => $id),+ }
            }
        }
    };
}

findings! {
    UrlGood = UrlShape Good "url.good";
    /// The subject is how it was read
    UrlCleaned = UrlShape Good "url.cleaned";
    UrlEmpty = UrlShape Bad "url.empty";
    UrlBad = UrlShape Bad "url.bad";

    MixedNot = MixedContent Good "mixed.good";
    /// An http page calls an http server that is not on this network
    MixedClear = MixedContent Warning "mixed.clear";
    /// Browsers that know the local-network permission let this one through
    MixedLocal = MixedContent Warning "mixed.local";
    MixedBlocked = MixedContent Bad "mixed.bad";

    LocalNotNeeded = LocalNetwork Skipped "local.skipped";
    LocalGranted = LocalNetwork Good "local.good";
    LocalPrompt = LocalNetwork Warning "local.prompt";
    LocalDenied = LocalNetwork Bad "local.denied";
    /// An http page is not even asked
    LocalInsecure = LocalNetwork Bad "local.insecure";
    /// This browser has no such permission
    LocalUnknown = LocalNetwork Unknown "local.unknown";

    ReachGood = Reachable Good "reach.good";
    ReachOffline = Reachable Bad "reach.offline";
    ReachTimeout = Reachable Bad "reach.timeout";
    ReachNone = Reachable Bad "reach.none";

    CorsGood = Cors Good "cors.good";
    CorsRefused = Cors Bad "cors.refused";
    /// The refusal could be read, so page and server share their origin
    CorsOwn = Cors Bad "cors.own";

    /// The subject is the version
    VersionGood = Version Good "version.good";
    /// Images that are no longer kept up stop here
    VersionOld = Version Warning "version.old";
    VersionNone = Version Unknown "version.none";
    VersionHtml = Version Bad "version.html";
    /// The API's own 404: it is there, but not at this path
    VersionPath = Version Bad "version.path";
    /// The API is at a shorter address, which is the subject
    VersionShorter = Version Bad "version.shorter";
    /// A proxy answers in the place of a server that is down
    VersionGateway = Version Bad "version.gateway";
    /// The subject is the status
    VersionOther = Version Bad "version.other";

    /// The subject is the dialect's name
    DialectTold = Dialect Good "dialect.told";
    DialectChosen = Dialect Good "dialect.chosen";
    /// The subject is what the version tells
    DialectOther = Dialect Warning "dialect.other";
    DialectMissing = Dialect Bad "dialect.missing";

    KeyGood = KeyAccepted Good "key.good";
    KeyEmpty = KeyAccepted Bad "key.empty";
    KeyWrong = KeyAccepted Bad "key.wrong";
    /// The server refuses an instance's token in the same words
    KeyWrongOrToken = KeyAccepted Bad "key.wrong_or_token";
    /// The server does not know it, and everybody who read the vendor's example does
    KeyOfExample = KeyAccepted Bad "key.example";
    /// Refused once and accepted once
    KeyInTurn = KeyAccepted Bad "key.in_turn";
    /// Plain calls come through, those with a key do not
    KeyPreflight = KeyAccepted Bad "key.preflight";
    /// The subject is the status
    KeyFailed = KeyAccepted Bad "key.failed";
    KeyNoAnswer = KeyAccepted Bad "key.no_answer";
    /// No header can carry it
    KeyUnsendable = KeyAccepted Bad "key.unsendable";
    /// Without a licence the server looks at no key
    KeyBehindLicence = KeyAccepted Unknown "key.licence";

    KindGlobal = KeyKind Good "kind.global";
    /// The subject is the instance
    KindToken = KeyKind Bad "kind.token";
    KindUnclear = KeyKind Unknown "kind.unclear";
    KindBehindLicence = KeyKind Unknown "kind.licence";

    LicenceNotNeeded = Licence Skipped "licence.skipped";
    LicenceActive = Licence Good "licence.good";
    LicenceMissing = Licence Bad "licence.bad";
    LicenceUnknown = Licence Unknown "licence.unknown";

    SwitchesAllOn = Switches Good "switches.good";
    /// The subject is the variables, one a line
    SwitchesOff = Switches Note "switches.off";
    /// No instance is known that could be asked about
    SwitchesNoInstance = Switches Unknown "switches.no_instance";
    /// Reading shows no difference on this dialect, and writing is not for a test
    SwitchesUnreadable = Switches Unknown "switches.unreadable";
    SwitchesFailed = Switches Unknown "switches.failed";
    SwitchesNone = Switches Skipped "switches.skipped";
}

/// A step that has run, and what it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepResult {
    pub finding: Finding,
    /// What the sentence names: a version, a status, an instance. Never a secret.
    pub subject: String,
    /// A page where something can be done about it, as the server named it
    pub link: Option<String>,
}

impl StepResult {
    #[must_use]
    pub fn new(finding: Finding, subject: &str) -> Self {
        Self { finding, subject: subject.to_owned(), link: None }
    }

    /// The lines for the server's environment that mend it.
    #[must_use]
    pub fn lines(&self, origin: &str) -> Option<String> {
        match self.finding {
            Finding::CorsRefused => Some(format!("CORS_ORIGIN={origin}")),
            Finding::CorsOwn => Some("CORS_ORIGIN=*".to_owned()),
            Finding::SwitchesOff => Some(self.subject.clone()),
            _ => None,
        }
    }
}
