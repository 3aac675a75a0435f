//! An empty table with a column for each field, to be filled in with a spreadsheet.

use crate::domain::many::batch::is_for_all;
use crate::domain::schema::api::Api;
use crate::domain::schema::fields::Field;

/// The file. Spreadsheets in languages with a decimal comma expect a semicolon between the columns.
#[must_use]
pub fn template(api: Api, delimiter: char) -> String {
    let fields = Field::ALL.iter().filter(|field| field.spec().wire(api).is_some());
    let heads: Vec<&str> =
        fields.filter(|field| !is_for_all(**field)).map(|field| field.id()).collect();
    // The mark says that the file is UTF-8.
    format!("\u{feff}{}\r\n", heads.join(&delimiter.to_string()))
}
