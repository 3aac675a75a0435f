//! What can go wrong with a call, as cases a screen must tell apart. Each has one sentence of cause
//! and one of cure in the locale files, under its id.

use crate::domain::http::json_print;
use crate::domain::http::secret::{masked_body, without};
use crate::domain::schema::fields::Field;

macro_rules! cases {
    ($($(#[$doc:meta])* $case:ident = $id:literal;)+) => {
        /// A cause of failure.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Case { $($(#[$doc])* $case),+ }

        impl Case {
            pub const ALL: &[Self] = &[$(Self::$case),+];

            /// The key of its sentences in the locale files.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$case => $id),+ }
            }
        }
    };
}

cases! {
    // The call itself did not come through.
    /// No answer, or one the browser may not show: server down, wrong address, or CORS
    Unreachable = "unreachable";
    /// The browser says that it has no network
    Offline = "offline";
    /// An https page may not call an http server
    MixedContent = "mixed_content";
    /// The key holds a character that no header can carry, so nothing was sent
    KeyUnsendable = "key_unsendable";
    /// No address can contain the name of the instance, so nothing was sent
    NameUnreachable = "name_unreachable";
    Timeout = "timeout";
    Cancelled = "cancelled";
    /// The page was reloaded before the answer came
    Interrupted = "interrupted";
    /// An earlier creation of this name has no certain end, so nothing was sent
    Unsettled = "unsettled";
    /// Another tab is creating this very name, so nothing was sent
    OtherTab = "other_tab";

    // The answer was no answer of this API.
    Html = "html";
    EmptyReply = "empty_reply";
    /// Neither JSON nor HTML, or cut off
    NotJson = "not_json";
    /// JSON, but nothing of a creation in it
    Unrecognised = "unrecognised";
    WrongPath = "wrong_path";
    CorsRefused = "cors_refused";
    TooLarge = "too_large";
    RateLimited = "rate_limited";
    Licence = "licence";
    Unavailable = "unavailable";

    // Keys.
    Unauthorized = "unauthorized";
    MissingGlobalKey = "missing_global_key";
    Forbidden = "forbidden";

    // Names and tokens.
    NameInUse = "name_in_use";
    NameMissing = "name_missing";
    NameUndecodable = "name_undecodable";
    InstanceNotFound = "instance_not_found";
    TokenExists = "token_exists";
    /// 1.x cannot make a token while a nameless leftover is on the server
    AuthenticationError = "authentication_error";

    // Values.
    WrongType = "wrong_type";
    WrongPattern = "wrong_pattern";
    NotAChoice = "not_a_choice";
    Required = "required";
    CannotBeEmpty = "cannot_be_empty";
    InvalidUrl = "invalid_url";
    InvalidIntegration = "invalid_integration";
    InvalidProxy = "invalid_proxy";
    /// Chatwoot, which the server asked, answered 401
    ChatwootRefused = "chatwoot_refused";
    EventsMissing = "events_missing";
    BodyNotJson = "body_not_json";
    /// The server's database refused a value
    Database = "database";
    /// The server's own program stumbled
    Crashed = "crashed";
    /// 1.x cuts the text of a crash down to its first letter
    FirstLetter = "first_letter";

    // What the server has switched off, or cannot do yet.
    GroupDisabled = "group_disabled";
    QueueDisabled = "queue_disabled";
    WavoipBeforeConnect = "wavoip_before_connect";
    CannotConnectOut = "cannot_connect_out";
    NotConnected = "not_connected";
    StillConnected = "still_connected";
    NotOnThisEngine = "not_on_this_engine";

    // Bots.
    BotTriggerTaken = "bot_trigger_taken";
    BotTriggerIncomplete = "bot_trigger_incomplete";
    BotExists = "bot_exists";
    BotRefused = "bot_refused";

    // What is left.
    /// 200, and `error: true` in the body
    SoftFailure = "soft_failure";
    BadRequest = "bad_request";
    NotFound = "not_found";
    ServerFailure = "server_failure";
    Other = "other";
}

/// A call that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    pub case: Case,
    /// `None` when no answer came
    pub status: Option<u16>,
    /// What the server said, flattened to one text an entry
    pub messages: Vec<String>,
    /// The answer as it came
    pub body: String,
    /// The field that the error is about
    pub field: Option<Field>,
    /// A name in the error message: the group that is off, the value that is wrong
    pub subject: Option<String>,
    /// For how many seconds the server asks to wait, where it tells
    pub retry_after_s: Option<u32>,
}

impl ApiError {
    /// The same without these secrets, and without those that the answer names itself: it may be
    /// shown when nobody knows any more what was secret.
    #[must_use]
    pub fn without(mut self, secrets: &[String]) -> Self {
        let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
        if let Ok(value) = serde_json::from_str(&self.body) {
            self.body = json_print::text(&masked_body(&value));
        }
        self.body = without(&self.body, &secrets);
        for message in &mut self.messages {
            *message = without(message, &secrets);
        }
        self.subject = self.subject.map(|subject| without(&subject, &secrets));
        self
    }

    /// A failure without an answer.
    #[must_use]
    pub fn without_reply(case: Case) -> Self {
        Self {
            case,
            status: None,
            messages: Vec::new(),
            body: String::new(),
            field: None,
            subject: None,
            retry_after_s: None,
        }
    }
}
