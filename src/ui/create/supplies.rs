//! What the rows of the form need of this screen: the parts that come later, and the look-up of a name.

use leptos::prelude::*;

use crate::domain::schema::field::{Kind, Rule};
use crate::domain::schema::fields::Field;
use crate::state::create::taken_names::TakenNames;
use crate::state::form::model::FormModel;
use crate::ui::fields::control::ControlDrawer;
use crate::ui::fields::table_row::RowSupplies;
use crate::ui::lazy_chunks::{DEPLOYMENT, OPERATE};

pub fn row_supplies(form: FormModel, control: ControlDrawer) -> RowSupplies {
    let taken_names = expect_context::<TakenNames>();
    let on_leave = move |field: Field| {
        if field.spec().kind == Kind::Text(Rule::Name) {
            OPERATE.fetch_then(move |operate| {
                if let Some(operate) = operate {
                    (operate.check_name)(taken_names, form);
                }
            });
        }
    };
    RowSupplies {
        control,
        restricted_row: |form, field| (DEPLOYMENT.exports()?.restricted_row)(form, field),
        on_leave: Callback::new(on_leave),
    }
}
