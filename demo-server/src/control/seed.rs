//! Instances that no request created: thousands of them, in any state, or damaged.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::servers;
use crate::state::instance::{ConnectionState, Instance};
use crate::state::kind::ServerKind;
use crate::state::mount::Mount;
use crate::values::{clock, ids};

const MOST: u32 = 100_000;

/// What an instance is to be. Members that are left out stay as they are, or as in a new instance.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Seed {
    /// `{n}` becomes the number of the instance.
    name: String,
    /// How many; 1 when left out.
    count: Option<u32>,
    /// Gives the instances all states in turn, as a server that has been used for a while.
    mixed: bool,
    state: Option<ConnectionState>,
    /// The state that the list of 2.x shows; `state` when left out.
    listed_state: Option<ConnectionState>,
    integration: Option<String>,
    token: Option<String>,
    number: Option<String>,
    business_id: Option<String>,
    /// The number that is connected, with or without its domain.
    owner: Option<String>,
    profile_name: Option<String>,
    profile_picture: Option<String>,
    /// 401 logged out, 403 banned, 440 replaced.
    disconnection_code: Option<u16>,
    /// Groups as their `find` answers them.
    groups: Map<String, Value>,
    /// Makes the whole list fail.
    broken: Option<bool>,
}

/// Creates or changes the instances, and returns how many.
pub(crate) fn apply(mount: &mut Mount, seed: &Seed) -> Result<u32, String> {
    let count = seed.count.unwrap_or(1);
    if seed.name.is_empty() {
        return Err("name is missing".to_owned());
    }
    if count > MOST {
        return Err(format!("count is {MOST} at most"));
    }
    if count > 1 && !seed.name.contains("{n}") {
        return Err("name needs {n} for more than one instance".to_owned());
    }
    let kind = mount.kind;
    for number in 1..=count {
        let one = seed.numbered(number);
        if count == 1
            && let Some(instance) = mount.find_mut(&one.name)
        {
            one.change(instance);
            continue;
        }
        let mut instance = Instance::new(&one.name);
        instance.token = Some(ids::token());
        // The list of 1.x shows no integration for an instance that was created without one.
        instance.integration = (kind == ServerKind::V2).then(|| "WHATSAPP-BAILEYS".into());
        one.change(&mut instance);
        servers::add_defaults(kind, &mut instance);
        mount.add(instance);
    }
    Ok(count)
}

impl Seed {
    fn numbered(&self, number: u32) -> Self {
        let text = number.to_string();
        let replace = |value: &String| value.replace("{n}", &text);
        let mut one = if self.mixed { mixed(number) } else { self.clone() };
        one.name = replace(&self.name);
        one.token = self.token.as_ref().map(replace);
        one
    }

    fn change(&self, instance: &mut Instance) {
        if let Some(state) = self.state {
            instance.pairing.state = state;
            instance.pairing.listed_state = state;
            instance.pairing.ever_connected |= state != ConnectionState::Close;
        }
        if let Some(state) = self.listed_state {
            instance.pairing.listed_state = state;
        }
        if let Some(integration) = &self.integration {
            instance.integration = Some(integration.as_str().into());
        }
        if let Some(token) = &self.token {
            instance.token = Some(token.clone());
        }
        if let Some(number) = &self.number {
            instance.number = Some(number.clone());
        }
        if let Some(is_broken) = self.broken {
            instance.is_broken = is_broken;
        }
        instance.groups.extend(self.groups.clone());
        self.change_columns(&mut instance.columns);
        instance.updated_at = clock::now_iso();
    }

    fn change_columns(&self, columns: &mut Map<String, Value>) {
        let owner = self.owner.as_ref().map(|owner| match owner.contains('@') {
            true => owner.clone(),
            false => format!("{owner}@s.whatsapp.net"),
        });
        for (column, value) in [
            ("ownerJid", &owner),
            ("profileName", &self.profile_name),
            ("profilePicUrl", &self.profile_picture),
            ("businessId", &self.business_id),
        ] {
            if let Some(value) = value {
                columns.insert(column.to_owned(), value.as_str().into());
            }
        }
        if let Some(code) = self.disconnection_code {
            columns.insert("disconnectionReasonCode".to_owned(), code.into());
            columns.insert("disconnectionObject".to_owned(), disconnection(code));
            columns.insert("disconnectionAt".to_owned(), clock::now_iso().into());
        }
    }
}

/// The states of instances on a server that has been used for a while.
fn mixed(number: u32) -> Seed {
    use ConnectionState::{Close, Connecting, Open};
    let owner = Some(format!("55119{:08}", number % 100_000_000));
    let named = Seed {
        owner: owner.clone(),
        profile_name: Some(format!("Loja {number}")),
        ..Seed::default()
    };
    match number % 8 {
        1 => Seed {
            state: Some(Open),
            number: owner,
            profile_picture: Some("https://pps.whatsapp.net/v/t61/a.jpg".to_owned()),
            ..named
        },
        2 => Seed { state: Some(Close), ..Seed::default() },
        3 => Seed { state: Some(Close), disconnection_code: Some(401), ..named },
        4 => Seed { state: Some(Close), disconnection_code: Some(403), ..named },
        5 => Seed { state: Some(Close), disconnection_code: Some(440), ..named },
        6 => Seed { state: Some(Connecting), listed_state: Some(Close), ..Seed::default() },
        // Open without an owner: an instance that looks connected and is not.
        7 => Seed { state: Some(Open), ..Seed::default() },
        _ => Seed {
            state: Some(Open),
            integration: Some("WHATSAPP-BUSINESS".to_owned()),
            number: Some(format!("1065{number:011}")),
            business_id: Some(format!("1024{number:011}")),
            ..Seed::default()
        },
    }
}

/// The servers store an object, and a text that contains JSON for a logout.
fn disconnection(code: u16) -> Value {
    let text = match code {
        401 => "Log out instance",
        403 => "Forbidden",
        440 => "Stream Errored (conflict)",
        _ => "Connection Failure",
    };
    let value = json!({
        "error": {
            "data": {"reason": code.to_string(), "location": "frc"},
            "isBoom": true,
            "isServer": false,
            "output": {
                "statusCode": code,
                "payload": {"statusCode": code, "error": text, "message": text},
                "headers": {},
            },
        },
        "date": clock::now_iso(),
    });
    if code == 401 { value.to_string().into() } else { value }
}
