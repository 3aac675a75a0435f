//! What holds secrets can be told to forget them. The parts of the state implement this;
//! [`KeyGuard`](crate::state::keys::KeyGuard) calls it.

/// How much is forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForgetScope {
    /// The keys of servers and what was made with them
    Keys,
    /// The same after another tab forgot them: what was stored since is not this tab's to remove
    KeysOfThisTab,
    /// Every secret, also those that are typed into the form
    Secrets,
    /// Everything that the operator typed or made
    Everything,
}

impl ForgetScope {
    /// Whether it is about the keys of servers alone.
    pub(crate) const fn is_keys(self) -> bool {
        matches!(self, Self::Keys | Self::KeysOfThisTab)
    }
}

/// A part of the state that holds secrets.
pub trait SecretHolder {
    /// Whether it holds a secret that is not in the deployment's file for everybody to read.
    fn has_secrets(&self) -> bool;

    /// Whether something runs that needs its secrets until it ends.
    fn is_busy(&self) -> bool {
        false
    }

    fn forget(&self, scope: ForgetScope);
}

impl<H: SecretHolder + ?Sized> SecretHolder for &H {
    fn has_secrets(&self) -> bool {
        (**self).has_secrets()
    }

    fn is_busy(&self) -> bool {
        (**self).is_busy()
    }

    fn forget(&self, scope: ForgetScope) {
        (**self).forget(scope);
    }
}
