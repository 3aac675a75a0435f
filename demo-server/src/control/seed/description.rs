//! What a test says about the instances that it wants.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::state::disconnection;
use crate::state::instance::{ConnectionState, Counts, Instance};
use crate::values::clock;

/// Members that are left out stay as they are, or as in a new instance.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Seed {
    /// `{n}` becomes the number of the instance.
    pub(crate) name: String,
    /// How many; 1 when left out.
    pub(crate) count: Option<u32>,
    /// Gives the instances all states in turn; what else is said here wins.
    pub(crate) mixed: bool,
    pub(crate) state: Option<ConnectionState>,
    /// The state that the list of 2.x shows; `state` when left out.
    pub(crate) listed_state: Option<ConnectionState>,
    pub(crate) integration: Option<String>,
    pub(crate) token: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) business_id: Option<String>,
    /// The number that is connected, with or without its domain.
    pub(crate) owner: Option<String>,
    pub(crate) profile_name: Option<String>,
    pub(crate) profile_picture: Option<String>,
    /// Why the last connection ended: 401 logged out, 403 banned, 440 replaced ..
    pub(crate) disconnection_code: Option<u16>,
    /// When it ended, as ISO text; now when left out.
    pub(crate) disconnected_at: Option<String>,
    pub(crate) created_at: Option<String>,
    /// What `_count` in the list of 2.x says.
    pub(crate) counts: Option<Counts>,
    /// Groups as their `find` answers them. In 2.x, what every row has is added.
    pub(crate) groups: Map<String, Value>,
    /// Makes the whole list fail.
    pub(crate) broken: Option<bool>,
}

impl Seed {
    /// One instance of many: what is said here, and `base` where nothing is said.
    pub(crate) fn numbered(&self, number: u32, base: Self) -> Self {
        let text = number.to_string();
        let replace = |value: &String| value.replace("{n}", &text);
        // A state that is set is also listed, unless something else is said.
        let listed_state = self.listed_state.or(match self.state {
            None => base.listed_state,
            Some(_) => None,
        });
        let mut groups = base.groups;
        groups.extend(self.groups.clone());
        Self {
            name: replace(&self.name),
            count: None,
            mixed: false,
            state: self.state.or(base.state),
            listed_state,
            integration: self.integration.clone().or(base.integration),
            token: self.token.as_ref().map(replace).or(base.token),
            number: self.number.as_ref().map(replace).or(base.number),
            business_id: self.business_id.clone().or(base.business_id),
            owner: self.owner.clone().or(base.owner),
            profile_name: self.profile_name.as_ref().map(replace).or(base.profile_name),
            profile_picture: self.profile_picture.clone().or(base.profile_picture),
            disconnection_code: self.disconnection_code.or(base.disconnection_code),
            disconnected_at: self.disconnected_at.clone().or(base.disconnected_at),
            created_at: self.created_at.clone().or(base.created_at),
            counts: self.counts.or(base.counts),
            groups,
            broken: self.broken.or(base.broken),
        }
    }

    pub(crate) fn change(&self, instance: &mut Instance) {
        instance.updated_at = clock::now_iso();
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
        if let Some(date) = &self.created_at {
            instance.created_at.clone_from(date);
            instance.updated_at.clone_from(date);
        }
        if let Some(counts) = self.counts {
            instance.counts = counts;
        }
        if let Some(is_broken) = self.broken {
            instance.is_broken = is_broken;
        }
        instance.groups.extend(self.groups.clone());
        self.change_columns(instance);
    }

    fn change_columns(&self, instance: &mut Instance) {
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
                instance.columns.insert(column.to_owned(), value.as_str().into());
            }
        }
        if let Some(code) = self.disconnection_code {
            let at = self.disconnected_at.clone().unwrap_or_else(clock::now_iso);
            disconnection::store(&mut instance.columns, code, &at);
            instance.updated_at = at;
        }
    }
}
