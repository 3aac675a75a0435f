//! Notices above a screen: what is wrong with the deployment's file or with the address, and whether
//! the operator dismissed it.

use leptos::prelude::*;

use crate::domain::deployment::Deployment;

#[derive(Clone, Copy, Debug)]
pub struct Notices {
    pub is_config_dismissed: RwSignal<bool>,
    /// Something in the address looked like a secret and was removed, now or at the start
    pub is_address_cleaned: RwSignal<bool>,
    pub is_address_dismissed: RwSignal<bool>,
}

impl Notices {
    #[must_use]
    pub fn new(deployment: &Deployment) -> Self {
        Self {
            is_config_dismissed: RwSignal::new(false),
            is_address_cleaned: RwSignal::new(deployment.is_address_cleaned),
            is_address_dismissed: RwSignal::new(false),
        }
    }
}
