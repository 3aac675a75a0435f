//! The release archive: what an operator unpacks on a web server, and what a reviewer reads before
//! that. `panel/` are the files of dist/, `recipes/` the settings of web servers; beside them stand
//! the sums, the licences and the list of everything that is inside.
//!
//! The same input gives the same bytes, so whoever builds a tag can compare with what is offered.

mod archive;
mod licences;
mod packages;
#[cfg(test)]
mod rules;
mod sbom;
mod sums;

use crate::compress;
use crate::failure::{Failure, Outcome};
use crate::{project, say};
use std::path::{Path, PathBuf};

/// All packages of the workspace have one version.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a release is about, copied as it stands.
const PAPERS: [&str; 5] =
    ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "docs/embedding.md", "docs/parent.html"];

/// A written release.
#[derive(Debug)]
pub(crate) struct Release {
    /// The archive as it unpacks.
    pub(crate) folder: PathBuf,
    pub(crate) zip: PathBuf,
}

/// Puts the archive together from the dist/ that is there, which the caller has built.
pub(crate) fn write() -> Outcome<Release> {
    let name = format!("instance-panel-{VERSION}");
    let home = project::target_directory()?.join("release-archive");
    // Nothing of an earlier version or of a file that went away may stay.
    remove(&home)?;
    let folder = home.join(&name);
    copy_folder(&project::dist(), &folder.join("panel"))?;
    copy_folder(&project::root().join("recipes"), &folder.join("recipes"))?;
    for paper in PAPERS {
        copy(&project::root().join(paper), &folder.join(paper))?;
    }
    let linked = packages::linked()?;
    write_text(&folder.join("sbom.cdx.json"), &sbom::text(VERSION, &linked))?;
    write_text(&folder.join("THIRD-PARTY-LICENSES.txt"), &licences::text(&linked)?)?;
    write_text(&folder.join("SHA256SUMS"), &sums::of_folder(&folder)?)?;
    let zip = home.join(format!("{name}.zip"));
    archive::write(&folder, &name, &zip)?;
    let sum = sums::line(&compress::read(&zip)?, &format!("{name}.zip"));
    write_text(&home.join(format!("{name}.zip.sha256")), &sum)?;
    Ok(Release { folder, zip })
}

/// Where it lies and what it weighs.
pub(crate) fn print(release: &Release) -> Outcome {
    let bytes = compress::read(&release.zip)?.len() as u64;
    say::note(&format!("{} ({} bytes)", release.zip.display(), say::thousands(bytes)));
    say::note("Its sum is beside it; unpacked, `sha256sum -c SHA256SUMS` checks every file.");
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    for file in compress::files_below(from)? {
        let inner = file.strip_prefix(from).expect("files below a folder begin with it");
        copy(&file, &to.join(inner))?;
    }
    Ok(())
}

/// The content alone: rights and times of this machine are nobody's business.
fn copy(from: &Path, to: &Path) -> Outcome {
    let bytes = compress::read(from)?;
    let folder = to.parent().expect("every file of the archive lies in its folder");
    std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    std::fs::write(to, bytes).map_err(|error| Failure::file(to, &error))
}

fn write_text(path: &Path, text: &str) -> Outcome {
    std::fs::write(path, text).map_err(|error| Failure::file(path, &error))
}

fn remove(folder: &Path) -> Outcome {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::file(folder, &error))
        }
        _ => Ok(()),
    }
}
