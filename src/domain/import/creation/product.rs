//! Other programs of the same kind, told by what only they send, read or are called at.

use serde::{Deserialize, Serialize};

use readers::literal::node::Node;

/// A program that this panel does not speak to, or speaks to as to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Product {
    EvolutionGo,
    WhatsMiau,
    Waha,
    Codechat,
    /// Meta's own API
    CloudApi,
    Uazapi,
    Zapi,
    Wuzapi,
    WppConnect,
    BaileysApi,
}

const MOST_MEMBERS: usize = 500;

impl Product {
    /// Whether its creations have routes or names of their own.
    #[must_use]
    pub const fn has_own_creation(self) -> bool {
        matches!(self, Self::EvolutionGo | Self::Waha | Self::Codechat)
    }

    /// Its own name, the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EvolutionGo => "Evolution GO",
            Self::WhatsMiau => "WhatsMiau",
            Self::Waha => "WAHA",
            Self::Codechat => "CodeChat",
            Self::CloudApi => "WhatsApp Cloud API",
            Self::Uazapi => "uazapi",
            Self::Zapi => "Z-API",
            Self::Wuzapi => "wuzapi",
            Self::WppConnect => "WPPConnect",
            Self::BaileysApi => "baileys-api",
        }
    }

    /// Whether its servers take the requests of 2.x.
    #[must_use]
    pub const fn is_spoken(self) -> bool {
        matches!(self, Self::WhatsMiau)
    }

    /// Tells the product by the address of a request.
    #[must_use]
    pub fn of_address(url: &str) -> Option<Self> {
        let url = url.get(..500).unwrap_or(url).to_ascii_lowercase();
        let has = |part: &str| url.contains(part);
        if has("graph.facebook.com") {
            Some(Self::CloudApi)
        } else if has("api.z-api.io") {
            Some(Self::Zapi)
        } else if has("uazapi.com") {
            Some(Self::Uazapi)
        } else if has("/api/sessions") {
            Some(Self::Waha)
        } else if has("/start-session") || has("/generate-token") {
            Some(Self::WppConnect)
        } else if has("/sessions/add") {
            Some(Self::BaileysApi)
        } else if has("/admin/users") || has("/session/connect") {
            Some(Self::Wuzapi)
        } else {
            None
        }
    }

    /// Tells the product by the body of a request.
    #[must_use]
    pub fn of_body(body: &Node) -> Option<Self> {
        // No body has as many members; to look through each for every name would take its time.
        if body.members().len() > MOST_MEMBERS {
            return None;
        }
        let has = |key: &str| body.get(key).is_some();
        if has("messaging_product") {
            Some(Self::CloudApi)
        } else if has("migration") || has("syncRecentHistory") {
            Some(Self::WhatsMiau)
        } else if has("externalAttributes") || has("Auth") && has("name") {
            Some(Self::Codechat)
        } else if has("advancedSettings")
            || has("name")
                && has("token")
                && !has("instanceName")
                && !has("integration")
                && !has("config")
        {
            Some(Self::EvolutionGo)
        } else if has("name") && body.at_path("config.webhooks").is_some() {
            Some(Self::Waha)
        } else if has("instanceName") && has("apikey") && !has("integration") {
            Some(Self::Uazapi)
        } else {
            None
        }
    }

    /// What 2.x calls the value that has this name here.
    #[must_use]
    pub fn usual_name(self, name: &str) -> Option<&'static str> {
        match (self, name) {
            (Self::EvolutionGo | Self::Waha | Self::Codechat, "name") => Some("instanceName"),
            (Self::EvolutionGo, "msgRejectCall") => Some("msgCall"),
            (Self::EvolutionGo, "ignoreGroups") => Some("groupsIgnore"),
            (Self::Codechat, "phoneNumber") => Some("number"),
            (Self::Uazapi, "apikey") => Some("token"),
            _ => None,
        }
    }

    /// Whether an object of this name only holds other values.
    #[must_use]
    pub fn is_wrapping(self, name: &str) -> bool {
        matches!((self, name), (Self::EvolutionGo, "advancedSettings") | (Self::Waha, "config"))
    }

    /// The names of values that it alone reads.
    #[must_use]
    pub fn owns(self, name: &str) -> bool {
        match self {
            Self::EvolutionGo => {
                matches!(name, "ignoreStatus" | "instanceId" | "subscribe" | "immediate")
            }
            Self::WhatsMiau => name == "syncRecentHistory",
            Self::Waha => matches!(
                name,
                "start" | "metadata" | "noweb" | "debug" | "retries" | "hmac" | "ignore"
            ),
            Self::Codechat => matches!(name, "description" | "externalAttributes"),
            Self::CloudApi
            | Self::Uazapi
            | Self::Zapi
            | Self::Wuzapi
            | Self::WppConnect
            | Self::BaileysApi => false,
        }
    }
}
