//! Whether a phone's connection begins by itself after a creation, as this device's operator wants it.

use leptos::prelude::*;

use crate::platform::storage::StorageScope;
use crate::state::secrets::{ForgetScope, SecretHolder};

const KEY: &str = "auto_connect";
const OFF: &str = "off";

#[derive(Clone, Copy, Debug)]
pub struct AutoConnect {
    pub is_on: RwSignal<bool>,
}

impl AutoConnect {
    #[must_use]
    pub fn of_device() -> Self {
        let is_off = StorageScope::Device.read(KEY).as_deref() == Some(OFF);
        Self { is_on: RwSignal::new(!is_off) }
    }

    pub fn set(self, is_on: bool) {
        self.is_on.set(is_on);
        if is_on {
            StorageScope::Device.remove(KEY);
        } else {
            StorageScope::Device.write(KEY, OFF);
        }
    }
}

impl SecretHolder for AutoConnect {
    fn has_secrets(&self) -> bool {
        false
    }

    fn forget(&self, scope: ForgetScope) {
        if scope == ForgetScope::Everything {
            self.is_on.set(true);
        }
    }
}
