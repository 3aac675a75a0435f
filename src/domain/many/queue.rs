//! The customers whose phones are connected one after the other: who is next, who was skipped, and the
//! way back.

/// How far a customer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueuePlace {
    Waiting,
    Skipped,
    Paired,
}

/// A queue of rows. It is over once every row was paired or skipped; who comes back to a skipped one
/// finds it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QrQueue {
    rows: Vec<(u32, QueuePlace)>,
    at: usize,
}

impl QrQueue {
    #[must_use]
    pub fn new(ids: impl IntoIterator<Item = u32>) -> Self {
        let rows = ids.into_iter().map(|id| (id, QueuePlace::Waiting)).collect();
        Self { rows, at: 0 }
    }

    /// The row that is connected now; `None` once none is left.
    #[must_use]
    pub fn current(&self) -> Option<u32> {
        self.rows.get(self.at).map(|(id, _)| *id)
    }

    /// The number of the current row, counted from one, and how many there are.
    #[must_use]
    pub fn number(&self) -> (usize, usize) {
        (self.at + 1, self.rows.len())
    }

    #[must_use]
    pub fn count(&self, place: QueuePlace) -> usize {
        self.rows.iter().filter(|(_, own)| *own == place).count()
    }

    /// This row's phone is connected. It stays the current one until [`QrQueue::go_on`].
    pub fn paired(&mut self, id: u32) {
        if let Some(row) = self.rows.iter_mut().find(|(own, _)| *own == id) {
            row.1 = QueuePlace::Paired;
        }
    }

    /// Leaves this customer for the next one. Whoever is paired is not called skipped.
    pub fn skip(&mut self) {
        if let Some((_, place)) = self.rows.get_mut(self.at)
            && *place == QueuePlace::Waiting
        {
            *place = QueuePlace::Skipped;
        }
        self.at = (self.at + 1).min(self.rows.len());
        self.pass_paired();
    }

    /// Goes on after this row was paired, if it still is the current one.
    pub fn go_on(&mut self, id: u32) {
        if self.current() == Some(id) {
            self.skip();
        }
    }

    fn pass_paired(&mut self) {
        while matches!(self.rows.get(self.at), Some((_, QueuePlace::Paired))) {
            self.at += 1;
        }
    }

    /// Comes back to the last row before this one that is not paired; whether there is one.
    pub fn back(&mut self) -> bool {
        let before = self.rows.get(..self.at).unwrap_or_default();
        let place = before.iter().rposition(|(_, place)| *place != QueuePlace::Paired);
        if let Some(place) = place {
            self.at = place;
            self.rows[place].1 = QueuePlace::Waiting;
        }
        place.is_some()
    }

    #[must_use]
    pub fn can_go_back(&self) -> bool {
        let before = self.rows.get(..self.at).unwrap_or_default();
        before.iter().any(|(_, place)| *place != QueuePlace::Paired)
    }
}
