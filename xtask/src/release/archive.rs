//! One folder as a zip file. Names are sorted, times and rights are fixed, so that the same files
//! make the same bytes on every machine and at every hour.

use crate::compress;
use crate::failure::{Failure, Outcome};
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// `name` is the folder that the archive unpacks into.
pub(super) fn write(folder: &Path, name: &str, zip: &Path) -> Outcome {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let failed = |error: std::io::Error| Failure::file(zip, &error);
    let mut writer = ZipWriter::new(std::fs::File::create(zip).map_err(failed)?);
    for file in compress::files_below(folder)? {
        let inner = inner_name(folder, &file);
        writer
            .start_file(format!("{name}/{inner}"), options)
            .map_err(|error| failed(error.into()))?;
        writer.write_all(&compress::read(&file)?).map_err(failed)?;
    }
    writer.finish().map_err(|error| failed(error.into()))?;
    Ok(())
}

/// The path below the folder, with slashes on every system.
pub(super) fn inner_name(folder: &Path, file: &Path) -> String {
    let inner = file.strip_prefix(folder).unwrap_or(file);
    let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_same_files_make_the_same_bytes_and_come_out_again() {
        let home = std::env::temp_dir().join(format!("xtask-archive-{}", std::process::id()));
        let folder = home.join("files");
        std::fs::create_dir_all(folder.join("locales")).expect("a folder can be made");
        let files = [("b.txt", "bee"), ("a.txt", "ay"), ("locales/en.json", "{}")];
        for (name, text) in files {
            std::fs::write(folder.join(name), text).expect("a file can be written");
        }
        write(&folder, "panel-1", &home.join("one.zip")).expect("it can be written");
        // Another time, another order of writing: the same archive.
        for (name, text) in files.into_iter().rev() {
            std::fs::write(folder.join(name), text).expect("a file can be written");
        }
        let file = std::fs::File::open(folder.join("a.txt")).expect("it is there");
        file.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("times can be set");
        write(&folder, "panel-1", &home.join("two.zip")).expect("it can be written");
        let [one, two] = ["one.zip", "two.zip"]
            .map(|name| std::fs::read(home.join(name)).expect("it was just written"));
        assert_eq!(one, two);
        let mut zip =
            zip::ZipArchive::new(std::io::Cursor::new(one)).expect("it reads as an archive");
        let names: Vec<_> =
            zip.file_names().map(|name| name.expect("names are text").into_owned()).collect();
        assert_eq!(names, ["panel-1/a.txt", "panel-1/b.txt", "panel-1/locales/en.json"]);
        for (name, text) in files {
            let mut read = String::new();
            let mut file = zip.by_name(&format!("panel-1/{name}")).expect("it is inside");
            file.read_to_string(&mut read).expect("it is text");
            assert_eq!(read, text);
        }
        std::fs::remove_dir_all(&home).expect("the folder can be removed");
    }
}
