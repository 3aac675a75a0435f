//! The result file of a run: comma-separated values, as spreadsheets read them.

/// A file of these rows, with a line end that every spreadsheet knows and a mark that says that it is
/// UTF-8.
#[must_use]
pub fn csv<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    let mut file = String::from('\u{feff}');
    for row in rows {
        let cells: Vec<String> = row.into_iter().map(cell).collect();
        file.push_str(&cells.join(","));
        file.push_str("\r\n");
    }
    file
}

/// One value. A spreadsheet would run a text that begins like a formula, so it gets an apostrophe.
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', ';', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
