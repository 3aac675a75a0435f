//! What the first load weighs, up to a form that can be used: the page, its code and styles, and
//! one language. Measured after brotli 11, as a good server sends it.

use crate::compress::{self, has_extension};
use crate::failure::{Failure, Outcome};
use crate::{project, say};
use std::path::Path;

/// More than this fails the tests: half of the nearest other panel.
const BUDGET: u64 = 136_000;
/// What it is to weigh one day. Lower the budget with every kilobyte that is won.
const AIM: u64 = 110_000;

/// The script that a page which embeds the panel loads; the panel itself does not.
const PARENTS: &str = "embed.js";

/// One file of the first load, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the table; whether the sum is within the budget is the answer.
pub(crate) fn print_table() -> Outcome<bool> {
    let rows = measure(&project::dist())?;
    println!("{}", table(&rows));
    let total = total(&rows);
    say::note(&verdict(total));
    Ok(total <= BUDGET)
}

/// The failure that the tests report when the table says no.
pub(crate) fn over_budget() -> Failure {
    Failure::new(format!(
        "The first load is over its budget of {} bytes after brotli.",
        say::thousands(BUDGET)
    ))
}

fn measure(dist: &Path) -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    let mut languages = Vec::new();
    for file in compress::files_below(dist)? {
        let name = file.strip_prefix(dist).unwrap_or(&file).display().to_string();
        if is_later(&name) || name == PARENTS {
            continue;
        }
        let is_language = has_extension(&file, &["json"]) && is_language(&name);
        let is_code = has_extension(&file, &["html", "js", "wasm", "css"]);
        if is_code || is_language {
            let bytes = compress::read(&file)?;
            let row = Row {
                name,
                raw: bytes.len() as u64,
                gzip: compress::gzip(&bytes).len() as u64,
                brotli: compress::brotli(&bytes).len() as u64,
            };
            let list = if is_language { &mut languages } else { &mut rows };
            list.push(row);
        }
    }
    if !rows.iter().any(|row| row.name.ends_with(".wasm")) {
        return Err(Failure::new(
            "dist/ holds no WebAssembly: build the panel first with `cargo xtask dist`.",
        ));
    }
    rows.extend(largest(languages));
    Ok(rows)
}

/// What is fetched when the form is on the screen already, or by other pages alone.
fn is_later(name: &str) -> bool {
    name == "embed.js" || name.starts_with("later-")
}

/// `pt-BR-0123456789abcdef.json` holds the sentences of locales/pt-BR.json.
fn is_language(name: &str) -> bool {
    let language = name.rsplit_once('-').map_or("", |(language, _)| language);
    project::root().join("locales").join(format!("{language}.json")).is_file()
}

/// A visitor loads one language; the budget holds for the largest.
fn largest(languages: Vec<Row>) -> Option<Row> {
    languages.into_iter().max_by_key(|row| row.brotli)
}

fn total(rows: &[Row]) -> u64 {
    rows.iter().map(|row| row.brotli).sum()
}

fn table(rows: &[Row]) -> String {
    let sum = Row {
        name: "first load".to_owned(),
        raw: rows.iter().map(|row| row.raw).sum(),
        gzip: rows.iter().map(|row| row.gzip).sum(),
        brotli: total(rows),
    };
    let names = rows.iter().chain([&sum]).map(|row| row.name.len());
    let width = names.max().unwrap_or_default();
    let mut lines =
        vec![format!("   {:width$}  {:>9}  {:>9}  {:>9}", "file", "bytes", "gzip", "brotli")];
    lines.extend(rows.iter().chain([&sum]).map(|row| {
        let [raw, gzip, brotli] = [row.raw, row.gzip, row.brotli].map(say::thousands);
        format!("   {:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}", row.name)
    }));
    lines.join("\n")
}

fn verdict(total: u64) -> String {
    let sum = say::thousands(total);
    let budget = say::thousands(BUDGET);
    let aim = say::thousands(AIM);
    if total > BUDGET {
        let over = say::thousands(total - BUDGET);
        format!("{sum} bytes: {over} over the budget of {budget}.")
    } else if total > AIM {
        format!("{sum} bytes: within the budget of {budget}, over the aim of {aim}.")
    } else {
        format!("{sum} bytes: under the aim of {aim} (budget {budget}).")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, brotli: u64) -> Row {
        Row { name: name.to_owned(), raw: brotli * 3, gzip: brotli + 10, brotli }
    }

    #[test]
    fn only_the_largest_language_is_loaded() {
        let languages = vec![row("en", 5), row("pt-BR", 9), row("es", 7)];
        assert_eq!(largest(languages), Some(row("pt-BR", 9)));
        assert_eq!(largest(Vec::new()), None);
    }

    #[test]
    fn the_sum_counts_brotli_bytes() {
        let rows = [row("index.html", 1_000), row("panel.wasm", 90_000)];
        assert_eq!(total(&rows), 91_000);
        let table = table(&rows);
        let last = table.lines().last().expect("a table has lines");
        assert!(last.contains("first load") && last.ends_with("91,000"), "{last}");
    }

    #[test]
    fn the_budget_is_the_last_size_that_passes() {
        assert!(verdict(AIM).contains("under the aim"));
        assert!(verdict(BUDGET).contains("within the budget"));
        assert!(verdict(BUDGET + 1).contains("1 over the budget"));
    }

    #[test]
    fn a_folder_is_measured_without_its_compressed_files() {
        let dist = std::env::temp_dir().join(format!("xtask-size-{}", std::process::id()));
        std::fs::create_dir_all(&dist).expect("a folder can be made");
        for (name, text) in [
            ("index.html", "<p>page</p>"),
            ("index.html.br", "not counted"),
            ("panel.wasm", "code"),
            ("en-0123.json", "{\"hello\":\"hello\"}"),
            ("es-4567.json", "{}"),
            ("config.schema.json", "not counted"),
            ("later-0123.wasm", "later code"),
            ("later-en-89ab.json", "{}"),
            ("licence.txt", "not counted"),
            ("embed.js", "not counted"),
        ] {
            std::fs::write(dist.join(name), text).expect("a file can be written");
        }
        let rows = measure(&dist).expect("there is a wasm file");
        let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["index.html", "panel.wasm", "en-0123.json"]);
        std::fs::remove_file(dist.join("panel.wasm")).expect("the file is there");
        assert!(measure(&dist).is_err(), "no code, no measure");
        std::fs::remove_dir_all(&dist).expect("the folder can be removed");
    }
}
