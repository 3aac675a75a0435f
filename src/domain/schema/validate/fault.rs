//! What can be wrong with a value.

use crate::domain::schema::fields::Field;

/// What is wrong with a value. A warning does not keep the form from being sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Missing,
    /// Missing because its group is switched on
    MissingInGroup,
    /// Missing because of another field's value
    MissingBecause(Field),
    /// A choice that this server does not have; another one may
    NotAChoice(String),
    NameBlank,
    /// A space or a quote at the start or at the end, or an invisible character
    Edges,
    /// A character that no header can carry, in a token that is sent in one
    TokenCharacter(char),
    /// Characters that are not safe on this server
    NameCharacters,
    /// `..` and `/` lead out of the server's own folders
    NamePath,
    NameTaken,
    TooLong(usize),
    UrlScheme,
    UrlShape,
    /// The server refuses a host with an underscore, and may leave half an instance behind
    UrlUnderscore,
    /// The server may refuse a host with an underscore
    UrlUnderscoreDoubtful,
    /// The server calls itself when it reads `localhost`
    UrlLocalhost,
    /// A name or an address of a private network: the server must reach it, not this browser
    UrlPrivate,
    /// n8n's test address answers only while its editor listens
    UrlTestHook,
    /// The server puts the login into a URL as it is, and this character breaks the URL
    ProxyLogin(char),
    NotInteger,
    OutOfRange(i64, i64),
    Digits,
    /// The number looks like one without its country code
    NumberWithoutCountry,
    /// `00` is dialled in front of a country code and is no part of the number
    NumberStartsWithZeros,
    HeaderName,
    HeaderTwice,
    HeaderValue,
    /// A proxy in front of the webhook may drop a header whose name has an underscore
    HeaderUnderscore,
    /// Without the other field's value this one does nothing
    NoEffect(Field),
    /// Events that this server does not know are left out
    EventsLeftOut,
    /// The server ignores it in this combination
    QrIgnored,
    /// The server fails half-way in this combination
    QrBreaks,
}

impl Fault {
    /// The end of the key of its sentence in the locale files.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::MissingInGroup => "missing_in_group",
            Self::MissingBecause(_) => "missing_because",
            Self::NotAChoice(_) => "not_a_choice",
            Self::NameBlank => "name_blank",
            Self::Edges => "edges",
            Self::TokenCharacter(_) => "token_character",
            Self::NameCharacters => "name_characters",
            Self::NamePath => "name_path",
            Self::NameTaken => "name_taken",
            Self::TooLong(_) => "too_long",
            Self::UrlScheme => "url_scheme",
            Self::UrlShape => "url_shape",
            Self::UrlUnderscore => "url_underscore",
            Self::UrlUnderscoreDoubtful => "url_underscore_doubtful",
            Self::UrlLocalhost => "url_localhost",
            Self::UrlPrivate => "url_private",
            Self::UrlTestHook => "url_test_hook",
            Self::ProxyLogin(_) => "proxy_login",
            Self::NotInteger => "not_integer",
            Self::OutOfRange(..) => "out_of_range",
            Self::Digits => "digits",
            Self::NumberWithoutCountry => "number_without_country",
            Self::NumberStartsWithZeros => "number_starts_with_zeros",
            Self::HeaderName => "header_name",
            Self::HeaderTwice => "header_twice",
            Self::HeaderValue => "header_value",
            Self::HeaderUnderscore => "header_underscore",
            Self::NoEffect(_) => "no_effect",
            Self::EventsLeftOut => "events_left_out",
            Self::QrIgnored => "qr_ignored",
            Self::QrBreaks => "qr_breaks",
        }
    }

    /// A warning does not keep the form from being sent.
    #[must_use]
    pub const fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::UrlUnderscoreDoubtful
                | Self::UrlLocalhost
                | Self::UrlPrivate
                | Self::UrlTestHook
                | Self::ProxyLogin(_)
                | Self::NumberWithoutCountry
                | Self::NumberStartsWithZeros
                | Self::HeaderUnderscore
                | Self::NoEffect(_)
                | Self::EventsLeftOut
                | Self::QrIgnored
        )
    }

    /// Nothing is typed yet: shown only after the first press.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing | Self::MissingInGroup | Self::MissingBecause(_))
    }
}
