//! Reads two instances to compare them.

use crate::domain::instance::copy::InstanceCopy;
use crate::domain::instance::copy::comparison::{Compared, Comparison};
use crate::domain::instances::listed_row::RowKey;
use crate::domain::schema::api::Api;
use crate::state::instance::read_instance;
use crate::state::instances::Instances;

/// The instance of a pair that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairUnread(pub RowKey);

impl Instances {
    /// Reads both instances now, one after the other, and compares them.
    ///
    /// # Errors
    /// When the row of one cannot be read: it is gone, or its server does not answer. A group that cannot be
    /// read is a part of the comparison.
    pub async fn compare(self, pair: [RowKey; 2]) -> Result<Comparison, PairUnread> {
        let [one, other] = pair;
        let (one, other) = (self.read_side(one).await?, self.read_side(other).await?);
        let sides = [&one, &other].map(|(api, copy)| Compared { api: *api, copy });
        Ok(Comparison::of(sides))
    }

    async fn read_side(self, key: RowKey) -> Result<(Api, InstanceCopy), PairUnread> {
        let Some(server) = self.server(key.server) else { return Err(PairUnread(key)) };
        let copy = read_instance(&server, &key.name, &self.cancel()).await;
        Ok((server.api(), copy.ok_or(PairUnread(key))?))
    }
}
