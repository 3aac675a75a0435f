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

/// One value. A spreadsheet would run a text that begins like a formula, so it gets an apostrophe. Where a
/// semicolon parts the values, as in many languages, a text can begin inside of this one.
fn cell(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut may_begin = true;
    for c in text.chars() {
        if may_begin && matches!(c, '=' | '+' | '-' | '@') {
            safe.push('\'');
        }
        may_begin = matches!(c, ',' | ';' | '\t' | '\n' | '\r' | '"') || (may_begin && c == ' ');
        safe.push(c);
    }
    if safe.contains(['"', ',', ';', '\n', '\r', '\t']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}
