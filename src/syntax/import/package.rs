//! The files of a pipeline package: a wheel, or a folder with the package unpacked.
//!
//! In comes a path, out go the bytes of single files by their name inside the pipeline's own folder, the one that
//! holds `config.cfg`. What the files mean is left to the other modules of [`import`](super).

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;
use zip::ZipArchive;

use crate::{Error, Result};

/// The file that marks a pipeline's folder.
const CONFIG: &str = "config.cfg";
/// How deep below the given folder the pipeline may lie: `NAME-VERSION/NAME/NAME-VERSION` and one to spare.
const DEPTH: usize = 4;
/// The largest file that is taken for part of a small pipeline, in bytes.
const LARGEST: u64 = 512 << 20;

/// A pipeline package that is open for reading.
pub struct Package {
    path: PathBuf,
    source: Source,
}

enum Source {
    /// The folder that holds `config.cfg`.
    Folder(PathBuf),
    /// An archive, and the prefix of the names inside the pipeline's folder.
    Wheel(Box<ZipArchive<BufReader<File>>>, String),
}

impl Package {
    /// Opens a wheel, or a folder in or below which `config.cfg` lies.
    ///
    /// # Errors
    /// When nothing is there, it is neither of the two, or no pipeline or more than one lies inside.
    pub fn open(path: &Path) -> Result<Package> {
        let kind = fs::metadata(path).map_err(|cause| Error::read(path, cause))?;
        let source = if kind.is_dir() {
            Source::Folder(folder_with_config(path)?)
        } else {
            let file = File::open(path).map_err(|cause| Error::read(path, cause))?;
            let archive = ZipArchive::new(BufReader::new(file)).map_err(|cause| {
                Error::new("is neither a folder nor a wheel").in_file(path).caused_by(cause).hint(HINT)
            })?;
            let names = archive.file_names().filter_map(std::result::Result::ok).map(Cow::into_owned);
            let configs: Vec<PathBuf> = names.filter(|name| is_config(name)).map(PathBuf::from).collect();
            let prefix = the_only(path, &configs)?.to_string_lossy().trim_end_matches(CONFIG).to_owned();
            Source::Wheel(Box::new(archive), prefix)
        };
        Ok(Package { path: path.to_owned(), source })
    }

    /// The path that was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads a file by its name inside the pipeline's folder, such as `parser/model`.
    ///
    /// # Errors
    /// When the file is not there, cannot be read or is far too large for a small pipeline.
    pub fn read(&mut self, name: &str) -> Result<Vec<u8>> {
        match &mut self.source {
            Source::Folder(folder) => {
                let file = folder.join(name);
                let reader = File::open(&file).map_err(|cause| Error::read(&file, cause))?;
                read_at_most(reader).map_err(|cause| Error::read(&file, cause))
            }
            Source::Wheel(archive, prefix) => {
                let inside = format!("{prefix}{name}");
                let failed = |cause: Box<dyn std::error::Error + Send + Sync>| {
                    Error::new(format!("{inside} cannot be read from the wheel")).in_file(&self.path).caused_by(cause)
                };
                let reader = archive.by_name(&inside).map_err(|cause| failed(cause.into()))?;
                read_at_most(reader).map_err(|cause| failed(cause.into()))
            }
        }
    }

    /// Whether a file of this name lies inside the pipeline's folder.
    pub fn contains(&self, name: &str) -> bool {
        match &self.source {
            Source::Folder(folder) => folder.join(name).is_file(),
            Source::Wheel(archive, prefix) => archive.index_for_name(&format!("{prefix}{name}")).is_some(),
        }
    }

    /// Makes the error for a file of this package that does not hold what it should.
    pub fn error(&self, name: &str, message: impl std::fmt::Display) -> Error {
        Error::new(format!("{name}: {message}")).in_file(&self.path)
    }
}

const HINT: &str = "give the .whl file of a spaCy pipeline, or the folder of an unpacked one";

fn is_config(name: &str) -> bool {
    name == CONFIG || name.ends_with("/config.cfg")
}

fn folder_with_config(path: &Path) -> Result<PathBuf> {
    if path.join(CONFIG).is_file() {
        return Ok(path.to_owned());
    }
    let found: Vec<PathBuf> = WalkDir::new(path)
        .max_depth(DEPTH)
        .sort_by_file_name()
        .into_iter()
        .filter_map(std::result::Result::ok)
        .filter(|entry| entry.file_name() == CONFIG && entry.file_type().is_file())
        .filter_map(|entry| entry.path().parent().map(Path::to_owned))
        .collect();
    the_only(path, &found).cloned()
}

fn the_only<'a>(path: &Path, found: &'a [PathBuf]) -> Result<&'a PathBuf> {
    match found {
        [one] => Ok(one),
        [] => Err(Error::new("holds no spaCy pipeline: there is no config.cfg in it").in_file(path).hint(HINT)),
        [first, second, ..] => {
            Err(Error::new(format!("holds more than one spaCy pipeline: {} and {}", first.display(), second.display()))
                .in_file(path)
                .hint("give the folder of the one that you mean"))
        }
    }
}

fn read_at_most(reader: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(std::io::Error::other("it is far larger than any part of a small pipeline"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_folder_that_holds_the_config() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("en_some/en_some-1.0.0");
        fs::create_dir_all(inner.join("parser")).unwrap();
        fs::write(inner.join(CONFIG), "[nlp]\n").unwrap();
        fs::write(inner.join("parser/model"), [1, 2, 3]).unwrap();
        let mut package = Package::open(folder.path()).unwrap();
        assert_eq!(package.read("parser/model").unwrap(), [1, 2, 3]);
        assert!(package.contains("parser/model") && !package.contains("ner/model"));
        assert!(package.read("ner/model").unwrap_err().to_string().contains("ner"));
    }

    #[test]
    fn says_what_is_wrong_with_a_path() {
        let folder = tempfile::tempdir().unwrap();
        let message = |path: &Path| Package::open(path).err().unwrap().to_string();
        assert!(message(folder.path()).contains("no config.cfg"));
        assert!(message(&folder.path().join("missing")).contains("cannot be read"));
        let file = folder.path().join("text.whl");
        fs::write(&file, "not a wheel").unwrap();
        assert!(message(&file).contains("neither a folder nor a wheel"));
        for name in ["a", "b"] {
            fs::create_dir(folder.path().join(name)).unwrap();
            fs::write(folder.path().join(name).join(CONFIG), "").unwrap();
        }
        assert!(message(folder.path()).contains("more than one"));
    }
}
