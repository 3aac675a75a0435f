//! Reading and writing files and folders, with errors that name the path.

use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

pub(crate) fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).map_err(|error| Error::file(file, &error))
}

pub(crate) fn read_text(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| Error::file(file, &error))
}

/// Creates the folder of the file first if it is missing.
pub(crate) fn write(file: &Path, content: impl AsRef<[u8]>) -> Result {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Error::file(folder, &error))?;
    }
    std::fs::write(file, content).map_err(|error| Error::file(file, &error))
}

/// Copies only the content, without the permissions and times of this machine.
pub(crate) fn copy(from: &Path, to: &Path) -> Result {
    write(to, read(from)?)
}

/// Every file below the folder, sorted, so that all output has the same order on every machine.
pub(crate) fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|error| Error::file(&folder, &error))?;
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// It is no error if the folder does not exist.
pub(crate) fn remove_folder(folder: &Path) -> Result {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::file(folder, &error))
        }
        _ => Ok(()),
    }
}

/// The folder, without what an earlier build left in it.
pub(crate) fn empty_folder(folder: &Path) -> Result<PathBuf> {
    remove_folder(folder)?;
    std::fs::create_dir_all(folder).map_err(|error| Error::file(folder, &error))?;
    Ok(folder.to_path_buf())
}

/// The name without its folder; empty for a path that ends in `..`.
pub(crate) fn name(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

pub(crate) fn has_extension(file: &Path, extensions: &[&str]) -> bool {
    file.extension().is_some_and(|extension| extensions.iter().any(|known| extension == *known))
}
