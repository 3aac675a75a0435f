//! One creation of a name at a time. What a machine remembers of each name that it sent: whether its
//! tab holds the lock of that name, and until when the request may still arrive. It lives in memory,
//! so that it outlasts a stored note that somebody removes.

use crate::domain::creation::in_flight::InFlight;
use crate::domain::servers::server::Server;

/// One name on one server.
#[derive(Clone, Debug, PartialEq)]
pub struct NameGuard {
    pub base_url: String,
    pub name: String,
    /// This machine holds the lock
    pub is_locked: bool,
    /// When the request left; 0 for one that an earlier page sent
    pub sent_at: u64,
    /// Until when the request may still be at work on the server
    pub until: Option<u64>,
    /// The creation that was sent, to be asked about before another one is
    pub note: Option<InFlight>,
}

impl NameGuard {
    #[must_use]
    pub fn new(base_url: &str, name: &str) -> Self {
        Self {
            base_url: base_url.to_owned(),
            name: name.to_owned(),
            is_locked: false,
            sent_at: 0,
            until: None,
            note: None,
        }
    }

    fn is_about(&self, base_url: &str, name: &str) -> bool {
        self.base_url == base_url && self.name == name
    }

    fn may_arrive(&self, now: u64) -> bool {
        self.until.is_some_and(|until| now < until)
    }
}

/// All of a machine's guards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NameGuards(Vec<NameGuard>);

impl NameGuards {
    #[must_use]
    pub fn get(&self, base_url: &str, name: &str) -> Option<&NameGuard> {
        self.0.iter().find(|guard| guard.is_about(base_url, name))
    }

    /// The guard of this name; a new one where there is none.
    pub fn entry(&mut self, base_url: &str, name: &str) -> &mut NameGuard {
        let at = self.0.iter().position(|guard| guard.is_about(base_url, name));
        let at = at.unwrap_or_else(|| {
            self.0.push(NameGuard::new(base_url, name));
            self.0.len() - 1
        });
        &mut self.0[at]
    }

    /// The creation of this name that may still arrive.
    #[must_use]
    pub fn open_note(&self, server: &Server, name: &str, now: u64) -> Option<InFlight> {
        let guard = self.get(&server.base_url, name).filter(|guard| guard.may_arrive(now))?;
        guard.note.clone().filter(|note| note.is_of(server))
    }

    /// Another creation on this server was answered that was sent at this time: what was sent before it
    /// is not at work any more.
    pub fn settle(&mut self, base_url: &str, sent_at: u64) {
        let is_before = |guard: &&mut NameGuard| guard.sent_at < sent_at;
        let guards = self.0.iter_mut().filter(|guard| guard.base_url == base_url);
        for guard in guards.filter(is_before) {
            guard.until = None;
            if let Some(note) = &mut guard.note {
                note.may_arrive = false;
            }
        }
    }

    /// Keeps the names and their locks, and nothing of what was asked for.
    pub fn forget_requests(&mut self) {
        for note in self.0.iter_mut().filter_map(|guard| guard.note.as_mut()) {
            note.forget_request();
        }
    }

    /// What became of the name is certain; whether its lock was held.
    pub fn remove(&mut self, base_url: &str, name: &str) -> bool {
        let at = self.0.iter().position(|guard| guard.is_about(base_url, name));
        at.is_some_and(|at| self.0.swap_remove(at).is_locked)
    }

    /// Takes out what may not arrive any more, but for the names that are still in use; answers
    /// those that were locked.
    pub fn expire(&mut self, now: u64, is_in_use: impl Fn(&NameGuard) -> bool) -> Vec<NameGuard> {
        let (kept, over): (Vec<_>, Vec<_>) =
            self.0.drain(..).partition(|guard| guard.may_arrive(now) || is_in_use(guard));
        self.0 = kept;
        over.into_iter().filter(|guard| guard.is_locked).collect()
    }

    /// When the next of them may not arrive any more.
    #[must_use]
    pub fn next_end(&self, now: u64) -> Option<u64> {
        self.0.iter().filter_map(|guard| guard.until).filter(|until| *until > now).min()
    }
}
