//! What the rows of the form need of this screen: the parts that load later.

use crate::domain::schema::fields::Field;
use crate::ui::fields::control::ControlDrawer;
use crate::ui::fields::table_row::RowSupplies;
use crate::ui::lazy_chunks::{DEPLOYMENT, OPERATE};

pub fn row_supplies(control: ControlDrawer) -> RowSupplies {
    RowSupplies {
        control,
        restricted_row: |form, field| (DEPLOYMENT.exports()?.restricted_row)(form, field),
        next_to: |field| {
            (field == Field::InstanceName).then(|| OPERATE.quiet_part(|operate| operate.taken_name))
        },
    }
}
