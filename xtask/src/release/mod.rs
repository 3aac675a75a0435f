//! The release archive: the files for a web server in `panel/`, the settings of web servers in
//! `recipes/`, and next to them checksums, licences and a software bill of materials (SBOM). The same
//! input gives the same bytes, so anybody can build a tag and compare. May import the base and
//! `tools`.

mod archive;
mod checksums;
#[cfg(test)]
mod dependency_rules;
mod licences;
mod packages;
mod sbom;

use crate::error::Result;
use crate::{console, files, paths};
use std::path::{Path, PathBuf};

/// All packages of the workspace have one version.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Documents that are copied unchanged.
const DOCUMENTS: [&str; 5] =
    ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "docs/embedding.md", "docs/parent.html"];

/// A written archive.
#[derive(Debug)]
pub(crate) struct ReleaseArchive {
    /// The archive, unpacked
    pub(crate) folder: PathBuf,
    pub(crate) zip: PathBuf,
}

/// Writes the archive from the existing dist/, which the caller has built.
pub(crate) fn write() -> Result<ReleaseArchive> {
    let name = format!("instance-panel-{VERSION}");
    let home = paths::target_directory()?.join("release-archive");
    // No file of an earlier version may stay.
    files::remove_folder(&home)?;
    let folder = home.join(&name);
    copy_folder(&paths::dist(), &folder.join("panel"))?;
    copy_folder(&paths::root().join("recipes"), &folder.join("recipes"))?;
    for document in DOCUMENTS {
        files::copy(&paths::root().join(document), &folder.join(document))?;
    }
    let linked = packages::linked()?;
    files::write(&folder.join("sbom.cdx.json"), sbom::text(VERSION, &linked))?;
    files::write(&folder.join("THIRD-PARTY-LICENSES.txt"), licences::text(&linked)?)?;
    files::write(&folder.join("SHA256SUMS"), checksums::of_folder(&folder)?)?;
    let zip = home.join(format!("{name}.zip"));
    archive::write(&folder, &name, &zip)?;
    let sum = checksums::line(&files::read(&zip)?, &format!("{name}.zip"));
    files::write(&home.join(format!("{name}.zip.sha256")), sum)?;
    Ok(ReleaseArchive { folder, zip })
}

/// Prints the path and the size of the archive.
pub(crate) fn print_summary(archive: &ReleaseArchive) -> Result {
    let bytes = files::read(&archive.zip)?.len() as u64;
    console::note(&format!("{} ({} bytes)", archive.zip.display(), console::thousands(bytes)));
    console::note(
        "Its checksum is next to it. In the unpacked archive, `sha256sum -c SHA256SUMS` checks \
         every file.",
    );
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result {
    for file in files::below(from)? {
        let inner = file.strip_prefix(from).expect("a file below a folder starts with its path");
        files::copy(&file, &to.join(inner))?;
    }
    Ok(())
}
