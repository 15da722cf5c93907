//! Files that are written whole or not at all.
//!
//! In come contents and the paths they are meant for. Everything is first written beside its place, under a name that
//! starts with [`TEMPORARY`], and moved there when all of it is complete; until then what was there before stays as it
//! was.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::{Error, Result};

/// What the name of a file that is not complete yet starts with.
pub const TEMPORARY: &str = ".actant-";

/// Files that are complete and wait to be moved to their places together.
#[derive(Debug, Default)]
pub struct Staged {
    files: Vec<(NamedTempFile, PathBuf)>,
}

impl Staged {
    /// Starts with no files.
    pub fn new() -> Self {
        Staged::default()
    }

    /// Writes a file beside the place it is meant for.
    ///
    /// # Errors
    /// Whatever keeps the file from being written, or `content` from being made; nothing has changed then.
    pub fn write<F>(&mut self, path: &Path, content: F) -> Result<()>
    where
        F: FnOnce(&mut dyn Write) -> Result<()>,
    {
        let failed = |cause| Error::write(path, cause);
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = temporary(folder).map_err(failed)?;
        let mut writer = BufWriter::with_capacity(1 << 16, file);
        content(&mut writer)?;
        let file = writer.into_inner().map_err(|error| failed(error.into_error()))?;
        file.as_file().sync_all().map_err(failed)?;
        self.files.push((file, path.to_owned()));
        Ok(())
    }

    /// Moves every file to its place.
    ///
    /// # Errors
    /// Whatever keeps a file from being moved; those before it have been.
    pub fn commit(self) -> Result<()> {
        for (file, path) in self.files {
            file.persist(&path).map_err(|error| Error::write(&path, error.error))?;
        }
        Ok(())
    }
}

/// Writes one file, whole or not at all.
///
/// # Errors
/// Whatever keeps the file from being written, or `content` from being made; what was there before stays.
pub fn write_whole<F>(path: &Path, content: F) -> Result<()>
where
    F: FnOnce(&mut dyn Write) -> Result<()>,
{
    let mut staged = Staged::new();
    staged.write(path, content)?;
    staged.commit()
}

fn temporary(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    // Temporary files are private unless told otherwise; these become the user's, under the user's own mask.
    #[cfg(unix)]
    builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leaves_what_was_there_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("graph.nq");
        write_whole(&path, |out| out.write_all(b"old").map_err(|e| Error::write("graph.nq", e))).unwrap();
        let mut staged = Staged::new();
        staged.write(&path, |out| out.write_all(b"new").map_err(|e| Error::write("graph.nq", e))).unwrap();
        staged.write(&folder.path().join("graph.dot"), |_| Err(Error::new("no drawing today"))).unwrap_err();
        drop(staged);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "temporary files are gone");
    }

    #[test]
    fn a_missing_folder_is_an_error_that_names_the_file() {
        let error = write_whole(Path::new("no-such-folder/graph.nq"), |_| Ok(())).unwrap_err();
        assert!(error.to_string().starts_with("no-such-folder/graph.nq: cannot be written"), "{error}");
    }
}
