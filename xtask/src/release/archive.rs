//! Writes a folder as a zip file. Names are sorted; times and permissions are fixed. The same files
//! give the same bytes on every machine and at any time.

use crate::error::{Error, Result};
use crate::files;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// `name` is the folder inside the archive.
pub(super) fn write(folder: &Path, name: &str, zip: &Path) -> Result {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let write_error = |error: std::io::Error| Error::file(zip, &error);
    let mut writer = ZipWriter::new(std::fs::File::create(zip).map_err(write_error)?);
    for file in files::below(folder)? {
        let name_inside = name_in_archive(folder, &file);
        writer
            .start_file(format!("{name}/{name_inside}"), options)
            .map_err(|error| write_error(error.into()))?;
        writer.write_all(&files::read(&file)?).map_err(write_error)?;
    }
    writer.finish().map_err(|error| write_error(error.into()))?;
    Ok(())
}

/// The path below the folder, with slashes on every system.
pub(super) fn name_in_archive(folder: &Path, file: &Path) -> String {
    let inner = file.strip_prefix(folder).unwrap_or(file);
    let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_archive_is_reproducible_and_can_be_read() {
        let home = std::env::temp_dir().join(format!("xtask-archive-{}", std::process::id()));
        let folder = home.join("files");
        std::fs::create_dir_all(folder.join("locales")).expect("a folder can be made");
        let files = [("b.txt", "bee"), ("a.txt", "ay"), ("locales/en.json", "{}")];
        for (name, text) in files {
            std::fs::write(folder.join(name), text).expect("a file can be written");
        }
        write(&folder, "panel-1", &home.join("one.zip")).expect("it can be written");
        // Another modification time and another order of writing give the same archive.
        for (name, text) in files.into_iter().rev() {
            std::fs::write(folder.join(name), text).expect("a file can be written");
        }
        let file = std::fs::File::open(folder.join("a.txt")).expect("it is there");
        file.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("times can be set");
        write(&folder, "panel-1", &home.join("two.zip")).expect("it can be written");
        let [one, two] = ["one.zip", "two.zip"]
            .map(|name| std::fs::read(home.join(name)).expect("it was just written"));
        assert_eq!(one, two);
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(one)).expect("it is an archive");
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
